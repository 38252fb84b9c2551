"""A look at the bytes of an ODS workbook.

The reader lays out the area of all tables at once, gives an empty cell for an error, for a
formula without a value and for a text without a type, and tells no merged cells.
"""

from collections.abc import Iterable
from typing import BinaryIO

from qinjian.engine.intake.files.scan import markup
from qinjian.engine.intake.files.scan.archive import Archive
from qinjian.engine.intake.files.scan.limits import RefusedError, Tally, broken, refusals
from qinjian.engine.intake.files.scan.markup import Attributes
from qinjian.engine.intake.files.scan.model import BookScan, SheetScan
from qinjian.engine.intake.files.scan.ods_styles import MonthStyles, common_styles
from qinjian.engine.intake.files.scan.table import Table

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_LISTS = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")
"""The lists of modules, which are there even if there are no modules."""


def scan_ods(stream: BinaryIO, file: str) -> BookScan:
    """Look at an ODS workbook.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``, ``workbook_password``,
            ``workbook_macros``.
    """
    with refusals(file):
        archive = Archive(stream)
        if not b"".join(archive.chunks("mimetype")).startswith(MIMETYPE):
            raise broken()
        markup.read(archive.chunks(_MANIFEST), {"encryption-data": _refuse_password})
        if any(map(_is_module, archive.names())):
            raise RefusedError("workbook_macros")
        tables = _Tables(MonthStyles(common_styles(archive)))
        tables.read(archive.chunks(_CONTENT))
        return BookScan("ods", tuple(tables.sheets), tables.date_1904)


def _refuse_password(_: Attributes) -> None:
    raise RefusedError("workbook_password")


def _is_module(name: str) -> bool:
    if name.startswith("scripts/"):
        return not name.endswith("/")
    return name.startswith("basic/") and name.endswith(".xml") and not name.endswith(_LISTS)


class _Tables:
    """The tables of a workbook, in their order."""

    def __init__(self, styles: MonthStyles) -> None:
        self._styles = styles
        self.sheets: list[SheetScan] = []
        self.date_1904 = False
        self._tally = Tally()
        self._names: set[str] = set()
        self._name: str | None = None
        self._table: Table | None = None
        self._cell: Attributes | None = None
        self._pieces: list[str] = []
        self._aside = self._kept = 0
        self._image = self._object = False

    def read(self, chunks: Iterable[bytes]) -> None:
        """Go over the part that holds the tables.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``.
        """
        starts: dict[str, markup.Start] = {
            "table:null-date": self._start_of_days, "text:p": self._start_paragraph,
            "table:table": self._start_table, "table:table-row": self._start_row,
            "table:table-column": self._column, **self._styles.starts(),
            "draw:frame": self._start_frame, "draw:image": self._start_image,
            "draw:object": self._start_object, "draw:object-ole": self._start_object,
        }  # fmt: skip
        ends: dict[str, markup.End] = {
            "table:table": self._end_table, "table:table-row": self._end_row,
            "draw:frame": self._end_frame, **self._styles.ends(),
        }  # fmt: skip
        for name in ("table:table-cell", "table:covered-table-cell"):
            starts[name], ends[name] = self._start_cell, self._end_cell
        for name in ("office:annotation", "draw:custom-shape"):
            starts[name], ends[name] = self._start_aside, self._end_aside
        markup.read(chunks, starts, ends, self._pieces)

    def _start_of_days(self, attributes: Attributes) -> None:
        self.date_1904 = attributes.get("table:date-value", "").startswith("1904")

    def _start_table(self, attributes: Attributes) -> None:
        if self._table is not None:
            raise broken()
        self._table = Table(self._tally, self._styles)
        self._name = attributes.get("table:name")

    def _end_table(self) -> None:
        if self._table is not None and self._name is not None:
            # Of tables with one name the reader would give the last again and again.
            if self._name in self._names:
                raise broken()
            self._names.add(self._name)
            self.sheets.append(self._table.scan())
        self._table = None

    def _column(self, attributes: Attributes) -> None:
        if self._table is not None:
            self._table.column(attributes)

    def _start_row(self, attributes: Attributes) -> None:
        if self._table is not None:
            self._table.start_row(attributes)

    def _end_row(self) -> None:
        if self._table is not None:
            self._table.end_row()

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._pieces.clear()

    def _end_cell(self) -> None:
        if self._table is not None and self._cell is not None:
            self._table.cell(self._cell, "".join(self._pieces).strip())
        self._cell = None
        self._pieces.clear()

    def _start_paragraph(self, _: Attributes) -> None:
        if self._cell is None:
            self._pieces.clear()
        elif self._pieces:
            self._pieces.append("\n")

    def _start_aside(self, _: Attributes) -> None:
        """Begin what lies on a cell, and is no part of its text."""
        if not self._aside:
            self._kept = len(self._pieces)
        self._aside += 1

    def _end_aside(self) -> None:
        self._aside -= 1
        if not self._aside:
            del self._pieces[self._kept :]

    def _start_frame(self, attributes: Attributes) -> None:
        self._start_aside(attributes)
        self._image = self._object = False

    def _end_frame(self) -> None:
        # The image of an object, such as a chart, is only what it looks like.
        if self._table is not None and self._image and not self._object:
            self._table.pictures += 1
        self._image = False
        self._end_aside()

    def _start_image(self, _: Attributes) -> None:
        self._image = True

    def _start_object(self, _: Attributes) -> None:
        self._object = True
