"""Columns of numbers whose headers do not say of what: 单据, 凭证, 客人, 陪餐, 餐次."""

import re
from collections.abc import Collection, Iterable, Sequence

from qinjian.engine.intake.tables.header_table import Meaning, headers_of
from qinjian.engine.intake.tables.header_text import normalised_header, split_header
from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.intake.values.blanks import says_nothing
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Record

_VOUCHER = "凭证"
_NUMBERED_HEADERS = frozenset({"单据", _VOUCHER, "报销单", "单子"})
_CODE = regex(r"[a-z]{0,6}[一-鿿]{0,3}[-–—]?\d[\da-z–—-]*号?", re.IGNORECASE)
"""A number by which a claim is known: D1801, 3-17, 记12, 银付5, 记字第12号; no day and no sum."""
_PEOPLE_HEADERS = frozenset({
    "客人", "来客", "来宾", "来访", "客商", "陪餐", "陪同", "陪客", "学员", "参训", "参会",
    "接待对象",
})  # fmt: skip
_COUNT = regex(r"\d{1,3}[人名位]?")
_MEALS_HEADERS = frozenset({"餐次", "用餐次数", "就餐餐次", "用餐餐次"})
_MEALS = regex(r"\d[餐次顿]?")
_COUNTED_OF_CELLS = 4
"""One in so many cells of a column that counts people may say something else."""


def is_number_column(header: str, values: Iterable[str]) -> bool:
    """Tell whether a column headed 单据 or 凭证 holds numbers (D1801, 3-17), no names of papers."""
    if normalised_header(header) not in _NUMBERED_HEADERS:
        return False
    words = {word for value in values if (word := "".join(plain(value).split()))}
    return bool(words) and 2 * sum(bool(_CODE.fullmatch(word)) for word in words) >= len(words)


def number_columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """List the columns of numbers, those of claims before that of vouchers."""
    found = (
        number
        for number, header in enumerate(headers)
        if is_number_column(header, [row[number] for row in rows if number < len(row)])
    )
    return sorted(found, key=lambda number: headers[number] == _VOUCHER)


def number_meaning(
    model: type[Record], header: str, beside: Collection[str], *, first: bool
) -> Meaning | None:
    """Return what a column of numbers is to a kind: that of claims, or of vouchers beside them.

    ``first`` says that no other such column goes before it; ``beside`` are the other headers.
    """
    table = headers_of(model)
    others = (table.meaning(other) for other in beside) if header == _VOUCHER else ()
    claims = not first or any(one is not None and one.field.name == "claim_no" for one in others)
    if not claims:
        return table.named(header, "claim_no")
    return table.named(header, "voucher_no") if "voucher_no" in model.model_fields else None


def counted(header: str, values: Iterable[str]) -> str | None:
    """Return what a column is called whose cells count: people under 陪餐, meals under 餐次.

    Of the cells with words at least three in four have to count, and name nobody.
    """
    name = split_header(header)[0]
    if name in _PEOPLE_HEADERS:
        pattern, called = _COUNT, f"{name}人数"
    elif name in _MEALS_HEADERS:
        pattern, called = _MEALS, "用餐餐数"
    else:
        return None
    words = [w for value in values if (w := "".join(plain(value).split())) and not says_nothing(w)]
    others = sum(pattern.fullmatch(word) is None for word in words)
    return called if words and others * _COUNTED_OF_CELLS <= len(words) else None
