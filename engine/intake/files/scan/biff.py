"""The records of an XLS workbook (BIFF8)."""

import struct
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qinjian.engine.intake.files.scan.limits import broken, large

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
FILEPASS, CODEPAGE, DATEMODE, BOUNDSHEET, SST = 0x002F, 0x0042, 0x0022, 0x0085, 0x00FC
EXTERNSHEET, NAME = 0x0017, 0x0018
FORMAT, XF, ROW = 0x041E, 0x00E0, 0x0208
DIMENSIONS, OBJ, MERGEDCELLS = 0x0200, 0x005D, 0x00E5
NUMBER, LABEL, BOOLERR, STRING, RK, RSTRING = 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00D6
FORMULA, LABELSST, MULRK = 0x0006, 0x00FD, 0x00BD

CELLS = {NUMBER: 14, LABEL: 9, BOOLERR: 8, RK: 10, RSTRING: 9, FORMULA: 22, LABELSST: 10, MULRK: 6}
"""The kinds of records that hold cells, none of them blank, and how long they are at least."""
SETTINGS = {BOF: 4, CODEPAGE: 2, DATEMODE: 2, BOUNDSHEET: 8, SST: 8, EXTERNSHEET: 2, NAME: 15}
"""The kinds of records about the whole workbook that the reader reads, and their least length."""
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
MAX_CONTINUED = 20_000
"""The records that continue the list of texts; the reader is slow with many."""

_HEAD = struct.Struct("<HH")
_VERSION = 0x0600


class Record(NamedTuple):
    """One record: its kind, its data, and where the next one begins."""

    kind: int
    data: bytes
    after: int


def records(stream: bytes, start: int) -> Iterator[Record]:
    """List the records from a place on which a part begins to the end of that part.

    A chart in a sheet is a part of its own within the part; its records are left out.

    Raises:
        RefusedError: ``workbook_broken`` if there is no such part, or it does not end.
    """
    depth, place = 0, start
    while place + _HEAD.size <= len(stream):
        kind, size = _HEAD.unpack_from(stream, place)
        data = stream[place + _HEAD.size : place + _HEAD.size + size]
        place += _HEAD.size + size
        if kind == BOF:
            depth += 1
            if data[:2] != _VERSION.to_bytes(2, "little"):
                raise broken()
        if len(data) < size or depth == 0:
            raise broken()
        if kind == EOF:
            depth -= 1
        if depth <= 1:
            yield Record(kind, data, place)
        if depth == 0:
            return
    raise broken()


class TextLengths:
    """The lengths of the texts that cells share, from the record SST and those after it."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        if len(parts) > MAX_CONTINUED:
            raise large()
        self._parts = iter(parts)
        self._part, self._place = next(self._parts), 0
        self._take(4)  # how often the texts are used
        self._stated = int.from_bytes(self._take(4), "little")

    def lengths(self) -> Sequence[int]:
        """Return the lengths.

        The number of texts that is stated is not believed: some programs get it wrong.

        Raises:
            RefusedError: ``workbook_broken`` if there are fewer, and the last one is cut.
        """
        found = array("L")
        try:
            while self._left() or self._next():
                found.append(self._text())
        except (EOFError, struct.error):
            if len(found) < self._stated:
                raise broken() from None
        return found

    def _text(self) -> int:
        """Pass over one text with its formatting, and return its length."""
        length, flags = struct.unpack("<HB", self._take(3))
        runs = int.from_bytes(self._take(2), "little") if flags & 8 else 0
        extra = int.from_bytes(self._take(4), "little") if flags & 4 else 0
        left = length
        while left:
            width = 1 + (flags & 1)
            taken = min(left, self._left() // width)
            self._place += taken * width
            left -= taken
            if left:
                if not self._next():
                    raise EOFError
                (flags,) = self._take(1)
        self._skip(4 * runs + extra)
        return int(length)

    def _left(self) -> int:
        return len(self._part) - self._place

    def _next(self) -> bool:
        part = next(self._parts, None)
        if part is None:
            return False
        self._part, self._place = part, 0
        return True

    def _take(self, size: int) -> bytes:
        data = self._part[self._place : self._place + size]
        if len(data) < size:
            raise EOFError
        self._place += size
        return data

    def _skip(self, size: int) -> None:
        while size > self._left():
            size -= self._left()
            if not self._next():
                raise EOFError
        self._place += size
