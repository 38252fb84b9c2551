"""People in a list of JSON: names, or people with facts of their own."""

from collections.abc import Iterator

from qinjian.engine.intake.tables.headers import HeaderTable, headers_of
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.people_readings import read_names
from qinjian.engine.intake.values.reading import BLANK, Reading, given, unreadable, untold
from qinjian.schemas.kinds.person import Person
from qinjian.schemas.record import Field, RecordType


def read_json(field: Field, raw: object, *, scale: int = 1) -> Reading:
    """Read a value of JSON as a cell is read; a list of people may say more than names.

    A key that means nothing (``unknown_keys``) is passed over beside those that do.
    """
    if field.type == "children" and isinstance(raw, list):
        return _read_people(field, raw)
    return read_value(field, raw, scale=scale)


def unknown_keys(child: RecordType, raw: object) -> Iterator[tuple[int, str]]:
    """List the keys of people that mean nothing, with the places of the people in their list."""
    table = headers_of(child)
    for place, member in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(member, dict):
            yield from ((place, key) for key in member if table.meaning(key) is None)


def _read_people(field: Field, raw: list[object]) -> Reading:
    table = headers_of(field.child or Person)
    people: list[dict[str, object]] = []
    group: int | None = None
    masked: Reading | None = None
    for place, member in enumerate(raw):
        one = _member(table, member)
        if one.state == "unreadable":
            masked = one._replace(path=(place, *one.path))
            if one.problem != "masked" or isinstance(member, dict):
                return masked
        people += one.value if isinstance(one.value, tuple) else ()
        if one.group is not None:
            group = one.group if len(raw) == 1 else 0
    if people:
        return given(tuple(people), group=group)
    if masked is not None:
        return masked._replace(group=group)
    return BLANK if group is None else untold(group=group)


def _member(table: HeaderTable, member: object) -> Reading:
    """Read one member of the list: a name, or a person with facts of their own."""
    if member is None:
        return BLANK
    if isinstance(member, str):
        return read_names(member)
    if not isinstance(member, dict):
        return unreadable("not_a_value" if isinstance(member, list) else "not_text", member)
    return _of_dict(table, member)


def _of_dict(table: HeaderTable, member: dict[str, object]) -> Reading:
    person: dict[str, object] = {}
    keys: dict[str, str] = {}
    group: int | None = None
    for key, value in member.items():
        found = table.meaning(key)
        if found is None:
            continue
        name = found.field.name
        if name in keys:
            label = table.labels[name]
            return _at(key, unreadable("header_twice", key, other=keys[name], field=label))
        keys[name] = key
        read = read_value(found.field, value)
        if read.state == "unreadable":
            return _at(key, read)
        if read.state != "untold":
            person[name] = read.value
        group = read.group if group is None else group
        for other, told in read.also:
            if other in table.labels and other not in person:
                person.setdefault(other, told)
    if member and not keys:
        key = next(iter(member))
        return _at(key, unreadable("field_unknown", key, close=table.close(key)))
    return given((person,), group=group)


def _at(key: str, read: Reading) -> Reading:
    return read._replace(path=(key,))
