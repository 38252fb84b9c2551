"""A record before it is validated: raw values, each with its field and place."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.files.json_text import shortened
from qinjian.engine.intake.values.amounts import visible, yuan_of
from qinjian.engine.intake.values.days import period_of
from qinjian.engine.problems import Position, Problem
from qinjian.schemas.record import Field, Record, fields_of
from qinjian.schemas.values import exact_yuan

_READABLE = frozenset({"text", "number", "number_1904", "merged_first"})

Path = tuple[str | int, ...]
Locate = Callable[[Path], Position]


class Cell(NamedTuple):
    """One raw value. ``at`` gives the place of what is inside it; ``at(())`` is its own.

    ``scale`` is the yuan in one unit of an amount that names no unit itself.
    """

    field: Field
    raw: object
    at: Locate
    scale: int = 1

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

    @cached_property
    def yuan(self) -> Decimal | None:
        """The amount if it can be read, whatever else is wrong with the row.

        Where two columns are that of the amount, neither is.
        """
        amounts = [cell for cell in self.cells if cell.field.name == "amount"]
        return readable_yuan(amounts[0].raw, amounts[0].scale) if len(amounts) == 1 else None


def readable_yuan(raw: object, scale: int = 1) -> Decimal | None:
    """Read an amount of yuan as the models take it, None if they would not.

    One whose digits are lost is none, and one merged over several rows counts in the first.
    """
    if raw is None or nature(raw) not in _READABLE:
        return None
    value = yuan_of(raw, scale) if isinstance(raw, str) else raw
    with suppress(PydanticCustomError):
        amount = exact_yuan(value)
        return amount if isinstance(amount, Decimal) else None
    return None


def period_cells(raw: object, at: Locate, model: type[Record]) -> tuple[Cell, ...] | Problem:
    """Take a value that holds the first and the last day apart; a blank one leaves both blank."""
    start, end = (field for field in fields_of(model) if field.name in ("start_date", "end_date"))
    if is_blank(raw):
        return Cell(start, None, at), Cell(end, None, at)
    days = period_of(raw) if isinstance(raw, str) else None
    if days is None:
        return Problem("not_period", at(()), {"value": shown(raw)})
    return Cell(start, days[0], at), Cell(end, days[1], at)


def is_blank(raw: object) -> bool:
    """Tell whether a raw value is empty: nothing, white space, or invisible characters."""
    return raw is None or (isinstance(raw, str) and not visible(raw))


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
