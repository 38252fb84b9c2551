"""Arrays of what many records say: their types, and few different things told of each."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition.types import DIGITS

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
    whole = pa.repeat(pa.scalar(0, pa.int64()), rows)
    for one in codes:
        width = (pc.max(one).as_py() or 0) + 1
        whole = pc.add(pc.multiply(whole, width), one.cast(pa.int64()))
        whole = whole.dictionary_encode().indices.cast(pa.int64())
    first = pa.table({"code": whole, "row": pa.array(range(rows), pa.int32())})
    found = first.group_by("code").aggregate([("row", "min")]).sort_by("code")
    return whole, found.column("row_min").to_pylist()
