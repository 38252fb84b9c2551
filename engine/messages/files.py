"""What can be wrong with files and their syntax."""

from qinjian.engine.wording import Wording

FILES: Wording = {
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
        "既不是 UTF-8 也不是 GB18030 编码（第 {byte} 个字节）。请另存为 CSV（UTF-8）。",
        "neither UTF-8 nor GB18030 (byte {byte}). Save it as CSV (UTF-8).",
    ),
    "file_two_encodings": (
        "一个文件里有两种编码：第 {utf8} 行是 UTF-8，第 {other} 行不是。请从系统重新导出，不要拼接文件。",
        "two encodings in one file: line {utf8} is UTF-8, line {other} is not. Export it again rather than joining files.",
    ),
    "file_unclear": (
        "编码无法确定：少数几个字符既可以是 UTF-8 也可以是 GB18030。请另存为带 BOM 的 CSV（UTF-8）。",
        "the encoding cannot be told: its few characters may be UTF-8 or GB18030. Save it as CSV (UTF-8) with a byte order mark.",
    ),
    "file_not_utf8": (
        "不是 UTF-8 编码（第 {byte} 个字节）。请另存为 UTF-8。",
        "not in UTF-8 (byte {byte}). Save it as UTF-8.",
    ),
    "line_large": (
        "这一行超过 {limit} 字节。请检查换行和引号。",
        "this line has more than {limit} bytes. Check line ends and quotes.",
    ),
    "file_twice": (
        "同一文件给出了两次，只读取一次。请只给出一次。",
        "the same file is given twice; it was read once. Name it once.",
    ),
    "file_same": (
        "内容与“{other}”完全相同，未再读取，以免重复计算。请删去其中一个。",
        "holds the same bytes as “{other}” and was not read again, so that nothing counts twice. Remove one of them.",
    ),
    "file_own": (
        "是 qinjian 自己写出的文件（报告、台账、样本、标注件），没有读取。请给出原始资料。",
        "was written by qinjian itself (a report, a ledger, a sample, a marked copy) and was not read. Give the exports themselves.",
    ),
    "file_changed": (
        "读取时文件正在被改写，未检查。请在写完后再检查。",
        "the file changed while it was read and was not checked. Check it when it is finished.",
    ),
    "file_is_other": (
        "扩展名与内容不符：实为{kind}，已按其内容读取。",
        "its ending says otherwise, but this is {kind}; it was read as what it is.",
    ),
    "file_other_kind": (
        "{kind}不是表格，未读取。{step}。",
        "no table, and not read: {kind}. To have it checked, {step}.",
    ),
    "archive_broken": (
        "压缩包已损坏，或其成员相互重叠、压缩方式不受支持，未读取。请解压后再检查。",
        "the archive is broken, its members overlap, or they are packed in a way that is not read. Unpack it and check what is in it.",
    ),
    "archive_large": (
        "压缩包解压后过大，或成员过多，未继续读取。请解压、拆分后再检查。",
        "the archive unpacks to too much, or holds too many files, and was not read further. Unpack and split it.",
    ),
    "archive_empty": (
        "压缩包里没有文件。请重新打包。",
        "the archive holds no files. Pack it again.",
    ),
    "members_locked": (
        "压缩包中有 {count} 个文件加了密码（{names}），无法读取。请用密码解压后再检查。",
        "{count} files in the archive are locked by a password ({names}) and cannot be read. Unpack them with it.",
    ),
    "page_no_table": (
        "这是一个网页，其中没有表格（可能是登录页或出错提示）。请重新导出。",
        "this is a web page without any table (perhaps of a login or an error). Export it again.",
    ),
    "page_broken": (
        "无法作为单个文件网页（MHTML）读取（已损坏）。请用电子表格软件打开后另存为 .xlsx。",
        "cannot be read as a web page in one file (broken). Open it in a spreadsheet program and save it as .xlsx.",
    ),
    "dbf_broken": (
        "无法作为 DBF 表读取（已损坏，或不是 dBase、FoxPro 的表）。请重新导出，或导出为 .xlsx、.csv。",
        "cannot be read as a DBF table (broken, or not of dBase or FoxPro). Export it again, or as .xlsx or .csv.",
    ),
    "dbf_count": (
        "文件头写明有 {stated} 条记录，实际只有 {found} 条，文件可能不完整。请重新导出。",
        "its head states {stated} records and there are {found}: the file may be cut. Export it again.",
    ),
    "dbf_deleted": (
        "{count} 条记录带有删除标记，未读取。请核对是否确已删除。",
        "{count} records are marked as deleted and were not read. Check that they are meant to be.",
    ),
    "rows_hidden": (
        "这张工作表有 {count} 行被隐藏或筛选掉，已一并读取。请核对它们是否属于本次检查。",
        "{count} rows of this sheet are hidden or filtered out and were read like the others. Check that they belong here.",
    ),
    "json_records_at": (
        "记录不在最外层，而在“{path}”之下，从那里读取了 {count} 条。请核对是否完整。",
        "the records stand under “{path}”; {count} were read from there. Check that they are all.",
    ),
    "stdin_format": (
        "标准输入只能是文字（JSON、JSON Lines、CSV）。其他格式请给出文件。",
        "standard input must be text (JSON, JSON Lines, CSV). Name the file instead.",
    ),
    "workbook_broken": (
        "无法作为工作簿读取（已损坏，或不是 .xlsx、.xls、.ods）。请用电子表格软件打开后另存为 .xlsx。",
        "cannot be read as a workbook (broken, or not .xlsx, .xls or .ods). Open it in a spreadsheet program and save it as .xlsx.",
    ),
    "workbook_large": (
        "工作簿的数据区域过大。请删除远处的单元格，或拆分后再检查。",
        "the workbook covers too large an area. Clear far-off cells, or split it.",
    ),
    "workbook_password": (
        "工作簿受密码保护，无法读取。请取消密码后重新保存。",
        "the workbook is protected by a password and cannot be read. Remove the password and save it again.",
    ),
    "workbook_macros": (
        "工作簿含有宏；只读取不含宏的工作簿。请另存为 .xlsx。",
        "the workbook holds macros; only plain workbooks are read. Save it as .xlsx.",
    ),
    "workbook_pictures": (
        "工作簿里没有单元格数据，只有图片（{count} 个），图片中的文字无法读取。请提供表格数据。",
        "the workbook holds no cells, only pictures ({count}), whose text is not read. Supply the table itself.",
    ),
    "sheet_hidden": (
        "这张工作表是隐藏的，已一并读取。请核对它是否属于本次检查。",
        "this sheet is hidden and was read like the others. Check that it belongs here.",
    ),
    "sheet_ignored": (
        "这张工作表不是记录表，未读取。",
        "this sheet is no table of records and was not read.",
    ),
    "parquet_broken": (
        "无法作为 Parquet 读取（已损坏）。请重新导出。",
        "cannot be read as Parquet (broken). Export it again.",
    ),
    "given_wrong": (
        "交来的数据是 {found}，应为 pandas、Polars、Arrow 的表或者记录的序列。",
        "the data is of type {found}; expected: a pandas, Polars or Arrow table, or an iterable of records.",
    ),
    "given_broken": (
        "此表不能作为 Arrow 表读取：{reason}。请把每一列转换为单一类型（金额用 Decimal）。",
        "this table cannot be read as an Arrow table: {reason}. Give each column one type (Decimal for amounts).",
    ),
    "parquet_column": (
        "这一列不是文字、数字、日期或是否。请导出为简单的列。",
        "this column holds neither text nor numbers, days or yes and no. Export plain columns.",
    ),
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
