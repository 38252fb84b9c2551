"""Whose records they are: what is stated, what names tell, and where it was said.

A column goes before a mapping, a title, a sheet, what was asked for, and the names of file and
folder. What is stated of a unit's kind, region and level goes before what its name tells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Literal

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.units.kinds import is_department
from qinjian.engine.intake.units.names import plain
from qinjian.engine.intake.units.places import place_parts
from qinjian.engine.intake.units.titles import states_unit, unit_in

Origin = Literal["title", "sheet", "asked", "file", "folder"]
"""Where the unit of a table was said, beside a column or a mapping."""

_Told = tuple[Origin, str]
"""Where a unit was said, and its name."""


@dataclass(frozen=True)
class Whose:
    """The unit whose records are checked, as far as it was stated for a run or a table.

    ``origin`` says where the unit was found; ``unit_kind``, ``region`` and ``level`` are those that
    were asked for, and ``asked_of`` the unit that they were asked for: what is said of one unit is
    not said of another.
    """

    unit: str | None = None
    unit_kind: str | None = None
    region: str | None = None
    level: str | None = None
    origin: Origin | None = None
    asked_of: str | None = None
    _found: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def speaks_of(self, unit: str | None) -> bool:
        """Tell whether kind, region and level are those of a unit, as a record names it.

        A name may have more in front: 江洲区水务局 is 重庆市江洲区水务局.
        """
        asked = self.asked_of or (self.unit if self.origin in (None, "asked") else None)
        if asked is None or unit is None:
            return True
        one, other = plain(asked), plain(unit)
        return one.endswith(other) or other.endswith(one)

    def of_table(self, titles: Iterable[str], sheet: str | None, file: str) -> "Whose":
        """Return it for a table: its title and sheet go before, its file and folder behind.

        A name without its place (水利局) is taken in full where another of them has it.
        """
        stated_first = sorted(titles, key=lambda text: not states_unit(text))
        here = [*_units("title", stated_first), *_units("sheet", [sheet] if sheet else [])]
        asked: list[_Told] = [("asked", self.unit)] if self.unit is not None else []
        if asked and not here:
            return replace(self, origin="asked")
        told = [*here, *asked, *_names(file)]
        if not told:
            return self
        own = self if self.speaks_of(told[0][1]) else Whose()
        origin, unit = _in_full(told)
        asked_of = self.unit if self.asked_of is None else self.asked_of
        return replace(own, unit=unit, origin=origin, asked_of=asked_of)


def _units(origin: Origin, texts: Iterable[str]) -> Iterator[_Told]:
    """List the units that texts state."""
    return ((origin, unit) for text in texts if (unit := unit_in(text)) is not None)


def _in_full(told: Sequence[_Told]) -> _Told:
    """Return the first unit, or the same with its place in front, if one behind it has that."""
    _, name = told[0]
    if place_parts(name).places:
        return told[0]
    full = (one for one in told[1:] if place_parts(one[1]).places)
    return next((one for one in full if plain(one[1]).endswith(plain(name))), told[0])


def _names(file: str) -> Iterator[_Told]:
    """List the units that the name of a file and those of its folders state, the nearest first."""
    path = PurePosixPath(file)
    yield from _units("file", [path.name])
    folders = (part for part in reversed(path.parts[:-1]) if part not in (".", "..", "/"))
    yield from _units("folder", folders)


def units_told(columns: dict[str, Column]) -> dict[str, Column]:
    """Take a column of units that holds departments of one unit for what it is."""
    column = columns.get("unit")
    if column is None or "department" in columns:
        return columns
    names = [str(one.value) for one in column.readings if one.state == "given"]
    if names and all(map(is_department, names)):
        columns["department"] = columns.pop("unit")
    return columns
