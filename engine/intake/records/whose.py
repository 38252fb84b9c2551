"""Whose records they are: what is stated, what names tell, and where it was said.

A column goes before a mapping, a title, a sheet, what was asked for, and the names of file and
folder. What is stated of a unit's kind, region and level goes before what its name tells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Literal

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.units.kinds import is_department
from qinjian.engine.intake.units.titles import unit_in

Origin = Literal["title", "sheet", "asked", "file", "folder"]
"""Where the unit of a table was said, beside a column or a mapping."""


@dataclass(frozen=True)
class Whose:
    """The unit whose records are checked, as far as it was stated for a run or a table.

    ``origin`` says where the unit was found; ``unit_kind``, ``region`` and ``level`` are those that
    were asked for.
    """

    unit: str | None = None
    unit_kind: str | None = None
    region: str | None = None
    level: str | None = None
    origin: Origin | None = None
    _found: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def of_table(self, titles: Iterable[str], sheet: str | None, file: str) -> "Whose":
        """Return it for a table: its title and sheet go before, its file and folder behind."""
        for origin, texts in (("title", titles), ("sheet", [sheet] if sheet else [])):
            for text in texts:
                if (unit := unit_in(text)) is not None:
                    return replace(self, unit=unit, origin=origin)  # type: ignore[arg-type]
        if self.unit is not None:
            return replace(self, origin="asked")
        for origin, text in _names(file):
            if (unit := unit_in(text)) is not None:
                return replace(self, unit=unit, origin=origin)
        return self


def _names(file: str) -> Iterator[tuple[Origin, str]]:
    """List the name of a file and those of its folders, the nearest first."""
    path = PurePosixPath(file)
    yield "file", path.name
    for part in reversed(path.parts[:-1]):
        if part not in (".", "..", "/"):
            yield "folder", part


def are_departments(names: Iterable[str]) -> bool:
    """Tell whether a column of units holds departments of one unit."""
    listed = list(names)
    return bool(listed) and all(map(is_department, listed))


def with_departments(columns: dict[str, Column]) -> dict[str, Column]:
    """Take a column of units that holds departments for what it is."""
    column = columns.get("unit")
    if column is None or "department" in columns:
        return columns
    names = [str(one.value) for one in column.readings if one.state == "given"]
    if are_departments(names):
        columns["department"] = columns.pop("unit")
    return columns
