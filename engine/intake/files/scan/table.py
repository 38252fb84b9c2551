"""A look at one table of an ODS workbook."""

from bisect import bisect_left
from collections.abc import Container, Sequence

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.scan.limits import Tally, broken, large
from qinjian.engine.intake.files.scan.markup import Attributes
from qinjian.engine.intake.files.scan.merged import Merged
from qinjian.engine.intake.files.scan.model import Place, Range, SheetScan
from qinjian.engine.wording.regex import regex

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""What the reader keeps of a table; it drops the rest without a word."""

_TIMES = regex("[1-9][0-9]{0,9}")
_PREFIX = regex(r"^[A-Za-z][\w-]*:(?==)")
_ERROR = regex(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|(Err|错误|錯誤)[:：]\d{3}")
_DEFAULT_STYLE = "table:default-cell-style-name"
_DAYS = {"office:date-value", "office:value"}
_VALUES = {
    "office:value", "office:string-value", "office:date-value", "office:time-value",
    "office:boolean-value",
}  # fmt: skip


class Table:
    """What was seen on a table. Rows and columns count from 0.

    A row or a cell that is repeated takes up room only if there is something in it. Cells of the
    styles ``month_styles`` show no day; one without a style has that of its row or its column.
    """

    def __init__(self, tally: Tally, month_styles: Container[object] = ()) -> None:
        self._month_styles = month_styles
        self._months: set[Place] = set()
        self._month_columns: list[int] = []
        self._declared = 0
        self._row_style: str | None = None
        self.pictures = 0
        self._hidden_rows = 0
        self._is_hidden = self._is_filled = False
        self._tally = tally
        self._flawed: dict[Place, CellText] = {}
        self._ranges: list[Range] = []
        self._merged = Merged()
        self._filled_rows = self._filled_columns = 0
        self._row = self._column = self._rows = 0

    def column(self, attributes: Attributes) -> None:
        """Take in a column, or several that are the same, before the rows.

        Raises:
            RefusedError: ``workbook_broken``.
        """
        first = self._declared
        self._declared += _times(attributes, "table:number-columns-repeated")
        if attributes.get(_DEFAULT_STYLE) in self._month_styles:
            self._month_columns += range(first, min(self._declared, MAX_COLUMNS))

    def start_row(self, attributes: Attributes) -> None:
        """Begin a row, or several that are the same.

        Raises:
            RefusedError: ``workbook_broken``.
        """
        self._rows = _times(attributes, "table:number-rows-repeated")
        self._column = 0
        self._is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        self._is_filled = False
        self._row_style = attributes.get(_DEFAULT_STYLE)

    def end_row(self) -> None:
        """End the row."""
        self._row += self._rows
        if self._is_hidden and self._is_filled:
            self._hidden_rows += self._rows

    def cell(self, attributes: Attributes, text: str) -> None:
        """Take in a cell with the text that it shows.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``.
        """
        columns = _times(attributes, "table:number-columns-repeated")
        valued = attributes.get("office:value-type") == "string" or not _VALUES.isdisjoint(
            attributes
        )
        if valued or text or "table:formula" in attributes:
            self._fill(columns)
            self._is_filled = True
            shown = attributes.get("office:string-value", text)
            self._tally.text(len(shown) * self._rows * columns)
            flaw = _flaw(attributes, text, valued=valued)
            if flaw is not None:
                place = self._row, self._column
                self._tally.flaw(self._flawed, flaw, place, (self._rows, columns))
            self._merge(attributes)
            if not _DAYS.isdisjoint(attributes):
                self._note_months(attributes.get("table:style-name"), columns)
        self._column += columns

    def scan(self) -> SheetScan:
        """Return what was seen.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``.
        """
        self._tally.area(self._filled_rows, self._filled_columns)
        self._merged.check(self._filled_rows, self._filled_columns)
        return SheetScan(
            self._flawed, tuple(self._ranges), self.pictures, self._hidden_rows, self._months
        )

    def _fill(self, columns: int) -> None:
        self._filled_rows = max(self._filled_rows, self._row + self._rows)
        self._filled_columns = max(self._filled_columns, self._column + columns)
        if self._filled_rows > MAX_ROWS or self._filled_columns > MAX_COLUMNS:
            raise large()

    def _note_months(self, style: str | None, columns: int) -> None:
        """Note the places of a cell, which may be repeated, where it shows no day.

        Raises:
            RefusedError: ``workbook_large``.
        """
        own = style or self._row_style
        first, end = self._column, self._column + columns
        shown: Sequence[int] = range(first, end) if own in self._month_styles else ()
        if own is None:
            by_column = self._month_columns
            shown = by_column[bisect_left(by_column, first) : bisect_left(by_column, end)]
        for column in shown:
            for row in range(self._row, self._row + self._rows):
                self._tally.month(self._months, (row, column))

    def _merge(self, attributes: Attributes) -> None:
        rows = _times(attributes, "table:number-rows-spanned")
        columns = _times(attributes, "table:number-columns-spanned")
        if (rows, columns) == (1, 1):
            return
        for row in range(self._row, self._row + (self._rows if rows == 1 else 1)):
            area = row, self._column, row + rows - 1, self._column + columns - 1
            self._merged.add(*area)
            self._ranges.append(area)


def _times(attributes: Attributes, name: str) -> int:
    number = attributes.get(name, "1")
    if not _TIMES.fullmatch(number):
        raise broken()
    return int(number)


def _flaw(attributes: Attributes, text: str, *, valued: bool) -> CellText | None:
    """Return what stands in a cell that the reader would take for empty or misread."""
    formula = attributes.get("table:formula")
    stated = attributes.get("calcext:value-type") == "error"
    if stated or (formula is not None and _ERROR.fullmatch(text)):
        return CellText(text or "#ERROR!", "error")
    if valued:
        return None
    if formula is None:
        return CellText(text, "text")
    return CellText("=" + _PREFIX.sub("", formula).removeprefix("="), "formula")
