"""Read, evaluate, collect: the one place where the parts meet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from typing import BinaryIO

from qinjian.engine.condition import Facts, exact_arithmetic
from qinjian.engine.intake import FileTally, Intake, read
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.words import region_of
from qinjian.engine.problems import Position, Problem
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.run.present import Presenter, Subject, yuan
from qinjian.engine.run.reference import Outcome, run
from qinjian.engine.wording import Language
from qinjian.schemas.finding import (
    FileRead,
    Finding,
    Manifest,
    Place,
    Reject,
    Report,
    RuleCount,
    Supply,
    Totals,
)
from qinjian.schemas.rule import Level, Verdict


@dataclass(frozen=True)
class Options:
    """How to check. ``as_of`` replaces the decisive date of every record.

    With ``undetermined`` what could not be judged is listed among the findings.
    """

    language: Language = "zh"
    kind: str | None = None
    region: str | None = None
    as_of: date | None = None
    undetermined: bool = False


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
    progress: Callable[[int, int], None] | None = None,
) -> Checked:
    """Check files and folders against a rulebook.

    ``progress`` is called with the number of records that are done and of all records.

    Raises:
        QinjianError: ``option_wrong`` for a region that is not known.
    """
    intake = read_records(paths, options, stdin)
    with exact_arithmetic():
        collected = _Collector(book, options)
        for number, sourced in enumerate(intake.records, start=1):
            collected.add(sourced)
            if progress is not None:
                progress(number, len(intake.records))
        report = _report(intake, book, options, collected)
    notices = [*intake.notices, *_region_notice(intake)]
    return Checked(report, intake.rejects, tuple(notices), tuple(collected.errors))


def read_records(paths: Sequence[str], options: Options, stdin: BinaryIO | None = None) -> Intake:
    """Read files and folders.

    Raises:
        QinjianError: ``option_wrong`` for a region or kind that is not known.
    """
    return read(paths, kind=options.kind, region=options.region, stdin=stdin)


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


def _region_notice(intake: Intake) -> list[Problem]:
    top = [s for s in intake.records if s.place.member is None]
    lacking = sum(getattr(sourced.record, "region", None) is None for sourced in top)
    return [Problem("no_region", values={"rows": lacking})] if lacking else []


@dataclass
class _Collector:
    """Runs the rules over the records and keeps what they say."""

    book: Rulebook
    options: Options
    counts: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    findings: list[Finding] = field(default_factory=list)
    open: dict[tuple[str, ...], tuple[set[str], set[Place]]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._presenter = Presenter(self.book, self.options.language)

    def add(self, sourced: Sourced) -> None:
        """Hold one record against the rules."""
        facts = Facts.of(sourced.record, self.options.as_of)
        subject = Subject(sourced.record, sourced.place, facts, sourced.derived)
        leads: dict[str, list[Finding]] = defaultdict(list)
        for outcome in run(self.book.rules, sourced.place.kind, facts, self.book):
            self.counts[outcome.rule.rule.id][outcome.verdict] += 1
            self._keep(outcome, subject, leads)
        self.findings += [_one_lead(found) for found in leads.values()]

    def _keep(self, outcome: Outcome, subject: Subject, leads: dict[str, list[Finding]]) -> None:
        verdict, rule = outcome.verdict, outcome.rule.rule
        if verdict is Verdict.UNDETERMINED:
            rules, records = self.open.setdefault(outcome.missing, (set(), set()))
            rules.add(rule.id)
            records.add(subject.place)
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


def _report(intake: Intake, book: Rulebook, options: Options, collected: _Collector) -> Report:
    return Report(
        manifest=Manifest(
            tool="qinjian",
            version=version("qinjian"),
            language=options.language,
            region=region_of(options.region) if options.region else None,
            as_of=options.as_of.isoformat() if options.as_of else None,
            rulebook=book.digest,
            regulations=tuple(sorted(book.laws)),
            files=tuple(map(_file, intake.files)),
        ),
        totals=_totals(intake, collected.findings),
        rules=tuple(_rule_counts(book, collected.counts)),
        findings=tuple(collected.findings),
        rejects=tuple(_reject(problem, options.language) for problem in intake.rejects),
        undetermined=tuple(_supplies(collected)),
    )


def _file(tally: FileTally) -> FileRead:
    return FileRead(
        file=tally.file,
        sha256=tally.sha256,
        rows_read=tally.rows_read,
        rows_checked=tally.rows_checked,
        rows_rejected=tally.rows_rejected,
        yuan_read=f"{tally.yuan_read:.2f}",
        yuan_checked=f"{tally.yuan_checked:.2f}",
        yuan_rejected=f"{tally.yuan_rejected:.2f}",
        unmatched_headers=tally.unmatched_headers,
    )


def _totals(intake: Intake, findings: Sequence[Finding]) -> Totals:
    files = intake.files
    leads = [finding for finding in findings if finding.outcome == "violation"]
    largest: dict[tuple[str, str | None, int], Decimal] = {}
    for finding in leads:
        place = (finding.record.file, finding.record.sheet, finding.record.row)
        amount = Decimal(finding.at_issue or 0)
        largest[place] = max(amount, largest.get(place, amount))
    return Totals(
        files=len(files),
        rows_read=sum(tally.rows_read for tally in files),
        rows_checked=sum(tally.rows_checked for tally in files),
        rows_rejected=sum(tally.rows_rejected for tally in files),
        yuan_read=f"{sum((tally.yuan_read for tally in files), Decimal(0)):.2f}",
        yuan_checked=f"{sum((tally.yuan_checked for tally in files), Decimal(0)):.2f}",
        yuan_rejected=f"{sum((tally.yuan_rejected for tally in files), Decimal(0)):.2f}",
        rows_without_amount=sum(tally.rows_without_amount for tally in files),
        records_with_findings=len(largest),
        findings=len(leads),
        breach=sum(finding.level is Level.BREACH for finding in leads),
        doubt=sum(finding.level is Level.DOUBT for finding in leads),
        at_issue=f"{sum(largest.values(), Decimal(0)):.2f}",
        findings_without_amount=sum(finding.at_issue is None for finding in leads),
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

    def most(
        entry: tuple[tuple[str, ...], tuple[set[str], set[Place]]],
    ) -> tuple[int, int, tuple[str, ...]]:
        names, (rules, records) = entry
        return -len(records), -len(rules), names

    for names, (rules, records) in sorted(collected.open.items(), key=most):
        yield Supply(missing=names, rules=len(rules), records=len(records))


def _reject(problem: Problem, language: Language) -> Reject:
    where = problem.where
    value = problem.values.get("value")
    at = Position(line=where.line, column=where.column)
    return Reject(
        file=where.file or "",
        sheet=where.sheet,
        row=where.row,
        column=where.field,
        value=None if value is None else str(value),
        message=Problem(problem.code, at, problem.values).words(language),
    )
