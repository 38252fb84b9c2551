"""Names and lists of people: from the text of a cell, or the people of JSON, to a reading."""

from collections.abc import Callable

from qinjian.engine.intake.tables.headers import HeaderTable, headers_of
from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.intake.values.blanks import refers_elsewhere, says_nothing
from qinjian.engine.intake.values.people import (
    Name,
    group_of,
    hides_name,
    name_of,
    names_of,
    role_count,
)
from qinjian.engine.intake.values.reading import BLANK, Reading, given, unreadable, untold
from qinjian.schemas.kinds.person import Person
from qinjian.schemas.record import Field

NAMES = frozenset(
    {
        "name",
        "person",
        "recipient",
        "driver",
        "vehicle_user",
        "leader",
        "keeper",
        "fixed_user",
    }
)
"""Fields of text that name one person."""

ReadValue = Callable[[Field, object], Reading]


def read_name(field: str, raw: str) -> Reading:
    """Read a field that names a person; several names stay as they are written."""
    names = names_of(raw)
    if len(names) == 1:
        return _read_one(field, raw)
    read = [_read_one(field, name) for name in names]
    known = [one for one in read if one.state == "given"]
    if not known:
        return unreadable("masked", raw)._replace(group=_together(read))
    text = "、".join(str(one.value) for one in known)
    return given(text, group=_together(read))


def _read_one(field: str, raw: str) -> Reading:
    text, group = group_of(raw)
    if hides_name(text) or role_count(text) is not None:
        return unreadable("masked", raw)._replace(group=role_count(text) or group)
    if not text:
        return untold(group=group)
    found = name_of(text)
    also = (("post", found.post),) if found.post and field in ("name", "recipient") else ()
    return given(found.name or visible(raw), also=also, group=group)


def _together(read: list[Reading]) -> int | None:
    """Return how many people readings of several names stand for, 0 if one leaves it open."""
    if all(one.state == "given" and one.group is None for one in read):
        return None
    return 0


def read_people(field: Field, raw: object, read_value: ReadValue) -> Reading:
    """Read a list of people.

    Names that are hidden are left out of the list, which then speaks of a group.
    """
    if isinstance(raw, str):
        return _of_names(raw)
    if not isinstance(raw, list):
        return unreadable("not_a_list", raw)
    table = headers_of(field.child or Person)
    people: list[dict[str, object]] = []
    group: int | None = None
    masked: Reading | None = None
    for place, member in enumerate(raw):
        one = _member(table, member, read_value)
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


def _member(table: HeaderTable, member: object, read_value: ReadValue) -> Reading:
    """Read one member of a list of JSON: a name, or a person with facts of their own."""
    if member is None:
        return BLANK
    if isinstance(member, str):
        return _of_names(member)
    if not isinstance(member, dict):
        return unreadable("not_a_value" if isinstance(member, list) else "not_text", member)
    return _of_dict(table, member, read_value)


def _of_names(raw: str) -> Reading:
    people: list[dict[str, object]] = []
    groups: list[int] = []
    hidden: list[int] = []
    for text in names_of(raw):
        if says_nothing(text):
            continue
        name, group = group_of(text)
        if groups:  # 张三等5人、李四: whether the group holds those behind it is open
            groups.append(0)
        elif group is not None:
            groups.append(group)
        if not name:
            continue
        if refers_elsewhere(name):
            hidden.append(0)
        elif hides_name(name) or role_count(name) is not None:
            hidden.append(_hidden(name))
        else:
            people.append(_person(name_of(name)))
    return _people_reading(people, groups, hidden, raw)


def _people_reading(
    people: list[dict[str, object]], groups: list[int], hidden: list[int], raw: str
) -> Reading:
    total = _total(len(people), groups, hidden)
    if people:
        return given(tuple(people), group=total)
    if hidden:
        problem = "refers_elsewhere" if refers_elsewhere(raw) else "masked"
        return unreadable(problem, raw)._replace(group=total)
    return untold(group=total) if total is not None else BLANK


def _total(named: int, groups: list[int], hidden: list[int]) -> int | None:
    """Return how many people a list stands for: None if all are named, 0 if it is open."""
    if groups:
        return groups[0] if len(groups) == 1 else 0
    if not hidden:
        return None
    return named + sum(hidden) if all(hidden) else 0


def _hidden(name: str) -> int:
    """Return how many people a hidden name stands for: 张某 and 司机 are one, 职工 open."""
    count = role_count(name)
    if count is not None:
        return count
    one = any(sign in name for sign in "某*＊×") or name in ("司机", "驾驶员")
    return 1 if one else 0


def _person(found: Name) -> dict[str, object]:
    person: dict[str, object] = {"name": found.name}
    if found.post:
        person["post"] = found.post
    if found.employer:
        person["employer"] = found.employer
    return person


def _of_dict(table: HeaderTable, member: dict[str, object], read_value: ReadValue) -> Reading:
    person: dict[str, object] = {}
    keys: dict[str, str] = {}
    group: int | None = None
    for key, value in member.items():
        found = table.meaning(key)
        if found is None:
            return _at(key, unreadable("field_unknown", key, close=table.close(key)))
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
    return given((person,), group=group)


def _at(key: str, read: Reading) -> Reading:
    return read._replace(path=(key,))
