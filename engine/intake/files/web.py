"""Files of tables written as marked text: web pages, pages in a mail, XML Spreadsheet 2003."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from typing import BinaryIO

from qinjian.engine.intake.files.disguise import Real
from qinjian.engine.intake.files.grid import Grid, TooLargeError
from qinjian.engine.intake.files.pages import page_tables
from qinjian.engine.intake.files.spreadsheet_xml import xml_sheets
from qinjian.engine.intake.files.workbook import Sheet
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.wording.regex import regex

MAX_BYTES = 100_000_000
"""Of such a file, which is read whole."""
MAX_PARTS = 1_000

_STATED = regex(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD = 4_096
_WIDE = "\u0800"
_CODECS = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-8": "utf-8", "utf8": "utf-8"}


@dataclass(frozen=True)
class Marked:
    """The sheets of such a file, and the encoding of its first part."""

    sheets: tuple[Sheet, ...]
    encoding: str | None


def marked_sheets(stream: BinaryIO, real: Real, file: str) -> Marked:
    """Read the tables of a file: each is a sheet.

    Raises:
        QinjianError: ``file_too_large``, ``file_encoding``, ``page_broken``, ``workbook_broken``,
            ``workbook_large``.
    """
    where = Position(file=file)
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise QinjianError(Problem("file_too_large", where, {"limit": MAX_BYTES}))
    if real == "spreadsheet_xml":
        text, encoding = decoded(data, where)
        books = xml_sheets(text, file)
        whole = (_sheet(one.grid, one.name, hidden=one.hidden) for one in books)
        return Marked(tuple(whole), encoding)
    pages = list(_mailed(data, where)) if real == "pages_in_mail" else [decoded(data, where)]
    try:
        grids = [grid for text, _ in pages for grid in page_tables(text)]
    except TooLargeError:
        raise QinjianError(Problem("workbook_large", where)) from None
    names = [f"表{number}" for number in range(1, len(grids) + 1)] if len(grids) > 1 else [None]
    sheets = tuple(_sheet(grid, name) for grid, name in zip(grids, names, strict=False))
    return Marked(sheets, pages[0][1] if pages else None)


def _sheet(grid: Grid, name: str | None, *, hidden: bool = False) -> Sheet:
    return Sheet(name, hidden, iter(grid.rows), pictures=0, hidden_rows=grid.hidden_rows)


def _mailed(data: bytes, where: Position) -> Iterator[tuple[str, str]]:
    """Decode the pages of a mail."""
    try:
        parts = list(email.message_from_bytes(data).walk())
    except (MessageError, RecursionError, ValueError, LookupError):
        raise QinjianError(Problem("page_broken", where)) from None
    for part in parts[:MAX_PARTS]:
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield decoded(content, where, part.get_content_charset())


def decoded(data: bytes, where: Position, stated: str | None = None) -> tuple[str, str]:
    """Decode marked text, by what it is before what it states: servers change one and not both.

    Raises:
        QinjianError: ``file_encoding``.
    """
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(name, "replace"), name
    if data[:2] in (b"<\0", b"\0<"):
        name = "utf-16-le" if data[0] else "utf-16-be"
        return data.decode(name, "replace"), name
    if stated is None and (match := _STATED.search(data[:_HEAD])):
        stated = match[1].decode("ascii")
    named = _CODECS.get((stated or "").lower(), "gb18030")
    try:
        text = data.decode("utf-8-sig")
        if text.isascii() or named == "utf-8" or any(map(_is_wide, text)):
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    for name in dict.fromkeys((named, "gb18030")):
        try:
            return data.decode(name), name
        except UnicodeDecodeError as error:
            byte = error.start + 1
    # One wrong byte, as of a text that was cut in the middle of a character, costs only itself.
    text = data.decode(named, "replace")
    if text.count("\ufffd") > len(text) // 1_000 + 1:
        raise QinjianError(Problem("file_encoding", where, {"byte": byte}))
    return text, named


def _is_wide(character: str) -> bool:
    return character >= _WIDE
