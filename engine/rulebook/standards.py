"""Tables of figures: which row is for which keys on which day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from qinjian.engine.condition import Period, TableType
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.types import Type, count_type, dimension, money_type
from qinjian.engine.problems import Problem, RuleFileError
from qinjian.engine.strict_yaml import Document
from qinjian.schemas.regulation import UncertainDay
from qinjian.schemas.standard import Edition, Key, Range, Row, Share, Standard


@dataclass(frozen=True)
class Figure:
    """A figure that was looked up, and the edition that set it."""

    value: int | Decimal
    edition: Edition


@dataclass(frozen=True)
class Table:
    """A standard ready for look-ups."""

    standard: Standard

    @cached_property
    def key_names(self) -> tuple[str, ...]:
        """The names of the keys in their order."""
        return tuple(key.name for key in self.standard.keys)

    @property
    def type(self) -> TableType:
        """What conditions must know of the table."""
        unit = self.standard.unit
        cell = money_type(unit) if self.standard.type == "money" else count_type(unit)
        return TableType(tuple(map(_key_type, self.standard.keys)), cell)

    @cached_property
    def _exact(self) -> tuple[dict[tuple[str, ...], Row], ...]:
        """The rows of each edition whose keys are single values, by these values."""
        found = []
        for edition in self.standard.editions:
            rows: dict[tuple[str, ...], Row] = {}
            for row in edition.rows:
                cells = [cell for cell in self._cells(row) if isinstance(cell, str)]
                if len(cells) == len(row.keys):
                    rows[tuple(cells)] = row
            found.append(rows)
        return tuple(found)

    def find(self, period: Period, keys: tuple[Value, ...]) -> Figure | None:
        """Return the figure for known keys on all days of a period.

        None if no row is there, if the first day of an edition is not certain enough to tell,
        or if the period falls into two editions: the figure is then unknown, never guessed.
        """
        first = self._find_on(period[0], keys)
        if first is None or (period[-1] != period[0] and self._find_on(period[-1], keys) != first):
            return None
        return first

    def _find_on(self, day: date, keys: tuple[Value, ...]) -> Figure | None:
        states = [edition.in_force(day) for edition in self.standard.editions]
        if None in states:
            return None
        for place, (edition, state) in enumerate(zip(self.standard.editions, states, strict=True)):
            if state and (row := self._row(place, edition, keys)):
                return Figure(self._value(row, keys), edition)
        return None

    def _row(self, place: int, edition: Edition, keys: tuple[Value, ...]) -> Row | None:
        exact = self._exact[place]
        if len(exact) == len(edition.rows):  # else some are ranges
            return exact.get(tuple(map(str, keys)))
        for row in edition.rows:
            if all(map(_matches, self._cells(row), keys)):
                return row
        return None

    def _cells(self, row: Row) -> list[str | Range]:
        return [row.keys[name] for name in self.key_names]

    def _value(self, row: Row, keys: tuple[Value, ...]) -> int | Decimal:
        if isinstance(row.value, Share):
            base = next(key for key in keys if isinstance(key, int))
            return base // row.value.over
        return row.value if self.standard.type == "money" else int(row.value)


def _key_type(key: Key) -> Type:
    return count_type(key.unit) if key.type == "count" else Type("enum", options=key.options)


def _matches(cell: str | Range, key: Value) -> bool:
    if isinstance(cell, Range):
        return isinstance(key, int) and key in cell
    return cell == str(key)


def check_table(document: Document, standard: Standard) -> Table:
    """Make a table after a look at its units, keys and rows.

    Raises:
        RuleFileError: an unknown unit, a row whose keys do not fit, two rows for the same
            keys, or two editions in force on the same day.
    """
    problems = _unit_problems(document, standard)
    for number, edition in enumerate(standard.editions):
        path = ("editions", number, "rows")
        for index, row in enumerate(edition.rows):
            problems += _row_problems(document, standard, row, (*path, index))
        if not problems:
            problems += _overlaps(document, standard, edition, path)
    problems += _period_problems(document, standard)
    if problems:
        raise RuleFileError(problems)
    return Table(standard)


def _unit_problems(document: Document, standard: Standard) -> list[Problem]:
    units = [(("unit",), standard.unit)]
    units += [(("keys", i, "unit"), key.unit) for i, key in enumerate(standard.keys)]  # type: ignore[misc]
    problems = []
    for path, unit in units:
        try:
            dimension(unit)
        except ValueError:
            problems.append(document.problem("unit_wrong", path, unit=unit))
    return problems


def _row_problems(
    document: Document, standard: Standard, row: Row, path: tuple[str | int, ...]
) -> list[Problem]:
    expected = [key.name for key in standard.keys]
    if sorted(row.keys) != sorted(expected):
        values = {"expected": ", ".join(expected), "found": ", ".join(row.keys)}
        return [document.problem("standard_keys", path, **values)]
    problems = []
    for key in standard.keys:
        cell = row.keys[key.name]
        if key.type == "enum":
            good, wanted = cell in key.options, ", ".join(key.options)
        else:
            good, wanted = isinstance(cell, Range) or cell.isdigit(), "3, {from: 1, to: 10}"
        if not good:
            values = {"key": key.name, "value": str(cell), "expected": wanted}
            problems.append(document.problem("standard_key_value", path, **values))
    counts = [key for key in standard.keys if key.type == "count"]
    if isinstance(row.value, Share) and len(counts) != 1:
        problems.append(document.problem("standard_share", path))
    return problems


def _overlaps(
    document: Document, standard: Standard, edition: Edition, path: tuple[str | int, ...]
) -> list[Problem]:
    names = [key.name for key in standard.keys]
    return [
        document.problem("standard_overlap", (*path, second), other=first + 1)
        for (first, one), (second, other) in combinations(enumerate(edition.rows), 2)
        if all(_share_a_key(one.keys[name], other.keys[name]) for name in names)
    ]


def _share_a_key(one: str | Range, other: str | Range) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    first, second = (
        cell if isinstance(cell, Range) else Range(first=int(cell), last=int(cell))
        for cell in (one, other)
    )
    above = first.last is None or second.first is None or second.first <= first.last
    return above and (second.last is None or first.first is None or first.first <= second.last)


def _period_problems(document: Document, standard: Standard) -> list[Problem]:
    dated = [
        (index, edition, edition.start)
        for index, edition in enumerate(standard.editions)
        if isinstance(edition.start, UncertainDay)
    ]
    problems = []
    for (_, one, one_start), (index, other, other_start) in combinations(dated, 2):
        after_one = one.end is not None and other_start.earliest > one.end
        after_other = other.end is not None and one_start.earliest > other.end
        if not after_one and not after_other:
            path = ("editions", index)
            problems.append(document.problem("standard_periods", path, other=one.document))
    return problems
