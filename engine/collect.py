"""Holding records against the rules, and keeping what they say: leads, counts, what is open."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qinjian.engine.aside import Aside
from qinjian.engine.choices import Runner
from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.config.model import Config
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.judgements import Group, Judgements
from qinjian.engine.leads import Leads
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.found import Across
from qinjian.engine.run.present import Presenter, Subject
from qinjian.engine.run.reference import Outcome, judge_presuming, run
from qinjian.engine.run.sorts import Table, table_of
from qinjian.engine.subjects import Subjects, source_of
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.rule import Verdict

if TYPE_CHECKING:
    from qinjian.engine.run.columns import Batch as Verdicts
    from qinjian.engine.run.columns import ColumnsRunner


@dataclass(frozen=True)
class Options:
    """How to check. ``as_of`` replaces the decisive date of every record.

    ``unit``, ``unit_kind``, ``region`` and ``level`` are what is stated of the unit.
    ``mapping`` is a file that says how columns are read. With ``grouped`` what could not be judged
    is told rule by rule, with ``undetermined`` one by one among the findings, or, where these may
    be too many for the memory, ``aside``. ``runner`` is ``reference``, ``columns``, or ``auto``:
    the reference for small inputs. With ``strict`` a row or cell that cannot be read is a fault.
    ``select`` and ``ignore`` are patterns of rules: of others, or of these, no lead is listed.
    ``config`` is what configurations say of units, and which of the values here are theirs.
    """

    language: Language = "zh"
    kind: str | None = None
    region: str | None = None
    unit: str | None = None
    unit_kind: str | None = None
    level: str | None = None
    as_of: date | None = None
    undetermined: bool = False
    mapping: Path | None = None
    runner: Runner = "auto"
    strict: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: Config = field(default_factory=Config)
    grouped: bool = False
    aside: bool = False


@dataclass
class Collector:
    """Runs the rules over the records and keeps what they say; of ``silenced`` ones the counts."""

    book: Rulebook
    options: Options
    silenced: Mapping[str, str] = field(default_factory=dict)
    silenced_found: Counter[str] = field(default_factory=Counter)
    judgements: Judgements = field(default_factory=Judgements)
    subjects: Subjects = field(default_factory=Subjects)
    findings: tuple[Finding, ...] = ()
    aside: Aside = field(default_factory=Aside)
    errors: list[str] = field(default_factory=list)
    _done: int = 0
    _rows: Counter[Table] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._presenter = Presenter(self.book, self.options.language, self.options.as_of)
        self._across = AcrossRunner(self.book)
        self._leads = Leads(self.book, self.options.language)
        self._places = {rule.rule.id: place for place, rule in enumerate(self.book.rules)}

    def add(self, sourced: Sourced) -> None:
        """Hold one record against the rules, by the reference runner."""
        subjects = self._subjects(sourced)
        views = {kind: subject.facts for kind, subject in subjects.items()}
        presumed = {kind: subject.presumed for kind, subject in subjects.items()}
        with exact_arithmetic():
            outcomes = list(
                run(self.book.rules, views, self.book, presumed, cancelled=sourced.cancelled)
            )
            number = next(iter(subjects.values())).number
            for outcome in outcomes:
                rule, kind = outcome.rule.rule.id, outcome.kind
                self._judged(rule, kind, outcome.verdict, 1, outcome.presuming)
                if self._is_open(outcome):
                    group = Group(rule, kind, source_of(sourced), outcome.missing)
                    self.judgements.leave_open(group, [number], _always(subjects[kind].place))
            self._list(outcomes, subjects, number)

    def add_batch(self, batch: Batch, runner: "ColumnsRunner") -> int:
        """Hold many records against the rules, by the columns runner; return their number."""
        # Only a run of many records pays for the import.
        from qinjian.engine.run.columns import presuming  # noqa: PLC0415
        from qinjian.engine.run.typed_facts import TypedFacts  # noqa: PLC0415

        first = self._done + 1
        everyone = list(batch.records())
        for sourced in everyone:
            self._subjects(sourced)
        numbers = batch.numbers(first)
        listed: dict[int, list[tuple[CompiledRule, str, Verdict]]] = defaultdict(list)
        for table in batch.everyone():
            kind = table.model.kind
            special, cancelled = batch.special_of(table), batch.cancelled_in(table)
            strict = TypedFacts(table, self.options.as_of)
            said = runner.judge(strict, special, cancelled)
            filled = TypedFacts(batch.presumed(table), self.options.as_of, strict)
            presuming(said, runner.judge(filled, special, cancelled))
            self._count(said, kind)
            self._keep(said, kind, numbers[id(table)], listed)
            self._leave_open(said, kind, numbers[id(table)], everyone, first)
        with exact_arithmetic():
            for number in sorted(listed):
                subjects = self._viewed(everyone[number - first], number)
                ordered = sorted(listed[number], key=lambda found: self._places[found[0].rule.id])
                outcomes = [self._outcome(*one, subjects) for one in ordered]
                self._list(outcomes, subjects, number)
        return len(everyone)

    def _count(self, said: "Verdicts", kind: str) -> None:
        """Count what the rules say of the records of one table."""
        for rule, counts in said.counts.items():
            for verdict, number in counts.items():
                presumed = said.presumed[rule] if verdict is Verdict.VIOLATION else 0
                self._judged(rule, kind, verdict, number, presumed)

    def _keep(
        self, said: "Verdicts", kind: str, numbers: Sequence[int],
        listed: dict[int, list[tuple[CompiledRule, str, Verdict]]],
    ) -> None:  # fmt: skip
        """Note what is to be listed of the records of one table."""
        for compiled, rows in said.violations:
            for row in rows if compiled.rule.id not in self.silenced else ():
                listed[numbers[row]].append((compiled, kind, Verdict.VIOLATION))
        for compiled, _, rows in said.open if self.options.undetermined else ():
            for row in rows if compiled.rule.id not in self.silenced else ():
                listed[numbers[row]].append((compiled, kind, Verdict.UNDETERMINED))

    def _leave_open(
        self, said: "Verdicts", kind: str, numbers: Sequence[int],
        everyone: Sequence[Sourced], first: int,
    ) -> None:  # fmt: skip
        """Count what is open on the records of one table, by the sort of table they stand in."""

        def place_of(number: int) -> Place:
            return everyone[number - first].of_kind(kind).place

        by_source: dict[str, set[int]] = defaultdict(set)
        for row, number in enumerate(numbers):
            by_source[source_of(everyone[number - first])].add(row)
        for compiled, missing, rows in said.open:
            if compiled.rule.id in self.silenced:
                continue
            for source, own in by_source.items():
                open_ = [numbers[row] for row in rows if len(by_source) == 1 or row in own]
                if open_:
                    group = Group(compiled.rule.id, kind, source, missing)
                    self.judgements.leave_open(group, open_, place_of)

    def finish(self) -> None:
        """Judge what spans records; each lead stands at the first record of its group or pair.

        What several rules of one concern say of the same records is one lead.
        """
        for rule, kind, presuming, count in self._across.settled():
            self._judged(rule.rule.id, kind, Verdict.CLEAR, count, count if presuming else 0)
        for outcome in self._across.outcomes():
            self._keep_across(outcome, None)
        self._across.close()
        self.findings = self._leads.listed(self._rows)

    def _judged(self, rule: str, kind: str, verdict: Verdict, number: int, presumed: int) -> None:
        """Count judgements; what a rule finds of which no lead is listed is counted as well."""
        self.judgements.count(rule, kind, verdict, number, presumed)
        if rule in self.silenced and verdict is Verdict.VIOLATION:
            self.silenced_found[rule] += number

    def _keep_across(self, outcome: Across, sourced: Sourced | None) -> None:
        """Keep what a rule says of a group or pair; ``sourced`` is its first record if at hand."""
        rule, first = outcome.rule.rule, outcome.first
        self._judged(rule.id, first.kind, outcome.verdict, 1, outcome.presuming)
        if self._is_open(outcome):
            group = Group(rule.id, first.kind, first.source, outcome.missing)
            self.judgements.leave_open(
                group, [first.number], lambda _: self._first(outcome, sourced).place
            )
        if outcome.verdict is Verdict.ERROR:
            self.errors.append(f"{rule.id}: {outcome.error}")
        if self._is_listed(outcome):
            members = [self._across.record(entry) for entry in outcome.members]
            with exact_arithmetic():
                found = self._presenter.across(outcome, self._first(outcome, sourced), members)
            if outcome.verdict is Verdict.VIOLATION:
                self._leads.span(found, rule.topic, first.number)
            else:
                self._put([found], first.number)

    def _first(self, outcome: Across, sourced: Sourced | None) -> Sourced:
        """Return the first record of a group or pair; ``sourced`` is it, if at hand."""
        first = outcome.first
        return sourced.of_kind(first.kind) if sourced else self._across.record(first)

    def _put(self, found: Sequence[Finding], number: int) -> None:
        """Keep what is found on the record of a number; what is open stands by itself."""
        if self.options.aside and found[0].outcome == "undetermined":
            self.aside.put(number, self._places[found[0].rule], found[0])
        else:
            self._leads.put(found, number)

    def _is_open(self, outcome: Outcome | Across) -> bool:
        return outcome.verdict is Verdict.UNDETERMINED and outcome.rule.rule.id not in self.silenced

    def _is_listed(self, outcome: Outcome | Across) -> bool:
        if outcome.verdict is Verdict.UNDETERMINED:
            return self.options.undetermined and self._is_open(outcome)
        if outcome.verdict is Verdict.VIOLATION:
            return outcome.rule.rule.id not in self.silenced
        return outcome.verdict is Verdict.ERROR

    def _subjects(self, sourced: Sourced) -> dict[str, Subject]:
        """Give a record a number, and the rules across records the record."""
        self.subjects.add(sourced)
        self._done += 1
        subjects = self._viewed(sourced, self._done)
        if sourced.cancelled:
            self._across.read(sourced)
            return subjects
        self._rows.update(table_of(one.place) for one in (sourced, *sourced.views))
        views = [(one, subjects[one.place.kind].presumed) for one in (sourced, *sourced.views)]
        for outcome in self._across.add(self._done, views):
            self._keep_across(outcome, sourced)
        return subjects

    def _viewed(self, sourced: Sourced, number: int) -> dict[str, Subject]:
        """Return a record by the kinds that it is of, the most special first."""
        return {
            one.place.kind: Subject.of(one, self.options.as_of, number)
            for one in (sourced, *sourced.views)
        }

    def _outcome(
        self, rule: CompiledRule, kind: str, verdict: Verdict, subjects: Mapping[str, Subject]
    ) -> Outcome:
        """Complete what the columns runner says with the values that a finding shows.

        Where the reference says otherwise, that is our own fault.
        """
        subject = subjects[kind]
        outcome = judge_presuming(rule, kind, subject.facts, subject.presumed, self.book)
        if outcome.verdict is verdict:
            return outcome
        error = f"the runners differ: {verdict} in columns, {outcome.verdict} by reference"
        return replace(outcome, verdict=Verdict.ERROR, error=error)

    def _list(
        self, outcomes: Sequence[Outcome], subjects: Mapping[str, Subject], number: int
    ) -> None:
        """List what rules say of one record: what is of one concern as one lead."""
        leads: dict[str, list[Finding]] = defaultdict(list)
        for outcome in outcomes:
            verdict, rule = outcome.verdict, outcome.rule.rule
            if verdict is Verdict.ERROR:
                self.errors.append(f"{rule.id}: {outcome.error}")
            if self._is_listed(outcome):
                finding = self._presenter.finding(outcome, subjects[outcome.kind])
                # What is open stays apart from what was found, rule by rule.
                key = rule.topic if verdict is Verdict.VIOLATION else f"{verdict} {rule.id}"
                leads[key].append(finding)
        for found in leads.values():
            self._put(found, number)


def _always(place: Place) -> Callable[[int], Place]:
    return lambda _: place
