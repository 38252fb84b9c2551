"""Read, evaluate, collect: the one place where the parts meet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from qinjian.engine.condition import Facts, exact_arithmetic
from qinjian.engine.intake import Intake, open_reader, read
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.reader import Reader
from qinjian.engine.intake.words import region_of
from qinjian.engine.problems import Problem
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.run.present import Presenter, Subject, yuan
from qinjian.engine.run.reference import Outcome, run
from qinjian.engine.summary import file_read, remark, totals_of
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Manifest, Place, Report, RuleCount, Supply
from qinjian.schemas.rule import Level, Verdict


@dataclass(frozen=True)
class Options:
    """How to check. ``as_of`` replaces the decisive date of every record.

    ``mapping`` is a file that says how columns are read. With ``undetermined`` what could not
    be judged is listed among the findings.
    """

    language: Language = "zh"
    kind: str | None = None
    region: str | None = None
    as_of: date | None = None
    undetermined: bool = False
    mapping: Path | None = None


@dataclass(frozen=True)
class Checked:
    """The report, and the notices that go beside it."""

    report: Report
    rejects: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    errors: tuple[str, ...]


def check(
    paths: Sequence[str],
    book: Rulebook,
    options: Options,
    stdin: BinaryIO | None = None,
    progress: Callable[[int], None] | None = None,
) -> Checked:
    """Check files and folders against a rulebook.

    Records are judged as they are read and then let go, so memory holds the leads and the
    rejects, not the rows. ``progress`` is called with the number of records that are done.

    Raises:
        QinjianError: ``option_wrong`` for a region or kind that is not known, or a fault in the
            mapping.
    """
    reader = open_reader(
        paths,
        kind=options.kind,
        region=options.region,
        mapping=options.mapping,
        stdin=stdin,
    )
    collected = _Collector(book, options)
    for number, sourced in enumerate(reader.records(), start=1):
        with exact_arithmetic():
            collected.add(sourced)
        if progress is not None:
            progress(number)
    notices = (*reader.notices, *_region_notice(collected))
    with exact_arithmetic():
        report = _report(reader, notices, book, options, collected)
    return Checked(report, tuple(reader.rejects), notices, tuple(collected.errors))


def read_records(paths: Sequence[str], options: Options, stdin: BinaryIO | None = None) -> Intake:
    """Read files and folders.

    Raises:
        QinjianError: as ``check``.
    """
    return read(
        paths,
        kind=options.kind,
        region=options.region,
        mapping=options.mapping,
        stdin=stdin,
    )


def exit_code(checked: Checked, fail_on: str) -> int:
    """Return 0, 1 for findings at or above ``fail_on``, 2 for rejects, 3 for our own fault.

    The highest wins; ``never`` silences 1 only.
    """
    totals = checked.report.totals
    at_or_above = {
        "breach": totals.breach,
        "doubt": totals.findings,
        "undetermined": totals.findings + len(checked.report.undetermined),
        "never": 0,
    }[fail_on]
    if checked.errors:
        return 3
    if checked.rejects:
        return 2
    return 1 if at_or_above else 0


def _region_notice(collected: "_Collector") -> list[Problem]:
    rows = {"rows": collected.without_region}
    return [Problem("no_region", values=rows)] if collected.without_region else []


@dataclass
class _Open:
    """What stays open for want of the same things: rules, and how many records."""

    rules: set[str] = field(default_factory=set)
    records: int = 0
    _last: Place | None = None

    def add(self, rule: str, place: Place) -> None:
        """Count a record once, however many rules stay open on it; records come in turn."""
        self.rules.add(rule)
        self.records += place != self._last
        self._last = place


@dataclass
class _Collector:
    """Runs the rules over the records and keeps what they say."""

    book: Rulebook
    options: Options
    counts: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    findings: list[Finding] = field(default_factory=list)
    open: dict[tuple[str, ...], _Open] = field(default_factory=lambda: defaultdict(_Open))
    errors: list[str] = field(default_factory=list)
    without_region: int = 0

    def __post_init__(self) -> None:
        self._presenter = Presenter(self.book, self.options.language)

    def add(self, sourced: Sourced) -> None:
        """Hold one record against the rules."""
        facts = Facts.of(sourced.record, self.options.as_of)
        subject = Subject(sourced.record, sourced.place, facts, sourced.derived)
        if sourced.place.member is None:
            self.without_region += getattr(sourced.record, "region", None) is None
        leads: dict[str, list[Finding]] = defaultdict(list)
        for outcome in run(self.book.rules, sourced.place.kind, facts, self.book):
            self.counts[outcome.rule.rule.id][outcome.verdict] += 1
            self._keep(outcome, subject, leads)
        self.findings += [_one_lead(found) for found in leads.values()]

    def _keep(self, outcome: Outcome, subject: Subject, leads: dict[str, list[Finding]]) -> None:
        verdict, rule = outcome.verdict, outcome.rule.rule
        if verdict is Verdict.UNDETERMINED:
            self.open[outcome.missing].add(rule.id, subject.place)
        if verdict is Verdict.ERROR:
            self.errors.append(f"{rule.id}: {outcome.error}")
        listed = verdict in (Verdict.VIOLATION, Verdict.ERROR)
        if listed or (verdict is Verdict.UNDETERMINED and self.options.undetermined):
            finding = self._presenter.finding(outcome, subject)
            # What is open stays apart from what was found, rule by rule.
            key = rule.topic if verdict is Verdict.VIOLATION else f"{verdict} {rule.id}"
            leads[key].append(finding)


def _one_lead(found: list[Finding]) -> Finding:
    """Make one lead of the findings of one concern: the gravest first, all clauses cited."""
    found = sorted(found, key=lambda finding: (finding.level is not Level.BREACH, finding.rule))
    citations = tuple(citation for finding in found for citation in finding.citations)
    known = [Decimal(finding.at_issue) for finding in found if finding.at_issue is not None]
    return found[0].model_copy(
        update={"citations": citations, "at_issue": yuan(max(known)) if known else None}
    )


def _report(
    reader: Reader,
    notices: Sequence[Problem],
    book: Rulebook,
    options: Options,
    collected: _Collector,
) -> Report:
    language = options.language
    return Report(
        manifest=Manifest(
            tool="qinjian",
            version=version("qinjian"),
            language=language,
            region=region_of(options.region) if options.region else None,
            as_of=options.as_of.isoformat() if options.as_of else None,
            rulebook=book.digest,
            regulations=tuple(sorted(book.laws)),
            files=tuple(map(file_read, reader.files)),
        ),
        totals=totals_of(reader.files, collected.findings),
        rules=tuple(_rule_counts(book, collected.counts)),
        findings=tuple(collected.findings),
        rejects=tuple(remark(problem, language) for problem in reader.rejects),
        notices=tuple(remark(problem, language) for problem in notices),
        undetermined=tuple(_supplies(collected)),
    )


def _rule_counts(book: Rulebook, counts: dict[str, Counter[Verdict]]) -> Iterator[RuleCount]:
    for compiled in book.rules:
        verdicts = counts[compiled.rule.id]
        yield RuleCount(
            id=compiled.rule.id,
            subjects=verdicts.total(),
            violation=verdicts[Verdict.VIOLATION],
            clear=verdicts[Verdict.CLEAR],
            undetermined=verdicts[Verdict.UNDETERMINED],
            waived=0,
            error=verdicts[Verdict.ERROR],
        )


def _supplies(collected: _Collector) -> Iterator[Supply]:
    """Say what to supply, what settles most first."""

    def most(entry: tuple[tuple[str, ...], _Open]) -> tuple[int, int, tuple[str, ...]]:
        names, open_ = entry
        return -open_.records, -len(open_.rules), names

    for names, open_ in sorted(collected.open.items(), key=most):
        yield Supply(missing=names, rules=len(open_.rules), records=open_.records)
