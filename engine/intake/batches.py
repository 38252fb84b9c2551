"""From opened tables and claims to batches of typed columns."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from qinjian.engine.intake.formats import OpenTable, Request
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.entry import Entry
from qinjian.engine.intake.records.lines import LineReader
from qinjian.engine.intake.records.tabular import TableReader
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.tables.table import Table
from qinjian.engine.problems import Position, Problem, QinjianError

Opened = OpenTable | Entry | Problem
"""What stands in a file: tables, or the lines of claims, and what is wrong with it."""


def batches(
    items: Iterable[Opened], request: Request, tally: FileTally, whose: Whose
) -> Iterator[Batch | Problem]:
    """Read what stands in a file; each table is added to the tally of the file."""
    for is_table, group in groupby(items, key=lambda item: isinstance(item, OpenTable)):
        if is_table:
            for found in group:
                if isinstance(found, OpenTable):
                    yield from _table(found, tally, request, whose)
            continue
        lines = (item for item in group if not isinstance(item, OpenTable))
        yield from _claims(lines, tally, whose)


def _claims(
    items: Iterator[Entry | Problem], tally: FileTally, whose: Whose
) -> Iterator[Batch | Problem]:
    """Read the lines of claims; a problem alone needs no table in the tally."""
    table = TableTally()
    for item in LineReader(tally.file, table, whose).batches(items):
        yield item
    if table.rows_read:
        tally.tables.append(table)


def _table(
    found: OpenTable, tally: FileTally, request: Request, whose: Whose
) -> Iterator[Batch | Problem]:
    """Read one table, and those that stand under it; what ends one does not hide the others.

    A hidden sheet that is no table is a notice.
    """
    counted = found.tally
    tally.tables.append(counted)
    where = Position(tally.file, counted.sheet)
    table = None
    try:
        table = Table(
            found.rows, counted, tally.file, request.kind, request.mapping, found.above,
            delimited=found.delimited,
        )  # fmt: skip
        if table.columns.layout.mapped is not None:
            request.used.append(table.columns.layout.mapped)
        if table.kind is None:
            yield Problem("table_not_spending", where, {"value": table.not_spending()})
            for part in table.body.parts():
                counted.rows_past += len(part.rows)
        else:
            yield from TableReader(table, tally.file, whose).batches(table.kind)
            if not counted.rows["records"]:
                yield Problem("table_empty", where)
    except QinjianError as error:
        if counted.hidden and {problem.code for problem in error.problems} == {"header_missing"}:
            tally.tables.remove(counted)
            yield Problem("sheet_ignored", where)
        else:
            yield from error.problems
    if table is not None and table.body.rest is not None:
        under = TableTally(counted.sheet, hidden=counted.hidden)
        below = OpenTable(under, table.body.rest, table.columns.scale, delimited=found.delimited)
        yield from _table(below, tally, request, whose)
