"""The types of a condition's parts: truth, date, text, enum, list, and numbers with units."""

from dataclasses import dataclass

from qinjian.engine.wording import Language
from qinjian.schemas.record import Field
from qinjian.schemas.values import COUNT_LIMIT, QUANTITY_LIMIT, YUAN_LIMIT

Dimension = tuple[tuple[str, int], ...]
"""Factors of a unit with their powers, sorted: yuan per person is yuan¹ person⁻¹."""

DIGITS = 38
"""A SQL decimal has 38 digits; no result may need more."""

_UNIT_WORDS = {
    "yuan": ("元", "yuan"),
    "person": ("人", "persons"),
    "meal": ("餐", "meals"),
    "night": ("夜", "nights"),
    "day": ("天", "days"),
    "hour": ("小时", "hours"),
    "litre": ("升", "litres"),
    "month": ("个月", "months"),
    "kilometre": ("公里", "kilometres"),
    "page": ("张", "pages"),
}
_TYPE_WORDS = {
    "truth": ("一个判断", "a condition"),
    "date": ("日期", "a date"),
    "text": ("文字", "text"),
    "enum": ("选项", "one of a list of words"),
    "list": ("列表", "a list"),
    "children": ("人员名单", "a list of people"),
    "number": ("数", "a number"),
}


def dimension(unit: str) -> Dimension:
    """Read a unit such as ``yuan/person/meal``.

    Raises:
        ValueError: a factor is not a unit that is known here.
    """
    powers: dict[str, int] = {}
    for index, part in enumerate(unit.split("/") if unit else ()):
        for factor in part.split("*"):
            if factor not in _UNIT_WORDS:
                raise ValueError(factor)
            powers[factor] = powers.get(factor, 0) + (-1 if index else 1)
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def product(left: Dimension, right: Dimension) -> Dimension:
    """Multiply two units."""
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


@dataclass(frozen=True)
class Type:
    """The type of an expression.

    For numbers: ``unit`` (None for a literal, which fits any unit), ``scale`` the number of
    decimals, ``bound`` the largest possible magnitude times 10 ** scale, and ``signed`` whether
    the value can be below zero.
    """

    name: str
    unit: Dimension | None = None
    scale: int = 0
    bound: int = 0
    signed: bool = True
    options: tuple[str, ...] = ()

    @property
    def is_money(self) -> bool:
        """Tell whether yuan are among the factors of the unit."""
        return self.unit is not None and dict(self.unit).get("yuan", 0) > 0

    def words(self, language: Language) -> str:
        """Describe the type for a message."""
        chinese = language == "zh"
        if self.name != "number":
            return _TYPE_WORDS[self.name][0 if chinese else 1]
        if not self.unit:
            return "数字" if chinese else "a plain number"
        words = {name: _UNIT_WORDS[name][0 if chinese else 1] for name, _ in self.unit}
        above = [words[name] for name, power in self.unit for _ in range(power)]
        below = [words[name] for name, power in self.unit for _ in range(-power)]
        text = "/".join(["·".join(above) or "1", *below])
        return f"以“{text}”计的数" if chinese else f"a number of {text}"


@dataclass(frozen=True)
class TableType:
    """What a condition must know of a standard: the types of its keys and of its cells."""

    keys: tuple[Type, ...]
    cell: Type


TRUTH = Type("truth")
DATE = Type("date")
TEXT = Type("text")


def number(unit: Dimension | None, scale: int, bound: int, *, signed: bool = True) -> Type:
    """Make the type of a number; see ``Type``."""
    return Type("number", unit, scale, bound, signed)


def money_type(unit: str) -> Type:
    """Make the type of an amount of money in ``unit``, two decimals, refunds below zero."""
    return number(dimension(unit), 2, int(YUAN_LIMIT) * 100)


def count_type(unit: str) -> Type:
    """Make the type of a count of ``unit``, zero or more."""
    return number(dimension(unit), 0, COUNT_LIMIT, signed=False)


def quantity_type(unit: str) -> Type:
    """Make the type of a measure in ``unit``, three decimals, zero or more."""
    return number(dimension(unit), 3, QUANTITY_LIMIT * 1000, signed=False)


def type_of(field: Field) -> Type:
    """Return the type of a record's field."""
    if field.type == "money":
        return money_type(field.unit)
    if field.type == "count":
        return count_type(field.unit)
    if field.type == "quantity":
        return quantity_type(field.unit)
    if field.type == "yes_no":
        return TRUTH
    return Type(field.type, options=field.options)
