"""How much of a workbook is read at most, and how a refusal becomes a problem."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.scan.model import Place
from qinjian.engine.messages.problems import Position, Problem, QinjianError

MAX_CELLS = 20_000_000
"""The area of all sheets, each from A1 to its last filled row and column."""
MAX_BYTES = 1_000_000_000
"""The bytes of all parts of a workbook that are read, when inflated."""
MAX_TEXT = 100_000_000
"""The characters in all cells, a text that many cells share counted for each of them."""
MAX_FLAWED = 250_000
"""The cells with an error or a formula without a value."""
MAX_MONTHS = 1_000_000
"""The cells that show a month without a day."""
MAX_MERGED = 500_000
"""The ranges of merged cells on a sheet."""

# What the parsers of containers raise on damaged files, as fuzzing found.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, ExpatError, NotImplementedError, RuntimeError,
    EOFError, OSError, ValueError, LookupError, OverflowError,
)  # fmt: skip


class RefusedError(Exception):
    """A workbook that is not read, with the code of the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def broken() -> RefusedError:
    """Make the refusal of a workbook that cannot be read as one."""
    return RefusedError("workbook_broken")


def large() -> RefusedError:
    """Make the refusal of a workbook that holds too much."""
    return RefusedError("workbook_large")


@contextmanager
def refusals(file: str) -> Iterator[None]:
    """Turn refusals and the errors of damaged files into problems of a file.

    Raises:
        QinjianError: with the code of the refusal, ``workbook_broken`` for a damaged file.
    """
    try:
        yield
    except RefusedError as refusal:
        raise QinjianError(Problem(refusal.code, Position(file=file))) from None
    except _DAMAGED:
        raise QinjianError(Problem("workbook_broken", Position(file=file))) from None


class Tally:
    """What the sheets of one workbook add up to.

    The reader lays out the whole area of a sheet and gives every cell a text of its own, so
    that a small file can ask for more memory than there is.
    """

    def __init__(self) -> None:
        self._cells = self._text = self._flawed = self._months = 0

    def area(self, rows: int, columns: int, filled: int = 0) -> None:
        """Add a sheet: its area, or the cells in it where there are more of them.

        Raises:
            RefusedError: ``workbook_large``.
        """
        self._cells += max(rows * columns, filled)
        if self._cells > MAX_CELLS:
            raise large()

    def text(self, characters: int) -> None:
        """Add the text of cells.

        Raises:
            RefusedError: ``workbook_large``.
        """
        self._text += characters
        if self._text > MAX_TEXT:
            raise large()

    def month(self, months: set[Place], place: Place) -> None:
        """Note a cell that shows a month without a day.

        Raises:
            RefusedError: ``workbook_large``.
        """
        self._months += 1
        if self._months > MAX_MONTHS:
            raise large()
        months.add(place)

    def flaw(
        self, flawed: dict[Place, CellText], cell: CellText, first: Place, size: Place = (1, 1)
    ) -> None:
        """Note a flawed cell, or a block of cells that all hold the same.

        Raises:
            RefusedError: ``workbook_large``.
        """
        rows, columns = size
        self._flawed += rows * columns
        if self._flawed > MAX_FLAWED:
            raise large()
        for row in range(first[0], first[0] + rows):
            flawed.update(((row, first[1] + column), cell) for column in range(columns))
