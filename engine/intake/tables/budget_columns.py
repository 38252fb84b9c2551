"""Columns of a budget headed 调整: what it was changed by, or what it was in the end.

The lines that were not changed tell it: they have nothing (0) under the one, and the figure of the
start of the year again under the other.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from qinjian.engine.intake.tables.header_text import split_header
from qinjian.engine.intake.values.amounts import yuan_of
from qinjian.engine.wording.regex import regex

_FIGURE = "(?:数|额|金额)?"
_EITHER = regex(rf"(?:年中|本年|年度|预算)?(?:调整|调剂)(?:预算)?{_FIGURE}")
_FINAL = regex(r".*(?:调整|变更|追加|调剂)后.*|.*可用.*|最终.*")
_OPENING = regex(
    rf"年初.*|期初.*|(?:部门)?(?:预算|批复|计划|核定)(?:预算|批复|安排|指标|下达)?{_FIGURE}"
)
_FEWEST_LINES = 3
_TEN_THOUSAND = 10_000
_CHANGE, _TOTAL = "追加预算数", "调整预算数"
"""The headers by which the two are known, whatever stands beside."""


def adjusted_columns(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return what the columns headed 调整 are called where others and the figures tell.

    ``samples`` are the first rows under the headers.
    """
    names = [split_header(header)[0] for header in headers]
    either = [number for number, name in enumerate(names) if _EITHER.fullmatch(name)]
    opening = next((n for n, name in enumerate(names) if _OPENING.fullmatch(name)), None)
    if len(either) != 1 or opening is None:
        return {}
    final = any(map(_FINAL.fullmatch, names))
    first, later = (_amounts(samples, number) for number in (opening, *either))
    called = _CHANGE if final else _told_by(list(zip(first, later, strict=True)))
    unit = split_header(headers[either[0]])[1]
    return {either[0]: f"{called}({unit})" if unit else called} if called else {}


def is_in_ten_thousands(figures: Sequence[Sequence[str]]) -> bool:
    """Tell whether a budget without a word of its unit can only be in 万元, by all its figures.

    No unit plans less than 10,000 yuan for a year, with parts of a yuan in the plan of its lines.
    """
    amounts = [one for column in figures for cell in column if (one := yuan_of(cell)) is not None]
    lines = max(
        (sum(yuan_of(cell) is not None for cell in column) for column in figures), default=0
    )
    parts = any(one != one.to_integral_value() for one in amounts)
    return lines >= _FEWEST_LINES and parts and max(amounts) < _TEN_THOUSAND


def _told_by(lines: Collection[tuple[Decimal | None, Decimal | None]]) -> str | None:
    """Tell by what stands on each line for the start of the year and under 调整."""
    if any(later is not None and later < 0 for _, later in lines):
        return _CHANGE
    planned = [(first, later) for first, later in lines if first]
    same = sum(first == later for first, later in planned)
    nothing = sum(later == 0 for _, later in planned)
    return _TOTAL if same > nothing else _CHANGE if nothing > same else None


def _amounts(samples: Sequence[Sequence[str]], number: int) -> Iterator[Decimal | None]:
    return (yuan_of(row[number]) if number < len(row) else None for row in samples)
