"""From the rows of a table to typed columns: read, joined by field, told by kind, counted."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import partial

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.pause import collection_paused
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.beside import OTHER_TEXTS, told_beside_fields, with_own
from qinjian.engine.intake.records.cells_of_use import read_cell, sources_of, texts_of
from qinjian.engine.intake.records.claim_lines import spread
from qinjian.engine.intake.records.classes import summed_rows, without_figures_of_class
from qinjian.engine.intake.records.column import Column, Source, constant
from qinjian.engine.intake.records.column_reader import ColumnReader
from qinjian.engine.intake.records.derive import with_derived
from qinjian.engine.intake.records.not_spent import rows_not_spent
from qinjian.engine.intake.records.remarks import Unread
from qinjian.engine.intake.records.row_kinds import as_rows_of, kinds_of_rows
from qinjian.engine.intake.records.row_numbers import RowNumbers
from qinjian.engine.intake.records.sections import without_budgets_of_sections
from qinjian.engine.intake.records.shifted import shifted_rows
from qinjian.engine.intake.records.typed import TypedTable, columns_of
from qinjian.engine.intake.records.whose import Whose, units_told
from qinjian.engine.intake.tables.body import Part, Told
from qinjian.engine.intake.tables.money_units import scale_of_units, units_in
from qinjian.engine.intake.tables.table import Table
from qinjian.engine.intake.tables.totals import APART, RunningSums, rounding
from qinjian.engine.intake.tables.use import FIGURES, Use
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.glance import glance_of
from qinjian.engine.intake.values.reading import UNTOLD
from qinjian.engine.messages.problems import Position, Problem
from qinjian.schemas.kinds import GENERAL_KINDS, TOP_KINDS
from qinjian.schemas.record import Record, fields_of

_FEW = 5
_COVERED = CellText("", "covered")


class TableReader:
    """Reads the rows of one table into batches, and counts them in its tally.

    ``whose`` is what is known of the unit.
    """

    def __init__(self, table: Table, file: str, whose: Whose) -> None:
        self._table = table
        self._tally: TableTally = table.tally
        self._file = file
        titles = table.columns.layout.title_words()
        self._whose = whose.of_table(titles, table.tally.sheet, file)
        self._about = " ".join([*titles, table.tally.sheet or "", file])
        self._sums = RunningSums()
        self._readers: dict[tuple[type[Record], Use], ColumnReader] = {}
        self._unread = Unread(table.columns)
        self._filled: set[int] = set()
        self._told: dict[str, list[int]] = defaultdict(list)
        self._row_numbers = RowNumbers()

    def batches(self, kind: type[Record]) -> Iterator[Batch | Problem]:
        """List the batches, then what is to be known about the reading."""
        self._tally.kinds.setdefault(kind)
        for part in self._table.body.parts():
            for _, problem in part.faults:
                self._tally.count(None, rejected=True)
                yield problem
                self._sums.add(None)
            yield from self._part(part, kind)
        self._tally.cells_unreadable = self._unread.count
        yield from self._unread.problems()
        yield from self._notices(kind)

    def _part(self, part: Part, kind: type[Record]) -> Iterator[Batch | Problem]:
        with collection_paused():
            problems = list(self._whole(part))
            spread(part.rows, self._table.columns.uses(kind))
            cells = list(zip(*part.rows, strict=True))
            table = self._typed(kind, part, cells, range(len(part.rows)))
            sums = summed_rows(table, self._table.columns, cells)
            table = without_budgets_of_sections(without_figures_of_class(table, sums))
            self._told["rows_of_classes"] += [part.numbers[row] for row in sorted(sums)]
            past = rows_not_spent(self._table.columns, cells)
            self._told["rows_not_spent"] += [part.numbers[row] for row in sorted(past - sums)]
            kept, remarks = self._counted(part, table, sums, past)
            if len(kept) < len(part.rows):
                table = table.taken(kept)
            tables = [table, *self._special(part, table, cells)] if kept else []
        yield from (*problems, *remarks)
        if kept:
            sheet = self._tally.sheet
            yield Batch(self._file, sheet, len(kept), tables, self._tally, is_table=True)

    def _whole(self, part: Part) -> Iterator[Problem]:
        """Make all rows as wide as the head; those that are wider are rejected.

        What a short row lacks is not there, rather than blank.
        """
        columns = self._table.columns
        width = len(columns.headers)
        wide = (
            shifted_rows(part.rows, columns.headers, self._figures(("money",)), self._figures())
            if self._table.delimited
            else set()
        )
        for place, row in enumerate(part.rows):
            if place in wide:
                values: dict[str, object] = {"cells": len(row), "headers": width}
                where = Position(self._file, self._tally.sheet, part.numbers[place])
                self._tally.count(None, rejected=True)
                self._sums.add(None)
                yield Problem("row_width", where, values)
            elif len(row) != width:
                if len(row) < width:
                    self._told["rows_short"].append(part.numbers[place])
                part.rows[place] = [*row[:width], *[_COVERED] * (width - len(row))]
        part.drop(wide)
        self._filled.update(
            number
            for number in range(width)
            if number not in self._filled and any(row[number] for row in part.rows)
        )

    def _figures(self, types: Collection[str] = FIGURES) -> frozenset[int]:
        kind = self._table.kind
        return self._table.columns.figures(kind, types) if kind else frozenset()

    def _typed(
        self, kind: type[Record], part: Part, cells: Sequence[Sequence[str]], rows: Sequence[int]
    ) -> TypedTable:
        """Read the rows of a part as records of a kind."""
        sources: list[tuple[str, Source]] = []
        read: list[tuple[Use, Column]] = []
        numbers = [part.numbers[row] for row in rows]
        whole = len(rows) == len(part.rows)
        for use in self._table.columns.uses(kind):
            texts = texts_of(use, cells)
            if not whole:
                texts = [texts[row] for row in rows]
            column = self._reader(kind, use).column(texts)
            self._unread.note(use, column, numbers)
            sources += sources_of(use, column)
            read.append((use, column))
        columns = columns_of(kind, sources)
        self._unread.note_joined(columns, numbers, read)
        columns = self._row_numbers.left_out(units_told(columns))
        if (told := told_beside_fields(self._table.columns, kind, cells, rows)) is not None:
            columns[OTHER_TEXTS] = with_own(told, columns.get(OTHER_TEXTS))
        columns |= self._constants(kind, len(rows), columns)
        if "unit" not in columns:
            self._tally.unit, self._tally.unit_origin = self._whose.unit, self._whose.origin
        table = TypedTable(kind, numbers, list(range(len(rows))), columns)
        return with_derived(table, self._whose, self._table.columns.year, self._about)

    def _reader(self, kind: type[Record], use: Use) -> ColumnReader:
        key = (kind, use)
        if key not in self._readers:
            words = self._table.columns.mapping.words
            plain = use.field is not None and use.field.name not in words and not use.document
            self._readers[key] = ColumnReader(
                partial(read_cell, use=use, year=self._table.columns.year, words=words),
                glance_of(use.field, use.scale) if plain and use.field else None,
            )
        return self._readers[key]

    def _constants(
        self, kind: type[Record], rows: int, columns: dict[str, Column]
    ) -> dict[str, Column]:
        """Return what a mapping says of all rows, where no column says it."""
        stated = self._table.columns.mapping.constants
        fields = {item.name: item for item in fields_of(kind)}
        return {
            name: constant(read_value(fields[name], text), rows)
            for name, text in stated.items()
            if name in fields and name not in columns
        }

    def _special(
        self, part: Part, table: TypedTable, cells: Sequence[Sequence[str]]
    ) -> Iterator[TypedTable]:
        """Read the rows of a general kind also as the special kinds that they name."""
        if table.model.kind not in GENERAL_KINDS:
            return
        by_kind: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(kinds_of_rows(table)):
            if name is not None:
                by_kind[name].append(row)
        places = {number: place for place, number in enumerate(part.numbers)}
        for name, rows in sorted(by_kind.items()):
            at = [places[table.rows[row]] for row in rows]
            self._tally.also.setdefault(TOP_KINDS[name])
            special = as_rows_of(table, self._typed(TOP_KINDS[name], part, cells, at), rows)
            yield special.placed([table.positions[row] for row in rows])

    def _counted(
        self, part: Part, table: TypedTable, sums: Collection[int], past: Collection[int]
    ) -> tuple[list[int], list[Problem]]:
        """Count the rows and compare the totals between them; return the rows that are records."""
        column = table.columns.get(table.control)
        kept: list[int] = []
        problems: list[Problem] = []
        between = iter([*part.between, None])
        following = next(between)
        readings = column.readings if column else [UNTOLD]
        codes = column.codes if column else [0] * len(table)
        figures = [one.value if isinstance(one.value, Decimal) else None for one in readings]
        unread = {code for code, one in enumerate(readings) if one.state == "unreadable"}
        for row, code in enumerate(codes):
            while following is not None and following.before <= row:
                problems += self._beside(following, table.model)
                following = next(between)
            yuan = figures[code]
            if row in sums:
                self._tally.rows["records"] -= 1
                self._tally.rows["totals"] += 1
                continue
            if row in part.unlabelled and yuan is not None and self._sums.is_total(yuan):
                self._tally.rows["records"] -= 1
                self._tally.rows["totals"] += 1
                self._sums.compare(part.numbers[row], "", "since_last", yuan)
                continue
            self._sums.add(yuan)
            if row in past:
                self._tally.rows_past += 1
                continue
            kept.append(row)
            self._tally.count(yuan, rejected=False)
            self._tally.amounts_unreadable += code in unread
        while following is not None:
            problems += self._beside(following, table.model)
            following = next(between)
        return kept, problems

    def _beside(self, told: Told, model: type[Record]) -> Iterator[Problem]:
        if told.kind == "totals":
            yield from self._compared(told, model)
        elif told.kind in ("units", "notes", "single"):
            yield from self._late_unit(told, model)

    def _control(self, model: type[Record]) -> list[Use]:
        uses = self._table.columns.uses(model)
        named = [(use.field.name, use) for use in uses if use.field is not None]
        own = model.control if any(name == model.control for name, _ in named) else "amount"
        return sorted((use for name, use in named if name == own), key=lambda use: use.rank)

    def _late_unit(self, told: Told, model: type[Record]) -> Iterator[Problem]:
        """Find a unit of amounts that is named only when rows have been read in another."""
        units = units_in(cell for cell in told.cells if cell.strip())
        money = {use.scale for use in self._control(model)} or {self._table.columns.scale}
        if units and {scale_of_units(units)} != money:
            values: dict[str, object] = {
                "value": ", ".join(sorted(units)), "scale": ", ".join(map(str, sorted(money))),
            }  # fmt: skip
            yield Problem("unit_late", self._at(told.number), values)

    def _at(self, number: int) -> Position:
        return Position(self._file, self._tally.sheet, number)

    def _compared(self, told: Told, model: type[Record]) -> Iterator[Problem]:
        """Hold a row of totals against our own sum."""
        total = self._table.body.classes.total(told.cells)
        uses = self._control(model)
        if total is None or not uses or total[1] == APART:
            return
        use = uses[0]
        number = use.numbers[0]
        raw = told.cells[number] if number < len(told.cells) else ""
        said = self._reader(model, use).read(raw)
        stated = said.value if isinstance(said.value, Decimal) else None
        found = self._sums.compare(told.number, *total, stated, rounding(raw, use.scale))
        if said.state in ("blank", "untold"):
            return
        self._tally.totals.append(found)
        if found.differs() is not False:
            code = "totals_open" if found.differs() is None else "totals_differ"
            values: dict[str, object] = {
                "label": found.label, "found": f"{found.found:.2f}", "rows": found.open_rows,
                "stated": raw.strip() if found.stated is None else f"{found.stated:.2f}",
            }  # fmt: skip
            yield Problem(code, self._table.columns.at(number, told.number), values)

    def _notices(self, kind: type[Record]) -> Iterator[Problem]:
        """List the columns that no row reads, and those whose zeros may be lost."""
        columns = self._table.columns
        models = [kind, *self._tally.also]
        strange = columns.unmatched(models, self._filled)
        self._tally.unmatched = tuple(strange)
        yield from strange.values()
        own = [(use, one) for (model, use), one in self._readers.items() if model is kind]
        yield from self._unread.lost_zeros(own)
        listed_rows = {"rows_single": self._tally.single, **self._told}
        for code, rows in listed_rows.items():
            listed = ", ".join(map(str, rows[:_FEW]))
            if rows:
                yield Problem(code, columns.where, {"rows": listed, "count": len(rows)})
        scaled = [c.header for c in columns.understood(models) if c.scale not in (None, 1)]
        if scaled:
            yield Problem("amounts_scaled", columns.where, {"columns": ", ".join(scaled)})
