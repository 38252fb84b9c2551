"""Rows of a class over the lines that it sums up: 301 over 30101 and 30102, 一、 over （一）.

Published budgets and final accounts list the classes and their lines in one column. Added up, each
yuan would count twice or thrice; so the row of a class whose lines make its amount is a subtotal.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

Amounts = Sequence[Decimal | None]

_CODE = re.compile(r"^[\[(【〔]?(\d{3,15}(?:[.-]\d{2,3})*)[\])】〕]?(?=\D|$)")
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]{1,3}(?:、|\.|$)",
        r"\([一二三四五六七八九十]{1,3}\)",
        r"\d{1,2}(?:、|\.(?!\d)|$)",
        r"\(\d{1,2}\)",
        r"[\u2460-\u2473]",
    )
)
"""What numbers the lines of official papers, from the highest level down."""

_FEWEST_MARKED = 2


def class_rows(
    texts: Iterable[Sequence[str]], amounts: Sequence[Amounts], slack: Decimal
) -> set[int]:
    """Return the places of the rows that only sum up lines below them.

    ``texts`` are the columns that may number or code the rows; ``amounts`` the columns of money,
    that which counts first. ``slack`` is what each amount may be off by as it was rounded.
    """
    found: set[int] = set()
    for column in texts:
        distinct = {text: _plain(text) for text in set(column)}
        plain = [distinct[text] for text in column]
        for read, is_under, fewest in ((_code, _is_longer, 1), (_level, _is_lower, _FEWEST_MARKED)):
            keys = {text: read(text) for text in set(distinct.values())}
            if len(set(keys.values())) > fewest:
                found |= _summed([keys[text] for text in plain], is_under, amounts, slack, fewest)
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()) if text else ""


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


def _summed(
    keys: Sequence[str | None],
    is_under: Callable[[str, str], bool],
    amounts: Sequence[Amounts],
    slack: Decimal,
    fewest: int,
) -> set[int]:
    """Return the rows that have lines right under them, at least ``fewest``, and their sum."""
    lines = _lines_under(keys, is_under)
    return {
        row
        for row, under in lines.items()
        if len(under) >= fewest and _adds_up(row, under, amounts, slack)
    }


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


def _adds_up(
    row: int, under: Collection[int], amounts: Sequence[Amounts], slack: Decimal
) -> bool:
    """Tell whether lines make the first amount that their class has."""
    for column in amounts:
        whole = column[row]
        if whole:
            parts = sum((column[line] or Decimal(0) for line in under), Decimal(0))
            return abs(parts - whole) <= slack * (len(under) + 1)
    return False
