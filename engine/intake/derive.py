"""Fields that the source does not give but that others tell."""

import re
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.headers import data_file
from qinjian.engine.intake.words import region_at_start
from qinjian.schemas.kinds.person import Guest, ReceptionType
from qinjian.schemas.kinds.reception import Reception
from qinjian.schemas.record import Record, UnitKind

MAX_NAME = 60
"""Longer text is no name of a unit."""

_INVESTMENT = re.compile("招商|引资|投资|客商|外商|企业考察")
_NO_SINGLE_NAME = re.compile(r"等|一行|随行|随员|若干|\d|[一二三四五六七八九十百两几多余][人名位]")


def derived(record: Record, region: str | None) -> tuple[Record, frozenset[str]]:
    """Fill what is not given, and name the fields that were filled.

    ``region`` from the name of the unit, else the argument; ``unit_kind`` from the name of
    the unit; the unit of the guests from theirs; the number of guests and companions from a
    list that names them all. A source that does not collect the type of its receptions holds
    domestic ones, unless its words speak of investment promotion. What the record gives itself
    is never changed.
    """
    found: dict[str, object] = {}
    unit = getattr(record, "unit", None)
    if _lacks(record, "region"):
        found["region"] = (region_in(unit) if unit else None) or region
    if _lacks(record, "unit_kind"):
        found["unit_kind"] = unit_kind(unit) if unit else None
    for count, people in (("guest_count", "guests"), ("companion_count", "companions")):
        if _lacks(record, count):
            found[count] = _number(getattr(record, people, None))
    if isinstance(record, Reception) and record.guest_unit is None:
        found["guest_unit"] = _guest_unit(record)
    if isinstance(record, Reception) and "reception_type" not in record.model_fields_set:
        found["reception_type"] = _reception_type(record)
    update = {name: value for name, value in found.items() if value is not None}
    if not update:
        return record, frozenset()
    return record.model_copy(update=update), frozenset(update)


def _guest_unit(record: Reception) -> str | None:
    """Name the units of the guests, None unless every guest has one."""
    units = [guest.employer for guest in record.guests or ()]
    return "、".join(dict.fromkeys(filter(None, units))) or None if all(units) else None


def _reception_type(record: Reception) -> ReceptionType | None:
    """Take a reception for a domestic one, None if it may be investment promotion."""
    texts = (record.activity, record.description, record.letter_title, record.budget_item)
    spoken = " ".join(text for text in (*texts, record.remarks, record.guest_unit) if text)
    return None if _INVESTMENT.search(spoken) else ReceptionType.DOMESTIC


def _lacks(record: Record, field: str) -> bool:
    return field in type(record).model_fields and getattr(record, field) is None


def _number(people: tuple[Record, ...] | None) -> int | None:
    """Count the people of a list, None if the list may stand for more than it names."""
    names = [getattr(person, "name", None) or "" for person in people or ()]
    if not names or any(_NO_SINGLE_NAME.search(name) for name in names):
        return None
    return len(names)


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
    words = cast("list[str]", data_file("units.yaml")["unknown"])
    if len(unit) > MAX_NAME or any(word in unit for word in words):
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
