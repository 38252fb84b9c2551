"""A line of a claim before it is read: raw values, each with what its key is and its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from qinjian.engine.intake.tables.use import Use
from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.messages.problems import Position, Problem
from qinjian.schemas.record import Record

Path = tuple[str | int, ...]
Locate = Callable[[Path], Position]


class Cell(NamedTuple):
    """One raw value, what its key is to the kind, and its place."""

    use: Use
    raw: object
    at: Position


class View(NamedTuple):
    """What the values of a line are to one kind.

    ``left`` are the keys that mean nothing to it, each with what is to be told of it.
    """

    cells: Sequence[Cell] = ()
    left: Mapping[Path, Problem] = MappingProxyType({})


@dataclass(frozen=True)
class Entry:
    """One claim, or one line of a claim.

    ``problems`` are what is to be told of it; without a ``model`` it is rejected. ``left`` are its
    keys that mean nothing to its kind. ``as_kind`` says what its values are to another kind, where
    it is of a general one. A ``record`` that a program
    hands over needs no reading.
    """

    row: int
    model: type[Record] | None
    cells: Sequence[Cell] = ()
    problems: tuple[Problem, ...] = ()
    record: Record | None = None
    left: Mapping[Path, Problem] = field(default_factory=dict)
    as_kind: Callable[[type[Record]], View] | None = None


def is_blank(raw: object) -> bool:
    """Tell whether a raw value is empty: nothing, white space, or invisible characters."""
    return raw is None or (isinstance(raw, str) and not visible(raw))
