"""Read, evaluate, collect: the one place where the parts meet."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import BinaryIO

from qinjian.engine.collect import Collector, Open, Options
from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.intake import Given, Intake, open_reader, read
from qinjian.engine.intake.reader import Reader
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.values.words import canonical, nearest_words, region_of
from qinjian.engine.once.settle import Settled, settle
from qinjian.engine.problems import Problem, QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.summary import file_read, remark, reversal, totals_of
from qinjian.schemas.finding import Manifest, Report, RuleCount, Supply
from qinjian.schemas.rule import Verdict

TABLE_FAULTS = frozenset({"kind_unclear", "unit_unknown", "header_missing"})
"""Rejects that stand at a row and keep a whole table from being read."""

SMALL = 2_000
"""Records up to which the reference runner is taken: beyond about so many the start of the engine
of the other one pays, see ``docs/benchmarks.md``."""


@dataclass(frozen=True)
class Checked:
    """The report, and the notices that go beside it."""

    report: Report
    rejects: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    errors: tuple[str, ...]
    strict: bool = False


def check(
    inputs: Sequence[str] | Given,
    book: Rulebook,
    options: Options,
    stdin: BinaryIO | None = None,
    progress: Callable[[int], None] | None = None,
) -> Checked:
    """Check files and folders, or what is in memory, against a rulebook.

    All is read first, since what counts once is settled before anything is judged; then records are
    judged some thousands at once and let go. Rows beyond some wait in a file, so memory holds the
    leads and the rejects, not the rows. ``progress`` is called with the number of records that are
    done.

    Raises:
        QinjianError: ``option_wrong`` for a region or kind that is not known, or a fault in the
            mapping.
    """
    reader = open_reader(
        inputs,
        kind=options.kind,
        whose=stated(options),
        mapping=options.mapping,
        stdin=stdin,
    )
    collected = Collector(book, options)
    done = 0
    settled = settle(reader.batches())
    for count in _judged(settled, collected, options):
        done += count
        if progress is not None:
            progress(done)
    collected.finish()
    notices = (*reader.notices, *settled.notices(), *_region_notice(collected))
    with exact_arithmetic():
        report = _report(reader, settled, notices, book, options, collected)
    return Checked(
        report,
        tuple(reader.rejects),
        tuple(reader.unreadable),
        notices,
        tuple(collected.errors),
        options.strict,
    )


def _judged(settled: Settled, collected: Collector, options: Options) -> Iterator[int]:
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
    from qinjian.engine.run.columns import ColumnsRunner  # noqa: PLC0415

    with ColumnsRunner(collected.book) as runner:
        for batch in settled.batches():
            yield collected.add_batch(batch, runner)


def read_records(paths: Sequence[str], options: Options, stdin: BinaryIO | None = None) -> Intake:
    """Read files and folders.

    Raises:
        QinjianError: as ``check``.
    """
    return read(
        paths,
        kind=options.kind,
        whose=stated(options),
        mapping=options.mapping,
        stdin=stdin,
    )


def stated(options: Options) -> Whose:
    """Return what is stated of the unit.

    Raises:
        QinjianError: ``option_wrong`` for a kind of unit, a region or a level that is not known.
    """
    return Whose(
        unit=options.unit,
        unit_kind=_word("unit_kind", "--unit-kind", options.unit_kind),
        region=_word("region", "--region", options.region),
        level=_word("unit_level", "--level", options.level),
    )


def _word(vocabulary: str, option: str, text: str | None) -> str | None:
    """Return the value that a word stands for; the known ones are told, the nearest first."""
    if text is None:
        return None
    found = region_of(text) if vocabulary == "region" else canonical(vocabulary, text)
    if found is None:
        known = nearest_words(vocabulary, text)
        values = {"option": option, "value": text, "known": known}
        raise QinjianError(Problem("option_wrong", values=values))
    return found


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
        return 3
    if any(_is_fault(problem, strict=checked.strict) for problem in checked.rejects):
        return 2
    if checked.strict and checked.unreadable:
        return 2
    return 1 if at_or_above else 0


def _is_fault(problem: Problem, *, strict: bool) -> bool:
    """Tell whether a reject is of a whole file or table; one of a row alone is told, no more."""
    return strict or problem.where.row is None or problem.code in TABLE_FAULTS


def _region_notice(collected: "Collector") -> list[Problem]:
    rows = {"rows": collected.without_region}
    return [Problem("no_region", values=rows)] if collected.without_region else []


def _report(
    reader: Reader,
    settled: Settled,
    notices: Sequence[Problem],
    book: Rulebook,
    options: Options,
    collected: Collector,
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
        reversals=tuple(map(reversal, settled.reversals)),
        rejects=tuple(remark(problem, language) for problem in reader.rejects),
        unreadable=tuple(remark(problem, language) for problem in reader.unreadable),
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


def _supplies(collected: Collector) -> Iterator[Supply]:
    """Say what to supply, what settles most first."""

    def most(entry: tuple[tuple[str, ...], Open]) -> tuple[int, int, tuple[str, ...]]:
        names, open_ = entry
        return -open_.records, -len(open_.rules), names

    for names, open_ in sorted(collected.open.items(), key=most):
        yield Supply(missing=names, rules=len(open_.rules), records=open_.records)
