"""Read, evaluate, collect: the one place where the parts meet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from qinjian.engine.answer.collect import Collector, Options
from qinjian.engine.answer.lacking import judged, needs, open_groups, rule_counts, supplies
from qinjian.engine.answer.selection import Selection
from qinjian.engine.answer.settings import (
    selection_of,
    silenced_rules,
    stated_of,
    units_of,
    unused_folders,
)
from qinjian.engine.answer.spool import Aside
from qinjian.engine.answer.summary import file_read, remark, reversal, totals_of
from qinjian.engine.answer.things import Things
from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.console.exit_codes import FINDINGS, OUR_FAULT, WRONG_USE
from qinjian.engine.intake import Given, Intake, open_reader, read
from qinjian.engine.intake.reader import Reader, is_fault
from qinjian.engine.messages.problems import Problem
from qinjian.engine.once.settle import Settled, settle
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.version import VERSION
from qinjian.schemas.finding import Report
from qinjian.schemas.manifest import ConfigRead, Manifest, Silenced

if TYPE_CHECKING:
    from qinjian.engine.workers.judged import JudgedApart
    from qinjian.engine.workers.workers import Workers

FEW = 3
"""Units that the head of a report names."""

SMALL = 2_000
"""Records up to which the reference runner is taken: beyond about so many the start of the engine
of the other one pays, see ``docs/benchmarks.md``."""


@dataclass(frozen=True)
class Checked:
    """The report, and the notices that go beside it.

    ``aside`` are findings that were kept out of the report, see ``Options``; they are read from a
    file, which ``close`` lets go of.
    """

    report: Report
    rejects: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    errors: tuple[str, ...]
    strict: bool = False
    aside: Aside = field(default_factory=Aside)

    def close(self) -> None:
        """Let go of what was kept on disk."""
        self.aside.close()


def check(
    inputs: Sequence[str] | Given,
    book: Rulebook,
    options: Options,
    stdin: BinaryIO | None = None,
    progress: Callable[[int, int], None] | None = None,
    jobs: int = 1,
) -> Checked:
    """Check files and folders, or what is in memory, against a rulebook.

    All is read first, since what counts once is settled before anything is judged; then records are
    judged some thousands at once and let go. Rows beyond some wait in a file, so memory holds the
    leads and the rejects, not the rows. ``progress`` is called with the number of records that are
    done, and of all rows. Where the input is large up to ``jobs`` processes are started to help,
    if they are more than one; the answer is the same.

    Raises:
        QinjianError: ``option_wrong`` for a region or kind that is not known, ``rule_unknown`` for
            a rule that is selected or ignored, or a fault in the mapping.
    """
    reader = open_reader(
        inputs,
        kind=options.kind,
        stated=units_of(options),
        mapping=options.mapping,
        stdin=stdin,
    )
    if jobs == 1:
        return check_read(reader, book, options, progress)
    from qinjian.engine.workers.workers import Workers  # noqa: PLC0415 - most runs start none

    with Workers(jobs, book) as workers:
        return check_read(reader, book, options, progress, workers)


def check_read(
    reader: Reader,
    book: Rulebook,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
    workers: "Workers | None" = None,
) -> Checked:
    """Check what a reader reads; see ``check``.

    Raises:
        QinjianError: as ``check`` for what is selected.
    """
    selection = selection_of(book, options)
    collected = Collector(book, options, silenced_rules(selection, options))
    done = 0
    apart = None
    if workers is not None:
        from qinjian.engine.workers.ahead import read_ahead  # noqa: PLC0415

        reader.inputs = read_ahead(reader, workers)
    if workers is not None and options.runner != "reference":
        from qinjian.engine.workers.judged import JudgedApart  # noqa: PLC0415

        apart = JudgedApart(workers, options.as_of)
    settled = settle(reader.batches(), apart.look if apart else None)
    for count in _judged(settled, collected, options, apart):
        done += count
        if progress is not None:
            progress(done, settled.rows)
    collected.finish()
    settled.held.close()
    notices = (
        *options.config.notices,
        *reader.notices,
        *unused_folders(reader.stated),
        *settled.notices(),
        *_region_notice(collected),
    )
    with exact_arithmetic():
        report = _report(reader, settled, notices, selection, collected)
    return Checked(
        report,
        tuple(reader.rejects),
        tuple(reader.unreadable),
        notices,
        tuple(collected.errors),
        options.strict,
        collected.aside,
    )


def _judged(
    settled: Settled, collected: Collector, options: Options, apart: "JudgedApart | None"
) -> Iterator[int]:
    """Hold all records against the rules and yield how many were done each time.

    Starting the engine of the columns runner takes longer than a few records by the reference.
    """
    small = options.runner == "auto" and settled.rows <= SMALL
    if small or options.runner == "reference":
        for batch in settled.batches():
            for sourced in batch.records():
                collected.add(sourced)
                yield 1
        return
    # Only a run of many records pays for the import.
    from qinjian.engine.answer.in_columns import InColumns  # noqa: PLC0415
    from qinjian.engine.run.columns import ColumnsRunner  # noqa: PLC0415
    from qinjian.engine.run.said import BatchJudge  # noqa: PLC0415

    with ColumnsRunner(collected.book) as runner:
        columns = InColumns(collected, settled, runner)
        judge, said = BatchJudge(runner, options.as_of), apart and apart.said(settled)
        for batch in settled.batches():
            told = next(said) if said else judge.say(batch, settled.held.kinds)
            yield columns.add(batch, told)
            del batch, told  # the last ones would wait in memory while all the others are settled
        columns.finish()


def read_records(paths: Sequence[str], options: Options, stdin: BinaryIO | None = None) -> Intake:
    """Read files and folders.

    Raises:
        QinjianError: as ``check``.
    """
    return read(
        paths,
        kind=options.kind,
        stated=units_of(options),
        mapping=options.mapping,
        stdin=stdin,
    )


def told(checked: Checked, *, listed: bool) -> Iterator[Problem]:
    """List what is told beside the report; one that ``listed`` all of it leaves what is lost.

    That is files that cannot be read, and our own faults.
    """
    yield from (p for p in checked.rejects if p.where.row is None or not listed)
    if not listed:
        yield from (*checked.unreadable, *checked.notices)
    yield from (Problem("internal", values={"reason": error}) for error in checked.errors)


def exit_code(checked: Checked, fail_on: str) -> int:
    """Return 0, 1 for findings at or above ``fail_on``, 2 for unreadable input, 3 for our fault.

    Unreadable is a file or table that could not be read at all; with ``strict`` also a row or a
    cell. The highest wins; ``never`` silences 1 only.
    """
    totals = checked.report.totals
    at_or_above = {
        "breach": totals.breach,
        "doubt": totals.findings,
        "undetermined": totals.findings + len(checked.report.undetermined),
        "never": 0,
    }[fail_on]
    if checked.errors:
        return OUR_FAULT
    if any(checked.strict or is_fault(problem) for problem in checked.rejects):
        return WRONG_USE
    if checked.strict and checked.unreadable:
        return WRONG_USE
    return FINDINGS if at_or_above else 0


def _region_notice(collected: "Collector") -> list[Problem]:
    rows = {"rows": collected.subjects.without_region}
    return [Problem("no_region", values=rows)] if collected.subjects.without_region else []


def _report(
    reader: Reader,
    settled: Settled,
    notices: Sequence[Problem],
    selection: Selection,
    collected: Collector,
) -> Report:
    options, book = collected.options, collected.book
    language, findings = options.language, selection.leads(collected.findings)
    things = Things(book, language)
    groups = open_groups(book, collected.judgements, things, language)
    single = collected.subjects.single_claim and not reader.rejects
    report = Report(
        manifest=_manifest(
            reader, collected, len(collected.findings) - len(findings), single=single
        ),
        totals=totals_of(reader.files, findings),
        judged=tuple(judged(collected.judgements)),
        needs=tuple(needs(collected.judgements, things, of_one=single)),
        rules=tuple(rule_counts(book, collected.judgements)),
        findings=(),
        reversals=tuple(map(reversal, settled.reversals)),
        rejects=tuple(remark(problem, language) for problem in reader.rejects),
        unreadable=tuple(remark(problem, language) for problem in reader.unreadable),
        notices=tuple(remark(problem, language) for problem in notices),
        undetermined=tuple(supplies(collected.judgements)),
        open=tuple(groups) if options.grouped else (),
    )
    # They wait where they are: nothing of them is copied into the report.
    return report.model_copy(update={"findings": findings})


def _manifest(reader: Reader, collected: Collector, left_out: int, *, single: bool) -> Manifest:
    units, book, subjects = reader.stated, collected.book, collected.subjects
    options = collected.options
    whole = units.everywhere()
    return Manifest(
        tool="qinjian",
        version=VERSION,
        language=options.language,
        unit=whole.unit,
        unit_kind=whole.unit_kind,
        region=whole.region,
        level=whole.level,
        units=len(subjects.units),
        units_named=tuple(islice(subjects.units, FEW)),
        single_claim=single,
        as_of=options.as_of.isoformat() if options.as_of else None,
        rulebook=book.digest,
        regulations=tuple(sorted(book.laws)),
        configs=tuple(ConfigRead(file=one.file, sha256=one.sha256) for one in options.config.files),
        stated=tuple(stated_of(options, units)),
        silenced=tuple(
            Silenced(rule=rule, violations=collected.silenced_found[rule], source=source)
            for rule, source in collected.silenced.items()
        ),
        command=options.command,
        left_out=left_out,
        files=tuple(map(file_read, reader.files)),
    )
