"""Amounts, counts and quantities: from the text of a cell to a reading."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from pydantic_core import PydanticCustomError

from qinjian.engine.intake.values.amounts import figure_of, numeral, plain, scaled, yuan_of
from qinjian.engine.intake.values.blanks import compared, word_table
from qinjian.engine.intake.values.reading import Reading, given, unreadable
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Field
from qinjian.schemas.values import YUAN_LIMIT, exact_quantity, exact_yuan, whole_number

_PERSON_TIMES = regex(r"\D*[\d.,]+人次|[一二三四五六七八九十百两]+人次")
_WORDED = regex(
    r"(?:共|共计|合计|计)?(?P<words>[零〇一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖拾]+)(?P<unit>\D*)"
)
_UNIT_ASIDE = regex(r"\((\D{1,3})\)$")
_HALVES = regex(
    r"(?:(?P<digits>\d+)|(?P<words>[一二三四五六七八九十两]+))?(?:个)?(?P<unit>[天日])?半(?P<behind>[天日])?"
)
_TOTAL = regex(r"^(?:附件|附单据|附)?(?:共计|合计|总计|共|计)?[:：]?")
_SPACED = regex(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d ])")
_NIGHTS_AND_FEE = regex(r"(\d{1,2})[晚夜天]?[/／](\d[\d,]*(?:\.\d{1,2})?)元?")
"""Nights and what they cost in one cell, under 住宿(晚/元)."""
_HALF = Decimal("0.5")


def read_money(field: Field, raw: object, scale: int) -> Reading:
    """Read an amount of yuan; ``scale`` is the yuan in one unit of the column.

    A rate may say what it is for, if its field is such a rate: 500元/学时.
    """
    if isinstance(raw, str):
        if field.name == "lodging_fee" and (both := _NIGHTS_AND_FEE.fullmatch(plain(raw))):
            fee = _checked(exact_yuan, raw, both[2].replace(",", ""))
            return fee._replace(also=(("nights", int(both[1])),))
        text = _without_divisors(field, _TOTAL.sub("", plain(raw)))
        if match := _SPACED.search(text):  # groups of three set apart by spaces
            text = text.replace(match[0], match[0].replace(" ", ""))
        value = yuan_of(text, scale)
        return _checked(exact_yuan, raw, raw if value is None else value)
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool) and _is_in_bounds(raw):
        return _checked(exact_yuan, raw, scaled(Decimal(raw), scale))
    return _checked(exact_yuan, raw, raw)


def _is_in_bounds(value: int | Decimal) -> bool:
    return Decimal(value).is_finite() and abs(Decimal(value)) < YUAN_LIMIT


def _without_divisors(field: Field, text: str) -> str:
    """Take off a rate what it is for: 50元/人·餐 where the field is yuan a person and meal."""
    _, *divisors = field.unit.split("/")
    amount, slash, rest = text.partition("/")
    if not divisors or not slash:
        return text
    known = "|".join(map(re.escape, frozenset().union(*map(cell_units, divisors))))
    return amount if re.fullmatch(rf"(?:[/·.*每]*(?:{known}))+", compared(rest)) else text


def read_count(field: Field, raw: object) -> Reading:
    """Read a number of people, days or things: 3, 3人, 三人, 五名."""
    if not isinstance(raw, str):
        return _checked(whole_number, raw, raw)
    word = compared(raw)
    if field.unit == "person" and _PERSON_TIMES.fullmatch(word):
        return unreadable("person_times", raw)
    return _checked(whole_number, raw, _figure(field, raw) or raw)


def read_quantity(field: Field, raw: object) -> Reading:
    """Read a measure: 34.70升, 1.5天, 半天, 两天半."""
    if not isinstance(raw, str):
        return _checked(exact_quantity, raw, raw)
    found: str | Decimal | None = _figure(field, raw)
    if found is None and field.unit == "day":
        found = _halves(compared(raw))
    return _checked(exact_quantity, raw, raw if found is None else found)


def _figure(field: Field, raw: str) -> str | None:
    """Read a figure with one of the units of its field, in digits or words."""
    units = cell_units(field.unit)
    text = _UNIT_ASIDE.sub(r"\1", _TOTAL.sub("", plain(raw)))
    if found := figure_of(text, units):
        return found
    match = _WORDED.fullmatch(compared(raw))
    if match is None or (match["unit"] and match["unit"] not in units):
        return None
    number = numeral(match["words"])
    return None if number is None else str(number)


def _halves(word: str) -> Decimal | None:
    """Read days with a half: 半天, 一天半, 2天半."""
    match = _HALVES.fullmatch(word)
    if match is None or bool(match["unit"]) == bool(match["behind"]):
        return None
    if not match["digits"] and not match["words"]:
        return _HALF if match["behind"] else None
    if match["behind"]:  # 两半天 is none
        return None
    whole = int(match["digits"]) if match["digits"] else numeral(match["words"])
    return None if whole is None else whole + _HALF


@cache
def cell_units(unit: str) -> frozenset[str]:
    """Return the words that a figure counted in ``unit`` may have behind it in a cell."""
    return frozenset(map(compared, word_table("units").get(unit, [])))


def _checked(validator: Callable[[object], object], raw: object, value: object) -> Reading:
    """Give a value as the model takes it, or say what the model says against it."""
    try:
        return given(validator(value))
    except PydanticCustomError as error:
        return unreadable(error.type, raw)
