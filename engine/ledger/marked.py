"""Copies of workbooks in which the cells of leads are coloured and say what the lead is."""

import hashlib
import io
import os
import warnings
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qinjian.engine.console.emit import emit_all, emit_new
from qinjian.engine.intake.files.own import MARKED
from qinjian.engine.intake.tables.headers import HeaderTable, headers_of
from qinjian.engine.ledger.files import safe_name, undated
from qinjian.engine.ledger.rows import leads_of
from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.wording import Language, labels
from qinjian.schemas.finding import Finding, Place, Report
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.manifest import FileRead
from qinjian.schemas.rule import Level

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SUFFIXES = (".xlsx", ".xlsm")
_COLOURS = {Level.BREACH: "FFC7CE", Level.DOUBT: "FFEB9C"}
_FIRST_CELLS = 3
"""Cells that are coloured where it is not known which ones a lead is about."""

_MOST_COLUMNS = 256
"""Columns that are looked at: some sheets are formatted to the last one."""

_MOST_CHARACTERS = 30_000
_SIZE = (480, 260)
"""Width and height of a comment, in points."""


def write_marked(report: Report, folder: Path) -> list[Problem]:
    """Write a marked copy of each workbook that has leads into a folder; tell of each.

    A copy has a name of its own and is never written over a file. The rows of the lead and of its
    members are coloured, in them the cells that the rule read. The same workbook and leads give the
    same bytes.

    Raises:
        QinjianError: ``output_failed``, ``output_full``.
    """
    leads: dict[str, list[tuple[Place, Finding]]] = defaultdict(list)
    for lead in leads_of(report):
        for place in dict.fromkeys((lead.record, *lead.members)):
            leads[place.file].append((place, lead))
    emit_all({}, folder)
    language: Language = report.manifest.language
    files = (file for file in report.manifest.files if file.file in leads)
    return [_mark(file, leads[file.file], folder, language) for file in files]


def _mark(
    file: FileRead, leads: Sequence[tuple[Place, Finding]], folder: Path, language: Language
) -> Problem:
    path, where = Path(file.file), Position(file=file.file)
    if not os.path.isfile(path):  # noqa: PTH113 - never raise
        return Problem("mark_packed", where)
    if path.suffix.lower() not in _SUFFIXES:
        return Problem("mark_format", where)
    try:
        original = path.read_bytes()
        if hashlib.sha256(original).hexdigest() != file.sha256:
            return Problem("mark_changed", where)
        copy = _marked(original, file, leads, language)
    except Exception as error:  # noqa: BLE001 - a workbook that is odd may raise anything
        reason = f"{type(error).__name__}: {error}"
        return Problem("mark_failed", where, {"reason": reason})
    target = _free(folder, path)
    emit_new(copy, target)
    count = len({lead.fingerprint for _, lead in leads})
    return Problem("marked", where, {"copy": target.as_posix(), "leads": count})


def _free(folder: Path, path: Path) -> Path:
    """Return a path that is not taken yet, of a name of our own making."""
    safe = safe_name(path.stem, "workbook")
    suffix, number = path.suffix.lower(), 1
    target = folder / f"{MARKED}_{safe}{suffix}"
    while os.path.lexists(target):
        number += 1
        target = folder / f"{MARKED}_{safe}_{number}{suffix}"
    return target


def _marked(
    original: bytes, file: FileRead, leads: Iterable[tuple[Place, Finding]], language: Language
) -> bytes:
    # Only who asks for copies pays for the import.
    import openpyxl  # noqa: PLC0415

    with_macros = file.file.lower().endswith(".xlsm")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that a copy does not keep
        book = openpyxl.load_workbook(io.BytesIO(original), keep_vba=with_macros, rich_text=True)
    heads = {table.sheet: table.header_rows for table in file.tables}
    by_sheet: dict[str, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for place, lead in leads:
        if place.sheet in book.sheetnames:
            by_sheet[place.sheet][place.row].append(lead)
    for name, by_row in by_sheet.items():
        marker = _Marker(book[name], heads.get(name, ()), sorted(by_row))
        for row, found in by_row.items():
            marker.mark(row, found, language)
    for sheet in book.worksheets:
        if sheet.oddHeader is not None:
            sheet.oddHeader.center.text = MARKED
    made = io.BytesIO()
    book.save(made)
    book.close()
    return undated(made.getvalue())


class _Marker:
    """Colours rows of one sheet. ``head`` are the rows of its headers, ``rows`` those of leads."""

    def __init__(self, sheet: "Worksheet", head: Sequence[int], rows: Sequence[int]) -> None:
        self._sheet, self._head = sheet, head
        self._columns = range(1, min(sheet.max_column, _MOST_COLUMNS) + 1)
        self._known: dict[str, dict[int, str]] = {}
        self._shared: dict[int, set[int]] = defaultdict(set)
        # A cell over several rows is not that of one of them: other rows would be coloured too.
        for area in sheet.merged_cells.ranges:
            if area.max_row > area.min_row:
                within = rows[bisect_left(rows, area.min_row) : bisect_right(rows, area.max_row)]
                for row in within:
                    self._shared[row].update(range(area.min_col, area.max_col + 1))

    def mark(self, row: int, leads: Sequence[Finding], language: Language) -> None:
        """Colour the cells of a row that its leads are about; the first of them says what it is."""
        from openpyxl.comments import Comment  # noqa: PLC0415
        from openpyxl.styles import PatternFill  # noqa: PLC0415

        levels: dict[int, list[Level]] = defaultdict(list)
        for lead in leads:
            for column in self._read_by(lead, row) or self._first(row):
                levels[column].append(lead.level)
        for column, found in levels.items():
            colour = _COLOURS[min(found, key=list(_COLOURS).index)]
            self._sheet.cell(row, column).fill = PatternFill("solid", fgColor=colour)
        cell = self._sheet.cell(row, min(levels))
        texts = [_text(lead, language) for lead in leads]
        if cell.comment is not None:
            texts.append(cell.comment.text)
        width, height = _SIZE
        text = "\n\n".join(texts)[:_MOST_CHARACTERS]
        cell.comment = Comment(text, "qinjian", height=height, width=width)

    def _read_by(self, lead: Finding, row: int) -> list[int]:
        """List the columns of the fields that the rule read, as far as their headers tell them."""
        fields = self._fields(lead.record.kind)
        return [one for one in self._own(row) if fields.get(one) in lead.values]

    def _first(self, row: int) -> list[int]:
        """List the first columns of a row that hold something."""
        filled = [one for one in self._own(row) if self._sheet.cell(row, one).value is not None]
        beyond = self._columns.stop
        return filled[:_FIRST_CELLS] or [beyond]

    def _own(self, row: int) -> Iterator[int]:
        """Yield the columns whose cells are of this row alone and can hold a comment."""
        from openpyxl.cell.cell import MergedCell  # noqa: PLC0415

        for column in self._columns:
            merged = isinstance(self._sheet.cell(row, column), MergedCell)
            if not merged and column not in self._shared[row]:
                yield column

    def _fields(self, kind: str) -> dict[int, str]:
        """Tell which field of a kind each column is, as far as its headers tell it."""
        if kind not in self._known:
            self._known[kind] = dict(self._understood(headers_of(KINDS[kind])))
        return self._known[kind]

    def _understood(self, headers: HeaderTable) -> Iterator[tuple[int, str]]:
        group = ""
        for column in self._columns:
            cells = [self._sheet.cell(row, column).value for row in self._head]
            words = [str(value).strip() for value in cells if value is not None]
            if len(cells) > 1:
                # What stands over several columns is written in the first of them.
                group = str(cells[0]).strip() if cells[0] is not None else group
                words = ["".join(dict.fromkeys((group, *words)))]
            field = headers.field(words[0]) if words else None
            if field is not None:
                yield column, field.name


def _text(lead: Finding, language: Language) -> str:
    level = labels.words(lead.level.value, language)
    lines = (f"【{level}】{lead.title}", lead.message, labels.citations(lead), lead.why)
    return "\n".join(line for line in lines if line)
