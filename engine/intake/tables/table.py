"""Tables (CSV, sheets of a workbook, Parquet): a head, and rows of text under it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.tables.body import Body
from qinjian.engine.intake.tables.budget_columns import is_in_ten_thousands
from qinjian.engine.intake.tables.called import not_spending
from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.tables.header_text import split_header
from qinjian.engine.intake.tables.layout import SEARCHED, find_layout
from qinjian.engine.intake.tables.recognition import Recognition
from qinjian.engine.intake.tables.rows import is_blank_row
from qinjian.engine.intake.tables.years import agreed, lacks_years, years_of_days
from qinjian.engine.intake.values.subjects import special_kind
from qinjian.engine.intake.values.words import kind_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import (
    GENERAL_KINDS,
    TOP_KINDS,
    BudgetLine,
    Expense,
    Income,
    Vehicle,
    VehicleRunning,
)
from qinjian.schemas.mapping import Mapping
from qinjian.schemas.record import Record

_PLANNED = regex("预算|决算|执行|年初|批复")
_TEN_THOUSAND = 10_000
_MOST_ROWS_ABOVE = 1_000
"""Rows, empty ones included, in which the headers are looked for."""


class Table:
    """One table: its head, and its rows as they come. ``asked`` is the kind that the user names.

    ``above`` is the yuan in one unit of the table above it on the same sheet: if those are not
    yuan, the table has to name its own. ``delimited`` says that its cells have no places but those
    that the marks between them give. ``year`` tells that of the tables beside; what it told is kept
    as ``year_beside``.

    ``kind`` is that of its rows. It is None for a table that is not about spending, and for one
    whose headers do not tell it: then ``unclear`` says so, and all its rows are rejected.

    Raises:
        QinjianError: ``header_missing``, ``unit_unknown``: it is not read.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        tally: TableTally,
        file: str,
        asked: type[Record] | None,
        mapping: Mapping | None,
        above: int = 1,
        *,
        delimited: bool = False,
        year: Callable[[], int | None] | None = None,
    ) -> None:
        self.tally = tally
        self.delimited = delimited
        self._rows = iter(rows)
        head = list(self._head())
        words = [(n, cells) for n, cells in head if not isinstance(cells, Problem)]
        filled = [row for row in words if not is_blank_row(row[1])]
        layout = find_layout(filled, tally.sheet, mapping, file)
        if layout is None:
            if faults := [row[1] for row in head if isinstance(row[1], Problem)]:
                raise QinjianError(faults)
            where = Position(file, tally.sheet)
            raise QinjianError(Problem("header_missing", where, {"rows": SEARCHED}))
        last = layout.header_rows[-1][0]
        samples = [cells for number, cells in filled if number > last]
        self.columns = Columns(layout, file, tally.sheet, samples)
        self.year_beside = self._year(samples, year)
        self.unit_presumed = self._presume_unit(samples)
        if above != 1 and self.columns.is_without_unit():
            raise QinjianError(self.columns.unit_unknown(["?"], self.columns.where))
        self.unclear: Problem | None = None
        self.kind = self._kind(asked, samples)
        self._count_head(head)
        below = chain((row for row in head if row[0] > last), self._rows)
        figures = self.columns.figures(self.kind or Expense)
        self.body = Body(below, tally, layout, figures, self.columns.scale, delimited=delimited)

    def _kind(
        self, asked: type[Record] | None, samples: Sequence[Sequence[str]]
    ) -> type[Record] | None:
        """Tell the kind of the rows; None for a table that is not about spending.

        What is asked for helps the tables that are unclear, and those of a general kind; one that
        is clearly of another kind is left alone.
        """
        mapped = TOP_KINDS.get(self.columns.mapping.kind or "")
        if mapped is not None:
            return mapped
        told = self.columns.recognition
        if asked is not None and not told.special:
            return asked
        if asked is not told.kind and not _speaks_of_cars(told) and self.not_spending() is not None:
            return None
        if told.kind is None:
            if self._speaks_of_spending():
                self.unclear = self.columns.unclear()
            return None
        return Expense if self._names_others(told.kind, samples) else told.kind

    def _year(
        self, samples: Sequence[Sequence[str]], beside: Callable[[], int | None] | None
    ) -> int | None:
        """Find the year of days that name none, where no title tells it; return that told beside.

        Other days of the table go before those of the tables beside it. A table that is clearly
        of a kind and has no day at all (a budget, quotes) is of the year of those.
        """
        columns, whole = self.columns, years_of_days(samples)
        asked = columns.recognition.special and not whole
        if columns.year is not None or not (asked or lacks_years(columns.headers, samples)):
            return None
        columns.year = agreed(whole)
        told = beside() if columns.year is None and beside is not None else None
        columns.year = columns.year or told
        return told

    def _presume_unit(self, samples: Sequence[Sequence[str]]) -> bool:
        """Read the figures of a budget in 万元 where nothing names a unit and no other can be."""
        columns = self.columns
        model = columns.recognition.kind
        if model not in (BudgetLine, Income) or not columns.is_without_unit() or columns.scale != 1:
            return False
        places = columns.figures(model, {"money"})
        planned = len(places) > 1 and any(map(_PLANNED.search, columns.headers))
        named = any(split_header(columns.headers[number])[1] for number in places)
        figures = [[row[n] for row in samples if n < len(row)] for n in sorted(places)]
        if named or not planned or not is_in_ten_thousands(figures):
            return False
        columns.set_scale(_TEN_THOUSAND)
        return True

    def _speaks_of_spending(self) -> bool:
        """Tell whether a column is an amount or a day of any line of spending."""
        fields = (use.field.name for use in self.columns.uses(Expense) if use.field is not None)
        return not {"amount", "event_date", "filing_date"}.isdisjoint(fields)

    def _names_others(self, kind: type[Record], samples: Sequence[Sequence[str]]) -> bool:
        """Tell whether a column of kinds names others than that of the headers, row by row.

        One that the kind has a field of its own for names none: the 类别 of leave is 年休假.
        """
        own = {
            number
            for use in self.columns.uses(kind)
            if use.field is not None and use.field.name != "cost_type"
            for number in use.numbers
        }
        numbers = [number for number in self.columns.telling_kinds() if number not in own]
        words = {row[n] for row in samples for n in numbers if n < len(row) and row[n].strip()}
        named = {kind_of(word) or special_kind(word) for word in words} - {None, kind}
        return bool(named) and kind not in GENERAL_KINDS.values()

    def taken_for_granted(self) -> Iterator[Problem]:
        """Say which year and which unit the table was read in that it does not name itself."""
        where = Position(self.columns.where.file, self.tally.sheet)
        if self.year_beside is not None:
            yield Problem("year_beside", where, {"year": self.year_beside})
        if self.unit_presumed:
            yield Problem("unit_presumed", where)

    def not_spending(self) -> str | None:
        """Return the word that tells a table about something else than spending."""
        layout = self.columns.layout
        titles = [*layout.title_words(), *filter(None, [self.tally.sheet])]
        return not_spending([*titles, self.columns.where.file or ""], layout.headers)

    def _head(self) -> Iterator[Row]:
        """Take off the first rows, up to the last in which the headers may stand."""
        filled = 0
        for row in self._rows:
            yield row
            filled += not isinstance(row[1], Problem) and not is_blank_row(row[1])
            if filled > SEARCHED or row[0] >= _MOST_ROWS_ABOVE:
                return

    def _count_head(self, head: Sequence[Row]) -> None:
        layout = self.columns.layout
        self.tally.header_rows = tuple(number for number, _ in layout.header_rows)
        self.tally.rows["headers"] += len(layout.header_rows)
        self.tally.rows["titles"] += len(layout.titles)
        first = (layout.titles or layout.header_rows)[0][0]
        for number, cells in head:
            if first < number < layout.header_rows[-1][0] and not isinstance(cells, Problem):
                self.tally.rows["blank"] += is_blank_row(cells)


def _speaks_of_cars(told: Recognition) -> bool:
    """Tell whether headers speak of cars: the word 档案 of 车辆档案 is no sign of other things."""
    return told.special and told.kind in (Vehicle, VehicleRunning)
