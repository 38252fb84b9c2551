"""What was read and found, in the form of the report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from qinjian.engine.answer.at_issue import Row, counted, row_of
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.tables.totals import StatedTotal
from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.once.reversals import Match
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Remark, Reversal
from qinjian.schemas.manifest import FileRead, ReadTotals, TableRead, TotalRow, Totals
from qinjian.schemas.rule import Level


def file_read(tally: FileTally) -> FileRead:
    """Write down what was read of one file."""
    return FileRead(
        file=tally.file,
        sha256=tally.sha256,
        encoding=tally.encoding,
        delimiter=tally.delimiter,
        tables=tuple(map(_table_read, tally.tables)),
    )


def _table_read(tally: TableTally) -> TableRead:
    return TableRead(
        sheet=tally.sheet,
        hidden=tally.hidden,
        kinds=tuple(model.kind for model in tally.kinds),
        also=tuple(model.kind for model in tally.also),
        unit=tally.unit,
        unit_origin=tally.unit_origin,
        header_rows=tally.header_rows,
        rows={name: tally.rows[name] for name in sorted(tally.rows) if tally.rows[name]},
        **_counts([tally]),
        totals=tuple(map(_stated, tally.totals)),
        unmatched_headers=tally.unmatched,
    )


_ROWS = (
    "rows_read", "rows_checked", "rows_rejected", "rows_cancelled", "rows_twice",
    "rows_without_amount", "rows_past", "cells_unreadable", "amounts_unreadable",
)  # fmt: skip
_YUAN = ("yuan_read", "yuan_checked", "yuan_rejected", "yuan_cancelled", "yuan_twice")


def _counts(tables: Sequence[TableTally]) -> dict[str, Any]:
    """Add up the control totals of tables: rows and cells, and yuan as they are written."""
    rows = {name: sum(getattr(table, name) for table in tables) for name in _ROWS}
    yuan = {name: sum((getattr(table, name) for table in tables), Decimal(0)) for name in _YUAN}
    return {**rows, **{name: f"{amount:.2f}" for name, amount in yuan.items()}}


def _stated(total: StatedTotal) -> TotalRow:
    return TotalRow(
        row=total.row,
        label=total.label,
        stated=None if total.stated is None else f"{total.stated:.2f}",
        found=f"{total.found:.2f}",
        differs=total.differs(),
    )


def read_totals(files: Sequence[FileTally]) -> ReadTotals:
    """Add up what was read."""
    return ReadTotals(
        files=len(files), **_counts([table for file in files for table in file.tables])
    )


def totals_of(files: Sequence[FileTally], findings: Iterable[Finding]) -> Totals:
    """Add up what was read and found."""
    rows: set[Row] = set()
    levels: Counter[Level] = Counter()
    unknown = 0

    def leads() -> Iterator[Finding]:
        nonlocal unknown
        for finding in findings:
            if finding.outcome == "violation":
                rows.add(row_of(finding.record))
                levels[finding.level] += 1
                unknown += finding.at_issue is None
                yield finding

    at_issue = sum(counted(leads()), Decimal(0))
    return Totals(
        **read_totals(files).model_dump(),
        records_with_findings=len(rows),
        findings=levels.total(),
        breach=levels[Level.BREACH],
        doubt=levels[Level.DOUBT],
        at_issue=f"{at_issue:.2f}",
        findings_without_amount=unknown,
    )


def reversal(match: Match) -> Reversal:
    """Write down a red entry with the lines that it is about."""
    return Reversal(
        state=match.state,
        amount=f"{abs(match.entry.amount):.2f}",
        entry=match.entry.place,
        lines=tuple(line.place for line in match.lines),
    )


def remark(problem: Problem, language: Language) -> Remark:
    """Write a problem of an input for the report."""
    where = problem.where
    value, count = problem.values.get("value"), problem.values.get("count")
    at = Position(line=where.line, column=where.column)
    return Remark(
        code=problem.code,
        file=where.file or "",
        sheet=where.sheet,
        row=where.row,
        column=where.field,
        value=None if value is None else str(value),
        count=count if isinstance(count, int) and count else 1,
        message=replace(problem, where=at).words(language),
    )
