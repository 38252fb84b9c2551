"""Rows of a table that is described cell by cell, with cells that reach over others."""

from dataclasses import dataclass, field
from typing import NamedTuple

from qinjian.engine.intake.files.cells import CellText, Nature

MAX_CELLS = 5_000_000
"""The cells of all tables of a page, those that others reach over included."""
MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576


class TooLargeError(Exception):
    """More cells than are kept."""


@dataclass
class Budget:
    """The cells that may still be made."""

    left: int = MAX_CELLS

    def take(self, cells: int) -> None:
        """Count cells.

        Raises:
            TooLargeError: there are too many.
        """
        self.left -= cells
        if self.left < 0:
            raise TooLargeError


class _Reaching(NamedTuple):
    """A cell that reaches over others: to which row, from which column, over how many."""

    last_row: int
    first: int
    columns: int
    text: str


@dataclass
class Grid:
    """A table as it is filled, row by row and from left to right; both count from 1.

    What holds for several rows is repeated in each, and what is covered is marked, as in the sheets
    of a workbook.
    """

    budget: Budget = field(default_factory=Budget)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    hidden_rows: int = 0
    _number: int = 0
    _row: list[str] | None = None
    _hidden: bool = False
    _reaching: list[_Reaching] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)
    """The places of this row that a cell from above reaches over."""
    _next: int = 0

    def start_row(self, number: int | None = None, *, hidden: bool = False) -> None:
        """Begin a row, the next one if it has no number.

        Raises:
            TooLargeError: as all that adds cells.
        """
        self.end_row()
        self._number = max(number or 0, self._number + 1)
        if self._number > MAX_ROWS:
            raise TooLargeError
        self._row, self._hidden, self._next = [], hidden, 0
        self._taken.clear()
        self._reaching = [cell for cell in self._reaching if cell.last_row >= self._number]
        for cell in self._reaching:
            self._put(cell, "merged")
            self._taken.update(range(cell.first, cell.first + cell.columns))

    def end_row(self) -> None:
        """End the row, if one has begun."""
        if self._row is not None:
            self.rows.append((self._number, self._row))
            self.hidden_rows += self._hidden and any(cell.strip() for cell in self._row)
            self._row = None

    def cell(self, text: str, rows: int = 1, columns: int = 1, number: int | None = None) -> None:
        """Add a cell that reaches over rows and columns, at the next free place or a given one."""
        if self._row is None:
            self.start_row()
        first = self._next if number is None else number - 1
        while first in self._taken:
            first += 1
        columns = max(1, min(columns, MAX_COLUMNS - first))
        if first >= MAX_COLUMNS:
            raise TooLargeError
        cell = _Reaching(self._number + rows - 1, first, columns, text)
        self._put(cell, "merged_first" if rows > 1 else None)
        self._next = first + columns
        if rows > 1:
            self._reaching.append(cell)

    def _put(self, cell: _Reaching, kept: Nature | None) -> None:
        """Write a cell, and what it covers, into the row."""
        row = self._row if self._row is not None else []
        end = cell.first + cell.columns
        self.budget.take(cell.columns + max(0, cell.first - len(row)))
        row += [""] * (end - len(row))
        text: str = cell.text
        if kept is not None:
            text = CellText(text, kept) if text else CellText("", "covered")
        row[cell.first] = text
        covered = CellText("", "covered", cell.text)
        row[cell.first + 1 : end] = [covered] * (cell.columns - 1)
