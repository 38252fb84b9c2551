"""What counts once, settled before anything is judged: which lines are cancelled or read twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.once.held import Held
from qinjian.engine.once.lines import Line, lines_of, own_rows, unspent_lines
from qinjian.engine.once.reversals import Match, called_off, matches
from qinjian.engine.once.twice import Copy, Tables
from qinjian.schemas.finding import Place


@dataclass
class Settled:
    """All that was read, with what counts once.

    ``reversals`` are the red entries with the lines that they cancel or pay back, and those that
    fit several lines, and lines of what was called off; ``copies`` the tables that were read twice.
    """

    held: Held
    reversals: list[Match] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    _twice: dict[int, set[int]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """The number of rows that were read."""
        return self.held.rows

    def notices(self) -> Iterator[Problem]:
        """Name the tables that were read twice."""
        for copy in self.copies:
            other = ":".join(filter(None, (copy.other_file, copy.other_sheet)))
            where = Position(copy.file, copy.sheet)
            yield Problem("table_twice", where, {"rows": copy.rows, "other": other})

    def batches(self) -> Iterator[Batch]:
        """List the batches, each as ``batch`` has it.

        Their tallies are changed as they go by, so it can be done once only.
        """
        for number, batch in self.held:
            entries, cancelled = self._marks[number]
            _count(batch, entries | cancelled, self._twice.get(number, set()))
            yield self._marked(number, batch)

    def left_out(self, number: int) -> frozenset[int]:
        """Return the places that are not judged: red entries, and what was read twice."""
        return frozenset(self._marks[number][0] | self._twice.get(number, set()))

    def cancelled(self, number: int) -> frozenset[int]:
        """Return the places of a batch that red entries cancel."""
        return frozenset(self._marks[number][1])

    def batch(self, number: int) -> Batch:
        """Return a batch, marked, without red entries that cancel and what was read twice."""
        return self._marked(number, self.held[number])

    def _marked(self, number: int, batch: Batch) -> Batch:
        left_out, cancelled = self.left_out(number), self.cancelled(number)
        return batch.marked(left_out, cancelled, self._paid_back[number])

    @cached_property
    def _marks(self) -> Mapping[int, tuple[set[int], set[int]]]:
        """The red entries that cancel, and the lines that are cancelled, by their batches."""
        marks: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for match in self.reversals:
            if match.state == "cancelled":
                marks[match.entry.batch][0].add(match.entry.position)
            if match.state in ("cancelled", "void"):
                for line in match.lines:
                    marks[line.batch][1].add(line.position)
        return marks

    @cached_property
    def _paid_back(self) -> Mapping[int, Mapping[int, Place]]:
        """The lines whose money came back, each with where it is said, by their batches."""
        found: dict[int, dict[int, Place]] = defaultdict(dict)
        for match in self.reversals:
            for line in match.lines if match.state == "paid_back" else ():
                found[line.batch][line.position] = match.entry.place
        return found


def settle(batches: Iterable[Batch], look: Callable[[Held], None] | None = None) -> Settled:
    """Read all batches, and settle what of them counts once.

    ``look`` is called with what is held after each batch.
    """
    held, tables = Held(), Tables()
    entries: list[Line] = []
    voids: list[Match] = []
    for batch in batches:
        number = held.add(batch)
        entries += lines_of(number, batch, lambda amount: amount < 0)
        voids += called_off(unspent_lines(number, batch))
        tables.add(number, batch)
        if look is not None:
            look(held)
    twice, copies = tables.read_twice(held)
    entries = [entry for entry in entries if entry.position not in twice.get(entry.batch, ())]
    voids = [one for one in voids if one.entry.position not in twice.get(one.entry.batch, ())]
    sums = {-entry.amount for entry in entries}
    asked = frozenset(key for entry in entries for key in entry.asks)
    lines = (
        line
        for number, batch in (held if sums else ())
        for line in lines_of(number, batch, sums.__contains__, asked)
        if line.position not in twice.get(number, ())
    )
    return Settled(held, [*matches(entries, lines), *voids], copies, twice)


def _count(batch: Batch, cancelled: set[int], twice: set[int]) -> None:
    """Count the rows that are cancelled and read twice as such."""
    if not cancelled and not twice:
        return
    for table, rows in own_rows(batch):
        for row in rows:
            position = table.positions[row]
            if position in cancelled or position in twice:
                said = table.reading(table.control, row)
                yuan = said.value if said is not None else None
                count = batch.tally.fold if position in twice else batch.tally.cancel
                count(yuan if isinstance(yuan, Decimal) else None)
