"""Sheets of a workbook (XLSX, XLS, ODS) as rows of text.

A workbook stores numbers as binary doubles, good for 15 significant digits. They become
text through those 15 digits, before anything reckons with them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from qinjian.engine.intake.files.cells import CellText, Nature
from qinjian.engine.messages.problems import Position, Problem, QinjianError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from qinjian.engine.intake.files.scan.model import Place, SheetScan

EXACT = 1e15
"""From here on a double does not keep every digit of a whole number."""

_DAY_0, _DAY_0_OF_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_MOST_DAYS = 2_900_000

Range = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 0."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether it is hidden, its rows from row 1 on, its pictures.

    ``hidden_rows`` are those that hold something and are not shown.
    """

    name: str | None
    hidden: bool
    rows: Iterator[tuple[int, list[str]]]
    pictures: int
    hidden_rows: int = 0


def sheets(stream: BinaryIO, file: str) -> Iterator[Sheet]:
    """List the sheets of cells, without those of charts and macros.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``, ``workbook_password``,
            ``workbook_macros``.
    """
    # Only a run that reads a workbook pays for the imports.
    from python_calamine import (  # noqa: PLC0415
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    from qinjian.engine.intake.files.scan import scan  # noqa: PLC0415

    looked = scan(stream, file)
    with _readable(file):
        workbook = CalamineWorkbook.from_filelike(stream)
        listed = list(enumerate(workbook.sheets_metadata))
    for number, about in listed:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        with _readable(file):
            sheet = workbook.get_sheet_by_index(number)
        seen = looked.sheets[number]
        rows = _rows(sheet, seen, file, date_1904=looked.date_1904)
        hidden = about.visible != SheetVisibleEnum.Visible
        yield Sheet(about.name, hidden, rows, seen.pictures, seen.hidden_rows)


@contextmanager
def _readable(file: str) -> Iterator[None]:
    """Turn what the reader raises on damaged workbooks into a problem.

    Beside its own errors these are an overflow (a duration of a billion days) and a panic of its
    own, which is no ``Exception`` and cannot be imported.
    """
    from python_calamine import CalamineError  # noqa: PLC0415

    broken = QinjianError(Problem("workbook_broken", Position(file=file)))
    try:
        yield
    except (CalamineError, OverflowError, OSError):
        raise broken from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise broken from None


def _cells(sheet: "CalamineSheet", file: str) -> Iterator[list[object]]:
    rows = iter(sheet.iter_rows())
    while True:
        with _readable(file):
            cells = next(rows, None)
        if cells is None:
            return
        yield list(cells)


def _rows(
    sheet: "CalamineSheet", seen: "SheetScan", file: str, *, date_1904: bool
) -> Iterator[tuple[int, list[str]]]:
    """List the rows of a sheet, with what the reader would take for empty or for one cell."""
    flawed: dict[int, dict[int, CellText]] = defaultdict(dict)
    for (row, column), cell in seen.flawed.items():
        flawed[row][column] = cell
    left = sheet.start[1] if sheet.start else 0
    width = max([left + sheet.width, *(column + 1 for _, column in seen.flawed)])
    told = sheet.merged_cell_ranges or ()
    merged = _Merged(seen.merged if seen.merged is not None else [(*a, *b) for a, b in told])
    row = -1
    for row, cells in enumerate(_cells(sheet, file)):
        if seen.months:
            _show_months(cells, row, left, seen.months, date_1904=date_1904)
        texts = [""] * left + [cell_text(cell, date_1904=date_1904) for cell in cells]
        yield row + 1, merged.spread(row, _whole(texts, width, flawed.pop(row, {})))
    for later in sorted(flawed):
        yield later + 1, _whole([], width, flawed[later])


def _show_months(
    cells: list[object], row: int, left: int, months: "AbstractSet[Place]", *, date_1904: bool
) -> None:
    """Write the cells of a row that show no day as they are shown: 2019-03."""
    for column, cell in enumerate(cells, start=left):
        if (row, column) in months:
            cells[column - left] = month_text(cell, date_1904=date_1904)


def month_text(cell: object, *, date_1904: bool = False) -> object:
    """Write a day as the month that it stands for; what is no day stays as it is."""
    if isinstance(cell, int | float) and 0 < cell < _MOST_DAYS:
        cell = (_DAY_0_OF_1904 if date_1904 else _DAY_0) + dt.timedelta(days=int(cell))
    return f"{cell:%Y-%m}" if isinstance(cell, dt.date) else cell


def _whole(texts: list[str], width: int, flawed: Mapping[int, CellText]) -> list[str]:
    """Make a row as wide as the sheet, and put text into the cells that the reader misreads."""
    texts += [""] * (width - len(texts))
    for column, cell in flawed.items():
        texts[column] = str(cell) if cell.nature == "text" else cell
    return texts


class _Merged:
    """The merged cells of a sheet, row by row from the top."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._waiting: dict[int, list[Range]] = defaultdict(list)
        for first_row, first, last_row, last in ranges:
            if (first_row, first) != (last_row, last):
                self._waiting[first_row].append((first_row, first, last_row, last))
        self._open: list[tuple[Range, str]] = []

    def spread(self, row: int, texts: list[str]) -> list[str]:
        """Mark the cells of a row that are merged, and repeat what holds for several rows."""
        self._open = [(area, text) for area, text in self._open if area[2] >= row]
        for area in self._waiting.pop(row, ()):
            if area[1] < len(texts):
                self._open.append((area, texts[area[1]]))
        for (first_row, first, last_row, last), text in self._open:
            if first_row != last_row:
                kept: Nature = "merged_first" if row == first_row else "merged"
                texts[first] = CellText(text, kept) if text else CellText("", "covered")
            for column in range(first + 1, min(last + 1, len(texts))):
                texts[column] = CellText("", "covered", text)
        return texts


def cell_text(cell: object, *, date_1904: bool = False) -> str:
    """Write the value of a cell as text: whole numbers plain, dates as ``2015-03-05``.

    In a workbook that counts days from 1904 a plain number is no serial number of a day.
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        lost = abs(cell) >= EXACT
        kept = "digits_lost" if lost else "number_1904" if date_1904 else "number"
        return CellText(plain_number(cell), kept)  # type: ignore[arg-type]
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def plain_number(number: float) -> str:
    """Write a double through its 15 significant digits, without an exponent."""
    return format(Decimal(format(number, ".15g")), "f")
