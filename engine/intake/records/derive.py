"""Fields that the source does not give but that others tell."""

import re
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.words import region_at_start
from qinjian.schemas.kinds.budget_line import BudgetLine
from qinjian.schemas.kinds.person import Guest, ReceptionType
from qinjian.schemas.kinds.reception import Reception
from qinjian.schemas.record import Record, UnitKind

MAX_NAME = 60
"""Longer text is no name of a unit."""

_NAMES_OF_A_LIST = 2
_COUNTED = (
    ("guest_count", "guests"),
    ("companion_count", "companions"),
    ("headcount", "travelers"),
    ("group_size", "members"),
)
_GROUP = re.compile(r"一行|等\d*人|\d+人|[一二三四五六七八九十]+人")
_NO_SINGLE_NAME = re.compile(
    r"等|一行|随行|随员|若干|\d|[一二三四五六七八九十百两几多余][人名位]|和|及|与|夫妇|其他|其余|司机"
    r"|[\u4e00-\u9fff]{2,}\s+[\u4e00-\u9fff]{2,}"
    r"|^(?:副?(?:主任|书记|省长|市长|区长|县长|镇长|乡长|部长|厅长|局长|处长|科长|所长|站长|主席|院长|校长|经理|总经理)|科员|干事|调研员)$"
)
"""What makes a part of a list no single name: a group, two names, or a post."""


def derived(
    record: Record, region: str | None, groups: Mapping[str, int | None]
) -> tuple[Record, frozenset[str]]:
    """Fill what is not given, and name the fields that were filled.

    ``event_date`` from the first day if it is the only one; ``region`` from the name of the
    unit, else the argument; ``unit_kind`` from the name of the unit; the unit of the guests from
    theirs; the number of people from a list that names them all, or that says how many they are
    (``groups``: 张三等5人). A source that
    does not collect the type of its receptions holds domestic ones, unless it may hold others.
    What the record gives itself is never changed.
    """
    found: dict[str, object] = {}
    unit = getattr(record, "unit", None)
    if _lacks(record, "event_date"):
        found["event_date"] = _one_day(record)
    if _lacks(record, "region"):
        found["region"] = (region_in(unit) if unit else None) or region
    if _lacks(record, "unit_kind"):
        found["unit_kind"] = unit_kind(unit) if unit else None
    if isinstance(record, BudgetLine) and record.budget_year and record.start_date is None:
        found |= _days_of_year(record.budget_year)
    for count, people in _COUNTED:
        if _lacks(record, count):
            found[count] = _count(record, people, groups)
    if isinstance(record, Reception) and record.guest_unit is None:
        found["guest_unit"] = _guest_unit(record)
    if isinstance(record, Reception) and "reception_type" not in record.model_fields_set:
        found["reception_type"] = _reception_type(record, record.unit_kind)
    update = {name: value for name, value in found.items() if value is not None}
    if not update:
        return record, frozenset()
    return record.model_copy(update=update), frozenset(update)


def _days_of_year(year: int) -> dict[str, object]:
    """Return the first and the last day of a year, if it can be one."""
    if not MINYEAR <= year <= MAXYEAR:
        return {}
    return {"start_date": date(year, 1, 1), "end_date": date(year, 12, 31)}


def _one_day(record: Record) -> object:
    """Return the day of an event that began and ended on one day, None if it took several."""
    start, end = getattr(record, "start_date", None), getattr(record, "end_date", None)
    return start if end in (None, start) else None


def _guest_unit(record: Reception) -> str | None:
    """Name the units of the guests, None unless every guest has one."""
    units = [guest.employer for guest in record.guests or ()]
    return "、".join(dict.fromkeys(filter(None, units))) or None if all(units) else None


def _reception_type(record: Reception, kind: object) -> ReceptionType | None:
    """Take a reception for a domestic one, None if it may be another.

    Words of investment, business or foreign guests leave it open, as do guests from a company
    and a unit that is an enterprise itself.
    """
    texts = (record.activity, record.description, record.letter_title, record.budget_item)
    spoken = " ".join(text for text in (*texts, record.remarks, record.guest_unit) if text)
    if _holds("not_domestic", spoken) or _holds("companies", record.guest_unit or ""):
        return None
    return None if kind == UnitKind.STATE_ENTERPRISE else ReceptionType.DOMESTIC


def _holds(name: str, text: str) -> bool:
    return any(word in text for word in cast("list[str]", data_file("units.yaml")[name]))


def _lacks(record: Record, field: str) -> bool:
    return field in type(record).model_fields and getattr(record, field) is None


def _count(record: Record, people: str, groups: Mapping[str, int | None]) -> int | None:
    """Return how many people a list stands for, None in doubt."""
    listed = getattr(record, people, None)
    if people not in groups:
        return _number(record, listed)
    said = groups[people]
    return said if said is not None and said >= len(listed or ()) else None


def _number(record: Record, people: tuple[Record, ...] | None) -> int | None:
    """Count the people of a list, None if the list may stand for more than it names.

    One name may be the head's alone, and words of the record may speak of a group.
    """
    names = [getattr(person, "name", None) or "" for person in people or ()]
    texts = (getattr(record, "activity", None), getattr(record, "description", None))
    spoken = " ".join(text for text in texts if text)
    if len(names) < _NAMES_OF_A_LIST or any(_NO_SINGLE_NAME.search(name) for name in names):
        return None
    return None if _GROUP.search(spoken) else len(names)


def employer(person: Record, record: Record) -> dict[str, object]:
    """Return the unit of a guest whose source names one unit for all guests, if it does."""
    unit = getattr(record, "guest_unit", None)
    if isinstance(person, Guest) and "employer" not in person.model_fields_set and unit:
        return {"employer": unit}
    return {}


@lru_cache(maxsize=4096)
def region_in(unit: str) -> str | None:
    """Return the province-level unit with whose full name the name of a unit begins."""
    for prefix in ("", *cast("list[str]", data_file("units.yaml")["prefixes"])):
        region = region_at_start(unit.removeprefix(prefix))
        if region is not None:
            return region
    return None


@lru_cache(maxsize=4096)
def unit_kind(unit: str) -> UnitKind | None:
    """Return the kind of unit that a name can only mean, None in doubt."""
    if len(unit) > MAX_NAME or _holds("unknown", unit):
        return None
    for kind, patterns in _patterns():
        if any(pattern.fullmatch(unit) for pattern in patterns):
            return kind
    return None


@cache
def _patterns() -> list[tuple[UnitKind, list[re.Pattern[str]]]]:
    data = data_file("units.yaml")
    place = f"(?:{'|'.join(cast('list[str]', data['places']))})"
    return [
        (UnitKind(kind), [re.compile(pattern.replace("{place}", place)) for pattern in patterns])
        for kind, patterns in cast("dict[str, list[str]]", data["kinds"]).items()
    ]
