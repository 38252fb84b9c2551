"""Sheets of a workbook as rows of text.

A workbook stores numbers as binary doubles, good for 15 significant digits. They become
text through those 15 digits, before anything reckons with them.
"""

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

from qinjian.engine.intake.workbook_scan import Unread, scan
from qinjian.engine.problems import Position, Problem, QinjianError


def sheets(data: bytes, file: str) -> Iterator[tuple[str, list[list[str]]]]:
    """List the sheets that hold anything: name and rows of text, from cell A1 on.

    An error in a cell stands as its text (``#DIV/0!``), a formula without a stored value as
    the formula.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``.
    """
    # Only a run that reads a workbook pays for the import.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415

    unread = dict(enumerate(scan(data, file)))
    found = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(workbook.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet:
                cells = workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
                rows = [[cell_text(cell) for cell in row] for row in cells]
                found.append((about.name, _completed(rows, unread.get(number, {}))))
    except CalamineError:
        raise QinjianError(Problem("workbook_broken", Position(file=file))) from None
    yield from ((name, rows) for name, rows in found if any(any(row) for row in rows))


def _completed(rows: list[list[str]], unread: Unread) -> list[list[str]]:
    """Put text into the cells that only look empty, on a sheet large enough for them."""
    if not unread:
        return rows
    height = max(len(rows), *(row + 1 for row, _ in unread))
    width = max(len(rows[0]) if rows else 0, *(column + 1 for _, column in unread))
    rows += [[] for _ in range(height - len(rows))]
    whole = [row + [""] * (width - len(row)) for row in rows]
    for (row, column), text in unread.items():
        whole[row][column] = whole[row][column] or text
    return whole


def cell_text(cell: object) -> str:
    """Write the value of a cell as text: whole numbers plain, dates as ``2015-03-05``."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return plain_number(cell)
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
