"""The rows under the headers of a table, told apart and counted as they come."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.tables.money_units import scale_of_units, units_in
from qinjian.engine.intake.tables.rows import RowClass, RowClasses
from qinjian.engine.problems import Problem


class Told(NamedTuple):
    """A row and what it is; one that could not be taken apart has a problem for its cells."""

    number: int
    cells: Sequence[str] | Problem
    kind: RowClass


class Body:
    """Goes over the rows of a table up to the head of another one.

    Titles and empty rows wait until it is seen whether they belong to this table or to one
    under it, as the words above its headers. ``rest`` are then the rows of that table.
    """

    def __init__(self, rows: Iterator[Row], tally: TableTally, columns: Columns) -> None:
        self.rest: Iterator[Row] | None = None
        self.classes = RowClasses(columns.layout, columns.figures())
        self._rows = rows
        self._tally = tally
        self._scale = columns.scale
        self._waiting: list[tuple[int, Sequence[str], RowClass]] = []

    def rows(self) -> Iterator[Told]:
        """List the rows, without those that are empty."""
        first = True
        for number, cells in self._rows:
            if isinstance(cells, Problem):
                yield from self._settled()
                self._tally.rows["records"] += 1
                yield Told(number, cells, "records")
                continue
            found = self.classes.of(cells, first=first)
            first = first and found == "blank"
            if found in ("blank", "single", "titles"):
                self._waiting.append((number, cells, found))
                continue
            if found == "another" or (found == "headers" and self._another_unit()):
                self.rest = chain(self._above(), [(number, cells)], self._rows)
                return
            yield from self._settled()
            self._tally.rows[_counted_as(found)] += 1
            yield Told(number, cells, found)
        while self._waiting and self._waiting[-1][2] == "blank":
            self._waiting.pop()
        yield from self._settled()

    def _above(self) -> list[Row]:
        """Return the titles that have waited, without the empty rows before them."""
        while self._waiting and self._waiting[0][2] == "blank":
            self._waiting.pop(0)
            self._tally.rows["blank"] += 1
        return [(number, cells) for number, cells, _ in self._waiting]

    def _settled(self) -> Iterator[Told]:
        """Count what has waited, which belongs to this table."""
        for number, cells, found in self._waiting:
            self._tally.rows[found] += 1
            if found == "single":
                self._tally.single.append(number)
            if found != "blank":
                yield Told(number, cells, found)
        self._waiting.clear()

    def _another_unit(self) -> bool:
        """Tell whether the titles above headers that come again name another unit."""
        words = [cell for _, cells, _ in self._waiting for cell in cells if cell.strip()]
        units = units_in(words)
        return bool(units) and scale_of_units(units) != self._scale


def _counted_as(found: RowClass) -> str:
    return {"units": "headers", "unlabelled": "records"}.get(found, found)
