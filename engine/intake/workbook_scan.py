"""A look at the bytes of a workbook before it is read.

The reader of workbooks lays out the whole area of a sheet up to its last cell, makes room
for as many things as a list says it has, and ends the process when memory fails. It also
gives an empty cell for an error (``#DIV/0!``) and for a formula without a stored value, so
those are found here: an empty cell would be a lead, and they are none.
"""

import html
import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from qinjian.engine.problems import Position, Problem, QinjianError

MAX_CELLS = 50_000_000
"""The area of a sheet, from A1 to its last row and column, that is read at most."""
MAX_BYTES = 2_000_000_000
"""The size of a workbook when unpacked."""

Unread = dict[tuple[int, int], str]
"""Text for cells that would look empty, by row and column from 0."""

# What zipfile raises on damaged archives, as fuzzing found.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError,
    EOFError, OSError, ValueError, LookupError, OverflowError,
)  # fmt: skip

_CHUNK = 1 << 20
_BLOCK = 16 * _CHUNK
_PLACE = rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']"
_COUNT = re.compile(rb"[cC]ount=[\"']\s*\+?0*([1-9]\d{0,30})")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?" + _PLACE + rb"[^>]*(?<!/)>")
_NUMBERED = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d{1,7})[\"'][^>]*(?<!/)>")
_CELL = re.compile(_PLACE)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s([^>]*?\bt=[\"']e[\"'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?"
    rb"<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s((?![^>]*\bt=[\"']str)[^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\bid=[\"']([^\"']+)[\"']")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_RELATION_ID = re.compile(rb"\bId=[\"']([^\"']+)[\"']")
_RELATION_TARGET = re.compile(rb"\bTarget=[\"']([^\"']+)[\"']")


def scan(data: bytes, file: str) -> list[Unread]:
    """Return, for each sheet in order, the cells that the reader would take for empty.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``.
    """
    where = Position(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise QinjianError(Problem("workbook_broken", where))
            if sum(member.file_size for member in members) > MAX_BYTES:
                raise QinjianError(Problem("workbook_large", where))
            parts = {}
            for member in members:
                if member.filename.endswith(".xml"):
                    parts[member.filename] = part = _Part()
                    part.read(archive, member)
                    if part.size() > MAX_CELLS:
                        raise QinjianError(Problem("workbook_large", where))
            return [parts[name].unread if name in parts else {} for name in _sheets(archive)]
    except _DAMAGED:
        raise QinjianError(Problem("workbook_broken", where)) from None


class _Part:
    """What was seen in one part of a workbook."""

    def __init__(self) -> None:
        self.rows = self.last_row = self.last_column = self.count = 0
        self.unread: Unread = {}

    def size(self) -> int:
        """Return the larger of the area up to the last filled cell and any stated count."""
        return max(self.count, max(self.rows, self.last_row) * self.last_column)

    def read(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """Go over the part in blocks that end with a cell."""
        rest = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                text = rest + chunk
                cut = text.rfind(b"</c>") + len(b"</c>")
                if cut < len(b"</c>"):
                    cut = len(text) if len(text) > _BLOCK else 0
                self._look(text[:cut])
                rest = text[cut:]
        self._look(rest)

    def _look(self, text: bytes) -> None:
        self.rows += len(_ROW.findall(text))
        self.count = max([self.count, *map(int, _COUNT.findall(text))])
        self.last_row = max([self.last_row, *map(int, _NUMBERED.findall(text))])
        for letters, digits in _FILLED.findall(text):
            self.last_row = max(self.last_row, int(digits))
            self.last_column = max(self.last_column, _column(letters))
        for about, value in _ERROR.findall(text):
            self._note(about, value)
        for about, formula in _FORMULA.findall(text):
            self._note(about, b"=" + formula)

    def _note(self, about: bytes, text: bytes) -> None:
        place = _CELL.search(about)
        if place:
            key = int(place[2]) - 1, _column(place[1]) - 1
            self.unread[key] = html.unescape(text.decode("utf-8", "replace"))


def _sheets(archive: zipfile.ZipFile) -> Iterator[str]:
    """List the parts that hold the sheets, in the order of the workbook."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        return
    targets = {}
    for about in _RELATION.findall(archive.read(relations)):
        name, target = _RELATION_ID.search(about), _RELATION_TARGET.search(about)
        if name and target:
            path = posixpath.join("/xl", target[1].decode("utf-8", "replace"))
            targets[name[1]] = posixpath.normpath(path).lstrip("/")
    for name in _SHEET.findall(archive.read("xl/workbook.xml")):
        yield targets.get(name, "")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
