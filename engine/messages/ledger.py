"""What can be wrong with reports and ledgers that are read again, and with marked copies."""

from qinjian.engine.wording import Wording

LEDGER: Wording = {
    "report_unreadable": (
        "不是 qinjian check --format json 写出的报告：{reason}。请核对路径；旧版本的报告请重新生成。",
        "no report of qinjian check --format json: {reason}. Check the path; write a report of an older version again.",
    ),
    "ledger_unreadable": (
        "台账无法读取：{reason}。请在电子表格软件中打开，去掉密码，另存为 XLSX。",
        "the ledger cannot be read: {reason}. Open it in a spreadsheet program, remove any password, and save it as XLSX.",
    ),
    "ledger_no_fingerprint": (
        "没有“疑点指纹”列，无法与疑点对应，未合并。请恢复该列的表头及其内容。",
        "there is no column Fingerprint (疑点指纹) to tell whose rows they are; nothing was merged. Restore the column with its header.",
    ),
    "fingerprint_twice": (
        "疑点指纹“{value}”出现了两次，不能确定以哪一处为准，未合并。请只保留一处。",
        "the fingerprint “{value}” stands here twice, and which of both counts is not known; nothing was done. Keep one.",
    ),
    "leads_gone": (
        "有 {count} 行的疑点在新报告中未再出现，已连同所填内容列入“未再出现”。",
        "{count} rows have leads that the new report has no more; they stand with all that was entered on the sheet of those that are gone.",
    ),
    "sheets_copied": (
        "自行添加的工作表（{names}）只保留了单元格的内容。请核对其格式和公式。",
        "of the sheets that were added ({names}) the values of cells alone are kept. Check their looks and formulas.",
    ),
    "mark_format": (
        "不是 XLSX 工作簿，没有写标注件。请按报告中的行号查找。",
        "is no XLSX workbook and has no marked copy. Find its leads by the rows in the report.",
    ),
    "mark_packed": (
        "在压缩包中或者来自标准输入，没有写标注件。请解压后再检查。",
        "stands in an archive or came from standard input and has no marked copy. Unpack it and check it again.",
    ),
    "mark_failed": (
        "工作簿无法按可编辑的方式打开（{reason}），没有写标注件。请另存为 XLSX 后再试。",
        "the workbook cannot be opened for editing ({reason}) and has no marked copy. Save it anew as XLSX and try again.",
    ),
    "mark_changed": (
        "检查之后内容有变，没有写标注件。请重新检查。",
        "changed since it was checked and has no marked copy. Check it again.",
    ),
    "marked": (
        "已写标注件 {copy}（标注 {leads} 个疑点）。原件没有更改。",
        "the marked copy {copy} was written ({leads} leads). The original is unchanged.",
    ),
}
