"""Tables of dBase and FoxPro (.dbf), which older systems export.

None of the libraries that read them takes a stream and keeps figures exact, so this does: fields of
text, numbers, days, yes and no. What stands in a memo is in another file, and unreadable.
"""

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO, NamedTuple

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.files.workbook import plain_number
from qinjian.engine.messages.problems import Position, Problem, QinjianError

_VERSIONS = frozenset(
    {0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0xCB, 0xF5, 0xFB}
)
_HEADER = struct.Struct("<BBBBIHH")
_DESCRIPTOR = struct.Struct("<11sc4xBB14x")
_START_OF_FIELDS, _DRIVER = 32, 29
_END_OF_FIELDS, _END_OF_FILE = 0x0D, 0x1A
_DELETED = b"*"
_TRADITIONAL = frozenset({0x4F, 0x78})
_MEMOS = frozenset("MGPWBO")
_SYSTEM = "0"
_JULIAN_OF_DAY_ONE = 1_721_425
_SECONDS_OF_A_DAY, _LARGEST = 86_400, 1e300
_YES, _NO = frozenset("TtYy"), frozenset("FfNn")
_FOX_PRO = frozenset({0x30, 0x31, 0x32})


class _Field(NamedTuple):
    name: str
    type: str
    start: int
    length: int
    decimals: int


@dataclass
class DbfTable:
    """A table: its rows, and what was seen of its records when they are used up."""

    stream: BinaryIO
    file: str
    encoding: str = "gb18030"
    stated: int = 0
    found: int = 0
    deleted: int = 0
    _fields: list[_Field] = field(default_factory=list)
    _start: int = 0
    _length: int = 0
    _is_fox_pro: bool = False

    @classmethod
    def of(cls, stream: BinaryIO, file: str) -> "DbfTable":
        """Read the head of a table.

        Raises:
            QinjianError: ``dbf_broken``, ``file_empty``.
        """
        where = Position(file=file)
        table = cls(stream, file)
        stream.seek(0)
        head = stream.read(_START_OF_FIELDS)
        if not head:
            raise QinjianError(Problem("file_empty", where))
        if len(head) < _START_OF_FIELDS or head[0] not in _VERSIONS:
            raise QinjianError(Problem("dbf_broken", where))
        _, _, _, _, table.stated, table._start, table._length = _HEADER.unpack_from(head)
        table._is_fox_pro = head[0] in _FOX_PRO
        if head[_DRIVER] in _TRADITIONAL:
            table.encoding = "big5hkscs"
        table._read_fields(stream.read(max(0, table._start - _START_OF_FIELDS)))
        if not table._fields or table._fields[-1].start + table._fields[-1].length > table._length:
            raise QinjianError(Problem("dbf_broken", where))
        return table

    def _read_fields(self, data: bytes) -> None:
        start = 1  # behind the mark of a deleted record
        for place in range(0, len(data) - _DESCRIPTOR.size + 1, _DESCRIPTOR.size):
            if data[place] == _END_OF_FIELDS:
                break
            name, type_, length, decimals = _DESCRIPTOR.unpack_from(data, place)
            kind = type_.decode("latin-1").upper()
            if kind == "C":  # a long text keeps the upper part of its length there
                length, decimals = length + 256 * decimals, 0
            shown = self._text(name.partition(b"\0")[0]).strip()
            self._fields.append(_Field(shown, kind, start, length, decimals))
            start += length

    def rows(self) -> Iterator[Row]:
        """List the names of the fields as row 1, and the records that are not deleted.

        A record has the number that it has in the file, counted from row 2 on.
        """
        fields = [one for one in self._fields if one.type != _SYSTEM]
        yield 1, [one.name for one in fields]
        self.stream.seek(self._start)
        number = 1
        while len(record := self.stream.read(self._length)) == self._length:
            if record[0] == _END_OF_FILE:
                break
            number += 1
            self.found += 1
            if record[:1] == _DELETED:
                self.deleted += 1
                continue
            yield number, [self._cell(record[one.start :][: one.length], one) for one in fields]

    def problems(self) -> Iterator[Problem]:
        """Say what was seen of the records, when the rows are used up."""
        where = Position(file=self.file)
        if self.deleted:
            yield Problem("dbf_deleted", where, {"count": self.deleted})
        if self.found < self.stated:
            yield Problem("dbf_count", where, {"stated": self.stated, "found": self.found})

    def _cell(self, data: bytes, about: _Field) -> str:
        match about.type:
            case "D":
                return _day(data.decode("latin-1").strip(" \0"))
            case "N" | "F":
                return _figure(data.decode("latin-1").strip(" \0"))
            case "L":
                letter = data.decode("latin-1").strip(" \0")
                return "是" if letter in _YES else "否" if letter in _NO else letter.strip("?")
            case "I" | "+" | "Y" | "T" | "@" | "B" | "O" if _is_binary(about, fox=self._is_fox_pro):
                return _binary(data, about.type)
            case kind if kind in _MEMOS:
                return CellText("(memo)", "error") if data.strip(b" \0") else ""
            case _:
                return self._text(data).strip(" \0")

    def _text(self, data: bytes) -> str:
        """Decode a text, without the half of a character that a narrow field leaves at its end."""
        data = data.rstrip(b" \0")
        try:
            return data.decode(self.encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 1:
                return data[: error.start].decode(self.encoding)
            return data.decode(self.encoding, "replace")


def _is_binary(about: _Field, *, fox: bool) -> bool:
    lengths = {"I": 4, "+": 4, "Y": 8, "T": 8, "@": 8, "O": 8, "B": 8 if fox else 0}
    return lengths[about.type] == about.length


def _day(text: str) -> str:
    """Write a day as 2015-03-05; what is none stays as it is."""
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == len("20150305") else text


def _figure(text: str) -> str:
    """Write a number as it stands; stars say that it was too wide for its field."""
    if text.strip("*") == "" and text:
        return CellText(text, "error")
    return CellText(text, "number") if text else ""


def _binary(data: bytes, type_: str) -> str:
    """Write a value of FoxPro or dBase 7 that is no text."""
    if type_ == "Y":
        return format(Decimal(int.from_bytes(data, "little", signed=True)).scaleb(-4), "f")
    if type_ == "I":
        return CellText(str(int.from_bytes(data, "little", signed=True)), "number")
    if type_ == "B":
        (number,) = struct.unpack("<d", data)
        return CellText(plain_number(number), "number") if abs(number) < _LARGEST else ""
    if type_ == "T":
        return _moment(*struct.unpack("<ii", data))
    return CellText(data.hex(), "error")


def _moment(day: int, milliseconds: int) -> str:
    if day == 0:
        return ""
    try:
        date = dt.date.fromordinal(day - _JULIAN_OF_DAY_ONE)
    except (ValueError, OverflowError):
        return CellText(str(day), "error")
    seconds = round(milliseconds / 1000)
    if not 0 < seconds < _SECONDS_OF_A_DAY:
        return date.isoformat()
    hours, rest = divmod(seconds, 3600)
    return f"{date.isoformat()} {hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
