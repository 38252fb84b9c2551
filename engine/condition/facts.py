"""What a condition can read: the facts of one record, word lists and standards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Protocol

from qinjian.engine.condition.expression import Value
from qinjian.engine.text import normalised
from qinjian.schemas.record import Record, fields_of

Period = tuple[date, date]
"""First and last day, both included."""


class Environment(Protocol):
    """What conditions look up beside the record."""

    def mentions(self, lexicon: str, text: str) -> bool:
        """Tell whether a normalised text holds a word of a list."""

    def standard(self, table: str, period: Period, keys: tuple[Value, ...]) -> int | Decimal | None:
        """Return the figure of a table for keys that are all known; None if no row is there."""


@cache
def _text_fields(kind: type[Record]) -> frozenset[str]:
    return frozenset(item.name for item in fields_of(kind) if item.type == "text")


@dataclass(frozen=True)
class Facts:
    """The fields of one record as conditions see them.

    ``values`` holds the given ones, text in its normalised form; ``collected`` the names of
    those that the source has, blank ones included.
    """

    values: dict[str, Value]
    collected: frozenset[str]
    period: Period | None
    date_fields: tuple[str, ...]

    @classmethod
    def of(cls, record: Record, as_of: date | None = None) -> "Facts":
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
        period = (as_of, as_of) if as_of else _period(record, values)
        fields = tuple(first for first, _ in record.decisive_date)
        return cls(values, frozenset(record.model_fields_set), period, fields)

    def blank(self, name: str) -> bool | None:
        """Tell whether a field is blank; None if the source does not have it."""
        return name not in self.values if name in self.collected else None

    def attached(self, document: str, listed: str, witnesses: tuple[str, ...]) -> bool | None:
        """Tell whether a witness shows a document; see ``condition.expression``."""
        if self.collected.isdisjoint((listed, *witnesses)):
            return None
        documents = self.values.get(listed)
        if isinstance(documents, tuple) and document in documents:
            return True
        proofs = [self.values[name] for name in witnesses if name in self.values]
        return any(proof > 0 if isinstance(proof, Decimal) else True for proof in proofs)


def _period(record: Record, values: dict[str, Value]) -> Period | None:
    for first_field, last_field in record.decisive_date:
        first, last = values.get(first_field), values.get(last_field)
        if isinstance(first, date):
            later = isinstance(last, date) and last >= first
            return first, last if isinstance(last, date) and later else first
    return None
