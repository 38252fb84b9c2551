"""CSV: a ledger of findings (疑点台账) for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from qinjian.engine.wording import Language, labels, listed
from qinjian.engine.wording.regex import regex
from qinjian.schemas.finding import Finding, OpenGroup, Report

_COLUMNS = (
    ("序号", "no"),
    ("文件", "file"),
    ("工作表", "sheet"),
    ("行", "row"),
    ("单据号", "claim_no"),
    ("记录类别", "kind"),
    ("单位", "unit"),
    ("部门", "department"),
    ("人员", "person"),
    ("日期", "day"),
    ("单据金额（元）", "amount"),
    ("事由", "purpose"),
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
    ("疑点金额（元）", "at_issue"),
    ("相关记录", "members"),
    ("定性依据", "citation"),
    ("原文", "quote"),
    ("缺少", "missing"),
    ("标识", "fingerprint"),
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_KEPT = regex(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
"""A number that stays itself: without zeros before it, with no more digits than a double keeps."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_CHANGED = regex(
    r"[\d.,]*\d[\d\s.,:/%eE+年月日时分秒-]*|true|false"
    rf"|\d{{1,4}}[\s/-]?{_MONTH}[\s./-]?\d{{0,4}}|{_MONTH}[\s./-]?\d{{1,4}}",
    re.IGNORECASE,
)
"""What a spreadsheet makes a number, a day, a time, a share or a truth of."""


def write_csv(report: Report, aside: Iterable[Finding] = ()) -> Iterator[str]:
    """Write the ledger line by line, with a byte order mark, so that Excel reads it as UTF-8.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, and so does one
    that it would make something else of: a number of 16 digits and more, 00123, 1E5, 3-5, 2024/3,
    3月5日. The apostrophe is seen and the text stays as it is, also if the table is saved again,
    which one written as ="00123" does not. Behind the leads stands what is open, where that was
    asked for: a row for each rule and what it lacks, or one by one in ``aside``.
    """
    language: Language = report.manifest.language
    findings = (_cells(finding, language) for finding in chain(report.findings, aside))
    groups = (_open(group, language) for group in report.open)
    rows = enumerate(chain(findings, groups), start=1)
    yield from csv_lines(_COLUMNS, ((number, *cells) for number, cells in rows), language)


def csv_lines(
    columns: Iterable[tuple[str, str]], rows: Iterable[Iterable[object]], language: Language
) -> Iterator[str]:
    """Write a table for a spreadsheet, safe as said of ``write_csv``; None is an empty cell.

    ``columns`` are the heads in Chinese and in English.
    """
    yield "\ufeff" + _line(column[0 if language == "zh" else 1] for column in columns)
    for cells in rows:
        yield _line(map(_safe, cells))


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _open(group: OpenGroup, language: Language) -> tuple[object, ...]:
    """Write the judgements of a rule that lack the same, at the first of their records."""
    place = group.first[0]
    known = {
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "claim_no": place.claim_no,
        "kind": labels.kind_name(place.kind, language),
        "rule": group.rule,
        "outcome": labels.words("undetermined", language),
        "title": group.title,
        "message": labels.words("open_count", language, count=group.judgements),
        "members": labels.places(group.first),
        "missing": listed(group.things, language),
    }
    return tuple(known.get(name) for _, name in _COLUMNS[1:])


def _cells(finding: Finding, language: Language) -> tuple[object, ...]:
    place, about = finding.record, finding.about
    return (
        place.file,
        place.sheet,
        place.row,
        place.claim_no,
        labels.kind_name(place.kind, language),
        about.unit,
        about.department,
        about.person,
        about.day,
        about.amount,
        about.purpose,
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
        finding.fingerprint,
    )


def _safe(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, str) and not _KEPT.fullmatch(cell):
        runs = cell.startswith(_FORMULA_STARTS)
        return "'" + cell if runs or _CHANGED.fullmatch(cell.strip()) else cell
    return cell
