"""Rows that are no records: totals, notes, headers and titles that come again."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import cast

from qinjian.engine.intake.amounts import yuan_of
from qinjian.engine.intake.cells import nature
from qinjian.engine.intake.days import day_of
from qinjian.engine.intake.headers import data_file, normalised_header
from qinjian.engine.intake.layout import Layout, is_head

_FIRST_CELLS = 2
_WIDE = 4
_CHINESE = re.compile("[\u4e00-\u9fff]")
_FIGURE = re.compile(r"[-+(]?[¥\d][\d,.]*\)?%?")


@cache
def _spans() -> dict[str, str]:
    """Return the span of rows that each word of a total sums up."""
    words = cast("dict[str, list[str]]", data_file("tables.yaml")["totals"])
    return {normalised_header(word): span for span, listed in words.items() for word in listed}


@cache
def _listed(name: str) -> tuple[str, ...]:
    words = cast("list[str]", data_file("tables.yaml")[name])
    return tuple(map(normalised_header, words))


def total_in(cells: Sequence[str]) -> tuple[str, str] | None:
    """Return the word of a row of totals as it stands, and the span that it sums up."""
    filled = [cell for cell in cells if cell.strip()]
    for cell in filled[:_FIRST_CELLS]:
        word = normalised_header(cell).rstrip(":")
        if word in _spans():
            return cell.strip(), _spans()[word]
        others = [other for other in filled if other is not cell]
        ending = next((end for end in _listed("total_endings") if word.endswith(end)), None)
        if ending and others and all(_is_figure(other) for other in others):
            return cell.strip(), _spans()[normalised_header("小计")]
    return None


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(normalised_header(cell)) is not None


def is_note(cells: Sequence[str], money: Collection[int]) -> bool:
    """Tell whether a row is a note under the table: 制表人：…, with no figure of money."""
    first = next((cell for cell in cells if cell.strip()), "")
    label, colon, _ = normalised_header(first).partition(":")
    if not colon or label not in _listed("notes"):
        return False
    return all(yuan_of(cells[n]) is None for n in money if n < len(cells))


def repeated(cells: Sequence[str], layout: Layout) -> str | None:
    """Tell a row that repeats a header or a title: ``headers``, ``titles`` or None."""
    row = _compared(cells)
    if any(row == _compared(header) for _, header in layout.header_rows):
        return "headers"
    return "titles" if any(row == _compared(title) for _, title in layout.titles) else None


def class_of(cells: Sequence[str], layout: Layout, money: Collection[int]) -> str:
    """Tell what a row is: ``records``, or what is no record.

    ``another`` is the head of another table, ``single`` one cell alone, as a title between rows
    has it. ``money`` are the columns of amounts.
    """
    if is_blank_row(cells):
        return "blank"
    if again := repeated(cells, layout):
        return again
    if total_in(cells):
        return "totals"
    if is_note(cells, money):
        return "notes"
    if is_head(cells):
        return "another"
    return "single" if len(layout.headers) >= _WIDE and _is_title(cells) else "records"


def _is_title(cells: Sequence[str]) -> bool:
    """Tell whether a row holds one cell alone, with Chinese words that are no figure or day."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) != 1 or not _CHINESE.search(filled[0]):
        return False
    return yuan_of(filled[0]) is None and day_of(filled[0]) is None


def is_blank_row(cells: Sequence[str]) -> bool:
    """Tell whether a row holds nothing of its own; a value merged from above is none."""
    return not any(cell.strip() and nature(cell) != "merged" for cell in cells)


def _compared(cells: Sequence[str]) -> tuple[str, ...]:
    words = [normalised_header(cell) for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


@dataclass(frozen=True)
class StatedTotal:
    """A row of totals: what it states and what the rows make, in yuan.

    ``stated`` is None if it cannot be read; ``open_rows`` are the rows of its span whose amount
    cannot be read or is blank.
    """

    row: int
    label: str
    stated: Decimal | None
    found: Decimal
    open_rows: int

    def differs(self) -> bool | None:
        """Tell whether they differ, None if that cannot be told."""
        if self.stated is None or (self.open_rows and self.stated != self.found):
            return None
        return self.stated != self.found


@dataclass
class RunningSums:
    """Sums of the amounts of rows, by the span that a total sums up."""

    _sums: dict[str, Decimal] = field(
        default_factory=lambda: dict.fromkeys(_all_spans(), Decimal(0))
    )
    _open: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_all_spans(), 0))

    def add(self, yuan: Decimal | None) -> None:
        """Add the amount of one row."""
        for span in self._sums:
            if yuan is None:
                self._open[span] += 1
            else:
                self._sums[span] += yuan

    def compare(self, row: int, label: str, span: str, stated: Decimal | None) -> StatedTotal:
        """Hold a row of totals against the rows of its span, which then begins anew."""
        total = StatedTotal(row, label, stated, self._sums[span], self._open[span])
        if span != "from_start":
            self._sums[span], self._open[span] = Decimal(0), 0
        return total


def _all_spans() -> list[str]:
    return list(dict.fromkeys(_spans().values()))


def is_no_table(sheet: str) -> bool:
    """Tell whether a sheet is by its name one of instructions or a cover."""
    return normalised_header(sheet) in _listed("sheets_ignored")
