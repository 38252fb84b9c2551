"""Leads as rows of the ledger: what each column says of them."""

import os
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from qinjian.engine.answer.at_issue import counted
from qinjian.engine.ledger.sheets import Link, money
from qinjian.engine.report.words import words
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.finding import Finding, Place, Report
from qinjian.schemas.rule import Level

_MOST_MEMBERS = 50
_LONGEST_LINK = 1_000
_NO_LINK = frozenset('#"<>|*?')
"""Characters that mean something in the address of a link, and in no name of Windows."""

LeadRow = dict[str, object]


def leads_of(report: Report) -> list[Finding]:
    """List the leads of a report, without what could not be told."""
    return [finding for finding in report.findings if finding.outcome == "violation"]


def lead_rows(report: Report, target: Path | None = None) -> Iterator[LeadRow]:
    """Yield the rows of the leads: breaches first, then by amount, and as they stand in the report.

    ``target`` is where the ledger will be; files that are at hand are linked from there.
    """
    leads = leads_of(report)
    links = _Links(target)
    counting = counted(leads)
    for position in sorted(range(len(leads)), key=lambda one: _rank(leads[one])):
        lead, counts = leads[position], counting[position]
        yield {
            **finding_row(lead, report.manifest.language),
            "file": links.to(lead.record),
            "counted": counts or None,
        }


def _rank(lead: Finding) -> tuple[bool, bool, Decimal]:
    amount = lead.at_issue
    return lead.level is not Level.BREACH, amount is None, -Decimal(amount or 0)


def finding_row(finding: Finding, language: Language) -> LeadRow:
    """Return what the columns of the program say of a finding, by their keys."""
    place, about = finding.record, finding.about
    level = str(finding.level) if finding.outcome == "violation" else finding.outcome
    return {
        "fingerprint": finding.fingerprint,
        "level": labels.words(level, language),
        "at_issue": money(finding.at_issue),
        "amount": money(about.amount),
        "unit": about.unit,
        "department": about.department,
        "person": about.person,
        "day": about.day,
        "kind": labels.kind_name(place.kind, language),
        "claim_no": place.claim_no,
        "purpose": about.purpose,
        "title": finding.title,
        "message": finding.message,
        "why": finding.why,
        "limit": money(finding.limit) if isinstance(finding.limit, str) else finding.limit,
        "limit_source": finding.limit_source,
        "article": finding.article,
        "citation": labels.citations(finding),
        "quote": labels.quotes(finding),
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "members": places(finding.members, language),
        "presumed": "\n".join(finding.presumed),
        "remarks": "\n".join(_remarks(finding, language)),
        "rule": finding.rule,
    }


def places(members: Sequence[Place], language: Language) -> str:
    """Write where records stand, the first of them."""
    text = labels.places(members[:_MOST_MEMBERS])
    if len(members) > _MOST_MEMBERS:
        text += " " + words("more", language, count=len(members) - _MOST_MEMBERS)
    return text


def _remarks(finding: Finding, language: Language) -> Iterator[str]:
    if finding.derived:
        names = (labels.field(name, finding.record.kind, language) for name in finding.derived)
        yield words("derived", language, names=listed(names, language))
    if finding.cancelled:
        yield words("line_cancelled", language)
    if finding.paid_back is not None:
        yield words("line_paid_back", language, place=labels.place(finding.paid_back))
    if finding.by_reference:
        yield words("by_reference", language)


class _Links:
    """Makes the links from a ledger to the files that are at hand."""

    def __init__(self, target: Path | None) -> None:
        self._folder = None if target is None else target.absolute().parent
        self._addresses: dict[str, str | None] = {}

    def to(self, place: Place) -> Link | str:
        """Return a link to the row of a record, or the name alone of a file that is not there."""
        if place.file not in self._addresses:
            self._addresses[place.file] = self._address(place.file)
        address = self._addresses[place.file]
        if address is None:
            return place.file
        if place.sheet and not _NO_LINK & {*place.sheet}:
            quoted = place.sheet.replace("'", "''")
            address += f"#'{quoted}'!A{place.row}"
        return Link(place.file, address)

    def _address(self, file: str) -> str | None:
        if self._folder is None or not os.path.isfile(file) or _NO_LINK & {*file}:  # noqa: PTH113
            return None
        try:
            way = os.path.relpath(file, self._folder)
        except ValueError:  # another drive
            return None
        return f"external:{way}" if len(way) < _LONGEST_LINK else None
