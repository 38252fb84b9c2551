"""A record before it is validated: raw values, each with its field and place."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from qinjian.engine.intake.json_text import shortened
from qinjian.engine.problems import Position, Problem
from qinjian.schemas.record import Field, Record
from qinjian.schemas.values import exact_yuan

Path = tuple[str | int, ...]
Locate = Callable[[Path], Position]


class Cell(NamedTuple):
    """One raw value. ``at`` gives the place of what is inside it; ``at(())`` is its own."""

    field: Field
    raw: object
    at: Locate

    def problem(self, code: str, path: Path = (), **values: object) -> Problem:
        """Make a problem at this value, or at what stands at ``path`` in it."""
        return Problem(code, self.at(path), values)


@dataclass(frozen=True)
class Entry:
    """One row or line of a claim. With ``problems`` it can only be rejected."""

    sheet: str | None
    row: int
    model: type[Record] | None
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()

    def yuan(self) -> Decimal | None:
        """Return the amount if it can be read, whatever else is wrong with the row."""
        for cell in self.cells:
            if cell.field.name != "amount":
                continue
            raw = cell.raw.strip() if isinstance(cell.raw, str) else cell.raw
            try:
                value = exact_yuan(raw)
            except PydanticCustomError:
                return None
            return value if isinstance(value, Decimal) else None
        return None


def is_blank(raw: object) -> bool:
    """Tell whether a raw value is empty: nothing, or white space."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def shown(raw: object) -> str:
    """Write a raw value for a message, on one line and cut when long."""
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Decimal):
        return shortened(format(raw, "f"))
    if isinstance(raw, list):
        return shortened(f"[{', '.join(map(shown, raw[:20]))}]")
    if isinstance(raw, dict):
        return shortened(f"{{{', '.join(map(str, list(raw)[:20]))}}}")
    return shortened(" ".join(str(raw).split()))
