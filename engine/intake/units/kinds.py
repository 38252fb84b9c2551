"""The kind and the level of a unit, and what is only a part of one."""

import re
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.units.names import MAX_NAME, Names, holds_word, pattern_of, plain
from qinjian.engine.intake.units.places import Name, level_of, place_parts
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import UnitKind, UnitLevel

_ORGANS = frozenset(UnitKind) - {
    UnitKind.PUBLIC_INSTITUTION,
    UnitKind.STATE_ENTERPRISE,
    UnitKind.OTHER,
}
_TOWNSHIP = ("镇", "乡", "街道")
_SHORTEST_UNIT = 2
_BRANCH = regex(r"公安局.{1,8}(?<!新)[区县]分局")
_NO_LEVEL = regex(r".*(?:所|分局|支队|大队|中队|中级人民法院)")


@lru_cache(maxsize=8192)
def unit_kind(unit: str) -> UnitKind | None:
    """Return the kind of unit that a name can only mean, None in doubt.

    A part of a unit (审计局办公室) is of its kind.
    """
    name = plain(unit)
    if not name or len(name) > MAX_NAME:
        return None
    return kind_of_whole(name) or _kind_of_owner(name)


def never_presumed(unit: str) -> bool:
    """Tell whether a unit is never presumed to be bound: committees, cooperatives, firms."""
    name = plain(unit)
    return unit_kind(name) is UnitKind.OTHER or (
        unit_kind(name) is None and holds_word("private", name)
    )


def is_firm(unit: str) -> bool:
    """Tell whether a unit is called a company, whoever owns it."""
    return plain(unit).endswith(("公司", "集团", "厂"))


@lru_cache(maxsize=8192)
def unit_level(unit: str) -> UnitLevel | None:
    """Return the level that the name of an organ tells with certainty, None in doubt."""
    name = plain(unit)
    if pattern_of("central").fullmatch(name):
        return UnitLevel.CENTRAL
    if unit_kind(name) not in _ORGANS:
        return None
    parts = place_parts(name)
    if _BRANCH.fullmatch(parts.rest):
        return UnitLevel.DISTRICT
    return None if _NO_LEVEL.fullmatch(name) else level_of(parts.places)


@lru_cache(maxsize=8192)
def is_department(name: str) -> bool:
    """Tell whether a name is that of a part of a unit: 财务科, 审计局办公室, 高中部."""
    text = plain(name)
    if len(text) < _SHORTEST_UNIT or len(text) > MAX_NAME or kind_of_whole(text) is not None:
        return False
    return _is_part(text) or owner_of(text) is not None


def owner_of(name: str) -> str | None:
    """Return the unit of which a name says that it is a part, None if it says none."""
    text = plain(name)
    for size in range(len(text) - 1, _SHORTEST_UNIT - 1, -1):
        if _is_part(text[size:]) and kind_of_whole(text[:size]) is not None:
            return text[:size]
    return None


def _is_part(text: str) -> bool:
    if place_parts(text).places or pattern_of("not_departments").fullmatch(text):
        return False
    return pattern_of("departments").fullmatch(text) is not None


def _kind_of_owner(name: str) -> UnitKind | None:
    owner = owner_of(name)
    return None if owner is None else kind_of_whole(owner)


@lru_cache(maxsize=8192)
def kind_of_whole(name: str) -> UnitKind | None:
    """Return the kind of a name that is a unit and no part of one, None in doubt."""
    if holds_word("unknown", name):
        return None
    parts = place_parts(name)
    if not parts.rest:
        return UnitKind.GOVERNMENT if _is_township(parts) else None
    if _is_township(parts) and re.fullmatch("办事处|办|机关", parts.rest):
        return UnitKind.GOVERNMENT
    forms = {parts.rest, long_form(parts.rest)}
    sections = {
        "anywhere": True,
        "placed": bool(parts.places),
        "township": _is_township(parts),
        "marked": parts.marked,
    }
    for section, known in sections.items():
        for kind, pattern in _section(section) if known else ():
            if any(pattern.fullmatch(form) for form in forms):
                return kind
    return None


def _is_township(parts: Name) -> bool:
    """Tell whether a name goes down to a township, which stands for its government."""
    return len(parts.places[-1:]) == 1 and parts.places[-1].endswith(_TOWNSHIP)


def long_form(rest: str) -> str:
    """Return the usual long form of what an organ is called behind its place."""
    return _long_forms().get(rest, rest)


@cache
def _long_forms() -> dict[str, str]:
    same = cast("dict[str, list[str]]", data_file("units.yaml")["same"])
    return {form: name for name, forms in same.items() for form in forms}


@cache
def _section(name: str) -> tuple[tuple[UnitKind, Names], ...]:
    section = cast("dict[str, list[str]]", data_file("units.yaml")[name])
    return tuple((UnitKind(kind), Names(patterns)) for kind, patterns in section.items())
