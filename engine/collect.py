"""Holding records against the rules, and keeping what they say: leads, counts, what is open."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qinjian.engine.condition import Facts, exact_arithmetic
from qinjian.engine.intake.model import Sourced
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.found import Across
from qinjian.engine.run.present import Presenter, Subject, yuan
from qinjian.engine.run.reference import Outcome, judge, run
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.rule import Level, Verdict

if TYPE_CHECKING:
    from qinjian.engine.run.columns import ColumnsRunner

Runner = Literal["auto", "reference", "columns"]


@dataclass(frozen=True)
class Options:
    """How to check. ``as_of`` replaces the decisive date of every record.

    ``mapping`` is a file that says how columns are read. With ``undetermined`` what could not
    be judged is listed among the findings. ``runner`` is ``reference``, ``columns``, or ``auto``:
    the reference for small inputs.
    """

    language: Language = "zh"
    kind: str | None = None
    region: str | None = None
    as_of: date | None = None
    undetermined: bool = False
    mapping: Path | None = None
    runner: Runner = "auto"


@dataclass
class Open:
    """What stays open for want of the same things: rules, and how many records.

    A record counts once, however many rules stay open on it, and whenever they are judged: it has
    one bit of ``_marks``, so that a million records take 125 kB.
    """

    rules: set[str] = field(default_factory=set)
    _marks: bytearray = field(default_factory=bytearray)

    def add(self, rule: str, numbers: Sequence[int]) -> None:
        """Note that a rule stays open on the records of these numbers."""
        self.rules.add(rule)
        marks = self._marks
        lacking = max(numbers) // 8 + 1 - len(marks)
        if lacking > 0:
            marks.extend(bytes(lacking))
        for number in numbers:
            marks[number >> 3] |= 1 << (number & 7)

    @property
    def records(self) -> int:
        """The number of records."""
        return int.from_bytes(self._marks, "little").bit_count()


@dataclass
class Collector:
    """Runs the rules over the records and keeps what they say."""

    book: Rulebook
    options: Options
    counts: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    findings: list[Finding] = field(default_factory=list)
    open: dict[tuple[str, ...], Open] = field(default_factory=lambda: defaultdict(Open))
    errors: list[str] = field(default_factory=list)
    without_region: int = 0
    _done: int = 0
    _order: list[int] = field(default_factory=list)
    _spanning: dict[tuple[int, str, tuple[Place, ...]], list[Finding]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self._presenter = Presenter(self.book, self.options.language)
        self._across = AcrossRunner(self.book)

    def add(self, sourced: Sourced) -> None:
        """Hold one record against the rules, by the reference runner."""
        subject = self._subject(sourced)
        with exact_arithmetic():
            outcomes = list(run(self.book.rules, sourced.place.kind, subject.facts, self.book))
            for outcome in outcomes:
                self.counts[outcome.rule.rule.id][outcome.verdict] += 1
                if outcome.verdict is Verdict.UNDETERMINED:
                    self.open[outcome.missing].add(outcome.rule.rule.id, [subject.number])
            self._list(outcomes, subject)

    def add_all(self, chunk: Sequence[Sourced], runner: "ColumnsRunner") -> None:
        """Hold many records against the rules, by the columns runner."""
        subjects = [self._subject(sourced) for sourced in chunk]
        batch = runner.judge([(subject.place.kind, subject.facts) for subject in subjects])
        for rule, counts in batch.counts.items():
            self.counts[rule] += counts
        listed: dict[int, list[tuple[CompiledRule, Verdict]]] = defaultdict(list)
        for compiled, numbers in batch.violations:
            for number in numbers:
                listed[number].append((compiled, Verdict.VIOLATION))
        for compiled, missing, numbers in batch.open:
            self.open[missing].add(
                compiled.rule.id, [subjects[number].number for number in numbers]
            )
            for number in numbers if self.options.undetermined else ():
                listed[number].append((compiled, Verdict.UNDETERMINED))
        places = {compiled.rule.id: place for place, compiled in enumerate(self.book.rules)}
        with exact_arithmetic():
            for number in sorted(listed):
                ordered = sorted(listed[number], key=lambda found: places[found[0].rule.id])
                self._list(
                    [self._outcome(*one, subjects[number]) for one in ordered], subjects[number]
                )

    def finish(self) -> None:
        """Judge what spans records; each lead stands at the first record of its group or pair.

        What several rules of one concern say of the same records is one lead.
        """
        for outcome in self._across.outcomes():
            self._keep_across(outcome, None)
        self._across.close()
        for (number, _, _), found in self._spanning.items():
            self.findings.append(_one_lead(found))
            self._order.append(number)
        ordered = sorted(zip(self._order, range(len(self._order)), self.findings, strict=True))
        self.findings = [finding for _, _, finding in ordered]

    def _keep_across(self, outcome: Across, sourced: Sourced | None) -> None:
        """Keep what a rule says of a group or pair; ``sourced`` is its first record if at hand."""
        rule, first = outcome.rule.rule, outcome.first
        self.counts[rule.id][outcome.verdict] += 1
        if outcome.verdict is Verdict.UNDETERMINED:
            self.open[outcome.missing].add(rule.id, [first.number])
        if outcome.verdict is Verdict.ERROR:
            self.errors.append(f"{rule.id}: {outcome.error}")
        if self._is_listed(outcome.verdict):
            members = tuple(self._across.record(entry).place for entry in outcome.members)
            with exact_arithmetic():
                found = self._presenter.across(
                    outcome, sourced or self._across.record(first), members
                )
            if outcome.verdict is Verdict.VIOLATION:
                self._spanning[first.number, rule.topic, members].append(found)
                return
            self.findings.append(found)
            self._order.append(first.number)

    def _is_listed(self, verdict: Verdict) -> bool:
        if verdict is Verdict.UNDETERMINED:
            return self.options.undetermined
        return verdict in (Verdict.VIOLATION, Verdict.ERROR)

    def _subject(self, sourced: Sourced) -> Subject:
        if sourced.place.member is None:
            self.without_region += getattr(sourced.record, "region", None) is None
        facts = Facts.of(sourced.record, self.options.as_of)
        self._done += 1
        for outcome in self._across.add(self._done, sourced, facts):
            self._keep_across(outcome, sourced)
        return Subject(sourced.record, sourced.place, facts, sourced.derived, self._done)

    def _outcome(self, rule: CompiledRule, verdict: Verdict, subject: Subject) -> Outcome:
        """Complete what the columns runner says with the values that a finding shows.

        Where the reference says otherwise, that is our own fault.
        """
        outcome = judge(rule, subject.place.kind, subject.facts, self.book)
        if outcome.verdict is verdict:
            return outcome
        error = f"the runners differ: {verdict} in columns, {outcome.verdict} by reference"
        return replace(outcome, verdict=Verdict.ERROR, error=error)

    def _list(self, outcomes: Sequence[Outcome], subject: Subject) -> None:
        """List what rules say of one record: what is of one concern as one lead."""
        leads: dict[str, list[Finding]] = defaultdict(list)
        for outcome in outcomes:
            verdict, rule = outcome.verdict, outcome.rule.rule
            if verdict is Verdict.ERROR:
                self.errors.append(f"{rule.id}: {outcome.error}")
            if self._is_listed(verdict):
                finding = self._presenter.finding(outcome, subject)
                # What is open stays apart from what was found, rule by rule.
                key = rule.topic if verdict is Verdict.VIOLATION else f"{verdict} {rule.id}"
                leads[key].append(finding)
        self.findings += [_one_lead(found) for found in leads.values()]
        self._order += [subject.number] * len(leads)


def _one_lead(found: list[Finding]) -> Finding:
    """Make one lead of the findings of one concern: the gravest first, all clauses cited."""
    found = sorted(found, key=lambda finding: (finding.level is not Level.BREACH, finding.rule))
    citations = tuple(citation for finding in found for citation in finding.citations)
    known = [Decimal(finding.at_issue) for finding in found if finding.at_issue is not None]
    return found[0].model_copy(
        update={"citations": citations, "at_issue": yuan(max(known)) if known else None}
    )
