"""Rows of a table that only sum up the lines of their class below them, told in columns."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.readings import told_of, values_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.tables.outline import class_rows
from qinjian.engine.intake.values.reading import UNTOLD
from qinjian.schemas.record import fields_of

_NAMES = frozenset({
    "account", "account_code", "auxiliary", "budget_item", "cost_type", "department",
    "description", "economic_class", "item", "pay_item", "unit",
})  # fmt: skip
"""The fields whose columns may number or code the lines; columns that are not read may, too."""

_LEVELS = ("类", "款", "项")
"""Columns in which the parts of one code stand side by side."""


def summed_rows(table: TypedTable, columns: Columns, cells: Sequence[Sequence[str]]) -> set[int]:
    """Return the places of the rows of a class. A row with a day of its own is none."""
    fields = {item.name: item for item in fields_of(table.model)}
    days = [c for name, c in table.columns.items() if fields[name].type == "date"]
    dated = {row for column in days for row in _own(column)}
    possible = set(range(len(table))) - dated
    money = [name for name in table.columns if fields[name].type == "money"]
    if not possible or not money:
        return set()
    money.sort(key=lambda name: name != table.control)
    amounts = [_amounts(table.columns[name]) for name in money]
    return class_rows(_texts(table, columns, cells), amounts, _slack(table, columns), possible)


def without_figures_of_class(table: TypedTable, sums: Collection[int]) -> TypedTable:
    """Take as not given what stands on the row of a class alone, and is blank on all its lines.

    The budget of 302 is that of its lines together: of each of them the table tells none.
    """
    spent = table.columns.get(table.control)
    if spent is None or not sums:
        return table
    columns = dict(table.columns)
    amounts = _amounts(spent)
    lines = {row: _lines(row, amounts) for row in sums}
    money = [item.name for item in fields_of(table.model) if item.type == "money"]
    for name in money:
        column = table.columns.get(name)
        if column is None or name == table.control:
            continue
        told = [lines[row] for row in sums if column.at(row).state == "given"]
        alone = [rows for rows in told if all(column.at(row).state == "blank" for row in rows)]
        untold = {row for rows in alone for row in rows}
        if untold:
            place = len(column.readings)
            codes = [place if row in untold else code for row, code in enumerate(column.codes)]
            columns[name] = Column(codes, [*column.readings, UNTOLD])
    return replace(table, columns=columns)


def _lines(row: int, amounts: Sequence[Decimal | None]) -> range:
    """Return the lines right below the row of a class that make its amount; none if none do."""
    left = amounts[row] or Decimal(0)
    for line in range(row + 1, len(amounts)):
        left -= amounts[line] or Decimal(0)
        if left <= 0:
            return range(row + 1, line + 1) if left == 0 else range(0)
    return range(0)


def _own(column: Column) -> Iterator[int]:
    """List the rows of which the source itself gives a value."""
    own = told_of(column.readings, lambda one: one.state == "given" and not one.derived)
    return (row for row, code in enumerate(column.codes) if own[code])


def _amounts(column: Column) -> list[Decimal | None]:
    values = [one if isinstance(one, Decimal) else None for one in values_of(column.readings)]
    return [values[code] for code in column.codes]


def _texts(
    table: TypedTable, columns: Columns, cells: Sequence[Sequence[str]]
) -> Iterator[Sequence[str]]:
    used = {
        number: use.field.name if use.field else ""
        for use in columns.uses(table.model)
        for number in use.numbers
    }
    yield from (column for n, column in enumerate(cells) if n not in used or used[n] in _NAMES)
    levels = [n for n, header in enumerate(columns.headers) if header.split("/")[-1] in _LEVELS]
    if len(levels) > 1 and cells:
        yield ["".join(cells[n][row] for n in levels) for row in range(len(cells[0]))]


def _slack(table: TypedTable, columns: Columns) -> Decimal:
    """Return what an amount in 万元 and the like may be off by: half of its second place."""
    scale = max((use.scale for use in columns.uses(table.model)), default=1)
    return Decimal(scale) / 200 if scale > 1 else Decimal(0)
