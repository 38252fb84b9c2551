"""From opened tables to batches of typed columns: the forms of a sheet, or its tables."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice

from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.formats import OpenTable, Request
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.forms import form_entries
from qinjian.engine.intake.records.lines import LineReader
from qinjian.engine.intake.records.tabular import TableReader
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.tables.forms import MOST_ROWS, forms_in
from qinjian.engine.intake.tables.mapping import is_mapped
from qinjian.engine.intake.tables.table import Table
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.schemas.kinds import Expense


def sheet_batches(
    found: OpenTable, tally: FileTally, request: Request, whose: Whose
) -> Iterator[Batch | Problem]:
    """Read a sheet: the printed forms that stand on it, else its tables."""
    first, rest = _begun(found.rows)
    whole = replace(found, rows=chain(first, rest))
    if len(first) > MOST_ROWS or is_mapped(first, tally.file, found.tally.sheet, request.mapping):
        yield from _table(whole, tally, request, whose)
        return
    forms = forms_in(first, request.kind, found.tally.sheet, tally.file)
    if not forms:
        yield from _table(whole, tally, request, whose)
        return
    counted = found.tally
    tally.tables.append(counted)
    for form in forms:
        entries = form_entries(form, tally.file, counted.sheet)
        yield from LineReader(tally.file, counted, whose, form.title).batches(entries)
    counted.rows["records"] = counted.rows_read


def _begun(rows: Iterator[Row]) -> tuple[list[Row], Iterator[Row]]:
    """Take off the first rows; what ends the reading of them does so where they are read."""
    first: list[Row] = []
    try:
        first.extend(islice(rows, MOST_ROWS + 1))
    except QinjianError as error:
        return first, map(_raised, [error])
    return first, rows


def _raised(error: QinjianError) -> Row:
    raise error


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
            delimited=found.delimited, year=request.year,
        )  # fmt: skip
        if table.columns.layout.mapped is not None:
            request.used.append(table.columns.layout.mapped)
        if table.unclear is not None:
            yield table.unclear
            _reject_rows(table)
        elif table.kind is None:
            word = table.not_spending()
            code = "table_without_spending" if word is None else "table_not_spending"
            yield Problem(code, where, {"value": word})
            for part in table.body.parts():
                counted.rows_past += len(part.rows)
        else:
            yield from table.taken_for_granted()
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
        below = replace(found, tally=under, rows=table.body.rest, above=table.columns.scale)
        yield from _table(below, tally, request, whose)


def _reject_rows(table: Table) -> None:
    """Count the rows of a table that is not read, with the amounts that can be."""
    uses = (use for use in table.columns.uses(Expense) if use.field and use.field.name == "amount")
    use = next(uses, None)
    for part in table.body.parts():
        for row in [*part.rows, *part.faults]:
            value = None
            if use is not None and use.field is not None and not isinstance(row, tuple):
                raw = row[use.numbers[0]] if use.numbers[0] < len(row) else ""
                value = read_value(use.field, raw, scale=use.scale).value
            table.tally.count(value if isinstance(value, Decimal) else None, rejected=True)
