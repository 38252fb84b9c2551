"""CSV and its relatives: how a text is divided into rows and cells, and the division."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from qinjian.engine.intake.tables.headers import count_known
from qinjian.engine.problems import Position, Problem

if TYPE_CHECKING:
    from _csv import Reader

Row = tuple[int, Sequence[str] | Problem]

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}

_SAMPLE_LINES = 200
_LEAST_WIDTH = 4
_FORMULA = re.compile(r'="([^"]*)"')
_APOSTROPHE = re.compile(r"'(?=[\d=+@-])")


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


def dialect_of(text: TextIO) -> Dialect:
    """Tell the delimiter and the quoting by the first lines, which are read off ``text``.

    The delimiter is the one under which a row holds most known headers, else the one that
    divides the rows most evenly. Quotes are doubled unless that breaks rows and another way
    does not.
    """
    lines = list(islice(text, _SAMPLE_LINES))
    delimiter = max(DELIMITERS, key=lambda mark: _fitness(lines, mark))
    ways = (Dialect(delimiter, quotes) for quotes in ("doubled", "backslash", "none"))
    first = Dialect(delimiter)
    return next((way for way in ways if _divides(lines, way)), first)


def _fitness(lines: list[str], delimiter: str) -> tuple[int, int]:
    rows = [row for row in _divided(lines, Dialect(delimiter)) if row is not None]
    widths = [len(row) for row in rows if len(row) > 1]
    even = max(map(widths.count, widths)) if widths else 0
    return max(map(count_known, rows), default=0), even


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
    reader = dialect.reader(iter(text))
    number = width = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, Problem("csv_quote", Position(file=file, row=number))
        else:
            if any(_is_of_rows(cell, dialect.delimiter, width) for cell in cells):
                yield number, Problem("csv_swallowed", Position(file=file, row=number))
                continue
            width = len(cells) or width
            yield number, [_freed(cell) for cell in cells]


def _is_of_rows(cell: str, delimiter: str, width: int) -> bool:
    if "\n" not in cell or width < _LEAST_WIDTH:
        return False
    return cell.count(delimiter) >= width - 1


def _freed(cell: str) -> str:
    """Take text out of what keeps a spreadsheet from changing it: ``="00123"``, ``'00123``."""
    if cell.startswith("="):
        match = _FORMULA.fullmatch(cell)
        return match[1] if match else cell
    return cell[1:] if _APOSTROPHE.match(cell) else cell
