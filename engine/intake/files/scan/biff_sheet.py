"""A look at one sheet of an XLS workbook."""

import struct
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.scan import biff
from qinjian.engine.intake.files.scan.limits import MAX_CELLS, Tally, broken, large
from qinjian.engine.intake.files.scan.merged import Merged
from qinjian.engine.intake.files.scan.model import Place

_PICTURE = 8
_ROW_LENGTH, _HIDDEN = 16, 0x20
_NUMBERS = (biff.NUMBER, biff.RK, biff.MULRK, biff.FORMULA)
_NO_NUMBER = b"\xff\xff"
_TEXT_FOLLOWS, _ERROR, _EMPTY_TEXT = 0, 2, 3
_DIMENSIONS = {10: "<HHHH", 14: "<IIHH"}
_WITHOUT_VALUE = CellText("=", "formula")


class BiffSheet:
    """What was seen on a sheet. Rows and columns count from 0."""

    def __init__(
        self,
        lengths: Sequence[int],
        tally: Tally,
        *,
        reckoned: bool,
        month_styles: AbstractSet[int] = frozenset(),
    ) -> None:
        self.flawed: dict[Place, CellText] = {}
        self.months: set[Place] = set()
        self.pictures = 0
        self._month_styles = month_styles
        self._hidden: set[int] = set()
        self._filled_rows: set[int] = set()
        self._lengths = lengths
        self._tally = tally
        self._reckoned = reckoned
        self._merged = Merged()
        self._filled = self._rows = self._columns = 0
        self._waiting: Place | None = None
        """The formula whose value is the text in the next record of texts."""

    @property
    def hidden_rows(self) -> int:
        """The number of rows that hold something and are not shown."""
        return len(self._hidden & self._filled_rows)

    def read(self, stream: bytes, start: int) -> int:
        """Go over the records of the sheet, and return how many bytes they take.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``.
        """
        after = start
        for record in biff.records(stream, start):
            after = record.after
            shortest = biff.CELLS.get(record.kind)
            if shortest is not None:
                self._cell(record.kind, record.data, shortest)
            else:
                self._other(record.kind, record.data)
        self._end_waiting()
        self._tally.area(self._rows, self._columns, self._filled)
        self._merged.check(self._rows, self._columns)
        return after - start

    def _other(self, kind: int, data: bytes) -> None:
        match kind:
            case biff.STRING:
                self._waiting = None
                self._tally.text(int.from_bytes(data[:2], "little"))
            case biff.DIMENSIONS:
                _check_dimensions(data)
            case biff.ROW if len(data) >= _ROW_LENGTH and data[12] & _HIDDEN:
                self._hidden.add(int.from_bytes(data[:2], "little"))
            case biff.MERGEDCELLS:
                self._merge(data)
            case biff.OBJ:
                self.pictures += int.from_bytes(data[4:6], "little") == _PICTURE

    def _cell(self, kind: int, data: bytes, shortest: int) -> None:
        self._end_waiting()
        if len(data) < shortest:
            raise broken()
        row, column = struct.unpack_from("<HH", data)
        last = _last_of_several(data) if kind == biff.MULRK else column
        self._filled += last - column + 1
        self._rows = max(self._rows, row + 1)
        self._columns = max(self._columns, last + 1)
        self._filled_rows.add(row)
        if self._month_styles:
            self._note_months(kind, data, (row, column))
        self._look(kind, data, (row, column))

    def _note_months(self, kind: int, data: bytes, place: Place) -> None:
        """Note the numbers of a record that are shown as a month without a day."""
        row, column = place
        width = 6 if kind == biff.MULRK else len(data)
        if kind in _NUMBERS:
            for number, at in enumerate(range(4, len(data) - 2, width)):
                if int.from_bytes(data[at : at + 2], "little") in self._month_styles:
                    self._tally.month(self.months, (row, column + number))

    def _look(self, kind: int, data: bytes, place: Place) -> None:
        """Take in a cell that may be more than a number."""
        match kind:
            case biff.LABELSST:
                self._tally.text(self._lengths[int.from_bytes(data[6:10], "little")])
            case biff.LABEL | biff.RSTRING:
                self._tally.text(int.from_bytes(data[6:8], "little"))
            case biff.BOOLERR if data[7]:
                self._error(place, data[6])
            case biff.FORMULA:
                if len(data) < biff.CELLS[kind] + int.from_bytes(data[20:22], "little"):
                    raise broken()
                if data[12:14] == _NO_NUMBER:
                    self._result(place, data[6], data[8])

    def _result(self, place: Place, kind: int, value: int) -> None:
        """Take in a formula whose value is no number."""
        if kind == _TEXT_FOLLOWS:
            self._waiting = place
        elif kind == _ERROR:
            self._error(place, value)
        elif kind == _EMPTY_TEXT and not self._reckoned:
            # A program writes this for the empty text, a library when it knows no value.
            self._tally.flaw(self.flawed, _WITHOUT_VALUE, place)

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._tally.flaw(self.flawed, _WITHOUT_VALUE, self._waiting)
            self._waiting = None

    def _error(self, place: Place, code: int) -> None:
        if code not in biff.ERRORS:
            raise broken()
        self._tally.flaw(self.flawed, CellText(biff.ERRORS[code], "error"), place)

    def _merge(self, data: bytes) -> None:
        (count,) = struct.unpack_from("<H", data)
        if len(data) < 2 + 8 * count:
            raise broken()
        for first, last, left, right in struct.iter_unpack("<HHHH", data[2 : 2 + 8 * count]):
            self._merged.add(first, left, last, right)


def _last_of_several(data: bytes) -> int:
    """Return the last column of the record of several cells in a row."""
    first, last = int.from_bytes(data[2:4], "little"), int.from_bytes(data[-2:], "little")
    if last < first or len(data) != biff.CELLS[biff.MULRK] + 6 * (last - first + 1):
        raise broken()
    return last


def _check_dimensions(data: bytes) -> None:
    """Check the area that is stated for a sheet: the reader makes room for it."""
    layout = _DIMENSIONS.get(len(data))
    if layout is None:
        raise broken()
    first, last, left, right = struct.unpack_from(layout, data)
    if last and right:
        if first >= last or left >= right:
            raise broken()
        if (last - first) * (right - left) > MAX_CELLS:
            raise large()
