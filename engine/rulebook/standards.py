"""Tables of figures: which row is for which keys on which day."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qinjian.engine.condition import Period, TableType
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.types import Type, count_type, money_type
from qinjian.engine.messages.problems import Position
from qinjian.engine.rulebook.flat import Bounds, FlatRow, flat_rows
from qinjian.schemas.standard import Edition, Key, Standard


@dataclass(frozen=True)
class Figure:
    """A figure that was looked up, and the edition that set it."""

    value: int | Decimal
    edition: Edition


@dataclass(frozen=True)
class Overlay:
    """A unit's own figures, and where they stand."""

    standard: Standard
    at: Position


@dataclass(frozen=True)
class Table:
    """A standard ready for look-ups. ``overlays`` lie over it; ``flat`` has all figures."""

    standard: Standard
    flat: tuple[FlatRow, ...]
    overlays: tuple[Overlay, ...] = ()

    @classmethod
    def of(cls, standard: Standard) -> "Table":
        """Make a table of a standard alone."""
        return cls(standard, tuple(flat_rows(standard)))

    @cached_property
    def key_names(self) -> tuple[str, ...]:
        """The names of the keys in their order."""
        return tuple(key.name for key in self.standard.keys)

    @cached_property
    def type(self) -> TableType:
        """What conditions must know of the table."""
        unit = self.standard.unit
        cell = money_type(unit) if self.standard.type == "money" else count_type(unit)
        return TableType(tuple(map(_key_type, self.standard.keys)), cell)

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[FlatRow]]:
        """The figures by those of their keys that are words."""
        found: dict[tuple[str, ...], list[FlatRow]] = defaultdict(list)
        for row in self.flat:
            found[tuple(cell for cell in row.keys if isinstance(cell, str))].append(row)
        return found

    def find(self, period: Period, keys: tuple[Value, ...]) -> Figure | None:
        """Return the figure for known keys on all days of a period.

        None if no row is there, if the first day of an edition is not certain enough to tell,
        or if the period falls into two editions or seasons: the figure is then unknown, never
        guessed.
        """
        words = tuple(key for key in keys if isinstance(key, str))
        for row in self._by_words.get(words, ()):
            if row.first <= period[0] and period[-1] <= row.last and _fits(row, period, keys):
                return Figure(_value(row, keys), row.edition)
        return None


def _fits(row: FlatRow, period: Period, keys: tuple[Value, ...]) -> bool:
    """Tell whether one run of a row's season has both days, and its ranges hold the counts."""
    if row.season is not None:
        began = row.season.run(period[0])
        if began is None or began != row.season.run(period[-1]):
            return False
    for cell, key in zip(row.keys, keys, strict=True):
        if not isinstance(cell, str) and not (isinstance(key, int) and _holds(cell, key)):
            return False
    return True


def _holds(bounds: Bounds, count: int) -> bool:
    low, high = bounds
    return (low is None or low <= count) and (high is None or count <= high)


def _value(row: FlatRow, keys: tuple[Value, ...]) -> int | Decimal:
    if row.value is not None:
        return row.value
    base = next(key for key in keys if isinstance(key, int))
    return base // (row.over or 1)


def _key_type(key: Key) -> Type:
    if key.type == "count":
        return count_type(key.unit)
    spellings = [word for ways in key.options.values() for word in ways]
    return Type("enum", options=(*key.options, *spellings))
