"""How the values of a record are shown in a finding, and named in the words of a rule."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import Enum

from qinjian.engine.wording import Language, labels
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import Record

Shown = str | int | bool | list[str] | None
"""A value as reports hold it: days, amounts and choices are text."""

_PAIR = regex(r"\{(\w+)\}(?=\{(\w+)\})")


class Named(dict[str, str]):
    """The words that a message names: those of the rule, else the value of a field.

    Of fields that stand ``beside`` one another, those that are not known are passed over.
    """

    def __init__(self, record: Record, language: Language, beside: Collection[str] = ()) -> None:
        super().__init__()
        self._record = record
        self._language = language
        known = [name for name in beside if getattr(record, name, None) is not None]
        self._silent = frozenset(beside) - {*known} if known else frozenset()

    def __missing__(self, name: str) -> str:
        return "" if name in self._silent else labels.value(self._record, name, self._language)


def beside(says: str) -> list[str]:
    """List the fields of a message between which nothing stands: {description}{item}."""
    return [name for pair in _PAIR.findall(says) for name in pair]


def yuan(amount: int | Decimal | None) -> str | None:
    """Write yuan with two decimals, exactly; None stays unknown."""
    return None if amount is None else f"{Decimal(amount):.2f}"


def plain(number: int | Decimal | None) -> str | int | None:
    """Write a number; one with more decimals than yuan have is a quantity and keeps them."""
    if not isinstance(number, Decimal):
        return number
    exponent = number.as_tuple().exponent
    is_finer = isinstance(exponent, int) and exponent < -2  # noqa: PLR2004 - cents
    return f"{number:f}" if is_finer else yuan(number)


def shown(value: object) -> Shown:
    """Return a value as reports hold it; of a person the name."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [item.value if isinstance(item, Enum) else _person(item) for item in value]
    return value if isinstance(value, str | int | bool) else None


def _person(item: object) -> str:
    return getattr(item, "name", None) or ""
