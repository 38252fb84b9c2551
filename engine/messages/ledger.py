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
    "papers_no_lead": (
        "核查结论为“{verdict}”的疑点“{value}”不在报告中，什么也没有写入。请先用 qinjian ledger merge 按此报告重写台账。",
        "the lead “{value}”, whose verdict is “{verdict}”, is not in the report; nothing was written. Write the ledger anew for it with qinjian ledger merge.",
    ),
    "papers_none": (
        "没有核查结论为属实或者部分属实的疑点，没有写取证单和底稿。",
        "no lead is confirmed or partly confirmed: no evidence sheets and working papers were written.",
    ),
    "papers_own_rows": (
        "有 {count} 行是自行添加的，没有疑点指纹，没有写取证单和底稿。请自行编写。",
        "{count} rows were added by people and have no fingerprint; they have no papers. Write these by hand.",
    ),
    "papers_template": (
        "模板不能使用：{reason}。请按 docs/papers.md 改正。什么也没有写入。",
        "this template cannot be used: {reason}. Correct it, see docs/papers.md. Nothing was written.",
    ),
    "papers_templates": (
        "此文件夹中没有模板。可用的文件名：{known}。",
        "there is no template in this folder. Known are {known}.",
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
