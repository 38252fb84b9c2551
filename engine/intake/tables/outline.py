"""Rows of a class over the lines that it sums up: 301 over 30101 and 30102, 一、 over （一）.

Published budgets and final accounts list the classes and their lines in one column. Added up, each
yuan would count twice or thrice; so the row of a class whose lines make its amount is a subtotal.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

from qinjian.engine.wording.regex import regex

Amounts = Sequence[Decimal | None]

_CODE = regex(r"^[\[(【〔]?(\d{3,15}(?:[.-]\d{2,3})*)[\])】〕]?(?=\D|$)")
_MARKS = tuple(
    regex(pattern)
    for pattern in (
        r"[一二三四五六七八九十]{1,3}(?:、|\.|$)",
        r"\([一二三四五六七八九十]{1,3}\)",
        r"\d{1,2}(?:、|\.(?!\d)|$)",
        r"\(\d{1,2}\)",
        "#",
    )
)
"""What numbers the lines of official papers, from the highest level down."""

_CIRCLED = regex("[\u2460-\u2473]")
_FEWEST_MARKED = 2


def class_rows(
    texts: Iterable[Sequence[str]],
    amounts: Sequence[Amounts],
    slack: Decimal,
    possible: Collection[int],
) -> set[int]:
    """Return the places of the rows that only sum up lines below them.

    ``texts`` are the columns that may number or code the rows; ``amounts`` the columns of money,
    that which counts first. ``slack`` is what each amount may be off by as it was rounded,
    ``possible`` are the rows that may be of a class.
    """
    found: set[int] = set()
    for column in texts:
        for read, is_under, fewest in ((_code, _is_longer, 1), (_level, _is_lower, _FEWEST_MARKED)):
            if any(read(_plain(text)) for text in {column[row] for row in possible}):
                keys = {text: read(_plain(text)) for text in set(column)}
                lines = _lines_under([keys[text] for text in column], is_under)
                found |= {
                    row
                    for row, under in lines.items()
                    if len(under) >= fewest and _adds_up(row, under, amounts, slack)
                }
    return found & set(possible)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", _CIRCLED.sub("#", text)).split())


def _code(text: str) -> str | None:
    match = _CODE.match(text)
    return re.sub(r"[.-]", "", match[1]) if match else None


def _level(text: str) -> str | None:
    """Return the level of a numbered line as a letter; the highest is the least."""
    marked = (chr(ord("a") + level) for level, mark in enumerate(_MARKS) if mark.match(text))
    return next(marked, None)


def _is_longer(lower: str, upper: str) -> bool:
    return len(lower) > len(upper) and lower.startswith(upper)


def _is_lower(lower: str, upper: str) -> bool:
    return lower > upper


def _lines_under(
    keys: Sequence[str | None], is_under: Callable[[str, str], bool]
) -> dict[int, list[int]]:
    """List by row the rows of the next level under it; a row without a key ends all above it."""
    lines: dict[int, list[int]] = {}
    above: list[tuple[int, str]] = []
    for row, key in enumerate(keys):
        if key is None:
            above.clear()
            continue
        while above and not is_under(key, above[-1][1]):
            above.pop()
        if above:
            lines.setdefault(above[-1][0], []).append(row)
        above.append((row, key))
    return lines


def _adds_up(row: int, under: Collection[int], amounts: Sequence[Amounts], slack: Decimal) -> bool:
    """Tell whether lines make the first amount that their class has."""
    for column in amounts:
        whole = column[row]
        if whole:
            parts = sum((column[line] or Decimal(0) for line in under), Decimal(0))
            return abs(parts - whole) <= slack * (len(under) + 1)
    return False
