"""Tables (CSV, sheets of a workbook, Parquet): rows under headers, told apart by what they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.records.entry import (
    Cell,
    Entry,
    Locate,
    is_blank,
    period_cells,
    readable_yuan,
    shown,
)
from qinjian.engine.intake.tables.body import Body
from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.tables.headers import headers_of
from qinjian.engine.intake.tables.layout import SEARCHED, find_layout
from qinjian.engine.intake.tables.money_units import scale_of_units, units_in
from qinjian.engine.intake.tables.rows import is_blank_row
from qinjian.engine.intake.tables.totals import APART, RunningSums
from qinjian.engine.intake.values.words import kind_of, known_kinds
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.mapping import Mapping
from qinjian.schemas.record import Envelope, Record

_MOST_ROWS_ABOVE = 1_000
"""Rows, empty ones included, in which the headers are looked for."""

_FEW = 5

_NUMBERS_ARE_FINE = frozenset({"money", "count", "quantity", "date", "yes_no"})


class Table:
    """One table: its head, and its rows as they come. ``kind`` overrules what it says itself.

    ``above`` is the yuan in one unit of the table above it on the same sheet: if those are not
    yuan, the table has to name its own.

    Raises:
        QinjianError: ``header_missing``, ``header_twice``, ``unit_unknown``: it is not read.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        tally: TableTally,
        file: str,
        kind: type[Record] | None,
        mapping: Mapping | None,
        above: int = 1,
    ) -> None:
        self.tally = tally
        self._rows = iter(rows)
        head = list(self._head())
        words = [(n, cells) for n, cells in head if not isinstance(cells, Problem)]
        layout = find_layout([row for row in words if not _is_empty(row[1])], tally.sheet, mapping)
        if layout is None:
            if faults := [row[1] for row in head if isinstance(row[1], Problem)]:
                raise QinjianError(faults)
            where = Position(file, tally.sheet)
            raise QinjianError(Problem("header_missing", where, {"rows": SEARCHED}))
        self.columns = Columns(layout, file, tally.sheet)
        self.asked = kind
        if above != 1 and self.columns.is_without_unit():
            raise QinjianError(self.columns.unit_unknown(["?"], self.columns.where))
        self._filled: set[int] = set()
        self._sums = RunningSums()
        self._count_head(head)
        last = layout.header_rows[-1][0]
        below = chain((row for row in head if row[0] > last), self._rows)
        self._body = Body(below, tally, self.columns)

    def _head(self) -> Iterator[Row]:
        """Take off the first rows, up to the last in which the headers may stand."""
        filled = 0
        for row in self._rows:
            yield row
            filled += not _is_empty(row[1])
            if filled > SEARCHED or row[0] >= _MOST_ROWS_ABOVE:
                return

    def _count_head(self, head: Sequence[Row]) -> None:
        layout = self.columns.layout
        self.tally.header_rows = tuple(number for number, _ in layout.header_rows)
        self.tally.rows["headers"] += len(layout.header_rows)
        self.tally.rows["titles"] += len(layout.titles)
        first = (layout.titles or layout.header_rows)[0][0]
        for number, cells in head:
            if first < number < layout.header_rows[-1][0]:
                self.tally.rows["blank"] += _is_empty(cells)

    @property
    def kind(self) -> type[Record] | None:
        """The kind of all rows; None if a column names it row by row.

        Raises:
            QinjianError: ``kind_unclear``, ``header_twice``: no row can be read.
        """
        if self.asked is None and self.columns.kind_column is not None:
            return None
        model = self.asked or self.columns.kind()
        if model is None:
            raise QinjianError(self.columns.unclear())
        if doubles := self.columns.doubles(model):
            raise QinjianError(doubles)
        return model

    def entries(self) -> Iterator[Entry | Problem]:
        """List the records, up to the head of another table; what is no record is counted.

        Then list what is to be known about the reading. Where no row can be read, they count as
        rejected all the same.
        """
        stopped = list(self._stops())
        yield from stopped
        kind = None if stopped else self.kind
        for number, cells, found in self._body.rows():
            if isinstance(cells, Problem):
                yield self._counted(Entry(self.tally.sheet, number, None, problems=(cells,)))
                continue
            match found:
                case "totals":
                    yield from self._compared(number, cells)
                case "records" | "unlabelled" if stopped:
                    yield self._counted(self._unread(number, cells))
                case "records":
                    yield self._counted(self._entry(kind, number, cells))
                case "unlabelled":
                    yield self._counted(self._unlabelled(number, cells))
                case "units" | "notes" | "single" if not stopped:
                    yield from self._late_unit(number, cells)
        if not stopped:
            yield from self._notices()

    @property
    def rest(self) -> Iterator[Row] | None:
        """The rows of another table under this one, when it is reached."""
        return self._body.rest

    def _stops(self) -> Iterator[Problem]:
        """List what keeps every row from being read."""
        try:
            _ = self.kind
        except QinjianError as error:
            yield from error.problems

    def _counted(self, entry: Entry) -> Entry:
        self._sums.add(entry.yuan)
        return entry

    def _late_unit(self, number: int, cells: Sequence[str]) -> Iterator[Problem]:
        """Find a unit of amounts that is named only when rows have been read in another."""
        units = units_in(cell for cell in cells if cell.strip())
        money = {self.columns.scale_of(m) for m in self.columns.amounts().values()}
        if units and {scale_of_units(units)} != (money or {self.columns.scale}):
            values: dict[str, object] = {
                "value": ", ".join(sorted(units)), "scale": ", ".join(map(str, sorted(money))),
            }  # fmt: skip
            yield Problem(
                "unit_late", Position(self.columns.where.file, self.tally.sheet, number), values
            )

    def _unlabelled(self, number: int, cells: Sequence[str]) -> Entry:
        """Reject figures of which nothing says whose they are."""
        entry = self._unread(number, cells)
        where = Position(self.columns.where.file, self.tally.sheet, number)
        return replace(entry, problems=(Problem("row_unlabelled", where),))

    def _compared(self, number: int, cells: Sequence[str]) -> Iterator[Problem]:
        """Hold a row of totals against our own sum."""
        total = self._body.classes.total(cells)
        amounts = self.columns.amounts()
        if total is None or not amounts or total[1] == APART:
            return
        column, meaning = next(iter(amounts.items()))
        raw = cells[column] if column < len(cells) else ""
        stated = readable_yuan(raw, self.columns.scale_of(meaning))
        found = self._sums.compare(number, *total, stated)
        if is_blank(raw) and nature(raw) == "text":
            return
        self.tally.totals.append(found)
        if found.differs() is not False:
            code = "totals_open" if found.differs() is None else "totals_differ"
            values: dict[str, object] = {
                "label": found.label, "found": f"{found.found:.2f}", "rows": found.open_rows,
                "stated": shown(raw) if found.stated is None else f"{found.stated:.2f}",
            }  # fmt: skip
            yield Problem(code, self.columns.at(column, number), values)

    def _unread(self, number: int, cells: Sequence[str]) -> Entry:
        """Make what is rejected with its whole table: only its amount is looked at."""
        found = () if self._width(number, cells) else self._cells(Envelope, number, cells)[0]
        return Entry(self.tally.sheet, number, None, found)

    def _entry(self, kind: type[Record] | None, number: int, cells: Sequence[str]) -> Entry:
        if problem := self._width(number, cells):  # no cell is surely under its own header
            return Entry(self.tally.sheet, number, None, problems=(problem,))
        self._filled.update(n for n, cell in enumerate(cells) if cell)
        model = kind or self._kind(number, cells)
        if isinstance(model, Problem):
            found, _ = self._cells(Envelope, number, cells)
            return Entry(self.tally.sheet, number, None, found, (model,))
        self.tally.kinds.setdefault(model)
        found, problems = self._cells(model, number, cells)
        if kind is None:
            problems += (*self.columns.doubles(model), *self._elsewhere(model, number, cells))
        return Entry(self.tally.sheet, number, model, found, problems)

    def _width(self, number: int, cells: Sequence[str]) -> Problem | None:
        """Find a row of text that was cut or has more filled cells than headers."""
        width = len(self.columns.headers)
        if len(cells) >= width and not any(cell.strip() for cell in cells[width:]):
            return None
        values: dict[str, object] = {"cells": len(cells), "headers": width}
        where = Position(self.columns.where.file, self.tally.sheet, number)
        return Problem("row_width", where, values)

    def _kind(self, number: int, cells: Sequence[str]) -> type[Record] | Problem:
        """Tell the kind of a row by the column that names it: the headers are those of several."""
        column = self.columns.kind_column or 0
        word = cells[column]
        if not word.strip():
            return self.columns.unclear(number)
        values: dict[str, object] = {"value": shown(word), "known": known_kinds()}
        return kind_of(word) or Problem("kind_unknown", self.columns.at(column, number), values)

    def _cells(
        self, model: type[Record], number: int, cells: Sequence[str]
    ) -> tuple[tuple[Cell, ...], tuple[Problem, ...]]:
        found: list[Cell] = []
        problems: list[Problem] = []
        period = self.columns.period(model)
        if period is not None:
            days = period_cells(cells[period], _place(self.columns, period, number), model)
            if isinstance(days, Problem):
                problems.append(days)
            else:
                found += days
        for column, meaning in self.columns.meanings(model).items():
            raw = cells[column]
            if nature(raw) == "covered":  # under a merged cell: not there, rather than blank
                continue
            self._note_number(raw, column, meaning.field.type)
            place = _place(self.columns, column, number)
            found.append(Cell(meaning.field, raw, place, self.columns.scale_of(meaning)))
        return tuple(found), tuple(problems)

    def _note_number(self, raw: str, column: int, type_: str) -> None:
        """Keep in mind a column of text that holds numbers, which lose leading zeros."""
        if type_ not in _NUMBERS_ARE_FINE and nature(raw) == "number":
            self.tally.numbers_for_text[column] = self.tally.numbers_for_text.get(column, 0) + 1

    def _elsewhere(
        self, model: type[Record], number: int, cells: Sequence[str]
    ) -> Iterator[Problem]:
        """List filled cells in columns that mean something for other kinds of row only."""
        for column in self.columns.elsewhere(model):
            if cells[column].strip():
                name = self.columns.headers[column]
                values: dict[str, object] = {"value": name, "close": headers_of(model).close(name)}
                yield Problem("field_unknown", self.columns.at(column, number), values)

    def _notices(self) -> Iterator[Problem]:
        """List the columns that no row reads, and those whose zeros may be lost."""
        models = list(self.tally.kinds) or self._models()
        strange = self.columns.unmatched(models, self._filled)
        self.tally.unmatched = tuple(strange)
        yield from strange.values()
        for column, count in self.tally.numbers_for_text.items():
            yield Problem("numbers_for_text", self.columns.at(column), {"count": count})
        if self.tally.single:
            rows = ", ".join(map(str, self.tally.single[:_FEW]))
            yield Problem(
                "rows_single", self.columns.where, {"rows": rows, "count": len(self.tally.single)}
            )
        scaled = [c.header for c in self.columns.understood(models) if c.scale not in (None, 1)]
        if scaled:
            yield Problem("amounts_scaled", self.columns.where, {"columns": ", ".join(scaled)})

    def _models(self) -> list[type[Record]]:
        return [self.asked] if self.asked else self.columns.models() or list(TOP_KINDS.values())


def _place(columns: Columns, column: int, row: int) -> Locate:
    return lambda _: columns.at(column, row)


def _is_empty(cells: Sequence[str] | Problem) -> bool:
    return not isinstance(cells, Problem) and is_blank_row(cells)
