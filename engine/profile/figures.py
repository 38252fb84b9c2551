"""Figures of the fields of a table: what its cells hold, and how amounts and days lie."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qinjian.engine.answer.population import AMOUNT, month_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import Reading
from qinjian.schemas.profile import AmountFigures, DayFigures, FieldProfile
from qinjian.schemas.record import Field, Record, fields_of

_MONTHS = 12


@dataclass
class FieldFigures:
    """Counts of what the rows of a table say of one field."""

    states: Counter[str] = field(default_factory=Counter)
    values: Counter[object] = field(default_factory=Counter)

    def add(self, said: Reading, rows: int) -> None:
        """Count what a number of rows say."""
        self.states["derived" if said.derived else said.state] += rows
        if said.state == "given":
            plain = isinstance(said.value, Decimal | date | str | int)
            self.values[said.value if plain else repr(said.value)] += rows

    def profile(self, item: Field) -> FieldProfile:
        """Write them down."""
        money = {one: n for one, n in self.values.items() if isinstance(one, Decimal)}
        days = [one for one in self.values if isinstance(one, date)]
        return FieldProfile(
            name=item.name,
            type=item.type,
            given=self.states["given"],
            blank=self.states["blank"],
            unreadable=self.states["unreadable"],
            derived=self.states["derived"],
            distinct=len(self.values),
            amounts=amount_figures(money) if money and item.type == "money" else None,
            days=day_figures(days) if days else None,
        )


@dataclass
class Figures:
    """Counts of what the rows of a table say, field by field."""

    model: type[Record]
    records: int = 0
    fields: dict[str, FieldFigures] = field(default_factory=dict)

    def add(self, table: TypedTable, rows: Sequence[int]) -> None:
        """Count rows of a table; each different reading of a column is looked at once."""
        self.records += len(rows)
        for name, column in table.columns.items():
            figures = self.fields.setdefault(name, FieldFigures())
            for code, count in Counter(column.codes[row] for row in rows).items():
                figures.add(column.readings[code], count)

    def amounts(self, name: str) -> Mapping[Decimal, int]:
        """Return the amounts that stand in a field, each with the number of its rows."""
        values = self.fields[name].values if name in self.fields else {}
        return {one: rows for one, rows in values.items() if isinstance(one, Decimal)}

    def profiles(self) -> Iterator[FieldProfile]:
        """Write down the fields that the source has cells for, in the order of the model.

        The amount, which sums are made of, may follow from others.
        """
        for item in fields_of(self.model):
            figures = self.fields.get(item.name)
            own = ("given", "blank", "unreadable", *(["derived"] if item.name == AMOUNT else []))
            if figures and any(figures.states[state] for state in own):
                yield figures.profile(item)


def amount_figures(amounts: Mapping[Decimal, int]) -> AmountFigures:
    """Make the figures of amounts in yuan, each with the number of its rows, exactly."""
    return AmountFigures(
        sum=f"{sum((one * rows for one, rows in amounts.items()), Decimal(0)):.2f}",
        min=f"{min(amounts):.2f}",
        max=f"{max(amounts):.2f}",
        median=_written(_median(amounts)),
        negative=sum(rows for one, rows in amounts.items() if one < 0),
        zero=sum(rows for one, rows in amounts.items() if one == 0),
    )


def _median(amounts: Mapping[Decimal, int]) -> Decimal:
    """Return the amount in the middle; of an even number half the sum of the two there."""
    total = sum(amounts.values())
    low, high = (total - 1) // 2, total // 2
    passed, found = 0, []
    for one in sorted(amounts):
        found += [one for place in (low, high) if passed <= place < passed + amounts[one]]
        passed += amounts[one]
    return (found[0] + found[1]) / 2


def _written(median: Decimal) -> str:
    cents = median.quantize(Decimal("0.01"))
    return f"{cents if cents == median else median:f}"


def day_figures(days: Sequence[date]) -> DayFigures:
    """Tell the first and the last of some days, and the months between without any."""
    first, last = min(days), max(days)
    met = {month_of(day) for day in days}
    return DayFigures(
        first=first.isoformat(),
        last=last.isoformat(),
        months_without=tuple(month for month in _months(first, last) if month not in met),
    )


def _months(first: date, last: date) -> Iterator[str]:
    for number in range(first.year * _MONTHS + first.month - 1, last.year * _MONTHS + last.month):
        yield f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}"
