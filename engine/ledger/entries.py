"""Reading a ledger back: what people entered in it, cell by cell."""

import datetime as dt
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from qinjian.engine.ledger.columns import GONE, LEADS, NOTE, PROBLEMS, Column
from qinjian.engine.ledger.recognise import (
    FINGERPRINT,
    columns_of,
    extra_column,
    plain,
    sheet_of,
)
from qinjian.engine.ledger.sheets import Cell
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.wording.regex import regex

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as Read
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 200_000_000
"""A ledger that is larger is none: it is read into memory."""

_HEAD_WITHIN = 20
"""Rows from the top among which the head of a table stands."""

_ESCAPED = regex(r"_x(00[01][0-9A-Fa-f]|005F(?=_x[0-9A-Fa-f]{4}_))_")
"""How a workbook writes a control character, and a low line before what looks like one."""

_NOTES = "批注"
"""The column that takes up comments on cells, which a new workbook has not."""

_COLUMNS = {"leads": LEADS, "problems": PROBLEMS, "gone": GONE}

Entry = dict[str, Cell]
"""The filled cells of a row by the key of their column."""


@dataclass
class Table:
    """The rows of a sheet and of those that continue it, by fingerprint.

    ``own`` are rows without one, which people added; ``extra`` the columns that they added.
    """

    rows: dict[str, Entry] = field(default_factory=dict)
    own: list[Entry] = field(default_factory=list)
    extra: dict[str, Column] = field(default_factory=dict)


@dataclass
class Ledger:
    """What a workbook holds; ``others`` are sheets that people added, by their titles."""

    leads: Table = field(default_factory=Table)
    problems: Table = field(default_factory=Table)
    gone: Table = field(default_factory=Table)
    others: dict[str, list[list[Cell | None]]] = field(default_factory=dict)


def read_ledger(path: Path) -> Ledger:
    """Read a ledger.

    Raises:
        QinjianError: ``ledger_unreadable``, ``ledger_no_fingerprint``, ``fingerprint_twice``.
    """
    book, computed = _opened(path), None
    if any(cell.data_type == "f" for sheet in book.worksheets for cell in _cells(sheet)):
        computed = _opened(path, results=True)
    sheets = [
        _Values(sheet, None if computed is None else computed[sheet.title])
        for sheet in book.worksheets
    ]
    keys = [sheet_of(sheet.title) for sheet in sheets]
    if "leads" not in keys:
        # Somebody gave it another name.
        renamed = [n for n, key in enumerate(keys) if key is None and _head_of(sheets[n])]
        if not renamed:
            raise QinjianError(Problem("ledger_no_fingerprint", Position(file=path.as_posix())))
        keys[renamed[0]] = "leads"
    ledger = Ledger()
    for sheet, key in zip(sheets, keys, strict=True):
        if key in _COLUMNS:
            _read_table(sheet, key, getattr(ledger, key), path)
        elif key is None or sheet.has_more():
            title = sheet.title if key is None else _earlier(sheet.title, book.sheetnames)
            ledger.others[title] = [sheet.row(number) for number in sheet.numbers()]
    _refuse_in_both(ledger, path)
    return ledger


def _earlier(title: str, taken: Sequence[str]) -> str:
    """Name what is kept of a sheet of the program, which is written anew."""
    names = (f"{title[:24]}（旧{number or ''}）" for number in count())
    return next(name for name in names if name not in taken)


def _opened(path: Path, *, results: bool = False) -> "Workbook":
    import openpyxl  # noqa: PLC0415 - only what reads a ledger pays for it

    try:
        if path.stat().st_size > MOST_BYTES:
            raise OSError(f"{path.stat().st_size} > {MOST_BYTES}")  # noqa: TRY301
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not keep: nothing of it is written
            return openpyxl.load_workbook(path, data_only=results)
    except Exception as error:  # noqa: BLE001 - a broken workbook may raise anything
        reason = (
            isinstance(error, OSError) and error.strerror
        ) or f"{type(error).__name__}: {error}"
        where = Position(file=path.as_posix())
        raise QinjianError(Problem("ledger_unreadable", where, {"reason": reason})) from None


def _cells(sheet: "Worksheet") -> Iterator["Read"]:
    return (cell for row in sheet.iter_rows() for cell in row)  # type: ignore[misc]


class _Values:
    """The cells of a sheet; a formula gives what was computed, or itself where nothing was."""

    def __init__(self, sheet: "Worksheet", computed: "Worksheet | None") -> None:
        self._rows = list(sheet.iter_rows())
        self._computed = computed
        self._filtered = sheet.auto_filter.ref
        self.title = sheet.title

    def numbers(self) -> range:
        return range(1, len(self._rows) + 1)

    def row(self, number: int) -> list[Cell | None]:
        return [self._cell(cell) for cell in self._rows[number - 1]]  # type: ignore[arg-type]

    def has_more(self) -> bool:
        """Tell whether something stands beside or below the table that the program wrote."""
        from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415

        bounds = range_boundaries(self._filtered) if self._filtered else (1, 1, 0, 0)
        last_column, last_row = bounds[2] or 0, bounds[3] or 0
        return any(
            cell.value is not None
            for number, row in enumerate(self._rows, start=1)
            for cell in (row if number > last_row else row[last_column:])
        )

    def notes(self, number: int) -> str:
        """Return the comments on the cells of a row."""
        texts = (cell.comment.text for cell in self._rows[number - 1] if cell.comment)
        return "\n".join(texts)

    def _cell(self, cell: "Read") -> Cell | None:
        value: object = cell.value
        if cell.data_type == "f":
            found = None if self._computed is None else self._computed[cell.coordinate].value
            value = found if found is not None else _formula(value)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        known = isinstance(value, bool | int | float | str | dt.date | dt.time | dt.timedelta)
        return Cell(value if known else str(value), cell.number_format or "General")


def _formula(value: object) -> str:
    """Write a formula as text; that of an array is an object."""
    return str(getattr(value, "text", value))


def _head_of(values: _Values) -> int | None:
    """Return the row of the head: the first that has a column of fingerprints."""
    return next((n for n in values.numbers()[:_HEAD_WITHIN] if _is_head(values.row(n))), None)


def _read_table(values: _Values, key: str, table: Table, path: Path) -> None:
    """Add the rows of a sheet to a table.

    Raises:
        QinjianError: ``ledger_no_fingerprint``, unless the sheet is empty; ``fingerprint_twice``.
    """
    head = _head_of(values)
    if head is None:
        if key != "leads" and not any(any(values.row(number)) for number in values.numbers()):
            return
        where = Position(file=path.as_posix(), sheet=values.title)
        raise QinjianError(Problem("ledger_no_fingerprint", where))
    headers = [None if cell is None else cell.value for cell in values.row(head)]
    columns = columns_of(headers, _COLUMNS[key])
    table.extra.update({one.key: one for one in columns if one is not None and one.extra})
    for number in values.numbers()[head:]:
        entry, mark = _entry(values, number, columns, table)
        if mark and mark in table.rows:
            where = Position(file=path.as_posix(), sheet=values.title, row=number)
            raise QinjianError(Problem("fingerprint_twice", where, {"value": mark}))
        if mark:
            table.rows[mark] = entry
        elif entry and not _is_note(entry):
            table.own.append(entry)


def _is_head(row: Sequence[Cell | None]) -> bool:
    columns = columns_of([None if cell is None else cell.value for cell in row], LEADS)
    return any(column is not None and column.key == FINGERPRINT for column in columns)


def _entry(
    values: _Values, number: int, columns: Sequence[Column | None], table: Table
) -> tuple[Entry, str]:
    """Return the filled cells of a row and its fingerprint; cells without a header are extra."""
    entry: Entry = {}
    for place, cell in enumerate(values.row(number)):
        if cell is None:
            continue
        column = columns[place] if place < len(columns) else None
        if column is None:
            column = Column(f"+{place} ", "", "", width=20, people=True, extra=True)
            table.extra[column.key] = column
        entry[column.key] = cell
    if notes := values.notes(number):
        column = extra_column(_NOTES, ())
        table.extra.setdefault(column.key, column)
        before = entry.get(column.key)
        text = notes if before is None else f"{before.value}\n{notes}"
        entry[column.key] = Cell(text, "@")
    mark = entry.get(FINGERPRINT)
    return entry, "" if mark is None else plain(mark.value)


def _is_note(entry: Entry) -> bool:
    """Tell whether a row is the words that the program puts where there is no row."""
    return [cell.value for cell in entry.values()] in [[words] for words in NOTE]


def _refuse_in_both(ledger: Ledger, path: Path) -> None:
    """Refuse a ledger in which a lead is both there and gone: which row is right is not known."""
    for mark in ledger.leads.rows:
        if mark in ledger.gone.rows:
            where = Position(file=path.as_posix())
            raise QinjianError(Problem("fingerprint_twice", where, {"value": mark}))
