"""What stands in the papers, by the names that templates know it by. All of it is text."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from qinjian.engine.ledger.entries import Entry
from qinjian.engine.page.shown import money
from qinjian.engine.report.lead import clauses, facts
from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.manifest import FileRead

_DIGITS = 4
"""Of a number that is made of that of a lead."""

Values = dict[str, object]
"""Texts, lists of texts, and lists of rows of texts."""

_WORDS: Wording = {
    "unit": ("单位：{value}", "Unit: {value}"),
    "units": ("{names}等{count}个单位", "{names} … ({count} units)"),
    "department": ("部门：{value}", "Department: {value}"),
    "person": ("人员：{value}", "Person: {value}"),
    "event_day": ("日期：{value}", "Date: {value}"),
    "claim_no": ("单据号：{value}", "Claim number: {value}"),
    "amount": ("记录金额：{value}元", "Amount of the record: {value} yuan"),
    "purpose": ("事由：{value}", "Purpose: {value}"),
    "place": ("所在位置：{value}", "Where it stands: {value}"),
    "verified": ("核实金额：{value}元", "Verified amount: {value} yuan"),
    "verdict": ("核查结论：{value}", "Verdict: {value}"),
    "method": ("核查方式及取得资料：{value}", "How verified, papers obtained: {value}"),
    "statement": ("被审计单位说明：{value}", "Statement of the unit: {value}"),
    "day": ("{0}年{1}月{2}日", "{0}-{1:02}-{2:02}"),
}
_RECORD = ("unit", "department", "person", "event_day", "claim_no", "amount", "purpose", "place")
_ENTERED = ("verified", "verdict", "method", "statement")


def lead_values(lead: Finding, entry: Entry, problem: Entry, report: Report) -> Values:
    """Return the values of the papers on a lead.

    ``entry`` and ``problem`` are its rows on the sheets of leads and of problems. Facts are those
    of the report, the rest is what people entered.
    """
    language: Language = report.manifest.language
    about, place = lead.about, lead.record
    record = {
        "unit": about.unit or audited(report),
        "department": about.department or "",
        "person": about.person or "",
        "event_day": about.day or "",
        "claim_no": place.claim_no or "",
        "amount": "" if about.amount is None else money(about.amount),
        "purpose": about.purpose or "",
        "place": labels.place(place),
    }
    entered = {key: _text(entry, key, language) for key in (*_ENTERED, "verifier", "reviewer")}
    basis = _text(problem, "basis", language)
    own_basis = basis not in ("", labels.citations(lead))
    return {
        **record,
        **entered,
        "lead_number": number(entry, "no"),
        "evidence_number": number(entry, "evidence_no"),
        "paper_number": number(entry, "paper_no"),
        "matter": lead.title,
        "message": lead.message,
        "limit": "" if lead.limit is None else str(lead.limit),
        "limit_source": lead.limit_source or "",
        "at_issue": "" if lead.at_issue is None else money(lead.at_issue),
        "facts": [
            *_named(record, _RECORD, language),
            *facts(lead, language),
            *_named(entered, _ENTERED, language),
        ],
        "basis": [*([basis] if own_basis else ()), *clauses(lead, language)],
        "verified_on": _text(entry, "verified_on", language),
        "reviewed_on": _text(entry, "reviewed_on", language),
        "rule": lead.rule,
        "fingerprint": lead.fingerprint,
        **_run(report),
    }


def handover_values(report: Report) -> Values:
    """Return the values of the list of what was handed over: each file with its control totals."""
    files = report.manifest.files
    totals = report.totals
    return {
        "unit": audited(report),
        "files": [_file(number, file) for number, file in enumerate(files, start=1)],
        "file_count": str(len(files)),
        "total_rows": str(totals.rows_read),
        "total_yuan": money(totals.yuan_read),
        **_run(report),
    }


def number(entry: Entry, key: str) -> str:
    """Return the number that people gave a paper, else that of the lead: 0003."""
    for one in (key, "no"):
        found = _text(entry, one, "zh")
        if found:
            return found.zfill(_DIGITS) if one == "no" and found.isdecimal() else found
    return "0" * _DIGITS


def audited(report: Report) -> str:
    """Name the units that are audited: what was stated, else what the records name."""
    manifest = report.manifest
    if manifest.unit:
        return manifest.unit
    names = listed(manifest.units_named, manifest.language)
    more = manifest.units > len(manifest.units_named)
    return (
        say(_WORDS, "units", manifest.language, names=names, count=manifest.units)
        if more
        else names
    )


def _run(report: Report) -> Values:
    manifest = report.manifest
    return {"program": f"{manifest.tool} {manifest.version}", "rulebook": manifest.rulebook}


def _file(number: int, file: FileRead) -> Values:
    yuan = sum((Decimal(table.yuan_read) for table in file.tables), Decimal(0))
    return {
        "number": str(number),
        "name": file.file,
        "sha256": file.sha256 or "—",
        "encoding": file.encoding or "—",
        "tables": "、".join(table.sheet for table in file.tables if table.sheet)
        or str(len(file.tables)),
        "rows": str(sum(table.rows_read for table in file.tables)),
        "yuan": money(yuan),
    }


def _named(values: dict[str, str], keys: Sequence[str], language: Language) -> Iterator[str]:
    """Write what is there as lines that say what it is."""
    for key in keys:
        if values[key]:
            yield say(_WORDS, key, language, value=values[key])


def _text(entry: Entry, key: str, language: Language) -> str:
    """Write a cell that people filled; nothing where they did not."""
    cell = entry.get(key)
    value = None if cell is None else cell.value
    match value:
        case None:
            return ""
        case dt.date():
            return _WORDS["day"][language != "zh"].format(value.year, value.month, value.day)
        case float() if value.is_integer() and key != "verified":
            return str(int(value))
        case _ if key == "verified":
            return _amount(value)
        case _:
            return str(value).strip()


def _amount(value: object) -> str:
    """Write an amount with two decimals; what has more digits than that, or is none, as it is."""
    text = str(value).strip()
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return text
    if not exact.is_finite():
        return text
    return money(exact) if exact == round(exact, 2) else text
