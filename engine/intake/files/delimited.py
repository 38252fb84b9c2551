"""CSV and its relatives: how a text is divided into rows and cells, and the division."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.wording.regex import regex

if TYPE_CHECKING:
    from _csv import Reader

Row = tuple[int, Sequence[str] | Problem]

CountKnown = Callable[[Iterable[str]], int]
"""Counts the cells of a row that are headers."""

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}

_SAMPLE_LINES = 200
_LEAST_WIDTH = 4
END_OF_TEXT = "\x1a"
"""What DOS puts at the end of a text."""
_FORMULA = regex(r'="([^"]*)"')
_APOSTROPHE = regex(r"'(?=[\d=+@-])")


@dataclass(frozen=True)
class Dialect:
    """How cells are divided and quoted.

    Quotes within quotes are doubled or stand behind a backslash, or quotes mean nothing.
    """

    delimiter: str
    quotes: str = "doubled"

    def reader(self, lines: Iterator[str]) -> "Reader":
        """Return a reader of rows that refuses what does not fit."""
        if self.quotes == "none":
            return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE, strict=True)
        backslash = self.quotes == "backslash"
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            doublequote=not backslash,
            escapechar="\\" if backslash else None,
            strict=True,
        )


def dialect_of(text: TextIO, known: CountKnown) -> Dialect:
    """Tell the delimiter and the quoting by the first lines, which are read off ``text``.

    The delimiter is the one under which a row holds most ``known`` headers, else the one that
    divides the rows most evenly. Quotes are doubled unless that breaks rows and another way
    does not.
    """
    lines = list(islice(_lines(text, _Marks()), _SAMPLE_LINES))
    delimiter = max(DELIMITERS, key=lambda mark: _fitness(lines, mark, known))
    ways = (Dialect(delimiter, quotes) for quotes in ("doubled", "backslash", "none"))
    first = Dialect(delimiter)
    return next((way for way in ways if _divides(lines, way)), first)


def _fitness(lines: list[str], delimiter: str, known: CountKnown) -> tuple[int, int]:
    rows = [row for row in _divided(lines, Dialect(delimiter)) if row is not None]
    widths = [len(row) for row in rows if len(row) > 1]
    even = max(map(widths.count, widths)) if widths else 0
    return max(map(known, rows), default=0), even


def _divides(lines: list[str], dialect: Dialect) -> bool:
    """Tell whether the lines divide without a fault, but for a row cut off at their end.

    Where quotes mean nothing, every cell must hold them in pairs: one alone is a quote that is
    not closed.
    """
    rows = list(_divided(lines, dialect))
    if dialect.quotes == "doubled" or None in rows:
        return None not in rows
    cells = [cell for row in rows for cell in row or ()]
    if dialect.quotes == "backslash":
        meant = any('\\"' in line for line in lines)
    else:
        meant = all(cell.count('"') % 2 == 0 for cell in cells)
    return meant and len({len(row) for row in rows if row}) == 1


def _divided(lines: list[str], dialect: Dialect) -> Iterator[list[str] | None]:
    """Divide some lines; what does not fit is None, but for what the end of the sample cuts."""
    reader = dialect.reader(iter(lines))
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            if len(lines) == _SAMPLE_LINES and reader.line_num == len(lines):
                return
            yield None


def rows_of(text: TextIO, dialect: Dialect, file: str) -> Iterator[Row]:
    """List the rows, empty ones too; the first is row 1.

    A row that does not fit is a problem, and the rows behind it are read. So is a cell that holds
    line breaks and as many delimiters as a row: a quote that opens and one that closes far below
    have made one cell of several rows.
    """
    marks = _Marks()
    reader = dialect.reader(_lines(text, marks))
    number = width = line = 0
    while True:
        try:
            for cells in reader:
                number += 1
                after = reader.line_num
                found: Sequence[str] | Problem = cells
                if after != line + 1 and _is_swallowed(cells, dialect.delimiter, width):
                    found = Problem("csv_swallowed", Position(file=file, row=number))
                else:
                    width = len(cells) or width
                    if marks.seen:
                        found = [freed(cell) for cell in cells]
                line, marks.seen = after, False
                yield number, found
        except csv.Error:
            number += 1
            line, marks.seen = reader.line_num, False
            yield number, Problem("csv_quote", Position(file=file, row=number))
        else:
            return


@dataclass
class _Marks:
    """Whether a line held what keeps a spreadsheet from changing a text."""

    seen: bool = False


def _lines(text: Iterable[str], marks: _Marks) -> Iterator[str]:
    """List the lines without zero bytes, and without the mark of DOS at the end of a text."""
    for line in text:
        if "=" in line or "'" in line:
            marks.seen = True
        if "\0" in line or END_OF_TEXT in line:
            kept = line.replace("\0", "")
            if kept.endswith(END_OF_TEXT):  # no line end behind it: it is the last line
                kept = kept.rstrip(END_OF_TEXT)
            if kept:
                yield kept
        else:
            yield line


def _is_swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a cell of a row of several lines holds rows."""
    if width < _LEAST_WIDTH:
        return False
    return any("\n" in cell and cell.count(delimiter) >= width - 1 for cell in cells)


def freed(cell: str) -> str:
    """Take text out of what keeps a spreadsheet from changing it: ``="00123"``, ``'00123``."""
    if cell.startswith("="):
        match = _FORMULA.fullmatch(cell)
        return match[1] if match else cell
    return cell[1:] if _APOSTROPHE.match(cell) else cell
