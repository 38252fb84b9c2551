"""A look at one sheet of an XLSX workbook."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.scan import markup
from qinjian.engine.intake.files.scan.limits import Tally, broken
from qinjian.engine.intake.files.scan.markup import Attributes
from qinjian.engine.intake.files.scan.merged import Merged
from qinjian.engine.intake.files.scan.model import Place
from qinjian.engine.wording.regex import regex

_PLACE = regex(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = regex(_PLACE.pattern + "(?::" + _PLACE.pattern + ")?")
_TRUE = ("1", "true")
_NUMBERS = (None, "n", "d")
_PICTURE_IN_CELL = "DISPIMG("
"""The function of WPS that shows a picture in a cell."""


class Worksheet:
    """What was seen on a sheet. Rows and columns count from 0."""

    def __init__(
        self, lengths: Sequence[int], tally: Tally, month_styles: AbstractSet[str] = frozenset()
    ) -> None:
        self.flawed: dict[Place, CellText] = {}
        self.months: set[Place] = set()
        self.pictures = self.hidden_rows = 0
        self._month_styles = month_styles
        self._is_hidden = self._is_filled = False
        self._lengths = lengths
        self._tally = tally
        self._merged = Merged()
        self._filled = self._rows = self._columns = 0
        self._row = self._column = 0
        self._place = (0, 0)
        self._kind: str | None = None
        self._is_month = False
        self._formula: str | None = None
        self._valued = False
        self._pieces: list[str] = []
        self._letters: dict[str, int] = {}

    def read(self, chunks: Iterable[bytes]) -> None:
        """Go over the part of the sheet.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``.
        """
        starts: dict[str, markup.Start] = {
            "row": self._start_row, "c": self._start_cell, "f": self._start_formula,
            "v": self._start_value, "is": self._start_value, "mergeCell": self._merge,
        }  # fmt: skip
        ends = {"row": self._end_row, "c": self._end_cell, "f": self._end_formula}
        markup.read(chunks, starts, ends, self._pieces)
        self._tally.area(self._rows, self._columns, self._filled)
        self._merged.check(self._rows, self._columns)

    def _start_row(self, attributes: Attributes) -> None:
        self._pieces.clear()
        if number := attributes.get("r"):
            self._row = int(number) - 1
        self._column = 0
        self._is_hidden = attributes.get("hidden") in _TRUE
        self._is_filled = False

    def _end_row(self) -> None:
        self._row += 1
        self.hidden_rows += self._is_hidden and self._is_filled

    def _start_cell(self, attributes: Attributes) -> None:
        if reference := attributes.get("r"):
            place = _PLACE.fullmatch(reference)
            if not place:
                raise broken()
            self._place = int(place[2]) - 1, self._number(place[1])
            self._column = self._place[1]
        else:
            self._place = self._row, self._column
        self._column += 1
        self._kind = attributes.get("t")
        self._is_month = attributes.get("s") in self._month_styles
        self._formula, self._valued = None, False
        self._pieces.clear()

    def _start_formula(self, _: Attributes) -> None:
        self._pieces.clear()

    def _end_formula(self) -> None:
        self._formula = "".join(self._pieces)
        self._pieces.clear()

    def _start_value(self, _: Attributes) -> None:
        self._valued = True
        self._pieces.clear()

    def _end_cell(self) -> None:
        if not self._valued and self._formula is None:
            return
        self._filled += 1
        self._is_filled = True
        row, column = self._place
        self._rows = max(self._rows, row + 1)
        self._columns = max(self._columns, column + 1)
        if self._formula is not None or self._kind is not None:
            self._look("".join(self._pieces).strip())
        if self._is_month and self._kind in _NUMBERS:
            self._tally.month(self.months, self._place)

    def _look(self, text: str) -> None:
        """Take in a cell that is more than a number."""
        if self._kind == "s":
            self._tally.text(self._lengths[int(text)] if text else 0)
        else:
            self._tally.text(len(text))
        if self._formula is not None:
            self.pictures += _PICTURE_IN_CELL in self._formula
            # The empty text that a formula comes to is a value.
            if not (self._valued if self._kind == "str" else text):
                self._flaw(CellText("=" + self._formula, "formula"))
                return
        if self._kind == "e":
            self._flaw(CellText(text or "#ERROR!", "error"))

    def _flaw(self, cell: CellText) -> None:
        self._tally.flaw(self.flawed, cell, self._place)

    def _merge(self, attributes: Attributes) -> None:
        corners = _RANGE.fullmatch(attributes.get("ref", ""))
        if not corners:
            raise broken()
        first = int(corners[2]) - 1, self._number(corners[1])
        last = (int(corners[4]) - 1, self._number(corners[3])) if corners[3] else first
        self._merged.add(*first, *last)

    def _number(self, letters: str) -> int:
        """Return the number of a column, A being 0."""
        number = self._letters.get(letters)
        if number is None:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - ord("A") + 1
            number -= 1
            self._letters[letters] = number
        return number
