"""People in the lists of records, as records of their own with what they take over."""

from collections.abc import Iterator, Sequence

from qinjian.engine.intake.records.column import Column, taken
from qinjian.engine.intake.records.readings import values_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading
from qinjian.schemas.kinds.person import Guest, Person, taken_over
from qinjian.schemas.record import Field, fields_of

_ABSENT = object()
"""Stands for what a person of a list does not say."""


def people_of(table: TypedTable) -> Iterator[TypedTable]:
    """Make a table of the people of each list that the records of a table have."""
    for item in fields_of(table.model):
        column = table.columns.get(item.name)
        if item.child is not None and column is not None:
            people = _people(table, item, column)
            if len(people):
                yield people


def _people(table: TypedTable, item: Field, column: Column) -> TypedTable:
    child = item.child
    if child is None or not issubclass(child, Person):
        raise TypeError(item.name)
    parents: list[int] = []
    members: list[int] = []
    persons: list[dict[str, object]] = []
    listed = [one if isinstance(one, tuple) else () for one in values_of(column.readings)]
    for row, code in enumerate(column.codes):
        for number, person in enumerate(listed[code], start=1):
            parents.append(row)
            members.append(number)
            persons.append(person)
    columns = dict(_own(child, persons))
    columns |= _taken(table, child, parents)
    if child is Guest and "guest_unit" in table.columns:
        units = table.columns["guest_unit"]
        columns["employer"] = _employer(columns.get("employer"), units, parents)
    return TypedTable(
        model=child,
        rows=[table.rows[row] for row in parents],
        positions=[table.positions[row] for row in parents],
        columns=columns,
        members=members,
    )


def _own(child: type[Person], persons: Sequence[dict[str, object]]) -> Iterator[tuple[str, Column]]:
    """Make the columns of what stands in the list itself."""
    taken = taken_over(child)
    for item in fields_of(child):
        if item.name not in taken and any(item.name in person for person in persons):
            known: dict[object, int] = {}
            codes = [
                known.setdefault(person.get(item.name, _ABSENT), len(known)) for person in persons
            ]
            yield item.name, Column(codes, [_said(value) for value in known])


def _said(value: object) -> Reading:
    if value is _ABSENT:
        return UNTOLD
    return BLANK if value is None else Reading("given", value)


def _taken(table: TypedTable, child: type[Person], parents: Sequence[int]) -> dict[str, Column]:
    """Take over what a rule on people needs of their record."""
    wanted = taken_over(child)
    return taken({name: one for name, one in table.columns.items() if name in wanted}, parents)


def _employer(own: Column | None, units: Column, parents: Sequence[int]) -> Column:
    """Take the unit of the guests for that of each who has none of his own in the list."""
    told = [
        Reading("given", one.value, derived=True) if one.value else UNTOLD for one in units.readings
    ]
    shared = [units.codes[row] for row in parents]
    if own is None:
        return Column(shared, told)
    known: dict[tuple[int, int], int] = {}
    codes = [known.setdefault(pair, len(known)) for pair in zip(own.codes, shared, strict=True)]
    return Column(codes, [_own_or(own.readings[mine], told[one]) for mine, one in known])


def _own_or(own: Reading, shared: Reading) -> Reading:
    return shared if own.state in {"blank", "untold"} and shared.state == "given" else own
