"""Holding records against the rules, and keeping what they say: leads, counts, what is open."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.found import Across
from qinjian.engine.run.present import Presenter, Subject, yuan
from qinjian.engine.run.reference import Outcome, judge_presuming, run
from qinjian.engine.run.tablewide import Table, of_absence, table_of, tablewide
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.rule import Level, Verdict

if TYPE_CHECKING:
    from qinjian.engine.run.columns import Batch as Verdicts
    from qinjian.engine.run.columns import ColumnsRunner

Runner = Literal["auto", "reference", "columns"]


@dataclass(frozen=True)
class Options:
    """How to check. ``as_of`` replaces the decisive date of every record.

    ``unit``, ``unit_kind``, ``region`` and ``level`` are what is stated of the unit.
    ``mapping`` is a file that says how columns are read. With ``undetermined`` what could not
    be judged is listed among the findings. ``runner`` is ``reference``, ``columns``, or ``auto``:
    the reference for small inputs. With ``strict`` a row or cell that cannot be read is a fault.
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
    _rows: Counter[Table] = field(default_factory=Counter)
    _spanning: dict[tuple[int, str, tuple[Place, ...]], list[Finding]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self._presenter = Presenter(self.book, self.options.language)
        self._across = AcrossRunner(self.book)

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
                self.counts[outcome.rule.rule.id][outcome.verdict] += 1
                if outcome.verdict is Verdict.UNDETERMINED:
                    self.open[outcome.missing].add(outcome.rule.rule.id, [number])
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
            said = runner.judge(TypedFacts(table, self.options.as_of), special, cancelled)
            filled = TypedFacts(batch.presumed(table), self.options.as_of, table)
            presuming(said, runner.judge(filled, special, cancelled))
            self._keep(said, kind, numbers[id(table)], listed)
        places = {compiled.rule.id: place for place, compiled in enumerate(self.book.rules)}
        with exact_arithmetic():
            for number in sorted(listed):
                subjects = self._viewed(everyone[number - first], number)
                ordered = sorted(listed[number], key=lambda found: places[found[0].rule.id])
                outcomes = [self._outcome(*one, subjects) for one in ordered]
                self._list(outcomes, subjects, number)
        return len(everyone)

    def _keep(
        self, said: "Verdicts", kind: str, numbers: Sequence[int],
        listed: dict[int, list[tuple[CompiledRule, str, Verdict]]],
    ) -> None:  # fmt: skip
        """Count what the rules say of the records of one table, and note what is to be listed."""
        for rule, counts in said.counts.items():
            self.counts[rule] += counts
        for compiled, rows in said.violations:
            for row in rows:
                listed[numbers[row]].append((compiled, kind, Verdict.VIOLATION))
        for compiled, missing, rows in said.open:
            self.open[missing].add(compiled.rule.id, [numbers[row] for row in rows])
            for row in rows if self.options.undetermined else ():
                listed[numbers[row]].append((compiled, kind, Verdict.UNDETERMINED))

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
        listed = [finding for _, _, finding in ordered]
        absence = of_absence(self.book.rules)
        self.findings = list(tablewide(listed, self._rows, absence, self.options.language))

    def _keep_across(self, outcome: Across, sourced: Sourced | None) -> None:
        """Keep what a rule says of a group or pair; ``sourced`` is its first record if at hand."""
        rule, first = outcome.rule.rule, outcome.first
        self.counts[rule.id][outcome.verdict] += 1
        if outcome.verdict is Verdict.UNDETERMINED:
            self.open[outcome.missing].add(rule.id, [first.number])
        if outcome.verdict is Verdict.ERROR:
            self.errors.append(f"{rule.id}: {outcome.error}")
        if self._is_listed(outcome.verdict):
            members = [self._across.record(entry) for entry in outcome.members]
            with exact_arithmetic():
                one = sourced.of_kind(first.kind) if sourced else self._across.record(first)
                found = self._presenter.across(outcome, one, members)
            if outcome.verdict is Verdict.VIOLATION:
                self._spanning[first.number, rule.topic, found.members].append(found)
                return
            self.findings.append(found)
            self._order.append(first.number)

    def _is_listed(self, verdict: Verdict) -> bool:
        if verdict is Verdict.UNDETERMINED:
            return self.options.undetermined
        return verdict in (Verdict.VIOLATION, Verdict.ERROR)

    def _subjects(self, sourced: Sourced) -> dict[str, Subject]:
        """Give a record a number, and the rules across records the record."""
        if sourced.place.member is None:
            self.without_region += getattr(sourced.record, "region", None) is None
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
            if self._is_listed(verdict):
                finding = self._presenter.finding(outcome, subjects[outcome.kind])
                # What is open stays apart from what was found, rule by rule.
                key = rule.topic if verdict is Verdict.VIOLATION else f"{verdict} {rule.id}"
                leads[key].append(finding)
        self.findings += [_one_lead(found) for found in leads.values()]
        self._order += [number] * len(leads)


def _one_lead(found: list[Finding]) -> Finding:
    """Make one lead of the findings of one concern: the gravest first, all clauses cited."""
    found = sorted(found, key=lambda finding: (finding.level is not Level.BREACH, finding.rule))
    citations = tuple(citation for finding in found for citation in finding.citations)
    known = [Decimal(finding.at_issue) for finding in found if finding.at_issue is not None]
    return found[0].model_copy(
        update={"citations": citations, "at_issue": yuan(max(known)) if known else None}
    )
