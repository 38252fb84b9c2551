"""Columns of readings, and how they are joined.

A column is a list of codes, one a row, and the readings that they stand for. What several columns
say of one field is merged for each different combination, not for each row.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import Literal, NamedTuple

from qinjian.engine.intake.records.readings import Readings, each_of, manners_of, told_of
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading
from qinjian.schemas.record import Field

MANY = 1_000
"""Rows from on which Arrow tells their combinations apart."""


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

    def says(self, tell: Callable[[Reading], object]) -> bool:
        """Tell whether ``tell`` holds of a reading, of which it does not look at the value."""
        return any(map(tell, manners_of(self.readings)))


def taken(columns: Mapping[str, Column], rows: Sequence[int]) -> dict[str, Column]:
    """Return what some rows say."""
    if len(rows) < MANY:
        return {
            name: Column([column.codes[row] for row in rows], column.readings)
            for name, column in columns.items()
        }
    # Only a large table pays for the import.
    from qinjian.engine.intake.records.combinations import array_of, codes_of  # noqa: PLC0415

    wanted = array_of(rows)
    return {
        name: Column(codes_of(array_of(column.codes).take(wanted)), column.readings)
        for name, column in columns.items()
    }


class Source(NamedTuple):
    """A column that tells a field; of several, those of lower rank go before."""

    rank: int
    column: Column


How = Literal["one", "list", "documents", "texts", "others"]
"""How several cells of one field are joined: one of them, all words of lists, or all texts.

What a list may lack because a part of it could not be read is not known; of documents what was read
counts, and that others may be there is told in their own field (``partly_read``)."""

TEXTS = frozenset({
    "activity", "attachment_details", "auxiliary", "description", "item", "menu", "other_texts",
    "procurement_item", "remarks", "repair_items", "requirements",
})  # fmt: skip
"""Fields of free text: two columns of words are read together, not one for the other."""


DOCUMENTS, OTHER_DOCUMENTS = "documents", "other_documents"
LISTS_OF_DOCUMENTS = frozenset({DOCUMENTS, "shown_documents", "absent_documents"})


def how_joined(item: Field) -> How:
    """Tell how several cells of a field are joined."""
    if item.type == "list":
        return "documents" if item.name in LISTS_OF_DOCUMENTS else "list"
    if item.name == OTHER_DOCUMENTS:
        return "others"
    return "texts" if item.name in TEXTS else "one"


def together(said: Sequence[Reading], ranks: Sequence[int], how: How) -> Reading:
    """Join what several cells say of one field."""
    unreadable = [one for one in said if one.state == "unreadable"]
    if unreadable and how in ("list", "others"):
        return unreadable[0]
    if how in ("list", "documents"):
        return listed_together(said)
    return texts_together(said, ranks) if how in ("texts", "others") else joined(said, ranks)


def partly_read(said: Sequence[Reading]) -> Reading:
    """Say of other documents that they may be there: of lists of them not all could be read."""
    states = {one.state for one in said}
    return Reading("unreadable") if {"given", "unreadable"} <= states else UNTOLD


def merged(sources: Sequence[Source], how: How) -> Column:
    """Join what several columns say of one field."""
    ordered = sorted(sources, key=lambda source: source.rank)
    if len(ordered) == 1:
        return ordered[0].column
    ranks = [source.rank for source in ordered]
    readings = [each_of(source.column.readings) for source in ordered]

    def join(codes: tuple[int, ...]) -> Reading:
        said = [listed[code] for listed, code in zip(readings, codes, strict=True)]
        return together(said, ranks, how)

    return combined([source.column.codes for source in ordered], join)


def combined(codes: Sequence[Sequence[int]], join: Callable[[tuple[int, ...]], Reading]) -> Column:
    """Make a column of several, calling ``join`` once for each different combination of codes."""
    if codes and len(codes[0]) >= MANY:
        # Only a large table pays for the import.
        from qinjian.engine.intake.records.combinations import told_apart  # noqa: PLC0415

        rows, whole = told_apart(codes)
        return Column(whole, Readings.of(map(join, rows)))
    known: dict[tuple[int, ...], int] = {}
    readings: list[Reading] = []
    each = list(zip(*codes, strict=True))
    for row in dict.fromkeys(each):
        known[row] = len(readings)
        readings.append(join(row))
    return Column(list(map(known.__getitem__, each)), readings)


def filled(
    own: Column,
    inputs: Sequence[Column],
    open_: Collection[str],
    tell: Callable[[Sequence[Reading]], Reading | None],
    among: Sequence[int] | None = None,
) -> Column | None:
    """Fill a column where its cells are in one of the states ``open_``, by what others say there.

    ``tell`` is called once for each different combination, and returns None where nothing follows;
    with ``among`` in some rows only. None where no cell is open.
    """
    if not own.says(lambda one: one.state in open_):
        return None
    is_open = told_of(own.readings, lambda one: one.state in open_)
    every = range(len(own)) if among is None else among
    rows = [row for row in every if is_open[own.codes[row]]]
    if not rows:
        return None
    used = [own, *inputs]
    readings = [each_of(one.readings) for one in used]

    def join(codes: tuple[int, ...]) -> Reading:
        first, *said = (listed[code] for listed, code in zip(readings, codes, strict=True))
        return tell(said) or first

    if len(rows) == len(own):
        return combined([one.codes for one in used], join)
    found = combined([[one.codes[row] for row in rows] for one in used], join)
    codes = list(own.codes)
    for row, code in zip(rows, found.codes, strict=True):
        codes[row] = len(own.readings) + code
    if isinstance(own.readings, Readings):
        return Column(codes, own.readings.with_more(found.readings))
    return Column(codes, [*own.readings, *found.readings])


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
    names = dict.fromkeys(name for one in manners_of(column.readings) for name, _ in one.also)
    return {
        name: Column(column.codes, told_of(column.readings, partial(_beside, name=name)))
        for name in names
    }


def _beside(reading: Reading, name: str) -> Reading:
    found = [value for other, value in reading.also if other == name]
    return Reading("given", found[0]) if found else UNTOLD


def constant(reading: Reading, rows: int) -> Column:
    """Make a column that says the same in all rows."""
    return Column(list(repeat(0, rows)), [reading])
