"""CSV: a ledger of findings (疑点台账) for a spreadsheet."""

import csv
import io
import re

from qinjian.engine import labels
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Report

_COLUMNS = (
    ("序号", "no"),
    ("文件", "file"),
    ("工作表", "sheet"),
    ("行", "row"),
    ("单据号", "claim_no"),
    ("规则", "rule"),
    ("级别", "level"),
    ("结论", "outcome"),
    ("问题摘要", "title"),
    ("具体描述", "message"),
    ("说明", "why"),
    ("推得的字段", "derived"),
    ("参照执行", "by_reference"),
    ("限额", "limit"),
    ("限额依据", "limit_source"),
    ("涉及金额（元）", "at_issue"),
    ("相关记录", "members"),
    ("定性依据", "citation"),
    ("原文", "quote"),
    ("缺少", "missing"),
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_KEPT = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
"""A number that stays itself: without zeros before it, with no more digits than a double keeps."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_CHANGED = re.compile(
    r"[\d.,]*\d[\d\s.,:/%eE+年月日时分秒-]*|true|false"
    rf"|\d{{1,4}}[\s/-]?{_MONTH}[\s./-]?\d{{0,4}}|{_MONTH}[\s./-]?\d{{1,4}}",
    re.IGNORECASE,
)
"""What a spreadsheet makes a number, a day, a time, a share or a truth of."""


def write_csv(report: Report) -> str:
    """Write the ledger with a byte order mark, so that Excel reads it as UTF-8.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, and so does one
    that it would make something else of: a number of 16 digits and more, 00123, 1E5, 3-5, 2024/3,
    3月5日. The apostrophe is seen and the text stays as it is, also if the table is saved again,
    which one written as ="00123" does not.
    """
    language: Language = report.manifest.language
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column[0 if language == "zh" else 1] for column in _COLUMNS)
    for number, finding in enumerate(report.findings, start=1):
        writer.writerow(_safe(cell) for cell in _cells(number, finding, language))
    return "\ufeff" + text.getvalue()


def _cells(number: int, finding: Finding, language: Language) -> tuple[object, ...]:
    place = finding.record
    return (
        number,
        place.file,
        place.sheet,
        place.row,
        place.claim_no,
        finding.rule,
        labels.words(finding.level.value, language),
        labels.words(finding.outcome, language),
        finding.title,
        finding.message,
        finding.why,
        ", ".join(finding.derived),
        labels.words("yes", language) if finding.by_reference else "",
        finding.limit,
        finding.limit_source,
        finding.at_issue,
        labels.places(finding.members),
        labels.citations(finding),
        labels.quotes(finding),
        ", ".join(finding.missing),
    )


def _safe(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, str) and not _KEPT.fullmatch(cell):
        runs = cell.startswith(_FORMULA_STARTS)
        return "'" + cell if runs or _CHANGED.fullmatch(cell.strip()) else cell
    return cell
