"""XML Spreadsheet 2003: workbooks that many systems write as text, under the ending .xls."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.grid import MAX_COLUMNS, MAX_ROWS, Budget, Grid, TooLargeError
from qinjian.engine.intake.files.scan import markup
from qinjian.engine.intake.files.scan.limits import broken, large, refusals
from qinjian.engine.intake.files.scan.markup import Attributes
from qinjian.engine.intake.files.workbook import cell_text
from qinjian.engine.wording.regex import regex

_PIECE = 1 << 16
_WHOLE = regex(r"-?\d+")
_FIGURE = regex(r"-?\d+\.\d{1,13}")
_EXACT_DIGITS = 15
_MOMENT = regex(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?")
_DECLARATION = regex(r"^\s*<\?xml[^>]*\?>")
_TIMES = regex(r"[0-9]{1,7}")


@dataclass
class XmlSheet:
    """One sheet: its name, whether it is hidden, and its table."""

    name: str
    hidden: bool = False
    grid: Grid = field(default_factory=Grid)


def xml_sheets(text: str, file: str) -> list[XmlSheet]:
    """Read the sheets of a workbook.

    Raises:
        QinjianError: ``workbook_broken``, ``workbook_large``.
    """
    with refusals(file):
        book = _Book()
        book.read(_DECLARATION.sub("", text))
        return book.sheets


class _Book:
    """The sheets as they are read."""

    def __init__(self) -> None:
        self.sheets: list[XmlSheet] = []
        self._budget = Budget()
        self._pieces: list[str] = []
        self._cell: Attributes | None = None
        self._type = ""
        self._aside = False
        self._text: str | None = None

    def read(self, text: str) -> None:
        starts: dict[str, markup.Start] = {
            "Worksheet": self._start_sheet, "Row": self._start_row, "Cell": self._start_cell,
            "Data": self._start_data, "Comment": self._start_comment,
            "Visible": self._start_visible,
        }  # fmt: skip
        ends: dict[str, markup.End] = {
            "Row": self._end_row, "Cell": self._end_cell, "Data": self._end_data,
            "Comment": self._end_comment, "Visible": self._end_visible,
        }  # fmt: skip
        try:
            markup.read(_encoded(text), starts, ends, self._pieces)
        except TooLargeError:
            raise large() from None

    def _start_sheet(self, attributes: Attributes) -> None:
        name = _attribute(attributes, "Name") or f"Sheet{len(self.sheets) + 1}"
        self.sheets.append(XmlSheet(name, grid=Grid(self._budget)))

    def _grid(self) -> Grid:
        if not self.sheets:
            raise broken()
        return self.sheets[-1].grid

    def _start_row(self, attributes: Attributes) -> None:
        self._pieces.clear()
        hidden = _attribute(attributes, "Hidden") == "1"
        self._grid().start_row(_times(attributes, "Index", MAX_ROWS), hidden=hidden)

    def _end_row(self) -> None:
        self._grid().end_row()

    def _start_cell(self, attributes: Attributes) -> None:
        self._pieces.clear()
        self._cell, self._text = attributes, None

    def _end_cell(self) -> None:
        if self._cell is None:
            raise broken()
        about = self._cell
        formula = _attribute(about, "Formula")
        if self._text is None:
            text = CellText(formula, "formula") if formula else ""
        else:
            text = _written(self._text, self._type)
        self._grid().cell(
            text,
            rows=(_times(about, "MergeDown", MAX_ROWS) or 0) + 1,
            columns=(_times(about, "MergeAcross", MAX_COLUMNS) or 0) + 1,
            number=_times(about, "Index", MAX_COLUMNS),
        )
        self._cell = None

    def _start_data(self, attributes: Attributes) -> None:
        self._pieces.clear()
        if self._text is None and not self._aside:
            self._type = _attribute(attributes, "Type") or "String"

    def _end_data(self) -> None:
        # The text of a comment on the cell is Data too, and comes behind its value.
        if self._cell is not None and self._text is None and not self._aside:
            self._text = "".join(self._pieces)
        self._pieces.clear()

    def _start_comment(self, _: Attributes) -> None:
        self._aside = True

    def _end_comment(self) -> None:
        self._aside = False
        self._pieces.clear()

    def _start_visible(self, _: Attributes) -> None:
        self._pieces.clear()

    def _end_visible(self) -> None:
        if self.sheets and "".join(self._pieces).strip().startswith("Sheet"):
            self.sheets[-1].hidden = True
        self._pieces.clear()


def _encoded(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE].encode("utf-8", "replace")


def _attribute(attributes: Attributes, name: str) -> str | None:
    """Return an attribute, whatever its prefix is."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return None


def _times(attributes: Attributes, name: str, most: int) -> int | None:
    number = _attribute(attributes, name)
    if number is None:
        return None
    if not _TIMES.fullmatch(number) or int(number) > most:
        raise broken()
    return int(number) or None


def _written(text: str, type_: str) -> str:
    """Write a value as the cell of a workbook would be."""
    match type_:
        case "Number":
            return _number(text.strip())
        case "DateTime" if found := _MOMENT.fullmatch(text.strip()):
            if found[1].startswith("1899-12-3"):  # a time of day alone
                return found[2]
            return found[1] if found[2] == "00:00:00" else f"{found[1]} {found[2]}"
        case "Boolean":
            return "true" if text.strip() in ("1", "true") else "false"
        case "Error":
            return CellText(text.strip() or "#ERROR!", "error")
        case _:
            return text


def _number(text: str) -> str:
    """Write a number: as it stands if it is plain, else through what a double keeps of it."""
    digits = sum(character.isdigit() for character in text)
    if _WHOLE.fullmatch(text) or (_FIGURE.fullmatch(text) and digits <= _EXACT_DIGITS):
        return CellText(text, "number")
    try:
        number = float(text)
    except ValueError:
        return text
    return cell_text(number) if math.isfinite(number) else text
