"""What can be wrong with files, their syntax, records, and how the command is used."""

from qinjian.engine.wording import Wording

_FILES = {
    "file_missing": (
        "文件不存在。请检查路径。",
        "there is no such file. Check the path.",
    ),
    "file_unreadable": (
        "无法读取：{reason}。请检查权限。",
        "cannot be read: {reason}. Check its permissions.",
    ),
    "folder_empty": (
        "文件夹中没有可读的文件（{endings}）。请指定其他路径。",
        "the folder holds no file that can be read ({endings}). Name another path.",
    ),
    "file_ending": (
        "不支持这种文件。可读取：{endings}。",
        "this kind of file is not read. Readable are {endings}.",
    ),
    "file_empty": (
        "文件是空的。请重新导出。",
        "the file is empty. Export it again.",
    ),
    "file_too_large": (
        "文件超过 {limit} 个字符。请拆分后再检查。",
        "the file has more than {limit} characters. Split it.",
    ),
    "file_binary": (
        "不是文本文件（含有零字节）。请另存为 CSV（UTF-8），或给出正确的扩展名。",
        "this is no text file (it holds zero bytes). Save it as CSV (UTF-8), or give it its right ending.",
    ),
    "file_encoding": (
        "不是 UTF-8 编码（第 {byte} 个字节）。请另存为 CSV（UTF-8）。",
        "not in UTF-8 (byte {byte}). Save it as CSV (UTF-8).",
    ),
    "file_twice": (
        "同一文件给出了两次，只读取一次。",
        "the same file is given twice; it is read once.",
    ),
    "file_skipped": (
        "文件夹中的这个文件不是可读取的格式，未读取。",
        "this file of the folder is of a kind that is not read; it was passed over.",
    ),
    "stdin_format": (
        "无法判断标准输入的格式。请以 {{ 或 [ 开头（JSON），或以一行表头开头（CSV）。",
        "the format of standard input is not clear. Start with {{ or [ (JSON) or with a row of headers (CSV).",
    ),
    "workbook_broken": (
        "无法作为工作簿读取（已损坏、已加密或不是 .xlsx）。请用电子表格软件打开后另存为 .xlsx。",
        "cannot be read as a workbook (broken, encrypted, or not .xlsx). Open it in a spreadsheet program and save it as .xlsx.",
    ),
    "workbook_large": (
        "工作簿的数据区域过大。请删除远处的单元格，或拆分后再检查。",
        "the workbook covers too large an area. Clear far-off cells, or split it.",
    ),
}

_SYNTAX = {
    "json_syntax": (
        "JSON 在此处中断或有误。请从导出它的系统重新导出。",
        "the JSON is cut or broken here. Export it again from where it came.",
    ),
    "json_number": (
        "{value} 不是数。请改为金额或留空。",
        "{value} is no number. Write an amount, or leave it empty.",
    ),
    "json_depth": (
        "嵌套过深。请检查文件。",
        "nested too deeply. Check the file.",
    ),
    "duplicate_key": (
        "“{key}”出现了两次。请只保留一个。",
        "“{key}” stands here twice. Keep one.",
    ),
    "yaml_syntax": (
        "不是有效的 YAML：{reason}。请检查这一行的缩进、冒号和引号。",
        "not valid YAML: {reason}. Check indentation, colons and quotes on this line.",
    ),
    "yaml_tab": (
        "YAML 的缩进不能用制表符。请改用空格。",
        "YAML cannot be indented with tabs. Use spaces.",
    ),
    "yaml_character": (
        "含有不可见的控制字符。请删除。",
        "there is an invisible control character. Delete it.",
    ),
    "yaml_alias": (
        "此处不使用 YAML 的锚点和别名（& 与 *）。请写出完整内容。",
        "YAML anchors and aliases (& and *) are not used here. Write it out.",
    ),
    "yaml_tag": (
        "此处不使用 YAML 标签 {tag}。请删除标签。",
        "the YAML tag {tag} is not used here. Delete it.",
    ),
    "yaml_key": (
        "键应当是一个词。请检查这一行的括号和冒号。",
        "a key must be a word. Check brackets and colons on this line.",
    ),
    "yaml_depth": (
        "嵌套超过 {limit} 层。请检查文件。",
        "nested more than {limit} deep. Check the file.",
    ),
}

_RECORDS = {
    "not_a_claim": (
        "此处应当是一笔报销（一组字段）。请参照 qinjian template。",
        "a claim (a set of fields) was expected here. See qinjian template.",
    ),
    "lines_not_list": (
        "“lines”应当是明细的列表。请用方括号或短横线列出各行。",
        "“lines” must be a list of lines. Put them in brackets or behind dashes.",
    ),
    "kind_unknown": (
        "不认识的类别“{value}”。可用：{known}。",
        "“{value}” is no kind of record. Known are {known}.",
    ),
    "kind_unclear": (
        "从表头看不出记录的类别（{candidates}）。请用 --kind 指定。",
        "the headers do not tell which kind of record this is ({candidates}). Give --kind.",
    ),
    "header_unmatched": (
        "不认识的表头，该列未读取。最接近的表头：{close}。请改名或删去该列。",
        "this header is not known, the column was not read. Like it are: {close}. Rename or delete the column.",
    ),
    "header_twice": (
        "与“{other}”列都表示 {field}。请只保留一列。",
        "this column and “{other}” both mean {field}. Keep one.",
    ),
    "header_missing": (
        "第一行没有认识的表头。请在第一行写出各列名称。",
        "the first row holds no header that is known. Name the columns in the first row.",
    ),
    "total_row": (
        "这一行是“{value}”行，不是一笔支出，未作检查。请在导出时去掉合计行。",
        "this row is a total (“{value}”), not an expense; it was not checked. Export without totals.",
    ),
    "claim_total": (
        "单据金额 {total} 元与各行合计 {sum} 元不一致，各行仍按自己的金额检查。请核对。",
        "the claim says {total} yuan, its lines make {sum}; the lines were checked as they are. Compare them.",
    ),
    "row_width": (
        "这一行有 {cells} 个单元格，表头有 {headers} 个。请检查这一行的逗号和引号。",
        "this row has {cells} cells, the header has {headers}. Check its commas and quotes.",
    ),
    "csv_quote": (
        "引号没有成对，从此处起无法读取。请补上引号。",
        "a quote is not closed; nothing can be read from here on. Close it.",
    ),
    "no_rows": (
        "没有数据行。请检查导出。",
        "there are no rows. Check the export.",
    ),
    "field_unknown": (
        "没有“{value}”这个字段。最接近的是：{close}。",
        "there is no field “{value}”. Like it are: {close}.",
    ),
    "not_money": (
        "“{value}”不是金额。请写成 1234.50 的形式（元）。",
        "“{value}” is not an amount. Write it as 1234.50 (yuan).",
    ),
    "money_places": (
        "“{value}”的小数超过两位。请核对原始单据后写到分。",
        "“{value}” has more than two decimals. Check the original bill and write it to the cent.",
    ),
    "money_bound": (
        "“{value}”达到或超过 10 万亿元。请核对单位。",
        "“{value}” is ten trillion yuan or more. Check the unit.",
    ),
    "not_count": (
        "“{value}”不是整数。请写成 3 的形式。",
        "“{value}” is not a whole number. Write it as 3.",
    ),
    "count_bound": (
        "“{value}”不在 0 到 999999 之间。请核对。",
        "“{value}” is not between 0 and 999999. Check it.",
    ),
    "not_day": (
        "“{value}”不是日期。请写成 2015-03-05 的形式。",
        "“{value}” is not a date. Write it as 2015-03-05.",
    ),
    "no_such_day": (
        "日历上没有“{value}”这一天。请核对。",
        "the calendar has no “{value}”. Check it.",
    ),
    "not_text": (
        "{value} 应当是文字。请加引号，以免丢失前面的零。",
        "{value} must be text. Put it in quotes, so that no leading zero is lost.",
    ),
    "not_yes_no": (
        "“{value}”不是“是”或“否”。请写“是”或“否”。",
        "“{value}” is neither 是 (yes) nor 否 (no). Write one of them.",
    ),
    "not_listed": (
        "不认识“{value}”。可用：{known}。",
        "“{value}” is not known here. Known are {known}.",
    ),
    "not_a_list": (
        "“{value}”应当是列表。请用方括号或短横线列出。",
        "“{value}” must be a list. Use brackets or dashes.",
    ),
    "not_a_value": (
        "此处应当是一个值，而不是一组字段。请检查括号和缩进。",
        "one value was expected here, not a set of fields. Check brackets and indentation.",
    ),
}

_USE = {
    "record_unknown": (
        "文件中没有记录“{id}”。请用单据号或行号，例如：{known}。",
        "there is no record “{id}” in the file. Use a claim number or a row, such as {known}.",
    ),
    "record_needed": (
        "文件中有多条记录，请用 --record 指定单据号或行号，例如：{known}。",
        "the file holds several records. Give --record with a claim number or a row, such as {known}.",
    ),
    "output_input": (
        "这是正在读取的文件，不能写入。请另取文件名。",
        "this file is being read and is not written over. Choose another name.",
    ),
    "option_wrong": (
        "{option} 不能是“{value}”。可用：{known}。",
        "{option} cannot be “{value}”. Possible are {known}.",
    ),
    "no_region": (
        "有 {rows} 行看不出单位所在地区，地方规定对其无法适用。请补充“地区”列，或用 --region 指定。",
        "{rows} rows do not tell the region of the unit, so local texts stay undetermined for them. Add a column 地区 or give --region.",
    ),
    "output_failed": (
        "无法写入：{reason}。请检查路径和权限。",
        "cannot be written: {reason}. Check path and permissions.",
    ),
    "internal": (
        "程序内部错误：{reason}。输入没有被更改；请报告此问题。",
        "an error of our own: {reason}. No input was changed; please report it.",
    ),
}

INPUTS: Wording = {**_FILES, **_SYNTAX, **_RECORDS, **_USE}
