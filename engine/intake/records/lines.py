"""Lines of claims as typed columns: some thousand at once, as the rows of a table are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from qinjian.engine.intake.model import TableTally, UnreadCell
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.claims import written
from qinjian.engine.intake.records.column import (
    DOCUMENTS,
    OTHER_DOCUMENTS,
    Column,
    how_joined,
    partly_read,
    together,
)
from qinjian.engine.intake.records.derive import with_derived
from qinjian.engine.intake.records.entry import Cell, Entry, Path, View
from qinjian.engine.intake.records.flags import flag_columns, period_columns
from qinjian.engine.intake.records.people_of_json import read_json
from qinjian.engine.intake.records.row_kinds import as_rows_of, kinds_of_rows
from qinjian.engine.intake.records.typed import BESIDE, TypedTable, said_by, table_of
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.values.cell_reading import read_document_flag, read_period
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.messages.problems import Position, Problem
from qinjian.schemas.kinds import GENERAL_KINDS, TOP_KINDS
from qinjian.schemas.record import Record, fields_of

AT_ONCE = 2_000
"""Lines that are joined into one batch."""

Said = dict[str, list[tuple[int, Reading]]]


class LineReader:
    """Reads the lines of the claims of one file. ``whose`` is what is known of the unit.

    ``title`` is that of a form on the sheet that the tally names.
    """

    def __init__(self, file: str, tally: TableTally, whose: Whose, title: str = "") -> None:
        self._file = file
        self._tally = tally
        self._whose = whose.of_table((title,), tally.sheet, file)
        self._left: dict[tuple[type[Record], Path], Problem] = {}
        self._read: set[tuple[type[Record], Path]] = set()

    def batches(self, items: Iterable[Entry | Problem]) -> Iterator[Batch | Problem]:
        """List the batches and the problems as they come, and then the keys that nothing reads."""
        waiting: list[Entry] = []
        for item in items:
            if isinstance(item, Problem):
                self._tally.cells_unreadable += isinstance(item, UnreadCell)
                yield item
                continue
            yield from item.problems
            if item.model is None:
                self._tally.count(_yuan(item), rejected=True)
                continue
            waiting.append(item)
            if len(waiting) >= AT_ONCE:
                yield from self._joined(waiting)
                waiting = []
        yield from self._joined(waiting)
        left: dict[Path, Problem] = {}
        for (model, key), told in self._left.items():
            if (model, key) not in self._read:
                left.setdefault(key, told)
        yield from left.values()

    def _joined(self, entries: Sequence[Entry]) -> Iterator[Batch | Problem]:
        """Make a batch of lines: a table for each kind, in which they keep their places."""
        by_model: dict[type[Record], list[int]] = defaultdict(list)
        for place, entry in enumerate(entries):
            if entry.model is not None:
                by_model[entry.model].append(place)
        tables: list[TypedTable] = []
        problems: list[tuple[int, Problem]] = []
        for model, places in by_model.items():
            tables += self._tables(model, places, entries, problems)
        self._tally.cells_unreadable += len(problems)
        yield from (problem for _, problem in sorted(problems, key=lambda one: one[0]))
        if tables:
            yield Batch(self._file, self._tally.sheet, len(entries), tables, self._tally)

    def _tables(
        self, model: type[Record], places: Sequence[int], entries: Sequence[Entry],
        problems: list[tuple[int, Problem]],
    ) -> Iterator[TypedTable]:  # fmt: skip
        """Make the tables of lines of one kind; what is wrong is added with the line's place."""
        own = [entries[place] for place in places]
        rows: list[dict[str, Reading]] = []
        for place, entry in zip(places, own, strict=True):
            said, wrong = _said(entry.cells)
            row = said_by(entry.record) if entry.record is not None else _row(model, said)
            wrong += _contradictions(row, entry.cells)
            problems += [(place, problem) for problem in wrong]
            rows.append(row)
            self._leave(model, entry.left)
        table = with_derived(table_of(model, [entry.row for entry in own], rows), self._whose)
        self._tally.kinds.setdefault(model)
        for row_ in range(len(table)):
            said_control = table.reading(table.control, row_) or UNTOLD
            value = said_control.value
            self._tally.count(value if isinstance(value, Decimal) else None, rejected=False)
            self._tally.amounts_unreadable += said_control.state == "unreadable"
        yield table.placed(places)
        for special, rows_ in self._special(table, own, places, problems):
            yield special.placed([places[row_] for row_ in rows_])

    def _special(
        self, table: TypedTable, entries: Sequence[Entry], at: Sequence[int],
        problems: list[tuple[int, Problem]],
    ) -> Iterator[tuple[TypedTable, Sequence[int]]]:  # fmt: skip
        """Read the lines of a general kind also as the special kinds that they name."""
        if table.model.kind not in GENERAL_KINDS:
            return
        by_kind: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(kinds_of_rows(table)):
            if name is not None and entries[place].as_kind is not None:
                by_kind[name].append(place)
        for name, places in sorted(by_kind.items()):
            model = TOP_KINDS[name]
            self._tally.also.setdefault(model)
            rows: list[dict[str, Reading]] = []
            for place in places:
                entry = entries[place]
                told = {cell.at for cell in entry.cells}
                view = entry.as_kind(model) if entry.as_kind else View()
                said, wrong = _said(view.cells)
                self._read.update((table.model, key) for key in entry.left.keys() - view.left)
                self._leave(table.model, view.left)
                rows.append(_row(model, said))
                problems += [(at[place], one) for one in wrong if one.where not in told]
            special = table_of(model, [entries[place].row for place in places], rows)
            special = with_derived(special, self._whose)
            yield as_rows_of(table, special, places), places

    def _leave(self, model: type[Record], left: Mapping[Path, Problem]) -> None:
        """Keep in mind the keys that mean nothing, each where it stands first."""
        for key, told in left.items():
            self._left.setdefault((model, key), told)


def _said(cells: Iterable[Cell]) -> tuple[Said, list[Problem]]:
    """Read the values of a line: what they say by field, each with its rank, and what is wrong."""
    said: Said = {}
    problems: list[Problem] = []
    for cell in cells:
        for name, reading in _readings(cell).items():
            said.setdefault(name, []).append((cell.use.rank, reading))
            for other, value in reading.also:
                beside = (BESIDE + cell.use.rank, Reading("given", value))
                said.setdefault(other, []).append(beside)
            if reading.state == "unreadable" and reading.problem is not None:
                where = _within(cell.at, reading.path)
                problems.append(UnreadCell(reading.problem, where, {**reading.values}))
    return said, list({(p.code, p.where): p for p in problems}.values())


def _within(place: Position, path: Path) -> Position:
    """Return the place of a member of a list."""
    return replace(place, field=f"{place.field or ''}{written(path)}") if path else place


def _contradictions(row: dict[str, Reading], cells: Sequence[Cell]) -> Iterator[Problem]:
    """Tell of the fields of which values of equal rank say different things, at the last one."""
    for name, reading in row.items():
        if reading.problem == "cells_contradict":
            telling = [cell for cell in cells if name in _told(cell)]
            yield UnreadCell("cells_contradict", telling[-1].at, {**reading.values})


def _told(cell: Cell) -> set[str]:
    """Name the fields that a value tells, beside its own too."""
    found = _readings(cell)
    return {*found, *(name for one in found.values() for name, _ in one.also)}


def _readings(cell: Cell) -> dict[str, Reading]:
    use = cell.use
    if use.period:
        one = Column([0], [read_period(cell.raw)])
        return {name: column.at(0) for name, column in period_columns(one).items()}
    if use.document is not None:
        flag = Column([0], [read_document_flag(use.document, cell.raw)])
        return {name: column.at(0) for name, column in flag_columns(use.document, flag).items()}
    if use.field is None:
        raise TypeError(cell)
    return {use.field.name: read_json(use.field, cell.raw, scale=use.scale)}


def _row(model: type[Record], said: Said) -> dict[str, Reading]:
    """Join what the values of a line say of each field, as the columns of a table are joined."""
    row: dict[str, Reading] = {}
    unclear = partly_read([one for _, one in said.get(DOCUMENTS, ())])
    if unclear.state == "unreadable":
        said.setdefault(OTHER_DOCUMENTS, []).append((BESIDE, unclear))
    for item in fields_of(model):
        if item.name not in said:
            continue
        ordered = sorted(said[item.name], key=lambda one: one[0])
        readings = [reading for _, reading in ordered]
        ranks = [rank for rank, _ in ordered]
        row[item.name] = (
            readings[0] if len(readings) == 1 else together(readings, ranks, how_joined(item))
        )
    return row


def _yuan(entry: Entry) -> Decimal | None:
    """Return the amount of what is rejected if it can be read and is one."""
    amounts = [one for cell in entry.cells for one in _readings(cell).values()]
    value = amounts[0].value if len(amounts) == 1 else None
    return value if isinstance(value, Decimal) else None
