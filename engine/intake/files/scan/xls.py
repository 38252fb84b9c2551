"""A look at the bytes of an XLS workbook (Excel 97 to 2003).

Older ones are refused: the reader takes their texts for what they are not.
"""

import struct
from dataclasses import dataclass, field
from typing import BinaryIO

from qinjian.engine.intake.files.scan import biff
from qinjian.engine.intake.files.scan.biff_sheet import BiffSheet
from qinjian.engine.intake.files.scan.container import replace, workbook
from qinjian.engine.intake.files.scan.limits import RefusedError, Tally, broken, refusals
from qinjian.engine.intake.files.scan.model import BookScan, SheetScan
from qinjian.engine.intake.files.scan.shown_days import shows_no_day

_CODEPAGES = (1200, 21010)
"""Those of the format. A library that many systems export with states another one and writes
its texts as the format demands all the same; the reader would believe it."""
_KINDS = {"worksheet": 0, "macros": 1, "chart": 2, "module": 6}


@dataclass
class _Book:
    """What the first part of the stream says of the workbook."""

    starts: list[int] = field(default_factory=list)
    """Where the sheets begin, in their order."""
    names: set[bytes] = field(default_factory=set)
    texts: list[bytes] = field(default_factory=list)
    date_1904: bool = False
    code_page_at: int | None = None
    """Where a code page stands that is not that of the format."""
    formats: dict[int, str] = field(default_factory=dict)
    """The codes of the formats of numbers."""
    styles: list[int] = field(default_factory=list)
    """The formats of the styles of cells."""
    signed: bool = False
    """Whether the program that wrote it says which one it is."""


def scan_xls(stream: BinaryIO, file: str) -> BookScan:
    """Look at an XLS workbook. A code page that is not that of the format is put right in it.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``, ``workbook_password``,
            ``workbook_macros``.
    """
    with refusals(file):
        found = workbook(stream)
        book = _book(found.stream)
        if book.code_page_at is not None:
            records = bytearray(found.stream)
            struct.pack_into("<H", records, book.code_page_at, _CODEPAGES[0])
            replace(stream, found.name, bytes(records))
        return _scanned(found.stream, book, described=found.described)


def _scanned(stream: bytes, book: _Book, *, described: bool) -> BookScan:
    # Of sheets with one name the reader would give the last again and again.
    if len(book.names) < len(book.starts):
        raise broken()
    lengths = biff.TextLengths(book.texts).lengths() if book.texts else ()
    months = frozenset(
        number
        for number, format_ in enumerate(book.styles)
        if shows_no_day(format_, book.formats.get(format_))
    )
    tally = Tally()
    sheets = []
    walked = 0
    for start in book.starts:
        reckoned = described or book.signed
        sheet = BiffSheet(lengths, tally, reckoned=reckoned, month_styles=months)
        walked += sheet.read(stream, start)
        if walked > len(stream):  # sheets share records
            raise broken()
        sheets.append(
            SheetScan(
                sheet.flawed,
                pictures=sheet.pictures,
                hidden_rows=sheet.hidden_rows,
                months=sheet.months,
            )
        )
    return BookScan("xls", tuple(sheets), book.date_1904)


def _book(stream: bytes) -> _Book:
    """Read what is said of the whole workbook."""
    book = _Book()
    last = None
    for record in biff.records(stream, 0):
        if record.kind != biff.CONTINUE:
            last = record.kind
            if len(record.data) < biff.SETTINGS.get(last, 0):
                raise broken()
            _set(book, record)
        elif last == biff.SST:
            book.texts.append(record.data)
    return book


def _set(book: _Book, record: biff.Record) -> None:
    match record.kind:
        case biff.BOF:
            book.signed = any(record.data[8:12])
        case biff.FILEPASS:
            raise RefusedError("workbook_password")
        case biff.CODEPAGE if int.from_bytes(record.data, "little") not in _CODEPAGES:
            book.code_page_at = record.after - len(record.data)
        case biff.DATEMODE:
            book.date_1904 = record.data[:2] == b"\1\0"
        case biff.BOUNDSHEET:
            _list_sheet(book, record.data)
        case biff.SST:
            book.texts = [record.data]
        case biff.FORMAT:
            number, length, wide = struct.unpack_from("<HHB", record.data.ljust(5, b"\0"))
            text = record.data[5 : 5 + length * (1 + (wide & 1))]
            book.formats[number] = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
        case biff.XF:
            book.styles.append(int.from_bytes(record.data[2:4], "little"))


def _list_sheet(book: _Book, data: bytes) -> None:
    start, _, kind, length, wide = struct.unpack_from("<IBBBB", data)
    if kind in (_KINDS["macros"], _KINDS["module"]):
        raise RefusedError("workbook_macros")
    width = 1 + (wide & 1)
    name = data[8 : 8 + length * width]
    if kind not in _KINDS.values() or len(name) < length * width:
        raise broken()
    book.names.add(name if wide & 1 else b"".join(bytes((letter, 0)) for letter in name))
    book.starts.append(start)
