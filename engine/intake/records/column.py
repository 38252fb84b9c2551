"""Columns of readings: each different text of a column is read once.

A column is a list of codes, one a row, and the readings that they stand for. What several columns
say of one field is merged for each different combination, not for each row.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Literal, NamedTuple

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.values.glance import Glance
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading
from qinjian.schemas.record import Field

MANY = 1_000
"""Rows from which on the different texts of a column are found by Arrow."""

REMEMBERED = 100_000
"""Different texts of a column that are kept from one part of a table to the next."""


class Column(NamedTuple):
    """What the rows say of a field: ``readings[codes[row]]``."""

    codes: Sequence[int]
    readings: Sequence[Reading]

    def at(self, row: int) -> Reading:
        """Return what one row says."""
        return self.readings[self.codes[row]]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.codes)


@dataclass
class ColumnReader:
    """Reads one column of a table, part by part.

    ``read`` reads the text of one cell; ``glance`` does so for most plain ones, sooner.
    """

    read: Callable[[str], Reading]
    glance: Glance | None = None
    _codes: dict[object, int] = field(default_factory=dict)
    _readings: list[Reading] = field(default_factory=list)

    def column(self, cells: Sequence[str]) -> Column:
        """Read the cells of a part of the table."""
        if len(self._readings) > REMEMBERED:
            self._codes, self._readings = {}, []
        if set(map(type, cells)) <= {str}:
            return self._plain(cells)
        keys = [_key(cell) for cell in cells]
        for key in dict.fromkeys(keys):
            if key not in self._codes:
                self._add(key, key if isinstance(key, str) else _cell(key))
        return Column([self._codes[key] for key in keys], self._readings)

    def _plain(self, cells: Sequence[str]) -> Column:
        """Read cells that are plain text; those of a large part are told apart by Arrow."""
        known = self._codes
        if len(cells) < MANY:
            for text in dict.fromkeys(cells):
                if text not in known:
                    self._add(text, text)
            return Column([known[text] for text in cells], self._readings)
        # Only a large table pays for the import.
        import pyarrow as pa  # noqa: PLC0415

        encoded = pa.array(cells, pa.string()).dictionary_encode()
        texts: list[str] = encoded.dictionary.to_pylist()
        self._add_many([text for text in texts if text not in known])
        codes = pa.array([known[text] for text in texts], pa.int32()).take(encoded.indices)
        return Column(codes.to_numpy().tolist(), self._readings)

    def _add(self, key: object, cell: str) -> None:
        """Read a text that was not met before."""
        self._codes[key] = len(self._readings)
        seen = self.glance.one(cell) if self.glance is not None and type(cell) is str else None
        self._readings.append(seen or self.read(cell))

    def _add_many(self, texts: list[str]) -> None:
        """Read texts that were not met before."""
        if self.glance is None or len(texts) < MANY:
            for text in texts:
                self._add(text, text)
            return
        import pyarrow as pa  # noqa: PLC0415 - as above

        first = len(self._readings)
        self._codes.update(zip(texts, range(first, first + len(texts)), strict=True))
        plain = self.glance.many(pa.array(texts, pa.string()))
        take, read = self.glance.reading, self.read
        self._readings += [
            take(text) if is_plain else read(text)
            for text, is_plain in zip(texts, plain, strict=True)
        ]


def _cell(key: object) -> str:
    return str(key[0]) if isinstance(key, tuple) and not isinstance(key[0], str) else key[0]  # type: ignore[index]


def _key(cell: str) -> object:
    """Tell cells apart by their text and by how they were stored."""
    return cell if type(cell) is str else (cell, nature(cell))


class Source(NamedTuple):
    """A column that tells a field; of several, those of lower rank go before."""

    rank: int
    column: Column


How = Literal["one", "list", "texts"]
"""How several cells of one field are joined: one of them, all words of lists, or all texts."""

TEXTS = frozenset({
    "activity", "attachment_details", "description", "item", "menu", "other_documents",
    "other_texts", "remarks", "repair_items", "requirements",
})  # fmt: skip
"""Fields of free text: two columns of words are read together, not one for the other."""


def how_joined(item: Field) -> How:
    """Tell how several cells of a field are joined."""
    if item.type == "list":
        return "list"
    return "texts" if item.name in TEXTS else "one"


def together(said: Sequence[Reading], ranks: Sequence[int], how: How) -> Reading:
    """Join what several cells say of one field."""
    if how == "list":
        return listed_together(said)
    return texts_together(said, ranks) if how == "texts" else joined(said, ranks)


def merged(sources: Sequence[Source], how: How) -> Column:
    """Join what several columns say of one field."""
    ordered = sorted(sources, key=lambda source: source.rank)
    if len(ordered) == 1:
        return ordered[0].column
    ranks = [source.rank for source in ordered]
    readings = [source.column.readings for source in ordered]

    def join(codes: tuple[int, ...]) -> Reading:
        said = [listed[code] for listed, code in zip(readings, codes, strict=True)]
        return together(said, ranks, how)

    return combined([source.column.codes for source in ordered], join)


def combined(codes: Sequence[Sequence[int]], join: Callable[[tuple[int, ...]], Reading]) -> Column:
    """Make a column of several, calling ``join`` once for each different combination of codes."""
    known: dict[tuple[int, ...], int] = {}
    readings: list[Reading] = []
    rows = list(zip(*codes, strict=True))
    for row in dict.fromkeys(rows):
        known[row] = len(readings)
        readings.append(join(row))
    return Column(list(map(known.__getitem__, rows)), readings)


def joined(said: Sequence[Reading], ranks: Sequence[int]) -> Reading:
    """Join what cells say of one field: the first that says anything, by rank.

    Where two of equal rank say different things, it cannot be told which is meant.
    """
    blank = False
    for rank in dict.fromkeys(ranks):
        level = [one for one, its in zip(said, ranks, strict=True) if its == rank]
        given = {_comparable(one.value): one for one in level if one.state == "given"}
        if len(given) > 1:
            words = "、".join(str(one.value) for one in given.values())
            return Reading("unreadable", problem="cells_contradict", values={"value": words})
        unreadable = [one for one in level if one.state == "unreadable"]
        if given or unreadable:
            return next(iter(given.values()), None) or unreadable[0]
        blank = blank or any(one.state == "blank" for one in level)
    return BLANK if blank else UNTOLD


def _comparable(value: object) -> object:
    return repr(value) if isinstance(value, dict | list | tuple) else value


def listed_together(said: Sequence[Reading]) -> Reading:
    """Join lists of words that stand in several cells."""
    words = [word for one in said if one.state == "given" for word in _members(one.value)]
    if words:
        return Reading("given", tuple(dict.fromkeys(words)))
    return joined(said, range(len(said)))


def texts_together(said: Sequence[Reading], ranks: Sequence[int]) -> Reading:
    """Join texts that stand in several cells, each once."""
    texts = [str(one.value) for one in said if one.state == "given"]
    if texts:
        return Reading("given", "；".join(dict.fromkeys(texts)))
    return joined(said, ranks)


def _members(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)


def told_beside(column: Column) -> dict[str, Column]:
    """Return what a column tells beside its own field, by field."""
    names = dict.fromkeys(name for one in column.readings for name, _ in one.also)
    return {
        name: Column(column.codes, [_beside(one, name) for one in column.readings])
        for name in names
    }


def _beside(reading: Reading, name: str) -> Reading:
    found = [value for other, value in reading.also if other == name]
    return Reading("given", found[0]) if found else UNTOLD


def constant(reading: Reading, rows: int) -> Column:
    """Make a column that says the same in all rows."""
    return Column(list(repeat(0, rows)), [reading])
