"""A lead as the page shows it: words for every field, and links to the texts it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinjian.engine.page.figures import Lead
from qinjian.engine.page.shown import money
from qinjian.engine.page.texts import Texts
from qinjian.engine.page.words import words
from qinjian.engine.report.words import words as report_words
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.finding import Citation, Finding

MOST_MEMBERS = 50
"""A lead names so many records of its group, and the number of the rest."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Clause:
    """A clause that is cited; ``anchor`` is where its text stands on the page, if it does."""

    citation: str
    quote: str | None
    anchor: str


@dataclass(frozen=True)
class Shown:
    """A lead in the words of the page."""

    number: int
    level: str
    level_words: str
    finding: Finding
    unit: str
    day: str
    article: str
    article_anchor: str
    at_issue: str
    amount: str
    record: Sequence[Pair]
    values: Sequence[Pair]
    notes: Sequence[str]
    clauses: Sequence[Clause]
    members: Sequence[str]
    members_left: int


class Writer:
    """Writes leads in one language, with links to the texts of a page."""

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self._language = language

    def lead(self, lead: Lead) -> Shown:
        """Write a lead."""
        finding, language = lead.finding, self._language
        first = finding.citations[0] if finding.citations else None
        about = finding.about
        return Shown(
            number=lead.number,
            level=finding.level.value,
            level_words=labels.words(finding.level.value, language),
            finding=finding,
            unit=about.unit or "",
            day=about.day or "",
            article=article_words(finding),
            article_anchor=self._texts.anchor(first) if first else "",
            at_issue="" if finding.at_issue is None else money(finding.at_issue),
            amount="" if about.amount is None else money(about.amount),
            record=list(self._record(finding)),
            values=list(self._values(finding)),
            notes=list(self._notes(finding)),
            clauses=self._clauses(finding.citations),
            members=[labels.places([place]) for place in finding.members[:MOST_MEMBERS]],
            members_left=max(0, len(finding.members) - MOST_MEMBERS),
        )

    def _record(self, finding: Finding) -> Iterator[Pair]:
        """Say where the record is and what it is about, beside what the line of figures says."""
        place, about = finding.record, finding.about
        told = {
            "file": place.file,
            "sheet": place.sheet,
            "row": str(place.row),
            "member": None if place.member is None else str(place.member),
            "claim_no": place.claim_no,
            "kind": labels.kind_name(place.kind, self._language),
            "department": about.department,
            "person": about.person,
            "purpose": about.purpose,
        }
        for name, value in told.items():
            if value is not None:
                yield words(name, self._language), value

    def _values(self, finding: Finding) -> Iterator[Pair]:
        for name, value in finding.values.items():
            yield self._called(name, finding.record.kind), self._value(name, value)

    def _called(self, name: str, kind: str) -> str:
        try:
            return labels.lacking(name, kind, self._language)
        except KeyError:  # the report is one of another version
            return name

    def _value(self, name: str, value: object) -> str:
        match value:
            case None:
                return words("blank", self._language)
            case bool():
                return labels.words("yes" if value else "no", self._language)
            case list():
                return listed((self._value(name, one) for one in value), self._language)
            case str() if labels.option(name, value, "zh") != value:  # of a vocabulary
                return labels.option(name, value, self._language)
            case _:
                return str(value)

    def _notes(self, finding: Finding) -> Iterator[str]:
        language = self._language
        if finding.limit is not None and finding.limit_source:
            source = finding.limit_source
            yield words("limit_of", language, limit=finding.limit, source=source)
        elif finding.limit is not None:
            yield words("limit", language, limit=finding.limit)
        yield from finding.presumed
        if finding.derived:
            kind = finding.record.kind
            names = listed(
                (labels.field(name, kind, language) for name in finding.derived), language
            )
            yield report_words("derived", language, names=names)
        if finding.cancelled:
            yield report_words("line_cancelled", language)
        if finding.paid_back is not None:
            place = labels.place(finding.paid_back)
            yield report_words("line_paid_back", language, place=place)
        if finding.by_reference:
            yield report_words("by_reference", language)
        if finding.why:
            yield finding.why

    def _clauses(self, citations: Sequence[Citation]) -> list[Clause]:
        clauses = (Clause(c.citation, c.quote, self._texts.anchor(c)) for c in citations)
        return list(dict.fromkeys(clauses))


def article_words(finding: Finding) -> str:
    """Write the article without its regulation: 第二十八条第二款."""
    return finding.citation.rpartition("》")[2] or finding.citation
