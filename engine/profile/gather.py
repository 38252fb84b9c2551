"""Making a profile: all rows go by once, table by table, and what they say is counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qinjian.engine.answer.population import (
    AMOUNT,
    Population,
    day_of,
    month_of,
    reading_told,
    text_of,
    yuan_of,
)
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.once.lines import own_rows
from qinjian.engine.profile.calendar import days_of_rest
from qinjian.engine.profile.digits import digits_of
from qinjian.engine.profile.figures import Figures
from qinjian.engine.profile.numbers import Numbers
from qinjian.engine.profile.repeats import RepeatedThings
from qinjian.engine.version import VERSION
from qinjian.schemas.kinds import SPENDING_KINDS
from qinjian.schemas.profile import Profile, Share, TableProfile
from qinjian.schemas.record import Record


@dataclass
class _Table:
    """What is known of the records of one kind in a table."""

    file: str
    sheet: str | None
    tally: TableTally  # kept, so that its id stays its own
    figures: Figures
    days: Counter[date | None] = field(default_factory=Counter)

    def profile(self) -> TableProfile:
        """Write it down."""
        return TableProfile(
            file=self.file,
            sheet=self.sheet,
            kind=self.figures.model.kind,
            records=self.figures.records,
            fields=tuple(self.figures.profiles()),
            rest=days_of_rest(self.days),
            digits=digits_of(self.figures.amounts(AMOUNT)),
        )


@dataclass
class _Sum:
    """Rows and their yuan."""

    rows: int = 0
    yuan: Decimal = Decimal(0)
    without: int = 0

    def add(self, yuan: Decimal | None) -> None:
        self.rows += 1
        self.yuan += yuan or 0
        self.without += yuan is None


@dataclass
class _Sums:
    """Sums by the names of something."""

    _sums: dict[str | None, _Sum] = field(default_factory=dict)

    def add(self, name: str | None, yuan: Decimal | None) -> None:
        self._sums.setdefault(name, _Sum()).add(yuan)

    def shares(self, *, by_name: bool = False) -> tuple[Share, ...]:
        """List them, the largest first; or by name, with those last that have none."""

        def order(one: tuple[str | None, _Sum]) -> tuple[object, ...]:
            name, found = one
            return (name is None, name) if by_name else (-found.yuan, name is None, name)

        ordered = sorted(self._sums.items(), key=order)
        return tuple(
            Share(name=name, rows=one.rows, yuan=f"{one.yuan:.2f}", rows_without_amount=one.without)
            for name, one in ordered
        )


class _Gathered:
    """What is known of all that was read."""

    def __init__(self) -> None:
        self.tables: dict[tuple[int, str], _Table] = {}
        self.repeats, self.numbers = RepeatedThings(), Numbers()
        self.by_unit, self.by_kind, self.by_month = _Sums(), _Sums(), _Sums()

    def number(self, batch: Batch) -> None:
        """Take the numbers of a batch: those of cancelled lines are there as well."""
        for table, rows in own_rows(batch):
            for row in rows:
                self.numbers.add(table, row)

    def add(self, batch: Batch) -> None:
        """Take a batch of rows that count."""
        for table, rows in own_rows(batch):
            kept = self._table(batch, table.model)
            kept.figures.add(table, rows)
            for row in rows:
                day = day_of(table, row)
                kept.days[day] += 1
                self._sum(table, row, month_of(day))
                self.repeats.add(batch, table, row)

    def _sum(self, table: TypedTable, row: int, month: str | None) -> None:
        yuan = yuan_of(table, row)
        self.by_kind.add(table.model.kind, yuan)
        if table.model.kind in SPENDING_KINDS:
            self.by_unit.add(text_of(table, "unit", row), yuan)
            self.by_month.add(month, yuan)

    def _table(self, batch: Batch, model: type[Record]) -> _Table:
        return self.tables.setdefault(
            (id(batch.tally), model.kind),
            _Table(batch.file, batch.sheet, batch.tally, Figures(model)),
        )

    def profiles(self) -> Iterator[TableProfile]:
        """Write down the tables in the order in which they were read."""
        return (table.profile() for table in self.tables.values())


def profile_of(population: Population) -> Profile:
    """Make the profile of all that was read."""
    gathered = _Gathered()
    for batch in population.everything():
        gathered.number(batch)
    for batch in population.counted():
        gathered.add(batch)
    runs, not_running = gathered.numbers.runs()
    told = reading_told(population, population.options.language)
    return Profile(
        tool="qinjian",
        version=VERSION,
        language=population.options.language,
        files=told.files,
        totals=told.totals,
        by_unit=gathered.by_unit.shares(),
        by_kind=gathered.by_kind.shares(),
        by_month=gathered.by_month.shares(by_name=True),
        repeats=tuple(gathered.repeats.repeats()),
        runs=runs,
        not_running=not_running,
        tables=tuple(gathered.profiles()),
        rejects=told.rejects,
        unreadable=told.unreadable,
        notices=told.notices,
    )
