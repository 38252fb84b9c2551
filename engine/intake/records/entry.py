"""A line of a claim before it is read: raw values, each with what its key is and its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qinjian.engine.intake.tables.columns import Use
from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.problems import Position, Problem
from qinjian.schemas.record import Record

Path = tuple[str | int, ...]
Locate = Callable[[Path], Position]


class Cell(NamedTuple):
    """One raw value, what its key is to the kind, and its place."""

    use: Use
    raw: object
    at: Position


@dataclass(frozen=True)
class Entry:
    """One claim, or one line of a claim.

    ``problems`` are what is to be told of it; without a ``model`` it is rejected. ``as_kind`` says
    what its values are to another kind, where it is of a general one. A ``record`` that a program
    hands over needs no reading.
    """

    row: int
    model: type[Record] | None
    cells: Sequence[Cell] = ()
    problems: tuple[Problem, ...] = ()
    record: Record | None = None
    as_kind: Callable[[type[Record]], Sequence[Cell]] | None = None


def is_blank(raw: object) -> bool:
    """Tell whether a raw value is empty: nothing, white space, or invisible characters."""
    return raw is None or (isinstance(raw, str) and not visible(raw))
