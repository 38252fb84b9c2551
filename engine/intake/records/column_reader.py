"""Reading a column of cells: each different text is read once, plain ones of many together."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, cast

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.readings import Readings
from qinjian.engine.intake.values.glance import Glance
from qinjian.engine.intake.values.reading import Reading

if TYPE_CHECKING:
    import pyarrow as pa

MANY = 1_000
"""Cells from on which they are told apart by Arrow, and different texts from on which it tells
which of them are plain."""

REMEMBERED = 10_000
"""Different texts of a column that are kept from one part of a table to the next."""


@dataclass
class ColumnReader:
    """Reads one column of a table, part by part.

    ``read`` reads the text of one cell; ``glance`` does so for most plain ones, sooner.
    ``numbers`` counts the cells that were stored as numbers.
    """

    read: Callable[[str], Reading]
    glance: Glance | None = None
    numbers: int = 0
    _known: dict[object, Reading] = field(default_factory=dict)

    def column(self, cells: Sequence[str]) -> Column:
        """Read the cells of a part of the table."""
        if set(map(type, cells)) <= {str}:
            keys, codes = _told_apart(cells)
        else:
            natures = [cell if type(cell) is str else (cell, nature(cell)) for cell in cells]
            self.numbers += sum(nature(cell) == "number" for cell in cells)
            keys, codes = _numbered(natures)
        return Column(codes, self._readings(keys))

    def _readings(self, keys: list[object]) -> Sequence[Reading]:
        """Return the readings of different texts; those of few are known the next time."""
        known = self._known
        new = [key for key in keys if key not in known]
        found = self._new(new)
        few = len(known) + len(new) <= REMEMBERED
        if len(new) == len(keys):
            if few:
                known.update(zip(new, found, strict=True))
            return found
        fresh = dict(zip(new, found, strict=True))
        if few:
            known.update(fresh)
        return [known[key] if key in known else fresh[key] for key in keys]

    def _new(self, keys: list[object]) -> Sequence[Reading]:
        """Read the cells that were not met before: texts, or a cell and how it was stored."""
        take, read = self.glance, self.read
        if take is None or len(keys) < MANY or not set(map(type, keys)) <= {str}:
            return [self._one(key) for key in keys]
        texts = cast("list[str]", keys)
        plain = take.many(_array(texts))
        taken = [text for text, is_plain in zip(texts, plain, strict=True) if is_plain]
        values = map(take.value, taken)
        if len(taken) == len(texts):
            return Readings.given(values)
        readings = iter(Readings.given(values))
        return Readings.of(
            next(readings) if is_plain else read(text)
            for text, is_plain in zip(texts, plain, strict=True)
        )

    def _one(self, key: object) -> Reading:
        if not isinstance(key, str):
            return self.read(cast("tuple[str, str]", key)[0])
        seen = self.glance.one(key) if self.glance is not None else None
        return seen or self.read(key)


def _array(texts: Sequence[str]) -> "pa.Array":
    # Only a large table pays for the import.
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(texts, pa.string())


def _told_apart(cells: Sequence[str]) -> tuple[list[object], Sequence[int]]:
    """List the different texts in the order in which they come, and give each cell its number."""
    if len(cells) < MANY:
        return _numbered(cells)
    # Only a large table pays for the import.
    from qinjian.engine.intake.records.combinations import codes_of  # noqa: PLC0415

    encoded = _array(cells).dictionary_encode()
    return encoded.dictionary.to_pylist(), codes_of(encoded.indices)


def _numbered(keys: Sequence[object]) -> tuple[list[object], Sequence[int]]:
    # It does not hold itself, so that it goes as soon as nobody has it.
    places: defaultdict[object, int] = defaultdict(count().__next__)
    codes = list(map(places.__getitem__, keys))
    return list(places), codes
