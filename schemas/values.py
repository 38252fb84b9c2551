"""The types of a record's fields, and what is known about each field.

Money is yuan as an exact ``Decimal`` with at most two places; nothing here accepts a
binary float. Text that stands for a value is read strictly: what a person writes in a
spreadsheet is translated before it comes here.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

YUAN_LIMIT = Decimal(10) ** 13
COUNT_LIMIT = 10**6
QUANTITY_LIMIT = 10**6
"""Bounds of a single figure: |yuan|, counts and quantities stay below them, so that no product
of figures in a condition can pass the 38 digits of a SQL decimal."""

_COUNT_DIGITS = 12

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_COUNT = re.compile(r"[+-]?\d+(\.0+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Evidence = Literal["form", "statute"]


@dataclass(frozen=True)
class About:
    """What is known of a field beside its type.

    ``evidence`` is ``form`` when the field was seen in a real form or export, ``statute``
    when only the text of a regulation speaks of it. ``unit`` names what is counted, factors
    joined by ``*`` and divisors by ``/`` (``person``, ``yuan/person/meal``).
    """

    evidence: Evidence
    unit: str = ""


def exact_yuan(value: object) -> object:
    """Read an amount of yuan exactly.

    Raises:
        PydanticCustomError: ``not_money`` for anything that is no plain number (a binary
            float is none), ``money_places`` beyond two places, ``money_bound`` at or over
            ten trillion yuan.
    """
    if isinstance(value, bool | float):
        raise PydanticCustomError("not_money", "not an amount of yuan")
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise PydanticCustomError("not_money", "not an amount of yuan")
        value = Decimal(value)
    if isinstance(value, int):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise PydanticCustomError("not_money", "not an amount of yuan")
    if abs(value) >= YUAN_LIMIT:
        raise PydanticCustomError("money_bound", "out of bounds")
    cents = value.quantize(Decimal("0.01"))
    if cents != value:
        raise PydanticCustomError("money_places", "more than two decimals")
    return cents


def whole_number(value: object) -> object:
    """Read a count of persons, days or things, zero or more and below one million.

    Raises:
        PydanticCustomError: ``not_count`` or ``count_bound``.
    """
    if isinstance(value, bool | float):
        raise PydanticCustomError("not_count", "not a whole number")
    if isinstance(value, str):
        if not _COUNT.fullmatch(value):
            raise PydanticCustomError("not_count", "not a whole number")
        value = Decimal(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise PydanticCustomError("not_count", "not a whole number")
        if value.adjusted() > _COUNT_DIGITS:  # no int is made of a figure without end
            raise PydanticCustomError("count_bound", "out of bounds")
        if value != value.to_integral_value():
            raise PydanticCustomError("not_count", "not a whole number")
        value = int(value)
    if not isinstance(value, int):
        raise PydanticCustomError("not_count", "not a whole number")
    if not 0 <= value < COUNT_LIMIT:
        raise PydanticCustomError("count_bound", "out of bounds")
    return value


def exact_quantity(value: object) -> object:
    """Read a measure of hours, days, litres or kilometres, which may have a fraction.

    The result has no zeros at its end: 35.50 litres are 35.5.

    Raises:
        PydanticCustomError: ``not_quantity`` for anything that is no plain number (a binary
            float is none), ``quantity_places`` beyond three places, ``quantity_bound`` below
            zero, at or over one million.
    """
    if isinstance(value, bool | float):
        raise PydanticCustomError("not_quantity", "not a quantity")
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise PydanticCustomError("not_quantity", "not a quantity")
        value = Decimal(value)
    if isinstance(value, int):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise PydanticCustomError("not_quantity", "not a quantity")
    if not 0 <= value < QUANTITY_LIMIT:
        raise PydanticCustomError("quantity_bound", "out of bounds")
    thousandths = value.quantize(Decimal("0.001"))
    if thousandths != value:
        raise PydanticCustomError("quantity_places", "more than three decimals")
    whole = thousandths.to_integral_value()
    return abs(whole if whole == thousandths else thousandths.normalize())


def calendar_day(value: object) -> object:
    """Read a day written as ``2015-03-05``.

    Raises:
        PydanticCustomError: ``not_day`` for another form, ``no_such_day`` for a day that the
            calendar does not have.
    """
    if isinstance(value, dt.datetime) or not isinstance(value, str | dt.date):
        raise PydanticCustomError("not_day", "not a date")
    if isinstance(value, dt.date):
        return value
    if not _DAY.fullmatch(value):
        raise PydanticCustomError("not_day", "not a date")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None


def plain_text(value: object) -> object:
    """Take text as it stands, without the white space around it.

    Raises:
        PydanticCustomError: ``not_text`` for a number: whether it lost leading zeros
            can't be seen any more.
    """
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "not text")
    return value.strip()


def yes_or_no(value: object) -> object:
    """Read ``true`` or ``false``.

    Raises:
        PydanticCustomError: ``not_yes_no`` for anything else.
    """
    answers = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value not in answers:
        raise PydanticCustomError("not_yes_no", "neither yes nor no")
    return answers[value]


_MONEY_SCHEMA = {
    "type": ["string", "integer", "number"],
    "pattern": r"^[+-]?\d+(\.\d{1,2})?$",
    "description": "yuan, exact, at most two decimals",
}

Money = Annotated[Decimal, BeforeValidator(exact_yuan), WithJsonSchema(_MONEY_SCHEMA)]
Count = Annotated[
    int,
    BeforeValidator(whole_number),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^\d+$"}),
]
Quantity = Annotated[
    Decimal,
    BeforeValidator(exact_quantity),
    WithJsonSchema(
        {
            "type": ["string", "integer", "number"],
            "pattern": r"^\+?\d+(\.\d{1,3})?$",
            "minimum": 0,
            "description": "exact, at most three decimals",
        }
    ),
]
Day = Annotated[
    dt.date,
    BeforeValidator(calendar_day),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Text = Annotated[str, BeforeValidator(plain_text)]
YesNo = Annotated[bool, BeforeValidator(yes_or_no)]
