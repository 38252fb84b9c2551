"""Records read together: typed tables of the kinds that their rows are of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from qinjian.engine.intake.model import Sourced, TableTally
from qinjian.engine.intake.records.people import people_of
from qinjian.engine.intake.records.presume import with_presumed
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds import GENERAL_KINDS
from qinjian.schemas.record import fields_of


@dataclass(frozen=True)
class Batch:
    """Rows of one table, or the lines of claims.

    Each place from 0 to ``size`` is one subject. It stands in one table, or in two: that of a
    general kind, and that of the special kind that its subject names. ``tally`` counts its rows;
    ``is_table`` tells rows of a table from lines of claims. ``cancelled`` are the places of lines
    that a red entry cancels, ``paid_back`` those of lines whose money came back, each with the line
    that says so.
    """

    file: str
    sheet: str | None
    size: int
    tables: Sequence[TypedTable]
    tally: TableTally = field(default_factory=TableTally)
    is_table: bool = False
    cancelled: frozenset[int] = frozenset()
    paid_back: Mapping[int, Place] = field(default_factory=dict)

    def without(self, positions: Collection[int]) -> "Batch":
        """Return it without some of its subjects."""
        dropped = set(positions)
        kept = [position for position in range(self.size) if position not in dropped]
        places = {position: place for place, position in enumerate(kept)}
        tables = []
        for table in self.tables:
            rows = [row for row, at in enumerate(table.positions) if at in places]
            if rows:
                moved = [places[table.positions[row]] for row in rows]
                tables.append(table.taken(rows).placed(moved))
        return replace(
            self,
            size=len(kept),
            tables=tables,
            cancelled=frozenset(places[at] for at in self.cancelled if at in places),
            paid_back={places[at]: by for at, by in self.paid_back.items() if at in places},
        )

    def parted(self, size: int) -> Iterator["Batch"]:
        """List batches of up to ``size`` of its subjects, in order."""
        rows: list[dict[int, list[int]]] = []
        for table in self.tables:
            rows.append(defaultdict(list))
            for row, position in enumerate(table.positions):
                rows[-1][position // size].append(row)
        for number, start in enumerate(range(0, self.size, size)):
            own = range(start, min(start + size, self.size))
            tables = [
                table.taken(those[number]).placed(
                    [table.positions[row] - start for row in those[number]]
                )
                for table, those in zip(self.tables, rows, strict=True)
                if number in those
            ]
            yield replace(
                self,
                size=len(own),
                tables=tables,
                cancelled=frozenset(at - start for at in own if at in self.cancelled),
                paid_back={at - start: self.paid_back[at] for at in own if at in self.paid_back},
            )

    def marked(
        self,
        left_out: Collection[int],
        cancelled: Collection[int],
        paid_back: Mapping[int, Place] | None = None,
    ) -> "Batch":
        """Return it with what is cancelled and paid back, and without what is left out."""
        marked = replace(self, cancelled=frozenset(cancelled), paid_back=paid_back or {})
        return marked.without(left_out) if left_out else marked

    def cancelled_in(self, table: TypedTable) -> list[bool] | None:
        """Tell of each record of a table whether it is cancelled; None if none is."""
        if not self.cancelled:
            return None
        return [position in self.cancelled for position in table.positions]

    def place(self, table: TypedTable, row: int, claim_no: str | None) -> Place:
        """Return where a record stands."""
        return Place(
            file=self.file,
            sheet=self.sheet,
            row=table.rows[row],
            claim_no=claim_no,
            kind=table.model.kind,
            member=table.members[row] if table.members else None,
        )

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of which it may have records, people in lists among them."""
        own = {table.model.kind for table in self.tables}
        people = (
            item.child.kind
            for table in self.tables
            for item in fields_of(table.model)
            if item.child is not None and item.name in table.columns
        )
        return frozenset(own.union(people))

    @cached_property
    def people(self) -> list[TypedTable]:
        """The people in the lists of the records, a table for each list."""
        return [child for table in self.tables for child in people_of(table)]

    def everyone(self) -> list[TypedTable]:
        """List all tables: of the records and of the people in their lists."""
        return [*self.tables, *self.people]

    def numbers(self, first: int) -> dict[int, list[int]]:
        """Return the numbers of all records from ``first`` on, by their tables.

        People stand behind their record.
        """
        behind = [0] * self.size
        for child in self.people:
            for position in child.positions:
                behind[position] += 1
        starts: list[int] = []
        for count in behind:
            starts.append(first)
            first += 1 + count
        found = {id(table): [starts[at] for at in table.positions] for table in self.tables}
        following = [start + 1 for start in starts]
        for child in self.people:
            numbers = found[id(child)] = []
            for position in child.positions:
                numbers.append(following[position])
                following[position] += 1
        return found

    def presumed(self, table: TypedTable) -> TypedTable:
        """Return a table with what is taken for granted."""
        return self._presumed[id(table)]

    @cached_property
    def _presumed(self) -> dict[int, TypedTable]:
        filled = {id(table): with_presumed(table) for table in self.tables}
        people = [child for table in self.tables for child in people_of(filled[id(table)])]
        return filled | {id(own): child for own, child in zip(self.people, people, strict=True)}

    def special_of(self, table: TypedTable) -> list[str | None] | None:
        """Name the special kind that each record of a general table is also of."""
        others = [other for other in self.tables if other is not table]
        if not others or table.model.kind not in GENERAL_KINDS:
            return None
        named: list[str | None] = [None] * self.size
        for other in others:
            for position in other.positions:
                named[position] = other.model.kind
        return [named[position] for position in table.positions]

    def records(self) -> Iterator[Sourced]:
        """List the records in order, the people of each behind it."""
        at: list[list[tuple[TypedTable, int]]] = [[] for _ in range(self.size)]
        for table in self.tables:
            for row, position in enumerate(table.positions):
                at[position].append((table, row))
        people: list[list[Sourced]] = [[] for _ in range(self.size)]
        for child in self.people:
            for row, position in enumerate(child.positions):
                people[position].append(self._sourced(child, row))
        for position, found in enumerate(at):
            ordered = sorted(found, key=lambda one: one[0].model.kind in GENERAL_KINDS)
            main, *others = (self._sourced(table, row) for table, row in ordered)
            yield main.with_views(others)
            yield from people[position]

    def record(self, table: TypedTable, row: int) -> Sourced:
        """Return a record of one of the tables, the most special of its subject with its views."""
        if table.members:
            return self._sourced(table, row)
        position = table.positions[row]
        found = [
            (one, at[position]) for one in self.tables if position in (at := self._rows[id(one)])
        ]
        ordered = sorted(found, key=lambda one: one[0].model.kind in GENERAL_KINDS)
        main, *others = (self._sourced(*one) for one in ordered)
        return main.with_views(others)

    @cached_property
    def _rows(self) -> dict[int, dict[int, int]]:
        """The rows of each table by their places."""
        return {
            id(table): {position: row for row, position in enumerate(table.positions)}
            for table in self.tables
        }

    def sources(self, table: TypedTable) -> list[tuple[str, list[int] | None]]:
        """Tell in which kind of table the records of a table stand; None stands for all rows."""
        general = [one for one in self.tables if one.model.kind in GENERAL_KINDS]
        if table.members or table.model.kind in GENERAL_KINDS or not general:
            return [(table.model.kind, None)]
        found: dict[str, list[int]] = {}
        for row, position in enumerate(table.positions):
            kinds = (one.model.kind for one in general if position in self._rows[id(one)])
            found.setdefault(next(kinds, table.model.kind), []).append(row)
        return [*found.items()] if len(found) > 1 else [(next(iter(found)), None)]

    def source_by_row(self, table: TypedTable) -> dict[int, str]:
        """Tell of each record of a table in which kind of table it stands."""
        return {
            row: source
            for source, those in self.sources(table)
            for row in (range(len(table)) if those is None else those)
        }

    def _sourced(self, table: TypedTable, row: int) -> Sourced:
        said = dict(table.said(row))
        record = table.made(said)
        place = self.place(table, row, getattr(record, "claim_no", None))
        filled = self.presumed(table)
        added = [name for name, one in filled.columns.items() if one is not table.columns.get(name)]
        presumed = {name: one.value for name, one in filled.said(row, added) if one.presumed}
        unreadable = frozenset(name for name, one in said.items() if one.state == "unreadable")
        derived = frozenset(name for name, one in said.items() if one.derived)
        position = table.positions[row]
        return Sourced(
            record, place, derived, unreadable, presumed,
            cancelled=position in self.cancelled, paid_back=self.paid_back.get(position),
        )  # fmt: skip
