"""Columns as they are written to a file: what few readings say beside their values stands once.

Of nearly all readings nothing but the value differs; an object for each would take most of the time
of writing and of reading back.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.values.reading import Reading

_PLAIN = Reading("given")


class PackedColumn(NamedTuple):
    """A column: the value of each reading, and the number of what it says beside.

    ``whole`` are the readings, by their places, that say more than ``beside`` has room for.
    """

    codes: "array[int]"
    values: Sequence[object]
    numbers: "array[int]"
    beside: Sequence[Reading]
    whole: Mapping[int, Reading]

    @classmethod
    def of(cls, column: Column) -> Self:
        """Pack a column."""
        known: dict[tuple[object, ...], int] = {}
        numbers, beside = array("l"), list[Reading]()
        whole: dict[int, Reading] = {}
        for place, one in enumerate(column.readings):
            if one.values or one.also or one.path:
                whole[place] = one
            key = one.state, one.problem, one.group, one.derived, one.presumed
            number = known.setdefault(key, len(known))
            if number == len(beside):
                beside.append(one._replace(value=None, values=_PLAIN.values, also=(), path=()))
            numbers.append(number)
        values = [one.value for one in column.readings]
        return cls(array("l", column.codes), values, numbers, beside, whole)

    def column(self) -> Column:
        """Return the column."""
        heads = [one[:1] for one in self.beside]
        tails = [one[2:] for one in self.beside]
        make = Reading._make
        readings = [
            make((*heads[number], value, *tails[number]))
            for number, value in zip(self.numbers, self.values, strict=True)
        ]
        for place, one in self.whole.items():
            readings[place] = one
        return Column(self.codes.tolist(), readings)
