"""Budgets that stand on the row of a section for the classes below it: 302 for 30201 and 30211."""

from collections.abc import Iterator
from dataclasses import replace

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.class_names import code_of
from qinjian.engine.intake.values.reading import UNTOLD
from qinjian.schemas.kinds import BudgetLine

_CODED = ("economic_class", "budget_item")
_SCOPE = ("unit", "budget_year")
_SECTION = 3
"""The digits of the code of a section."""


def without_budgets_of_sections(table: TypedTable) -> TypedTable:
    """Take a blank budget as not given where the section of the class has one.

    Of the classes the table tells what was spent and not what was planned, whether or not all of
    them are listed.
    """
    budget = table.columns.get("budget")
    if table.model is not BudgetLine or budget is None:
        return table
    rows = range(len(budget))
    for name in _CODED:
        column = table.columns.get(name)
        if column is None:
            continue
        codes = [_code(column, row) for row in rows]
        sections = {
            (scope, code)
            for row, code, scope in zip(rows, codes, _scopes(table), strict=True)
            if code and budget.at(row).state == "given"
        }
        untold = {
            row
            for row, code, scope in zip(rows, codes, _scopes(table), strict=True)
            if budget.at(row).state == "blank"
            and any((scope, code[:size]) in sections for size in range(_SECTION, len(code)))
        }
        if untold:
            place = len(budget.readings)
            places = [place if row in untold else code for row, code in enumerate(budget.codes)]
            budget = Column(places, [*budget.readings, UNTOLD])
    return replace(table, columns={**table.columns, "budget": budget})


def _code(column: Column, row: int) -> str:
    reading = column.at(row)
    return code_of(str(reading.value)) if reading.state == "given" else ""


def _scopes(table: TypedTable) -> Iterator[tuple[object, ...]]:
    """Yield whose line each row is, and of which year."""
    columns = [table.columns[name] for name in _SCOPE if name in table.columns]
    for row in range(len(table)):
        yield tuple(column.at(row).value for column in columns)
