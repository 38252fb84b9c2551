"""Tables that were read twice: a month that stands in its year too.

Two tables of one kind and layout, of which the days of one lie within those of the other, where
nine in ten lines of the smaller stand in the larger, equal in every column that both have. Where
every line of both has the number of its claim or voucher, the layouts may differ, and what counts
is that number with unit, days, persons, subject and amount: two exports of one claim word it
differently. Of k and m equal lines the larger number remains. Equal lines elsewhere are two lines.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.readings import given_of, is_given, told_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.units.same import known_as
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.once.lines import own_rows

SHARE = 0.9
"""The share of the lines of the smaller table that stand in the larger one."""

FEWEST = 2
"""Lines from which on it is a table that was read twice, and not a line."""

NUMBERS = ("claim_no", "voucher_no")
"""The numbers by which a unit knows a line."""

IDENTITY = frozenset({
    *NUMBERS, "unit", "amount", "debit", "credit", "event_date", "start_date", "end_date",
    "filing_date", "person", "travelers", "payee", "plate", "account_code", "account", "cost_type",
})  # fmt: skip
"""What two exports of one numbered line have in common, however they word it."""

_FOLLOWS = ("unit",)
"""A field that counts also where it follows from title, sheet or file."""


@dataclass
class _Table:
    """What is known of a table: its place in the order of reading, its lines, days and columns."""

    order: int
    file: str
    sheet: str | None
    kind: str
    rows: int = 0
    first: date | None = None
    last: date | None = None
    columns: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=lambda: set(NUMBERS))

    @property
    def size(self) -> tuple[int, int]:
        """What tells the larger of two: the lines, then which was read first."""
        return self.rows, -self.order


@dataclass(frozen=True)
class Copy:
    """A table of which lines stand in another one too."""

    file: str
    sheet: str | None
    other_file: str
    other_sheet: str | None
    rows: int


class Tables:
    """Looks for tables that were read twice: first at each batch, then at the lines."""

    def __init__(self) -> None:
        self._tables: dict[tuple[int, str], _Table] = {}
        self._of: dict[tuple[int, str], tuple[int, str]] = {}
        self._tallies: list[TableTally] = []

    def add(self, number: int, batch: Batch) -> None:
        """Take note of a batch."""
        if not batch.is_table:
            return
        self._tallies.append(batch.tally)  # so that its id stays its own
        for table, rows in own_rows(batch):
            kind = table.model.kind
            key = (id(batch.tally), kind)
            about = self._tables.setdefault(
                key, _Table(len(self._tables), batch.file, batch.sheet, kind)
            )
            self._of[number, kind] = key
            about.rows += len(rows)
            about.columns |= set(_told(table))
            about.numbers &= set(_numbered(table))
            days = list(_days(table))
            about.first = min([*days, *filter(None, [about.first])], default=None)
            about.last = max([*days, *filter(None, [about.last])], default=None)

    def candidates(self) -> list[tuple[_Table, _Table]]:
        """List the pairs of a smaller and a larger table that may hold the same lines."""
        every = list(self._tables.values())
        return [
            (small, large)
            for small in every
            for large in every
            if small.size < large.size and _may_be_part(small, large)
        ]

    def read_twice(
        self, batches: Iterable[tuple[int, Batch]]
    ) -> tuple[dict[int, set[int]], list[Copy]]:
        """Return the positions to leave out, by the numbers of their batches, and the tables."""
        pairs = self.candidates()
        if not pairs:
            return {}, []
        lines = self._lines(batches, pairs)
        dropped: dict[int, set[int]] = defaultdict(set)
        copies: list[Copy] = []
        for small, large in pairs:
            columns = _common(small, large)
            left = Counter(line for _, line in lines[large.order, columns])
            found: list[tuple[int, int]] = []
            for place, line in lines[small.order, columns]:
                if left[line] > 0:
                    left[line] -= 1
                    found.append(place)
            if len(found) < SHARE * small.rows:
                continue
            fresh = [place for place in found if place[1] not in dropped[place[0]]]
            for number, position in fresh:
                dropped[number].add(position)
            if fresh:
                copies.append(Copy(small.file, small.sheet, large.file, large.sheet, len(fresh)))
        return {number: positions for number, positions in dropped.items() if positions}, copies

    def _lines(
        self, batches: Iterable[tuple[int, Batch]], pairs: Iterable[tuple[_Table, _Table]]
    ) -> Mapping[tuple[int, frozenset[str]], list[tuple[tuple[int, int], int]]]:
        """List the lines of tables, each as one number, by the columns that count."""
        wanted: dict[int, set[frozenset[str]]] = defaultdict(set)
        for small, large in pairs:
            for about in (small, large):
                wanted[about.order].add(_common(small, large))
        found: dict[tuple[int, frozenset[str]], list[tuple[tuple[int, int], int]]] = defaultdict(
            list
        )
        for number, batch in batches:
            for table, rows in own_rows(batch):
                key = self._of.get((number, table.model.kind))
                order = self._tables[key].order if key is not None else -1
                for columns in wanted.get(order, ()):
                    lines = _signatures(table, sorted(columns))
                    found[order, columns] += [
                        ((number, table.positions[row]), lines[row]) for row in rows
                    ]
        return found


def _common(small: _Table, large: _Table) -> frozenset[str]:
    """Return the columns that have to be equal."""
    both = frozenset(small.columns & large.columns)
    return both & IDENTITY if small.numbers & large.numbers else both


def _may_be_part(small: _Table, large: _Table) -> bool:
    """Tell whether two tables are numbered or of one layout, the days of one within the other's."""
    if small.kind != large.kind:
        return False
    alike = small.columns <= large.columns or large.columns <= small.columns
    if not (small.numbers & large.numbers or (alike and small.rows >= FEWEST)):
        return False
    if small.first is None or small.last is None or large.first is None or large.last is None:
        return False
    return large.first <= small.first and small.last <= large.last


def _told(table: TypedTable) -> Iterator[str]:
    """Name the columns that the source has, and those that follow but tell whose a line is."""
    for name in table.columns:
        if any(_used(table, name, partial(_has, follows=name in _FOLLOWS))):
            yield name


def _has(one: Reading, *, follows: bool) -> bool:
    return one.state != "untold" and (follows or not one.derived)


def _numbered(table: TypedTable) -> Iterator[str]:
    """Name the numbers that every line has."""
    for name in NUMBERS:
        if name in table.columns and all(_used(table, name, is_given)):
            yield name


def _days(table: TypedTable) -> Iterator[date]:
    """List the first and last of the decisive days of the lines, else of the days of filing."""
    pairs = [name for pair in table.model.decisive_date for name in pair]
    for names in (pairs, ["filing_date"]):
        columns = [table.columns[name] for name in names if name in table.columns]
        days = [
            value
            for values, codes in ((given_of(one.readings), set(one.codes)) for one in columns)
            for value in (values[code] for code in codes)
            if isinstance(value, date)
        ]
        if days:
            yield from (min(days), max(days))
            return


def _used(table: TypedTable, name: str, tell: Callable[[Reading], bool]) -> Iterator[bool]:
    """Say of each different thing in a column what ``tell`` says of what is beside its value."""
    column = table.columns[name]
    told = told_of(column.readings, tell)
    return (told[code] for code in set(column.codes))


def _signatures(table: TypedTable, names: Iterable[str]) -> list[int]:
    """Write each line as one number: equal lines have the same."""
    parts: list[list[object]] = []
    for name in names:
        column = table.columns.get(name)
        if column is None:
            parts.append([None] * len(table))
            continue
        said = [_comparable(one, unit=name == "unit") for one in column.readings]
        parts.append([said[code] for code in column.codes])
    return [hash(line) for line in zip(*parts, strict=True)] if parts else [0] * len(table)


def _comparable(reading: Reading, *, unit: bool) -> object:
    if reading.state == "given" and unit:
        return known_as(str(reading.value))  # one export has the full name, one the short one
    if reading.state == "given":
        return repr(reading.value)
    return repr(dict(reading.values)) if reading.state == "unreadable" else None
