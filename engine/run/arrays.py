"""Arrays of what many records say: their types, and few different things told of each."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from qinjian.engine.condition.types import DIGITS
from qinjian.engine.intake.records.combinations import numbered

ARROW_TYPES: dict[str, pa.DataType] = {
    "money": pa.decimal128(DIGITS, 2),
    "count": pa.decimal128(DIGITS, 0),
    "quantity": pa.decimal128(DIGITS, 3),
    "date": pa.date32(),
    "text": pa.string(),
    "enum": pa.string(),
    "yes_no": pa.bool_(),
    "list": pa.list_(pa.string()),
    "children": pa.list_(pa.string()),
}
"""The Arrow types of the types of fields; numbers are exact decimals of 38 digits."""


class Told(NamedTuple):
    """What is said of each record: the number of what is said, and all the different things."""

    codes: pa.Array
    said: list[Any]

    def array(
        self, type_: pa.DataType, tell: Callable[[Any], object] = lambda one: one
    ) -> pa.Array:
        """Make the array of what is told of what was said."""
        return pa.array([tell(one) for one in self.said], type_).take(self.codes)

    def at(self, row: int) -> Any:
        """Return what is said of one record."""
        return self.said[self.codes[row].as_py()]

    def of(self, tell: Callable[[Any], object]) -> "Told":
        """Say what is told of what was said; what is equal has one number."""
        known: dict[object, int] = {}
        places = [known.setdefault(tell(one), len(known)) for one in self.said]
        return Told(pa.array(places, pa.int32()).take(self.codes), list(known))


def combined(codes: Sequence[pa.Array], rows: int) -> tuple[pa.Array, list[int]]:
    """Give numbers to the different combinations of codes, and name the first row of each."""
    if not codes:
        return pa.repeat(pa.scalar(0, pa.int32()), rows), [0] if rows else []
    numbers, first = numbered(codes)
    return numbers, first.to_pylist()
