"""What can be wrong with the value of a cell or field."""

from qinjian.engine.wording import Wording

VALUES: Wording = {
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
    "not_quantity": (
        "“{value}”不是数。请写成 3.5 的形式。",
        "“{value}” is not a number. Write it as 3.5.",
    ),
    "quantity_places": (
        "“{value}”的小数超过三位。请核对原始单据后写到千分位。",
        "“{value}” has more than three decimals. Check the original bill and write three at most.",
    ),
    "quantity_bound": (
        "“{value}”小于 0，或达到 1000000。请核对。",
        "“{value}” is below 0, or is 1000000 or more. Check it.",
    ),
    "not_day": (
        "“{value}”不是带年份的日期。请写成 2015-03-05 的形式。",
        "“{value}” is not a date with its year. Write it as 2015-03-05.",
    ),
    "no_such_day": (
        "日历上没有“{value}”这一天。请核对。",
        "the calendar has no “{value}”. Check it.",
    ),
    "not_period": (
        "“{value}”不是起止日期。请写成 2015-03-05至2015-03-08 的形式。",
        "“{value}” is no first and last day. Write it as 2015-03-05至2015-03-08.",
    ),
    "serial_1904": (
        "“{value}”是日期序号，而该工作簿从 1904 年起计。请把该列设为日期格式。",
        "“{value}” is the serial number of a day in a workbook that counts from 1904. Format the column as dates.",
    ),
    "not_text": (
        "{value} 应当是文字。请加引号，以免丢失前面的零。",
        "{value} must be text. Put it in quotes, so that no leading zero is lost.",
    ),
    "ditto": (
        "“{value}”没有写明是什么。请写出完整内容。",
        "“{value}” does not say what it stands for. Write it out.",
    ),
    "digits_lost": (
        "“{value}”曾存为数字，15 位以后的数字已丢失。请从原系统以文本重新导出。",
        "“{value}” was stored as a number, its digits after the 15th are lost. Export it again as text.",
    ),
    "formula_empty": (
        "公式“{value}”没有存下计算结果。请用电子表格软件打开、计算后保存。",
        "the formula “{value}” has no stored result. Open the workbook in a spreadsheet program, calculate and save it.",
    ),
    "cell_error": (
        "单元格是错误值“{value}”。请改正公式后保存。",
        "the cell holds the error “{value}”. Mend its formula and save.",
    ),
    "merged_figure": (
        "“{value}”所在单元格跨多行合并，无法分到各行。请取消合并并逐行填写。",
        "“{value}” stands in a cell merged over several rows and cannot be divided among them. Unmerge it and fill in each row.",
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
    "refers_elsewhere": (
        "“{value}”没有写内容，只指向别处。请把所指的内容填入本格，或一并提供所指的表。",
        "“{value}” only points elsewhere. Write here what it points to, or supply that table as well.",
    ),
    "masked": (
        "“{value}”没有写出姓名。请填写真实姓名；多人用顿号分开。",
        "“{value}” names nobody. Write the full name; put 、 between several.",
    ),
    "several_values": (
        "“{value}”含有不止一项，此处只能有一项。请分行填写。",
        "“{value}” holds more than one value, and there can be only one. Give each a row of its own.",
    ),
    "filler_day": (
        "“{value}”只会是系统填的空日期。请填写实际日期，没有就留空。",
        "“{value}” can only be a filler for no date. Write the real day, or leave it empty.",
    ),
    "month_only": (
        "“{value}”没有写到日。请写成 2015-03-05 的形式。",
        "“{value}” does not say the day. Write it as 2015-03-05.",
    ),
    "year_missing": (
        "“{value}”没有年份，标题、工作表名和文件名也没有写明。请写成 2015-03-05 的形式。",
        "“{value}” has no year, and title, sheet and file name state none. Write it as 2015-03-05.",
    ),
    "person_times": (
        "“{value}”是人次，不是人数。请填写人数，如 3。",
        "“{value}” counts attendances, not people. Write the number of people, as 3.",
    ),
    "not_number_of_invoice": (
        "“{value}”不是发票号码或代码（至少 6 位数字）。请按发票填写。",
        "“{value}” is no number or code of an invoice (at least 6 digits). Copy it from the invoice.",
    ),
    "not_letter_number": (
        "“{value}”不是公函的文号。请写成 渝财函〔2015〕12号 的形式；没有公函请写“无”。",
        "“{value}” is no number of an official letter. Write it as 渝财函〔2015〕12号, or 无 if there is no letter.",
    ),
    "not_document_flag": (
        "“{value}”没有说明是否附有该单据。请写“有”“无”或其编号。",
        "“{value}” does not say whether the document is there. Write 有 (yes), 无 (no) or its number.",
    ),
}
