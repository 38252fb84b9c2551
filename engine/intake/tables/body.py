"""The rows under the headers of a table, told apart part by part.

Most rows are plainly records: nothing in them is a word of totals, notes or headers, and they hold
more than figures. That is told by sets of texts for a whole part; only the others are looked at
one by one.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from operator import itemgetter

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.pause import collection_paused
from qinjian.engine.intake.tables.layout import Layout
from qinjian.engine.intake.tables.money_units import scale_of_units, units_in
from qinjian.engine.intake.tables.rows import RowClass, RowClasses, is_label, likely_labels
from qinjian.engine.messages.problems import Problem
from qinjian.engine.wording.regex import regex

PART = 20_000
"""Rows that are read at once."""

_FEWEST = 3
_FULL = 6
_MOST_SAMPLED = 8
_DIGIT = regex(r"\d")
_LONGEST_LABEL = 24
_PLAIN = ("text", "number")


@dataclass(frozen=True)
class Told:
    """A row that is no record, and how many records of its part stand before it."""

    before: int
    number: int
    cells: Sequence[str]
    kind: RowClass


@dataclass
class Part:
    """Some rows of a table: records with their numbers, and what stands between them.

    ``unlabelled`` are the places of rows of figures of which nothing says whose they are;
    ``faults`` are rows whose cells cannot be told apart.
    """

    numbers: list[int] = field(default_factory=list)
    rows: list[Sequence[str]] = field(default_factory=list)
    between: list[Told] = field(default_factory=list)
    unlabelled: set[int] = field(default_factory=set)
    faults: list[tuple[int, Problem]] = field(default_factory=list)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add a record."""
        self.numbers.append(number)
        self.rows.append(cells)

    def drop(self, places: set[int]) -> None:
        """Leave out records by their places."""
        if not places:
            return
        gone = sorted(places)
        kept = [place for place in range(len(self.rows)) if place not in places]
        self.between = [
            replace(told, before=told.before - bisect_left(gone, told.before))
            for told in self.between
        ]
        self.unlabelled = {place - bisect_left(gone, place) for place in self.unlabelled - places}
        self.numbers = [self.numbers[place] for place in kept]
        self.rows = [self.rows[place] for place in kept]


Pick = Callable[[Sequence[str]], tuple[str, ...]]


def _sample(texts: Sequence[int], figures: Sequence[int]) -> tuple[Pick, Pick] | None:
    """Return what picks some columns of words and of figures, None for a narrow table."""
    if len(texts) < _MOST_SAMPLED or len(figures) < _FEWEST:
        return None
    return itemgetter(*texts[:_MOST_SAMPLED]), itemgetter(*figures[:_FEWEST])


class Body:
    """Goes over the rows of a table up to the head of another one.

    Titles and empty rows wait until it is seen whether they belong to this table or to one
    under it, as the words above its headers. ``rest`` are then the rows of that table. The cells of
    what is ``delimited`` are plain texts.
    """

    def __init__(
        self, rows: Iterator[Row], tally: TableTally, layout: Layout, figures: frozenset[int],
        scale: int, *, delimited: bool = False,
    ) -> None:  # fmt: skip
        self.rest: Iterator[Row] | None = None
        self.classes = RowClasses(layout, figures)
        self._rows = rows
        self._tally = tally
        self._scale = scale
        self._delimited = delimited
        named = [number for number, header in enumerate(layout.headers) if header]
        self._texts = [number for number in named if number not in figures]
        self._width = len(layout.headers)
        self._sample = _sample(self._texts, sorted(figures))
        self._fewest = min(_FEWEST, len(named))
        self._labels = {
            cell for _, cells in (*layout.header_rows, *layout.titles) for cell in cells
        }
        self._labels.discard("")
        self._waiting: list[tuple[int, Sequence[str], RowClass]] = []
        self._first = True

    def parts(self) -> Iterator[Part]:
        """List the parts of the table, without empty rows."""
        while self.rest is None:
            with collection_paused():
                block = list(islice(self._rows, PART))
            if not block:
                break
            part = Part()
            full = [self._is_full(cells) for _, cells in block]
            labels = self._labels_in(
                [row for row, is_full in zip(block, full, strict=True) if not is_full]
            )
            for place, (number, cells) in enumerate(block):
                plain = full[place] or self._is_plain(cells, labels)
                if plain and not self._first and not isinstance(cells, Problem):
                    self._settle(part)
                    self._tally.rows["records"] += 1
                    part.add(number, cells)
                elif not self._told(number, cells, part):
                    above = self._above()
                    self.rest = chain(above, block[place:], self._rows)
                    break
            yield part
        while self._waiting and self._waiting[-1][2] == "blank":
            self._waiting.pop()
        if self._waiting:
            last = Part()
            self._settle(last)
            yield last

    def _is_full(self, cells: Sequence[str] | Problem) -> bool:
        """Tell a row that words and figures fill as only a record's do.

        A row of totals leaves most columns of words empty, a head has words over the figures.
        """
        if self._sample is None or isinstance(cells, Problem) or len(cells) != self._width:
            return False
        words, figures = self._sample[0](cells), self._sample[1]
        return (
            len(words) - words.count("") >= _FULL
            and self._labels.isdisjoint(words)
            and _DIGIT.search("".join(figures(cells))) is not None
            and self._is_text(cells)
        )

    def _labels_in(self, block: Sequence[Row]) -> set[str]:
        """Return the texts of some rows that may be labels: words of totals, notes, headers."""
        texts = set(chain.from_iterable(row for _, row in block if not isinstance(row, Problem)))
        short = [text for text in texts if len(text) <= _LONGEST_LABEL]
        return {text for text in likely_labels(short) if is_label(text)} | (self._labels & texts)

    def _is_plain(self, cells: Sequence[str] | Problem, labels: set[str]) -> bool:
        """Tell a row that can only be a record."""
        if isinstance(cells, Problem) or len(cells) != self._width:
            return False
        return (
            self._width - list(cells).count("") >= self._fewest
            and labels.isdisjoint(cells)
            and any(cells[number] for number in self._texts)
            and self._is_text(cells)
        )

    def _is_text(self, cells: Sequence[str]) -> bool:
        """Tell a row of plain texts and numbers, none of them merged or stored otherwise."""
        if self._delimited or set(map(type, cells)) == {str}:
            return True
        return all(nature(cell) in _PLAIN for cell in cells if type(cell) is not str)

    def _told(self, number: int, cells: Sequence[str] | Problem, part: Part) -> bool:
        """Look at a row; False where it is the head of another table."""
        if isinstance(cells, Problem):
            self._settle(part)
            self._tally.rows["records"] += 1
            part.faults.append((number, cells))
            return True
        found = self.classes.of(cells, first=self._first)
        self._first = self._first and found == "blank"
        if found in ("blank", "single", "titles"):
            self._waiting.append((number, cells, found))
            return True
        if found == "another" or (found == "headers" and self._another_unit()):
            return False
        self._settle(part)
        if found in ("records", "unlabelled"):
            self._tally.rows["records"] += 1
            if found == "unlabelled":
                part.unlabelled.add(len(part.rows))
            part.add(number, cells)
        else:
            self._tally.rows["headers" if found == "units" else found] += 1
            part.between.append(Told(len(part.rows), number, cells, found))
        return True

    def _above(self) -> list[Row]:
        """Return the titles that have waited, without the empty rows before them."""
        while self._waiting and self._waiting[0][2] == "blank":
            self._waiting.pop(0)
            self._tally.rows["blank"] += 1
        above: list[Row] = [(number, cells) for number, cells, _ in self._waiting]
        self._waiting.clear()
        return above

    def _settle(self, part: Part) -> None:
        """Count what has waited, which belongs to this table."""
        for number, cells, found in self._waiting:
            self._tally.rows[found] += 1
            if found == "single":
                self._tally.single.append(number)
            if found != "blank":
                part.between.append(Told(len(part.rows), number, cells, found))
        self._waiting.clear()

    def _another_unit(self) -> bool:
        """Tell whether the titles above headers that come again name another unit."""
        words = [cell for _, cells, _ in self._waiting for cell in cells if cell.strip()]
        units = units_in(words)
        return bool(units) and scale_of_units(units) != self._scale
