"""What the first screen counts. All sums are exact and come to those of the control totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qinjian.engine.answer.at_issue import counted
from qinjian.engine.rulebook.book import Rulebook
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.rule import Level

GRAVEST = 10
"""How many leads the first screen names."""

NO_MONTH = ""
"""The month of a lead whose record has no day."""

Chapter = tuple[str, int | None]
"""A regulation and its chapter; None where its text is stored without chapters."""


@dataclass(frozen=True)
class Lead:
    """A lead with its number in the report, from 1, and the yuan that it adds to the sum."""

    number: int
    finding: Finding
    counts: Decimal
    chapter: Chapter

    @property
    def month(self) -> str:
        """The month of the record as 2015-03, nothing where it has no day."""
        day = self.finding.about.day or ""
        return day[:7] if len(day) >= len("2015-03") and day[:4].isdigit() else NO_MONTH


@dataclass
class Bar:
    """The leads of a chapter or month: how many, and their yuan at issue, each counted once."""

    leads: list[Lead] = field(default_factory=list)

    @property
    def breach(self) -> int:
        """How many of them the source itself shows."""
        return sum(lead.finding.level is Level.BREACH for lead in self.leads)

    @property
    def at_issue(self) -> Decimal:
        """Yuan that they add to the sum of the report."""
        return sum((lead.counts for lead in self.leads), Decimal(0))


def leads_of(report: Report, book: Rulebook) -> tuple[Lead, ...]:
    """List the leads of a report in its order."""
    found = [finding for finding in report.findings if finding.outcome == "violation"]
    return tuple(
        Lead(number, finding, counts, chapter_of(finding, book))
        for number, (finding, counts) in enumerate(zip(found, counted(found), strict=True), start=1)
    )


def chapter_of(finding: Finding, book: Rulebook) -> Chapter:
    """Return the chapter of the clause that heads a lead."""
    law = book.laws.get(finding.regulation)
    if law is None or not law.text.chapters or finding.article not in law.articles:
        return finding.regulation, None
    return finding.regulation, law.articles[finding.article].chapter


def by_gravity(leads: Iterable[Lead]) -> list[Lead]:
    """Order leads: breaches first, then by the yuan at issue, then by those of the record."""
    return sorted(leads, key=_gravity)


def _gravity(lead: Lead) -> tuple[bool, Decimal, Decimal, int]:
    finding = lead.finding
    at_issue = Decimal(finding.at_issue or 0)
    amount = Decimal(finding.about.amount or 0)
    return finding.level is not Level.BREACH, -at_issue, -amount, lead.number


def by_chapter(leads: Sequence[Lead], book: Rulebook) -> dict[Chapter, Bar]:
    """Count leads by chapter, in the order of the rulebook."""
    order = {name: place for place, name in enumerate(book.laws)}
    chapters = {lead.chapter for lead in leads}
    ordered = sorted(chapters, key=lambda one: (order.get(one[0], len(order)), one[1] or 0, one[0]))
    bars = {chapter: Bar() for chapter in ordered}
    for lead in leads:
        bars[lead.chapter].leads.append(lead)
    return bars


def by_month(leads: Sequence[Lead]) -> dict[str, Bar]:
    """Count leads by the month of their records, in order; those without a day stand last."""
    months = {lead.month for lead in leads}
    bars = {month: Bar() for month in sorted(months, key=lambda one: (one == NO_MONTH, one))}
    for lead in leads:
        bars[lead.month].leads.append(lead)
    return bars


@dataclass(frozen=True)
class Judgements:
    """How many judgements there were, and how many could be made."""

    all: int
    decided: int
    undetermined: int
    error: int


def judgements_of(report: Report) -> Judgements:
    """Add up the judgements on all kinds of records."""
    return Judgements(
        all=sum(one.judgements for one in report.judged),
        decided=sum(one.strict + one.presumed for one in report.judged),
        undetermined=sum(one.undetermined for one in report.judged),
        error=sum(one.error for one in report.judged),
    )


def refused(report: Report) -> int:
    """Count the tables and files of which nothing was read."""
    return sum(one.count for one in report.rejects if one.row is None)
