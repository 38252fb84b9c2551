"""The unit of the amounts of a table, as titles, headers and notes name it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.headers import normalised_header, unit_scales, unit_words
from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Field

_BRACKETS = regex(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_PARTS = regex(r"[、/,;\s]+")
_ANYWHERE = regex(r"(?<![\d.])(?:万元|千元|亿元|百万元)(?![^\W\d_])")
"""A unit that stands in a title without a figure before it: it is one of amounts, somehow."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(normalised_header, cast("list[str]", data_file("tables.yaml")[name])))


@cache
def _named() -> re.Pattern[str]:
    words = sorted(_words("unit_titles"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:均?为|是|[:(\[])*([^()\[\]]*)")


def _is_money(word: str) -> bool:
    return word in unit_scales() or word in _words("units_unknown")


def is_unit(word: str) -> bool:
    """Tell whether a word is a unit of anything: 万元, 元/人, 天."""
    return _is_money(word) or word in _counted()


@cache
def _counted() -> frozenset[str]:
    units = cast("dict[str, list[str]]", data_file("headers.yaml")["brackets"])
    return frozenset(normalised_header(word) for words in units.values() for word in words)


def units_in(texts: Iterable[str]) -> set[str]:
    """Return the units of money that texts name (单位：万元), known ones or not.

    Brackets (万元), lists (人、万元) and words before the unit are seen through. A unit that is
    there and in none of these places counts too: what it says of the amounts is not clear.
    """
    found: set[str] = set()
    for text in texts:
        words = "".join(plain(text).casefold().split())
        candidates = [*_BRACKETS.findall(words), *_named().findall(words), words]
        parts = {
            part
            for candidate in candidates
            for part in _PARTS.split(candidate.rpartition(":")[2] or candidate)
        }
        here = set(filter(_is_money, parts))
        if not here and (loose := _ANYWHERE.findall(words)):
            here = {f"{unit}?" for unit in loose}
        found |= here
    return found


def scale_of_units(units: set[str]) -> int | None:
    """Return the yuan in one of the units, None if they are not known or not one."""
    scales = {unit_scales().get(unit) for unit in units}
    return scales.pop() if len(scales) == 1 else None


def stated_scale(header: str, field: Field) -> int | None:
    """Return the yuan in one unit that a header names for a field, None if it names none.

    Raises:
        ValueError: with the unit, if it is none that is known.
    """
    for part in header.split("/"):
        for inside in _BRACKETS.findall(normalised_header(part)):
            unit = inside.removeprefix("单位:")
            if unit in unit_scales():
                return unit_scales()[unit]
            if unit in unit_words(field.unit):
                return 1
            if unit in _words("units_unknown"):
                raise ValueError(unit)
    return None
