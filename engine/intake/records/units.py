"""What the name of a unit tells about it: its region and its kind (``schemas/units.yaml``)."""

import re
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.words import region_at_start
from qinjian.schemas.record import UnitKind

MAX_NAME = 60
"""Longer text is no name of a unit."""


def holds_word(name: str, text: str) -> bool:
    """Tell whether a text holds a word of a list of ``schemas/units.yaml``."""
    return any(word in text for word in cast("list[str]", data_file("units.yaml")[name]))


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
    if len(unit) > MAX_NAME or holds_word("unknown", unit):
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
