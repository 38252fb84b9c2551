"""What a condition can read: the facts of one record, word lists and standards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Protocol, cast

from qinjian.engine.condition.expression import Value
from qinjian.engine.wording.text import normalised
from qinjian.schemas.record import BESIDE, Record, fields_of
from qinjian.schemas.roles import Role

Period = tuple[date, date]
"""First and last day, both included."""


class Environment(Protocol):
    """What conditions look up beside the record."""

    def mentions(self, lexicon: str, text: str) -> bool:
        """Tell whether a normalised text holds a word of a list."""

    def says(self, subject: str, role: Role, text: str) -> bool:
        """Tell whether a normalised text is about a subject in a role."""

    def standard(self, table: str, period: Period, keys: tuple[Value, ...]) -> int | Decimal | None:
        """Return the figure of a table for keys that are all known; None if no row is there."""


@cache
def _text_fields(kind: type[Record]) -> frozenset[str]:
    return frozenset(item.name for item in fields_of(kind) if item.type == "text")


@dataclass(frozen=True)
class Facts:
    """The fields of one record as conditions see them.

    ``values`` holds the given ones, text in its normalised form; ``collected`` the names of
    those that the source has and that could be read, blank ones included; ``unreadable`` those
    in which something stands that the field cannot be. ``presuming`` says that what is taken for
    granted stands among them.
    """

    values: dict[str, Value]
    collected: frozenset[str]
    period: Period | None
    date_fields: tuple[str, ...]
    unreadable: frozenset[str] = frozenset()
    presuming: bool = False

    @classmethod
    def of(
        cls, record: Record, as_of: date | None = None, unreadable: frozenset[str] = frozenset()
    ) -> "Facts":
        """Read a record; ``as_of`` replaces its decisive date."""
        texts = _text_fields(type(record))
        values: dict[str, Value] = {}
        for name in record.model_fields_set:
            value = getattr(record, name)
            if value is None:
                continue
            if name in texts:
                value = normalised(value)
            elif isinstance(value, Enum):
                value = value.value
            elif isinstance(value, tuple):
                value = tuple(item.value if isinstance(item, Enum) else "" for item in value)
            values[name] = value
        period = (as_of, as_of) if as_of else record.decisive_period(values)
        fields = tuple(first for first, _ in record.decisive_date)
        return cls(values, frozenset(record.model_fields_set), period, fields, unreadable)

    def presumed(self, record: type[Record], values: Mapping[str, object]) -> "Facts":
        """Return the facts with what is taken for granted.

        Words for documents that are not known are taken for other documents.
        """
        known = {name: value for name, value in self.values.items() if name != "other_documents"}
        for name, value in values.items():
            known[name] = normalised(value) if isinstance(value, str) else cast("Value", value)
        period = self.period or record.decisive_period(known)
        return replace(self, values=known, period=period, presuming=True)

    def blank(self, name: str) -> bool | None:
        """Tell whether a field is blank; None if it could not be read or is not in the source."""
        return name not in self.values if name in self.collected else None

    def blank_in(self, fields: tuple[str, ...]) -> bool | None:
        """Tell whether fields of a role say nothing; see ``engine.condition``."""
        if any(name in self.values for name in fields):
            return False
        if not self.unreadable.isdisjoint(fields):
            return None
        return None if self.collected.isdisjoint(fields) else True

    def unclaimed(self, fields: tuple[str, ...]) -> bool:
        """Tell whether an exception is presumed not claimed; see ``engine.condition``."""
        source = self.collected | self.unreadable
        return (
            self.presuming
            and bool(fields)
            and all(name in self.values or name not in source for name in fields)
        )

    def holds(self, name: str, value: str) -> bool | None:
        """Tell whether a list of words has a value; None if there is no list."""
        words = self.values.get(name)
        return value in words if isinstance(words, tuple) else None

    def refund(self) -> bool:
        """Tell whether the amount is known to be below zero."""
        amount = self.values.get("amount")
        return isinstance(amount, Decimal) and amount < 0

    def says(
        self, environment: Environment, role: Role, subject: str, fields: tuple[str, ...]
    ) -> bool | None:
        """Tell whether the record says a subject in a role; see ``engine.condition``."""
        return self._told(lambda text: environment.says(subject, role, text), fields)

    def mentions(
        self, environment: Environment, lexicon: str, fields: tuple[str, ...]
    ) -> bool | None:
        """Tell whether fields of a role hold a word of a list; see ``engine.condition``."""
        return self._told(lambda text: environment.mentions(lexicon, text), fields)

    def _told(self, tell: Callable[[str], bool], fields: tuple[str, ...]) -> bool | None:
        if not fields:
            return False
        texts = [self.values[name] for name in fields if name in self.values]
        if any(tell(text) for text in texts if isinstance(text, str)):
            return True
        own = [name for name in fields if name not in BESIDE]
        if not self.unreadable.isdisjoint(fields):
            return None
        return None if own and self.collected.isdisjoint(own) and not texts else False

    def attached(
        self, document: str, lists: tuple[str, str, str, str], witnesses: tuple[str, ...]
    ) -> bool | None:
        """Tell whether a witness shows a document; see ``engine.condition``."""
        listed, other, shown, absent = lists
        if self.holds(listed, document) or self.holds(shown, document):
            return True
        if any(proves(self.values.get(name)) for name in witnesses):
            return True
        if self.holds(absent, document):
            return False
        if other in self.values or not self.unreadable.isdisjoint((*lists, *witnesses)):
            return None
        return None if self.collected.isdisjoint((listed, *witnesses)) else False


def proves(value: Value) -> bool:
    """Tell whether the value of a field shows a document: a number must be above zero."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        return value is not None
    return value > 0
