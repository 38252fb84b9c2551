"""Tables (CSV, sheets of a workbook): headers in the first row, a record in each other."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from qinjian.engine.intake.columns import Columns
from qinjian.engine.intake.entry import Cell, Entry, shown
from qinjian.engine.intake.headers import headers_of, is_total, top_kinds
from qinjian.engine.intake.words import kind_of, known_kinds
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.schemas.record import Envelope, Record

_FIRST_CELLS = 2

Row = tuple[int, Sequence[str] | Problem]


def csv_rows(text: str, file: str) -> Iterator[Row]:
    """List the rows of comma-separated text, empty ones too; the first is row 1.

    A quote that is not closed gives a last row that is a problem.
    """
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            number += 1
            yield number, cells
    except csv.Error:
        yield number + 1, Problem("csv_quote", Position(file=file, row=number + 1))


class Table:
    """One table: its columns and rows. ``kind`` overrules what the table says itself.

    Raises:
        QinjianError: ``header_missing``, ``header_twice``, ``kind_unclear``: it is not read.
    """

    def __init__(
        self, rows: Iterable[Row], file: str, sheet: str | None, kind: type[Record] | None
    ) -> None:
        (number, headers), *others = rows
        if isinstance(headers, Problem):
            raise QinjianError(headers)
        self.columns = Columns(headers, Position(file, sheet, number))
        self.rows = [(row, cells) for row, cells in others if not _is_empty(cells)]
        self.kind = kind
        if kind is None and self.columns.kind_column is None:
            if len(self.columns.kinds) != 1:
                raise QinjianError(self.columns.unclear())
            self.kind = self.columns.kinds[0]
        if self.kind is not None and (doubles := self.columns.doubles(self.kind)):
            raise QinjianError(doubles)

    def unmatched(self) -> dict[str, Problem]:
        """Return the columns that no row reads, by header."""
        filled: set[int] = set()
        models: dict[type[Record], None] = {}
        for number, cells in self.rows:
            if isinstance(cells, Problem) or len(cells) != len(self.columns.headers):
                continue
            filled.update(place for place, cell in enumerate(cells) if cell.strip())
            model = self._kind(number, cells)
            if not isinstance(model, Problem):
                models[model] = None
        if not models:
            models = dict.fromkeys([self.kind] if self.kind else top_kinds().values())
        return self.columns.unmatched(models, filled)

    def entries(self) -> Iterator[Entry]:
        """List the rows, without those that are wholly empty."""
        for number, cells in self.rows:
            sheet = self.columns.where.sheet
            if isinstance(cells, Problem):
                yield Entry(sheet, number, None, problems=(cells,))
            elif len(cells) != len(self.columns.headers):
                yield Entry(sheet, number, None, problems=(self._width(number, cells),))
            else:
                yield self._entry(number, cells)

    def _width(self, number: int, cells: Sequence[str]) -> Problem:
        values: dict[str, object] = {"cells": len(cells), "headers": len(self.columns.headers)}
        where = Position(self.columns.where.file, self.columns.where.sheet, number)
        return Problem("row_width", where, values)

    def _entry(self, number: int, cells: Sequence[str]) -> Entry:
        sheet = self.columns.where.sheet
        model = self._kind(number, cells)
        if isinstance(model, Problem):
            return Entry(sheet, number, None, self._cells(Envelope, number, cells), (model,))
        problems = tuple(self.columns.doubles(model)) + tuple(self._total(number, cells))
        if self.kind is None:
            problems += tuple(self._elsewhere(model, number, cells))
        return Entry(sheet, number, model, self._cells(model, number, cells), problems)

    def _total(self, number: int, cells: Sequence[str]) -> Iterator[Problem]:
        """Tell a total or subtotal, which would be counted twice, by its first words."""
        filled = [(column, cell) for column, cell in enumerate(cells) if cell.strip()]
        for column, cell in filled[:_FIRST_CELLS]:
            if is_total(cell):
                yield Problem("total_row", self.columns.at(column, number), {"value": cell.strip()})

    def _kind(self, number: int, cells: Sequence[str]) -> type[Record] | Problem:
        column = self.columns.kind_column
        if self.kind is not None:
            return self.kind
        word = cells[column] if column is not None else ""
        if not word.strip():
            kinds = self.columns.kinds
            return kinds[0] if len(kinds) == 1 else self.columns.unclear(number)
        values: dict[str, object] = {"value": shown(word), "known": known_kinds()}
        return kind_of(word) or Problem(
            "kind_unknown", self.columns.at(column or 0, number), values
        )

    def _cells(self, model: type[Record], number: int, cells: Sequence[str]) -> tuple[Cell, ...]:
        def cell(column: int) -> Cell:
            return Cell(fields[column], cells[column], lambda _: self.columns.at(column, number))

        fields = self.columns.fields(model)
        return tuple(cell(column) for column in fields)

    def _elsewhere(
        self, model: type[Record], number: int, cells: Sequence[str]
    ) -> Iterator[Problem]:
        """List filled cells in columns that mean something for other kinds of row only."""
        others = [other for other in top_kinds().values() if other is not model]
        for column in self.columns.strangers(model):
            known = any(column in self.columns.fields(other) for other in others)
            if known and cells[column].strip():
                name = self.columns.headers[column]
                values: dict[str, object] = {"value": name, "close": headers_of(model).close(name)}
                yield Problem("field_unknown", self.columns.at(column, number), values)


def _is_empty(cells: Sequence[str] | Problem) -> bool:
    return not isinstance(cells, Problem) and not any(cell.strip() for cell in cells)
