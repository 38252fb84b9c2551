"""What the rows under the headers of a table are: records, totals, notes, titles, headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.tables.headers import is_a_header, normalised_header
from qinjian.engine.intake.tables.layout import Layout, is_head
from qinjian.engine.intake.tables.money_units import is_unit
from qinjian.engine.intake.tables.totals import APART, spans
from qinjian.engine.intake.values.amounts import yuan_of
from qinjian.engine.wording.regex import regex

RowClass = Literal[
    "records", "unlabelled", "totals", "notes", "headers", "units", "titles", "single", "blank",
    "another",
]  # fmt: skip
"""``another`` is the head of another table, ``single`` one cell of words alone, ``units`` a row
of units under the headers, ``unlabelled`` figures without anything that says whose they are."""

_WIDE = 4
_LABELS = 3
_ENTRY = 3
_NUMBERED = 3
_CHINESE = regex("[\u4e00-\u9fff]")
_FIGURE = regex(r"[-+(]?[¥\d][\d,.]*\)?(?:万?元|[人天晚次笔张份]|%)?|[-—/]+")
_AFTER_TOTAL = regex(r"(?:\([^()]*\)|金额|数额?|数)?(?:共?\d+[笔张份条项人])?(?:[:→].*)?")
_BEFORE_TOTAL = regex(
    r"(?:(?:19|20)\d{2}年(?:度)?)?(?:(?:第?[1-4一二三四]季度?|\d{1,2}月份?|[上下]半年|[一二三四五六七八九十]{1,3}月份?)"
    r"(?:至\d{1,2}月)?|本(?:月|季度?|年度?|页|期|次|周)|以上|全[年月]|年度|月度|各项|当[月年日])?"
)
"""The period that a word of a total may have before it: 3月合计, 2017年合计, 本季累计."""
_PART_OF = ("其中", "其中:")
_COUNTED = regex(r"共?\d+[笔张份条项人]")
"""A number of entries: at the end of a table a label, among words what is attached to an entry."""
_COLUMN_LETTERS = ["栏次", "甲", "乙", "丙", "丁", "戊"]


@cache
def _listed(name: str) -> tuple[str, ...]:
    words = cast("list[str]", data_file("tables.yaml")[name])
    return tuple(map(normalised_header, words))


def is_no_table(sheet: str) -> bool:
    """Tell whether a sheet is by its name one of instructions or a cover."""
    return normalised_header(sheet) in _listed("sheets_ignored")


def is_blank_row(cells: Sequence[str]) -> bool:
    """Tell whether a row holds nothing of its own; a value merged from above is none."""
    return not any(_own(cells))


def _own(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    """List the filled cells of a row with their columns, without what is merged from above."""
    for column, cell in enumerate(cells):
        if cell.strip() and (type(cell) is str or nature(cell) != "merged"):
            yield column, cell


@dataclass(frozen=True)
class RowClasses:
    """Tells rows of one table apart. ``figures`` are the columns that hold figures."""

    layout: Layout
    figures: frozenset[int]

    def of(self, cells: Sequence[str], *, first: bool) -> RowClass:
        """Tell what a row is; the ``first`` under the headers may belong to them."""
        own = list(_own(cells))
        if not own:
            return "blank"
        if again := self._repeated(cells):
            return again
        if first and _is_numbering([cell for _, cell in own]):
            return "headers"
        if first and all(_is_unit_cell(cell) for _, cell in own):
            return "units"
        if self.total(cells):
            return "totals"
        if self._is_note(own):
            return "notes"
        if is_head(cells):
            return "another"
        if len(self.layout.headers) >= _WIDE and _is_title(own):
            return "single"
        return "unlabelled" if self._is_unlabelled(own) else "records"

    def _repeated(self, cells: Sequence[str]) -> Literal["headers", "titles"] | None:
        """Tell a row that repeats a header or a title."""
        row = _compared(cells)
        if any(row == _compared(header) for _, header in self.layout.header_rows):
            return "headers"
        return "titles" if any(row == _compared(title) for _, title in self.layout.titles) else None

    def total(self, cells: Sequence[str]) -> tuple[str, str] | None:
        """Return the word of a row of totals as it stands, and the span that it sums up."""
        own = list(_own(cells))
        for column, cell in own:
            word = _total_word(cell)
            span = _span_of(word)
            unsure = span == APART or _COUNTED.fullmatch(word)
            if span and not (unsure and self._is_entry(own)):
                return cell.strip(), span
            if not word.endswith(_listed("total_endings")) and not word.startswith(_PART_OF):
                continue
            others = [other for other in own if other[0] != column]
            if others and all(map(self._is_figure, others)):
                apart = word.startswith(_PART_OF)
                return cell.strip(), APART if apart else spans()[normalised_header("小计")]
        return None

    def _is_entry(self, own: Sequence[tuple[int, str]]) -> bool:
        """Tell a row with words of its own beside the label: an entry of what was carried over."""
        return sum(not self._is_figure(cell) for cell in own) >= _ENTRY

    def _is_figure(self, cell: tuple[int, str]) -> bool:
        """Tell whether a cell is a figure in a column of figures: no day, no number of a claim."""
        return cell[0] in self.figures and bool(_FIGURE.fullmatch(normalised_header(cell[1])))

    def _is_note(self, own: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a row is a note under the table (制表人：…), without a figure."""
        words = re.split(r"[:：\s(（]", own[0][1].strip(), maxsplit=1)
        if len(words) == 1 or normalised_header(words[0]) not in _listed("notes"):
            return False
        return all(column not in self.figures or yuan_of(cell) is None for column, cell in own)

    def _is_unlabelled(self, own: Sequence[tuple[int, str]]) -> bool:
        """Tell whether only figures are there, where columns could say whose they are."""
        named = {number for number, header in enumerate(self.layout.headers) if header}
        return len(named - self.figures) >= _LABELS and all(map(self._is_figure, own))


@lru_cache(maxsize=4096)
def _total_word(cell: str) -> str:
    word = normalised_header(cell).strip(":“”\"'→-=* ")
    enclosed = re.fullmatch(r"[(\[〔【](.+)[)\]〕】]", word)
    return enclosed[1] if enclosed else word


@lru_cache(maxsize=4096)
def _span_of(word: str) -> str | None:
    """Return the span of a word of totals, with a period before it or something behind it.

    3月合计, 合计(元), 合计3笔.
    """
    if word in spans():
        return spans()[word]
    before = _BEFORE_TOTAL.match(word)
    start = before.end() if before else 0
    for begin in dict.fromkeys((0, start)):
        for total, span in spans().items():
            end = begin + len(total)
            if word.startswith(total, begin) and _AFTER_TOTAL.fullmatch(word, end):
                return _span_with(word[:begin], span)
    return None


def _span_with(period: str, span: str) -> str:
    """Return what a total of a period sums up: one of a month or half-year begins anew after it."""
    if not period or span == APART:
        return span
    months = any(word in period for word in ("月", "季", "周", "日", "半年"))
    whole = any(word in period for word in ("年", "全", "以上"))
    if months and "累计" not in period:
        return spans()[normalised_header("本月合计")]
    return spans()[normalised_header("合计")] if whole else span


def is_label(text: str) -> bool:
    """Tell whether a text may be a label of a row that is no record, or a header."""
    word = _total_word(text)
    if not word:
        return False
    if _span_of(word) or word.endswith(_listed("total_endings")) or word.startswith(_PART_OF):
        return True
    start = normalised_header(re.split(r"[:：\s(（]", text.strip(), maxsplit=1)[0])
    return start in _notes() or is_a_header(text) or _is_unit_cell(text)


def likely_labels(texts: Sequence[str]) -> list[str]:
    """Return those of many texts that may be labels, told for all of them at once.

    A text with a figure in it is none unless it has a word of totals or notes.
    """
    lines = "\n".join(text for text in texts if "\n" not in text)
    broken = [text for text in texts if "\n" in text]
    return [*_without_figures().findall(lines), *_possible_total().findall(lines), *broken]


@cache
def _without_figures() -> re.Pattern[str]:
    return re.compile(r"^[^\d\n]+$", re.MULTILINE)


@cache
def _possible_total() -> re.Pattern[str]:
    """Return what finds the lines with a figure and any word of totals or notes."""
    words = {*spans(), *_listed("total_endings"), "其中", "栏次"}
    at_start = "|".join(map(re.escape, sorted({*_notes(), *(w for w in words if len(w) == 1)})))
    anywhere = "|".join(re.escape(word) for word in sorted(words) if len(word) > 1)
    return re.compile(
        rf"^(?=[^\n]*\d)(?:\s*(?:{at_start})[^\n]*|[^\n]*?(?:{anywhere})[^\n]*)$",
        re.MULTILINE | re.IGNORECASE,
    )


@cache
def _notes() -> frozenset[str]:
    return frozenset(_listed("notes"))


def _is_numbering(cells: Sequence[str]) -> bool:
    """Tell a row that numbers the columns: 栏次, 甲, 乙, 1, 2, 3."""
    words = [normalised_header(cell) for cell in cells]
    while words and words[0] in _COLUMN_LETTERS:
        words.pop(0)
    return len(cells) >= _NUMBERED and words == [str(n) for n in range(1, len(words) + 1)]


def _is_unit_cell(cell: str) -> bool:
    return is_unit(normalised_header(cell).strip("()"))


def _is_title(own: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a row holds one cell alone, with Chinese words that are no amount."""
    if len(own) != 1:
        return False
    cell = own[0][1]
    return _CHINESE.search(cell) is not None and yuan_of(cell) is None


def _compared(cells: Sequence[str]) -> tuple[str, ...]:
    words = [normalised_header(cell) for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)
