"""The columns and sheets of the ledger: what they are called, how wide they are, who fills them."""

from dataclasses import dataclass
from typing import Literal

from qinjian.engine.wording import Language, Wording, say

Sort = Literal["text", "money", "number", "date"]
"""What stands in the cells of a column. ``money`` is yuan with two decimals."""


@dataclass(frozen=True)
class Column:
    """A column. ``people`` says that it is theirs, ``choices`` which words they choose from.

    ``width`` is in characters. ``extra`` columns are those that people added.
    """

    key: str
    zh: str
    en: str
    width: int = 14
    sort: Sort = "text"
    people: bool = False
    choices: tuple[str, ...] = ()
    extra: bool = False

    def header(self, language: Language) -> str:
        """Return what stands above it."""
        return self.zh if language == "zh" else self.en


VERDICTS: Wording = {
    "pending": ("待核查", "to be verified"),
    "confirmed": ("属实", "confirmed"),
    "partly": ("部分属实", "partly confirmed"),
    "excluded": ("排除", "excluded"),
    "unproven": ("资料不足", "not enough evidence"),
}
"""What people conclude of a lead."""

NOTE = (
    "核查结论为属实或者部分属实的疑点，由 qinjian ledger merge 列入此表；此处所填下次合并时保留。",
    "Confirmed leads are listed here by qinjian ledger merge, which keeps what is entered.",
)
"""What stands on the sheet of problems where there is none yet, in Chinese and in English."""

CONFIRMED = ("confirmed", "partly")

STATES: Wording = {
    "open": ("未整改", "open"),
    "under_way": ("整改中", "under way"),
    "done": ("已整改", "done"),
    "closed": ("已销号", "closed"),
}
"""How far a problem is put right."""

_LEAD = (
    Column("no", "事项编号", "No.", 9, "number"),
    Column("fingerprint", "疑点指纹", "Fingerprint", 16),
    Column("level", "级别", "Level", 12),
    Column("at_issue", "疑点金额（元）", "At issue (yuan)", 15, "money"),
    Column("counted", "计入合计（元）", "Counted in the total (yuan)", 15, "money"),
    Column("amount", "记录金额（元）", "Amount of the record (yuan)", 15, "money"),
    Column("unit", "单位", "Unit", 24),
    Column("department", "部门", "Department", 14),
    Column("person", "人员", "Person", 12),
    Column("day", "日期", "Date", 12, "date"),
    Column("kind", "类别", "Kind", 12),
    Column("claim_no", "单据号", "Claim number", 16),
    Column("purpose", "事由", "Purpose", 24),
    Column("title", "问题摘要", "Title", 24),
    Column("message", "具体描述", "What was found", 40),
    Column("why", "需核实事项", "What to verify", 36),
    Column("limit", "限额", "Limit", 12),
    Column("limit_source", "限额依据", "Source of the limit", 28),
    Column("article", "条", "Article", 7, "number"),
    Column("citation", "引用条款", "Clause", 36),
    Column("quote", "条文原文", "Quote", 40),
    Column("file", "文件", "File", 28),
    Column("sheet", "工作表", "Sheet", 14),
    Column("row", "行", "Row", 7, "number"),
    Column("members", "相关记录", "Records", 28),
    Column("presumed", "推定事项", "What was presumed", 28),
    Column("remarks", "其他说明", "Remarks", 28),
    Column("rule", "规则", "Rule", 20),
)

_VERIFIED = Column("verified", "核实金额", "Verified amount", 15, "money", people=True)
_VERDICT = Column("verdict", "核查结论", "Verdict", 12, people=True, choices=tuple(VERDICTS))

LEADS = (
    *_LEAD,
    _VERIFIED,
    Column("method", "核查方式及取得资料", "How verified, papers obtained", 28, people=True),
    Column("statement", "被审计单位说明", "Statement of the unit", 28, people=True),
    _VERDICT,
    Column("reason", "排除理由", "Reason of exclusion", 24, people=True),
    Column("evidence_no", "取证单编号", "Number of evidence", 14, people=True),
    Column("paper_no", "底稿索引号", "Index of working paper", 14, people=True),
    Column("verifier", "核查人", "Verified by", 10, people=True),
    Column("reviewer", "复核人", "Reviewed by", 10, people=True),
    Column("verified_on", "核查日期", "Verified on", 12, "date", people=True),
    Column("reviewed_on", "复核日期", "Reviewed on", 12, "date", people=True),
)
"""The sheet of leads: one row a lead."""

_REPEATED = ("no", "fingerprint", "unit", "department", "person", "day", "title", "at_issue")

PROBLEMS = (
    *(column for column in _LEAD if column.key in _REPEATED),
    Column("verified_amount", "已核实金额（元）", "Verified (yuan)", 15, "money"),
    Column("concluded", "结论", "Conclusion", 12),
    Column("basis", "定性依据", "Legal basis", 36, people=True),
    Column("measures", "整改措施", "Measures", 28, people=True),
    Column("deadline", "整改时限", "Deadline", 12, "date", people=True),
    Column("responsible", "责任人", "Responsible", 12, people=True),
    Column("state", "整改状态", "State", 10, people=True, choices=tuple(STATES)),
    Column("proof", "证明材料", "Proof", 24, people=True),
    Column("closed_on", "销号日期", "Closed on", 12, "date", people=True),
    Column("referred", "移送单位及文号", "Referred to, document number", 24, people=True),
)
"""The sheet of problems: leads that were confirmed, and what becomes of them."""

GONE = (*LEADS, *(column for column in PROBLEMS if column.people))
"""The sheet of leads that were in an earlier ledger and are in the report no more."""

CHANGES = (
    Column("no", "事项编号", "No.", 9, "number"),
    Column("fingerprint", "疑点指纹", "Fingerprint", 16),
    Column("column", "列", "Column", 18),
    Column("before", "原内容", "Before", 40),
    Column("now", "现内容", "Now", 40),
)
"""What stood in a cell that the program fills, where it is filled with something else now."""

CHOICES = {"verdict": VERDICTS, "state": STATES}

SHEETS: Wording = {
    "leads": ("疑点核查表", "Leads"),
    "problems": ("问题台账", "Problems"),
    "by_unit": ("按单位", "By unit"),
    "by_person": ("按人员", "By person"),
    "by_article": ("按条款", "By article"),
    "by_month": ("按月份", "By month"),
    "together": ("同现疑点", "Leads together"),
    "articles": ("引用条文", "Articles cited"),
    "needs": ("待补资料", "What to supply"),
    "open": ("无法判断", "What cannot be told"),
    "unread": ("未读内容", "What was not read"),
    "reversals": ("冲销核对", "Red entries"),
    "totals": ("控制总数", "Control totals"),
    "manifest": ("运行清单", "Manifest"),
    "gone": ("未再出现", "Gone"),
    "changes": ("程序栏变动", "Changed cells"),
}
"""What the sheets are called, in the order in which they stand."""


CONTINUED = ("（续{number}）", ", continued {number}")
"""Behind the name of a sheet that goes on where one is full. A copy that Excel makes has (2)."""


def sheet_name(key: str, language: Language, page: int = 1) -> str:
    """Return what a sheet is called, or the one that continues it."""
    name = say(SHEETS, key, language)
    behind = CONTINUED[0 if language == "zh" else 1]
    return name if page == 1 else name + behind.format(number=page)
