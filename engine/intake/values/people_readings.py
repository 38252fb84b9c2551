"""Names and lists of people: from the text of a cell to a reading."""

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
from qinjian.engine.wording.regex import regex

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
_KEEPER = regex(r"司机|驾驶|师傅|车管员|保管员|车辆管理员")


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
    if field == "fixed_user" and _KEEPER.search(text):
        return given(visible(raw), group=group)  # who drives or keeps a car has it by his post
    found = name_of(text)
    also = (("post", found.post),) if found.post and field in ("name", "recipient") else ()
    return given(found.name or visible(raw), also=also, group=group)


def _together(read: list[Reading]) -> int | None:
    """Return how many people readings of several names stand for, 0 if one leaves it open."""
    if all(one.state == "given" and one.group is None for one in read):
        return None
    return 0


def read_names(raw: str) -> Reading:
    """Read a list of people.

    Names that are hidden are left out of the list, which then speaks of a group.
    """
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
