"""The rows of a form as it is printed: labels with their values beside them, heads of lists."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.tables.headers import is_a_header, normalised_header
from qinjian.engine.wording.regex import regex

_LONGEST_LABEL = 20
_INLINE = regex(
    r"([\u4e00-\u9fff][\u4e00-\u9fff()/、]{0,13})[:：]\s*([^:：]*?)"
    r"(?=\s+[\u4e00-\u9fff][\u4e00-\u9fff()/、]{0,13}[:：]|$)"
)
_SPREAD = regex(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]\s*[:：])")
"""The space in 单　位：."""
_IN_WORDS = regex(r"大写\)?[:：\s]*([零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{3,})")
_WITH_SIGN = regex(r"[¥￥]\s*([-\d,.]*\d)")
FIGURE = regex(r"[-(]?[¥￥]?-?\d[\d,]*(?:\.\d+)?\)?元?")
DAY = regex(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_BOXES = regex(r"(\d{4})年(\d{1,2})月(\d{1,2})日|年:?(\d{4})月:?(\d{1,2})日:?(\d{1,2})")
_MOST_BOXES = 7
"""Boxes of one day, the first two figures of its year in one of their own."""
_TOTAL = regex(r"(?:金额|费用|报销)?(?:合计|总计|共计|总额|总金额)(?:金额|数)?")

PAGES = regex(r"(?:附件|单据|凭证|票据)[^\d]{0,8}(\d{1,3})\s*[张页份]")

AMOUNT, IN_WORDS, FILED, ATTACHED = "amount", "amount_in_words", "filing_date", "voucher_pages"
"""What a form says without a word that means it in a table."""


class Cell(NamedTuple):
    """A filled cell and the number of its column."""

    column: int
    text: str


class Pair(NamedTuple):
    """A label and the value beside it, blank where nothing is."""

    label: str
    value: str


def own_cells(cells: Sequence[str]) -> list[Cell]:
    """List the filled cells of a row; one merged over several rows stands in the first.

    A day that is split over boxes is one cell.
    """
    filled = [
        Cell(column, cell)
        for column, cell in enumerate(cells)
        if cell.strip() and nature(cell) != "merged"
    ]
    return list(_with_whole_days(filled))


def _with_whole_days(row: Sequence[Cell]) -> Iterator[Cell]:
    """Put together the days of a row that stand in several boxes: 2019 | 年 | 3 | 月 | 5 | 日."""
    place = 0
    while place < len(row):
        ends = range(place + 2, min(place + _MOST_BOXES, len(row)) + 1)
        days = ((end, _day_in(row[place:end])) for end in ends)
        end, day = next((found for found in days if found[1]), (place + 1, None))
        yield row[place] if day is None else Cell(row[place].column, day)
        place = end


def _day_in(boxes: Sequence[Cell]) -> str | None:
    """Return the day that boxes make up, its marks behind the figures or before them."""
    text = unicodedata.normalize("NFKC", "".join("".join(box.text for box in boxes).split()))
    found = _BOXES.fullmatch(text)
    if found is None:
        return None
    year, month, day = filter(None, found.groups())
    return f"{year}年{month}月{day}日"


def is_label(text: str) -> bool:
    """Tell whether a cell may be a label: it ends in a colon, or is a known header."""
    word = text.strip()
    if len(word) > _LONGEST_LABEL:
        return False
    return word.endswith((":", "：")) or is_a_header(word) or _as_amount(word) is not None


def is_list_head(row: Sequence[Cell]) -> bool:
    """Tell the head of a list in a form: words that are all headers, none with a colon."""
    words = [cell.text.strip() for cell in row]
    return len(words) > 1 and all(is_label(w) and not w.endswith((":", "：")) for w in words)


def is_total(text: str) -> bool:
    """Tell whether a cell is the word of a total."""
    return _TOTAL.fullmatch(normalised_header(text)) is not None


@lru_cache(maxsize=1024)
def _as_amount(label: str) -> str | None:
    """Tell what is meant by 合计（大写） and （小写）."""
    word = normalised_header(label)
    if "大写" in word:
        return IN_WORDS
    return AMOUNT if "小写" in word else None


def key_of(label: str) -> str:
    """Return the key under which a label stands in a claim."""
    word = label.strip().rstrip(":：").strip()
    return _as_amount(word) or (AMOUNT if is_total(word) else " ".join(word.split()))


def pairs_in(row: Sequence[Cell]) -> tuple[list[Pair], list[str]]:
    """Return the labels of a row with their values, and what stands there beside them."""
    pairs: list[Pair] = []
    loose: list[str] = []
    pending: str | None = None
    for place, cell in enumerate(row):
        following = row[place + 1].text if place + 1 < len(row) else None
        if pending is not None and _is_value(cell.text, following):
            pairs.append(Pair(pending, cell.text))
            pending = None
            continue
        if pending is not None:
            pairs.append(Pair(pending, ""))
        whole, pending = _told(cell.text)
        pairs += whole
        if pending is None and not whole:
            loose.append(cell.text.strip())
    if pending is not None:
        pairs.append(Pair(pending, ""))
    return pairs, loose


def _is_value(text: str, following: str | None) -> bool:
    """Tell whether a cell behind a label is its value.

    A word that is a header too (事由 | 培训费) is one where another label follows, or nothing.
    """
    if _INLINE.match(_together(text)) or text.strip().endswith((":", "：")):
        return False
    return not is_label(text) or following is None or is_label(following)


def _told(text: str) -> tuple[list[Pair], str | None]:
    """Return the pairs within one cell, and the label whose value is to follow, if any."""
    if amounts := list(_amounts_in(text)):
        return amounts, None
    inline = [Pair(label, value.strip()) for label, value in _INLINE.findall(_together(text))]
    if not inline:
        return [], text.strip() if is_label(text) else None
    *whole, last = inline
    return ([*inline], None) if last.value else (whole, last.label)


def _together(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).replace(":", "：")
    return _SPREAD.sub("", words).strip()


def _amounts_in(text: str) -> Iterator[Pair]:
    """Find the amounts that one cell writes out: 人民币（大写）贰仟元整 ￥2000.00."""
    words = unicodedata.normalize("NFKC", text)
    if match := _IN_WORDS.search(words):
        yield Pair(IN_WORDS, match[1])
        if sign := _WITH_SIGN.search(words):
            yield Pair(AMOUNT, sign[1])
