"""Holding records against the rules, and keeping what they say: leads, counts, what is open."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from qinjian.engine.answer.judgements import Group, Judgements, Space
from qinjian.engine.answer.leads import Leads
from qinjian.engine.answer.spool import Aside, Findings, Spool
from qinjian.engine.answer.subjects import Subjects, source_of
from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.config.model import Config
from qinjian.engine.console.choices import Runner
from qinjian.engine.intake.model import Sourced
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.found import Across
from qinjian.engine.run.present import Presenter, Subject
from qinjian.engine.run.reference import Outcome, run
from qinjian.engine.run.sorts import Table, table_of
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.rule import Level, Verdict

_TOGETHER = 1_024
"""Records of one space, where they come one by one."""


@dataclass(frozen=True)
class Options:
    """How to check. ``as_of`` replaces the decisive date of every record.

    ``unit``, ``unit_kind``, ``region`` and ``level`` are what is stated of the unit.
    ``mapping`` is a file that says how columns are read. With ``grouped`` what could not be judged
    is told rule by rule, with ``undetermined`` one by one among the findings, or, where these may
    be too many for the memory, ``aside``. ``runner`` is ``reference``, ``columns``, or ``auto``:
    the reference for small inputs. With ``strict`` a row or cell that cannot be read is a fault.
    ``select`` and ``ignore`` name rules, articles and kinds: of others, or of these, no lead is
    listed, and none below the level ``least``.
    ``command`` is the one that does the run again, None where a program runs it.
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
    least: Level = Level.DOUBT
    command: str | None = None
    config: Config = field(default_factory=Config)
    grouped: bool = False
    aside: bool = False


@dataclass
class Collector:
    """Runs the rules over the records and keeps what they say; of ``silenced`` ones the counts.

    ``done`` is the number of the last record, ``rows`` are those of each table that count, and
    ``spaces`` tell where a record is counted that a batch held (see ``Judgements``).
    """

    book: Rulebook
    options: Options
    silenced: Mapping[str, str] = field(default_factory=dict)
    silenced_found: Counter[str] = field(default_factory=Counter)
    judgements: Judgements = field(default_factory=Judgements)
    subjects: Subjects = field(default_factory=Subjects)
    findings: Findings = field(default_factory=lambda: Findings(Spool(), ()))
    aside: Aside = field(default_factory=Aside)
    errors: list[str] = field(default_factory=list)
    done: int = 0
    rows: Counter[Table] = field(default_factory=Counter)
    spaces: dict[int, tuple[Space, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.presenter = Presenter(self.book, self.options.language, self.options.as_of)
        self.across = AcrossRunner(self.book)
        self._leads = Leads(self.book, self.options.language)
        self.places = {rule.rule.id: place for place, rule in enumerate(self.book.rules)}

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
                self.judged(rule, kind, outcome.verdict, 1, outcome.presuming)
                if self.is_open(outcome):
                    group = Group(rule, kind, source_of(sourced), outcome.missing)
                    self.leave_open(group, number, _always(subjects[kind].place))
            self.list(outcomes, subjects, number)

    def finish(self) -> None:
        """Judge what spans records; each lead stands at the first record of its group or pair.

        What several rules of one concern say of the same records is one lead.
        """
        for outcome in self.across.outcomes():
            self.keep_across(outcome, None)
        self.findings = self._leads.listed(self.rows)

    def leave_open(self, group: Group, number: int, place: Callable[[], Place]) -> None:
        """Count what is open on the record of a number."""
        space, at = self.spaces.get(number) or ((-1, number // _TOGETHER), number % _TOGETHER)
        self.judgements.leave_open(group, 1, {number: place}, space, 1 << at)

    def judged(self, rule: str, kind: str, verdict: Verdict, number: int, presumed: int) -> None:
        """Count judgements; what a rule finds of which no lead is listed is counted as well."""
        self.judgements.count(rule, kind, verdict, number, presumed)
        if rule in self.silenced and verdict is Verdict.VIOLATION:
            self.silenced_found[rule] += number

    def keep_across(self, outcome: Across, sourced: Sourced | None) -> None:
        """Keep what a rule says of a group or pair; ``sourced`` is its first record if at hand."""
        rule, first = outcome.rule.rule, outcome.first
        self.judged(rule.id, first.kind, outcome.verdict, 1, outcome.presuming)
        if self.is_open(outcome):
            group = Group(rule.id, first.kind, first.source, outcome.missing)
            self.leave_open(group, first.number, lambda: self._first(outcome, sourced).place)
        if outcome.verdict is Verdict.ERROR:
            self.errors.append(f"{rule.id}: {outcome.error}")
        if self.is_listed(outcome):
            self.show_across(outcome, self._first(outcome, sourced))

    def show_across(self, outcome: Across, first: Sourced) -> None:
        """List what a rule says of a group or pair, at its first record."""
        members = [self.across.record(entry) for entry in outcome.members]
        with exact_arithmetic():
            found = self.presenter.across(outcome, first, members)
        if outcome.verdict is Verdict.VIOLATION:
            self._leads.span(found, outcome.rule.rule.topic, outcome.first.number)
        else:
            self.put([found], outcome.first.number)

    def _first(self, outcome: Across, sourced: Sourced | None) -> Sourced:
        """Return the first record of a group or pair; ``sourced`` is it, if at hand."""
        first = outcome.first
        return sourced.of_kind(first.kind) if sourced else self.across.record(first)

    def put(self, found: Sequence[Finding], number: int) -> None:
        """Keep what is found on the record of a number; what is open stands by itself."""
        if self.options.aside and found[0].outcome == "undetermined":
            self.aside.put(number, self.places[found[0].rule], found[0])
        else:
            self._leads.put(found, number)

    def is_open(self, outcome: Outcome | Across) -> bool:
        """Tell whether an outcome is open, and its rule not silenced."""
        return outcome.verdict is Verdict.UNDETERMINED and outcome.rule.rule.id not in self.silenced

    def is_listed(self, outcome: Outcome | Across) -> bool:
        """Tell whether an outcome is listed."""
        if outcome.verdict is Verdict.UNDETERMINED:
            return self.options.undetermined and self.is_open(outcome)
        if outcome.verdict is Verdict.VIOLATION:
            return outcome.rule.rule.id not in self.silenced
        return outcome.verdict is Verdict.ERROR

    def _subjects(self, sourced: Sourced) -> dict[str, Subject]:
        """Give a record a number, and the rules across records the record."""
        self.subjects.add(sourced)
        self.done += 1
        subjects = self.viewed(sourced, self.done)
        if sourced.cancelled:
            self.across.read(sourced)
            return subjects
        self.rows.update(table_of(one.place) for one in (sourced, *sourced.views))
        views = [(one, subjects[one.place.kind].presumed) for one in (sourced, *sourced.views)]
        for outcome in self.across.add(self.done, views):
            self.keep_across(outcome, sourced)
        return subjects

    def viewed(self, sourced: Sourced, number: int) -> dict[str, Subject]:
        """Return a record by the kinds that it is of, the most special first."""
        return {
            one.place.kind: Subject.of(one, self.options.as_of, number)
            for one in (sourced, *sourced.views)
        }

    def list(
        self, outcomes: Sequence[Outcome], subjects: Mapping[str, Subject], number: int
    ) -> None:
        """List what rules say of one record: what is of one concern as one lead."""
        leads: dict[str, list[Finding]] = defaultdict(list)
        for outcome in outcomes:
            verdict, rule = outcome.verdict, outcome.rule.rule
            if verdict is Verdict.ERROR:
                self.errors.append(f"{rule.id}: {outcome.error}")
            if self.is_listed(outcome):
                finding = self.presenter.finding(outcome, subjects[outcome.kind])
                # What is open stays apart from what was found, rule by rule.
                key = rule.topic if verdict is Verdict.VIOLATION else f"{verdict} {rule.id}"
                leads[key].append(finding)
        for found in leads.values():
            self.put(found, number)


def _always(place: Place) -> Callable[[], Place]:
    return lambda: place
