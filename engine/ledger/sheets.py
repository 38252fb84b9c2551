"""Writing tables into a workbook: each value as what it is, and no text as anything else."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from qinjian.engine.ledger.columns import CHOICES, Column, Sort, sheet_name
from qinjian.engine.wording import Language, Wording, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Rows of a sheet, its head among them."""

MOST_LINKS = 65_530
"""Links of a sheet."""

MOST_CHARACTERS = 32_767
"""UTF-16 units in a cell."""

DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""

_A4 = 9
_READABLE = 240
"""Characters across a printed page that can still be read."""

_LINE = 15
"""Height of a line in points."""

_MOST_LINES = 12
_CENTS = 2
_FIRST_DAY = dt.date(1901, 1, 1)
"""Spreadsheets count a day too many before March 1900, and none before that year."""

_WORDS: Wording = {
    "cut": ("……（过长，全文见 JSON 报告）", "… (cut: the JSON report has it all)"),
    "page": ("第 &P 页，共 &N 页", "Page &P of &N"),
}
_FORMATS: dict[Sort, str] = {
    "text": "@",
    "money": "#,##0.00",
    "number": "0",
    "date": "yyyy-mm-dd",
}


@dataclass(frozen=True)
class Cell:
    """A cell that people filled: its value and its number format."""

    value: object
    number_format: str


@dataclass(frozen=True)
class Link:
    """A text that leads to a place of a file; ``address`` is made by the program alone."""

    text: str
    address: str


Row = Mapping[str, object]
"""Values by the key of their column."""


class Sheets:
    """Writes the sheets of one workbook, row by row. Text stays text, exact money a number."""

    def __init__(self, book: "Workbook", language: Language, most_rows: int = MOST_ROWS) -> None:
        self.book, self.language = book, language
        self._most_rows = most_rows
        self._formats: dict[str, Format] = {}
        self._head = {
            people: book.add_format(
                {
                    "bold": True, "text_wrap": True, "valign": "vcenter", "border": 1,
                    "bg_color": "#FFF2CC" if people else "#D9E1F2",
                }
            )
            for people in (False, True)
        }  # fmt: skip

    def table(self, key: str, columns: Sequence[Column], rows: Iterable[Row]) -> "Worksheet":
        """Write a table to a sheet, and to more of them where one does not hold it."""
        first = sheet = self._sheet(sheet_name(key, self.language), columns)
        row = links = 0
        pages = count(2)
        for values in rows:
            if row + 1 == self._most_rows:
                self._finish(sheet, columns, row)
                sheet = self._sheet(sheet_name(key, self.language, next(pages)), columns)
                row = links = 0
            row += 1
            sheet.set_row(row, _height(values, columns))
            for column, known in enumerate(columns):
                value = values.get(known.key)
                if isinstance(value, Link) and links < MOST_LINKS:
                    links += 1
                    form = self.format(_FORMATS["text"], link=True)
                    sheet.write_url(row, column, value.address, form, self.fitting(value.text))
                else:
                    self._write(sheet, (row, column), value, known.sort)
        self._finish(sheet, columns, row)
        return first

    def copy(self, title: str, rows: Iterable[Sequence[Cell | None]]) -> None:
        """Write a sheet that people added: its values where they stood."""
        sheet = self.book.add_worksheet(title)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._write(sheet, (row, column), cell)

    def format(self, code: str, *, link: bool = False) -> "Format":
        """Return the format of cells with a number format; each is made once."""
        key = f"link {code}" if link else code
        if key not in self._formats:
            look: dict[str, object] = {"num_format": code, "text_wrap": True, "valign": "top"}
            if link:
                look |= {"font_color": "#0563C1", "underline": 1}
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def fitting(self, text: str) -> str:
        """Cut a text that a cell cannot hold, and say so in it."""
        if _length(text) <= MOST_CHARACTERS:
            return text
        mark = say(_WORDS, "cut", self.language)
        room = 2 * (MOST_CHARACTERS - _length(mark))
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark

    def _sheet(self, name: str, columns: Sequence[Column]) -> "Worksheet":
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        across = -(-sum(column.width for column in columns) // _READABLE)
        sheet.fit_to_pages(across, 0)
        sheet.repeat_rows(0)
        if across > 1:
            sheet.repeat_columns(0)
            sheet.print_across()
        sheet.set_row(0, 2 * _LINE)
        sheet.set_footer(f"&L&A&R{say(_WORDS, 'page', self.language)}")
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width, self.format(_FORMATS[column.sort]))
        for number, column in enumerate(columns):
            header = self.fitting(column.header(self.language))
            sheet.write_string(0, number, header, self._head[column.people or column.extra])
        return sheet

    def _finish(self, sheet: "Worksheet", columns: Sequence[Column], rows: int) -> None:
        """Add what needs to know how many rows there are."""
        last = max(rows, 1)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        for number, column in enumerate(columns):
            if column.choices:
                source = [say(CHOICES[column.key], one, self.language) for one in column.choices]
                rule = {"validate": "list", "source": source, "error_type": "warning"}
                sheet.data_validation(1, number, last, number, rule)

    def _write(
        self, sheet: "Worksheet", at: tuple[int, int], value: object, sort: Sort = "text"
    ) -> None:
        code = _FORMATS[sort]
        if isinstance(value, Cell):
            code = value.number_format
            value = value.value
        if isinstance(value, str) and sort == "date":
            value = _day(value)
        if code == _FORMATS["text"] and isinstance(value, int | Decimal):
            code = _FORMATS["money" if isinstance(value, Decimal) else "number"]
        form = self.format(code)
        match value:
            case None | "":
                return
            case bool():
                sheet.write_boolean(*at, value, form)
            case Decimal() if not _is_kept(value):
                sheet.write_string(*at, f"{value:f}", self.format("@"))
            case int() if abs(value) >= 10**DIGITS:
                sheet.write_string(*at, str(value), self.format("@"))
            case int() | float() | Decimal():
                sheet.write_number(*at, value, form)
            case dt.date() | dt.time() | dt.timedelta():
                sheet.write_datetime(*at, value, form)
            case _:
                text = value.text if isinstance(value, Link) else str(value)
                sheet.write_string(*at, self.fitting(text), self.format("@"))


def _height(values: Row, columns: Sequence[Column]) -> int | None:
    """Return the height of a row in points, where it takes several lines: not all programs tell."""
    lines = max(_lines(values.get(column.key), column.width) for column in columns)
    return None if lines == 1 else _LINE * min(lines, _MOST_LINES)


def _lines(value: object, width: int) -> int:
    value = value.value if isinstance(value, Cell) else value
    if not isinstance(value, str):
        return 1
    # In this encoding a character takes as many bytes as it is wide.
    return sum(
        -(-len(line.encode("gb18030", "replace")) // width) or 1 for line in value.split("\n")
    )


def money(amount: str | None) -> Decimal | str | None:
    """Return an amount of a report as a figure; what is none as it is written."""
    if amount is None:
        return None
    whole, _, cents = amount.removeprefix("-").partition(".")
    plain = f"{whole}{cents}".isascii() and f"{whole}{cents}".isdigit()
    return Decimal(amount) if plain else amount


def _is_kept(amount: Decimal) -> bool:
    """Tell whether a spreadsheet shows an amount to the cent, and keeps all of its digits."""
    _, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and -_CENTS <= exponent <= 0 and len(digits) <= DIGITS


def _day(text: str) -> dt.date | str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return day if day >= _FIRST_DAY else text


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
