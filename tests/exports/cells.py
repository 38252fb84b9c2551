"""What the data of the exports are written in: rows of text, sheets of typed cells."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

TextRow = Sequence[str]


class Formula(NamedTuple):
    """A formula with the value that the workbook stores for it; None stores no value."""

    text: str
    value: float | str | None


Cell = str | int | float | dt.date | dt.datetime | Formula | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from A1 on, ranges of merged cells such as ``A1:K1``."""

    name: str
    rows: Sequence[Row]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    day: str = "yyyy-mm-dd"
    """The number format of its dates."""


def day(text: str) -> dt.date:
    """Write a date cell: ``day("2017-03-05")``."""
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    """Write a date cell with a time of day, which has no zone in a spreadsheet."""
    return dt.datetime.fromisoformat(text)


def padded(rows: Sequence[TextRow], width: int) -> list[TextRow]:
    """Fill up short rows with empty cells, as spreadsheets do when they save text."""
    return [[*row, *[""] * (width - len(row))] for row in rows]


def corners(merged: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row, last column (from 0) of ``A1:K1``."""
    first, last = (_place(corner) for corner in merged.split(":"))
    return (*first, *last)


def _place(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name.removeprefix(letters)) - 1, column - 1
