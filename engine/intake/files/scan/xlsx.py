"""A look at the bytes of an XLSX workbook.

The reader of workbooks lays out the whole area of a sheet up to its last cell, makes room
for as many shared texts as their list says it has, and ends the process when memory fails. It
also gives an empty cell for an error (``#DIV/0!``) and for a formula without a stored value,
so those are found here: an empty cell would be a lead, and they are none.
"""

import posixpath
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from qinjian.engine.intake.files.scan import markup
from qinjian.engine.intake.files.scan.archive import Archive
from qinjian.engine.intake.files.scan.container import is_container, protected
from qinjian.engine.intake.files.scan.limits import (
    MAX_CELLS,
    RefusedError,
    Tally,
    broken,
    large,
    refusals,
)
from qinjian.engine.intake.files.scan.markup import Attributes
from qinjian.engine.intake.files.scan.model import BookScan, SheetScan
from qinjian.engine.intake.files.scan.shown_days import shows_no_day
from qinjian.engine.intake.files.scan.worksheet import Worksheet

WORKBOOK = "xl/workbook.xml"
_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"


def scan_xlsx(stream: BinaryIO, file: str) -> BookScan:
    """Look at an XLSX workbook.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``, ``workbook_password``,
            ``workbook_macros``.
    """
    with refusals(file):
        if is_container(stream):
            raise RefusedError("workbook_password") if protected(stream) else broken()
        return _scanned(Archive(stream))


def _scanned(archive: Archive) -> BookScan:
    for name in archive.names():
        if name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/"):
            raise RefusedError("workbook_macros")
    _check_root(archive)
    book = _book(archive)
    styles = _month_styles(archive)
    lengths = _lengths(archive)
    tally = Tally()
    sheets = tuple(_sheet(archive, part, Worksheet(lengths, tally, styles)) for part in book.parts)
    return BookScan("xlsx", sheets, book.date_1904)


@dataclass
class _Book:
    """The parts of the sheets, in their order; those without cells are None."""

    parts: list[str | None] = field(default_factory=list)
    date_1904: bool = False


@dataclass(frozen=True)
class _Relation:
    id: str
    kind: str
    target: str


def _check_root(archive: Archive) -> None:
    """Make sure that the workbook is the one that the reader will find, through the root."""
    targets = [
        one.target.lstrip("/")
        for one in _relations(archive, "")
        if one.kind.endswith("/officeDocument") or one.target.endswith("workbook.xml")
    ]
    if targets != [WORKBOOK]:
        raise broken()


def _relations(archive: Archive, part: str) -> list[_Relation]:
    """List where the relations of a part within the workbook lead; of the root if it is ""."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", name + ".rels")
    found: list[_Relation] = []

    def relation(about: Attributes) -> None:
        if about.get("TargetMode") != "External":
            found.append(
                _Relation(about.get("Id", ""), about.get("Type", ""), about.get("Target", ""))
            )

    if path in archive:
        markup.read(archive.chunks(path), {"Relationship": relation})
    return found


def _book(archive: Archive) -> _Book:
    """Read the list of sheets."""
    targets = {one.id: one.target for one in _relations(archive, WORKBOOK)}
    book, names = _Book(), set()

    def settings(about: Attributes) -> None:
        book.date_1904 = about.get("date1904") in ("1", "true")

    def sheet(about: Attributes) -> None:
        ids = [value for name, value in about.items() if name.rpartition(":")[2] == "id"]
        part = _part(targets[ids[0]])
        names.add(about["name"])
        book.parts.append(None if part.startswith(("xl/chartsheets/", "xl/dialogs")) else part)

    markup.read(archive.chunks(WORKBOOK), {"workbookPr": settings, "sheet": sheet})
    parts = [part.lower() for part in book.parts if part is not None]
    # Of sheets with one name, or one part, the reader would give the first again and again.
    if len(names) < len(book.parts) or len(set(parts)) < len(parts):
        raise broken()
    return book


def _part(target: str) -> str:
    """Return the part that a target in the workbook names, as the reader takes it."""
    if target.startswith("/xl/"):
        return target[1:]
    return target if target.startswith("xl/") else "xl/" + target


def _month_styles(archive: Archive) -> frozenset[str]:
    """Return the numbers of the styles of cells that show a month without a day."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    within = [False]

    def code(about: Attributes) -> None:
        codes[int(about["numFmtId"])] = about.get("formatCode", "")

    def styles(_: Attributes) -> None:
        within[0] = True

    def end_styles() -> None:
        within[0] = False

    def style(about: Attributes) -> None:
        if within[0]:
            formats.append(int(about.get("numFmtId") or 0))

    if _STYLES in archive:
        starts = {"numFmt": code, "cellXfs": styles, "xf": style}
        markup.read(archive.chunks(_STYLES), starts, {"cellXfs": end_styles})
    return frozenset(
        str(number)
        for number, format_ in enumerate(formats)
        if shows_no_day(format_, codes.get(format_))
    )


def _lengths(archive: Archive) -> Sequence[int]:
    """Return the lengths of the texts that cells share."""
    lengths = array("L")
    pieces: list[str] = []

    def texts(about: Attributes) -> None:
        for name in ("count", "uniqueCount"):
            if int(about.get(name) or 0) > MAX_CELLS:
                raise large()

    def start_text(_: Attributes) -> None:
        pieces.clear()

    def end_text() -> None:
        lengths.append(sum(map(len, pieces)))
        pieces.clear()
        if len(lengths) > MAX_CELLS:
            raise large()

    if _TEXTS in archive:
        starts = {"sst": texts, "si": start_text}
        markup.read(archive.chunks(_TEXTS), starts, {"si": end_text}, pieces)
    return lengths


def _sheet(archive: Archive, part: str | None, sheet: Worksheet) -> SheetScan:
    if part is None:
        return SheetScan()
    if part.lower().endswith(".bin"):
        raise broken()
    sheet.read(archive.chunks(part))
    return SheetScan(
        sheet.flawed,
        pictures=sheet.pictures + _pictures(archive, part),
        hidden_rows=sheet.hidden_rows,
        months=sheet.months,
    )


def _pictures(archive: Archive, part: str) -> int:
    """Count the pictures that lie on a sheet."""
    count = 0

    def picture(_: Attributes) -> None:
        nonlocal count
        count += 1

    for relation in _relations(archive, part):
        if relation.kind.endswith("/drawing"):
            target = posixpath.join("/", posixpath.dirname(part), relation.target)
            drawing = posixpath.normpath(target).lstrip("/")
            if drawing in archive:  # else a reader would leave it out
                markup.read(archive.chunks(drawing), {"pic": picture})
    return count
