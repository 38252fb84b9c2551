"""What can be wrong with tables, their headers and rows, and with claims."""

from qinjian.engine.wording import Wording

TABLES: Wording = {
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
        "表头和标题不能确定记录的类别（得分：{candidates}）。请用 --kind 指定，或用 qinjian map 查看各列。",
        "headers and titles do not settle which kind of record this is (scores: {candidates}). Give --kind, or see qinjian map.",
    ),
    "table_not_spending": (
        "“{value}”表明此表不是支出记录，未检查。如是支出，请用 --map 指定 kind。",
        "“{value}” says that this table is not about spending; it was not checked. If it is, give its kind by --map.",
    ),
    "table_without_spending": (
        "表头中没有日期和金额，不像支出记录，未检查。如是支出，请用 --kind 或 --map 指定类别。",
        "no header of this table is a day or an amount, so it does not look like spending; it was not checked. If it is, give its kind by --kind or --map.",
    ),
    "table_twice": (
        "此表有 {rows} 行也在 {other} 中，各列相同，只按一次检查。如确为两笔，请分开检查。",
        "{rows} rows of this table stand in {other} too, equal in every column; they are checked once. If they are other lines, check the tables apart.",
    ),
    "table_empty": (
        "只有表头，没有数据行。",
        "there are headers and no rows.",
    ),
    "unit_presumed": (
        "此预算表没有写明金额单位，全部金额都小于一万且有小数，按万元读取。不对的，请在标题或者表头写明“单位：元”。",
        "this budget names no unit of its amounts; all are below 10,000 and some have parts, so they are read in units of 10,000 yuan. If that is wrong, write 单位：元 into the title or the headers.",
    ),
    "year_beside": (
        "标题和文件名未写年份，未写年份的日期和预算年度按同一文件、同一文件夹中其他表的年份 {year} 读取。不对的，请在标题或者工作表名中写明年份。",
        "no title or name of this table states a year; days without one, and the year of a budget, are read as of {year}, which the other tables of the file or its folder have. If that is wrong, write the year into the title or the name of the sheet.",
    ),
    "rows_short": (
        "有 {count} 行比表头短（第 {rows} 行……），缺少的单元格作为未提供。",
        "{count} rows are shorter than the headers (rows {rows} …); what they lack counts as not collected.",
    ),
    "key_unmatched": (
        "不认识的字段“{value}”，未读取。最接近：{close}。",
        "the key “{value}” is not known and was not read. Like it are: {close}.",
    ),
    "cells_contradict": (
        "几列都表示同一字段，写的却不同：{value}。请只保留一列，或用 --map 指定。",
        "columns for the same field say different things: {value}. Keep one, or give --map.",
    ),
    "cells_more": (
        "另有 {count} 个无法读取的单元格未逐一列出。",
        "{count} more cells that could not be read are not listed one by one.",
    ),
    "header_unmatched": (
        "不认识的表头，该列只用于查找字样。{alike}请改名，或用 --map 指定。",
        "this header is not known: the column is looked through for words, and nothing else. {alike}Rename it, or give --map.",
    ),
    "header_twice": (
        "与“{other}”列都表示 {field}。请只保留一列。",
        "this column and “{other}” both mean {field}. Keep one.",
    ),
    "header_missing": (
        "前 {rows} 行中没有认识的表头。请写出各列名称，或用 --map 指定。",
        "no known header stands in the first {rows} rows. Name the columns, or give --map.",
    ),
    "unit_unknown": (
        "标题中的金额单位“{value}”不能确定为元或万元。请在列名中写明，或用 --map 指定 unit。",
        "the unit of amounts in the title, “{value}”, is not settled as 元 or 万元. Put it into the headers, or give a unit by --map.",
    ),
    "claim_amount_apart": (
        "整单的“{key}”{total} 元不是各行的金额，未计入任何一行。请在各行写明。",
        "the {total} yuan of “{key}” are those of the whole claim and were counted for none of its lines. State them line by line.",
    ),
    "claim_total": (
        "整单金额 {total} 元与各行合计 {sum} 元不一致，各行仍按自己的金额检查。请核对。",
        "the claim says {total} yuan, its lines make {sum}; the lines were checked as they are. Compare them.",
    ),
    "totals_differ": (
        "“{label}”行写的是 {stated} 元，以上各行合计 {found} 元，两者不一致。请核对。",
        "the row “{label}” states {stated} yuan, its rows make {found}. Compare them.",
    ),
    "totals_open": (
        "“{label}”行写的是 {stated}，以上各行合计 {found} 元；有 {rows} 行金额空白或无法读取，不能比较。",
        "the row “{label}” states {stated}, its rows make {found} yuan; {rows} of them have no readable amount, or the total has none, so they cannot be compared.",
    ),
    "numbers_for_text": (
        "这一列有 {count} 个单元格存为数字，前面的零如已丢失则无法看出。请在导出时设为文本。",
        "{count} cells of this column are stored as numbers; leading zeros, if there were any, are lost. Export it as text.",
    ),
    "rows_single": (
        "有 {count} 行只填了一个单元格（第 {rows} 行……），作为标题，未当作记录。请核对。",
        "{count} rows hold one cell alone (rows {rows} …) and were taken for titles, not for records. Check them.",
    ),
    "rows_of_classes": (
        "有 {count} 行是其下各行的合计（按编码或编号，第 {rows} 行……），未当作记录。",
        "{count} rows sum up the lines of their class below them (by code or number, rows {rows} …) and were taken for no records.",
    ),
    "rows_not_spent": (
        "有 {count} 行的状态是作废、驳回、本人自还等（第 {rows} 行……），不是单位的支出，未检查。",
        "{count} rows are voided, refused or paid back by their state (rows {rows} …): no spending of the unit, not checked.",
    ),
    "form_read": (
        "这是一张“{title}”，按一笔读取，共 {count} 行。",
        "this is a printed form (“{title}”), read as one claim of {count} lines.",
    ),
    "form_left": (
        "“{title}”中有 {count} 个单元格未读（{cells} ……）。请核对。",
        "{count} cells of “{title}” were not read ({cells} …). Check them.",
    ),
    "form_unclear": (
        "这是一张打印格式的“{title}”，未能读成一笔记录。请按一行一笔填写（空表：qinjian template {kind}），或导出系统中的明细表。",
        "this is a printed form (“{title}”) that could not be read as a claim. Write one claim a row (an empty table: qinjian template {kind}), or export the list of the system.",
    ),
    "amounts_scaled": (
        "这些列的单位是万元，已乘以 10000：{columns}。",
        "amounts of these columns are in 万元 and were multiplied by 10,000: {columns}.",
    ),
    "rejects_more": (
        "另有 {count} 处问题未逐一列出，行数和金额已计入合计。请先处理以上问题。",
        "{count} more faults are not listed one by one; their rows and yuan are in the totals. Mend those above first.",
    ),
    "unit_late": (
        "这一行说明金额单位是“{value}”，而以上各行已按 {scale} 元为一单位读取。请把单位写在表头以上，或用 --map 指定 unit。",
        "this row says that amounts are in “{value}”; the rows above were read in units of {scale} yuan. Put the unit above the headers, or give it by --map.",
    ),
    "csv_swallowed": (
        "一对引号把几行合成了一个单元格。请补上或删去这一行里的引号。",
        "a pair of quotes makes one cell of several rows. Mend the quotes on this row.",
    ),
    "row_width": (
        "这一行有 {cells} 个单元格，表头有 {headers} 个。请检查这一行的逗号和引号。",
        "this row has {cells} cells, the header has {headers}. Check its commas and quotes.",
    ),
    "csv_quote": (
        "这一行的引号没有成对，或单元格过大。请补上引号。",
        "a quote on this row is not closed, or a cell is too large. Close the quote.",
    ),
    "no_rows": (
        "没有数据行。请检查导出。",
        "there are no rows. Check the export.",
    ),
    "field_unknown": (
        "没有“{value}”这个字段。最接近的是：{close}。",
        "there is no field “{value}”. Like it are: {close}.",
    ),
}
