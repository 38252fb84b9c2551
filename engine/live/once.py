"""What counts once, as records arrive: which lines red entries cancel, and what was read twice.

Lines of one kind, unit and amount are matched anew, by the same code as ``check``, whenever one of
them arrives and an entry below zero is among them; tables are compared whenever a file arrives.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.once.lines import Line, lines_of, unspent_lines
from qinjian.engine.once.reversals import called_off, matches
from qinjian.engine.once.twice import Tables
from qinjian.schemas.finding import Place

At = tuple[int, int]
"""The number of a batch, and the place of a subject in it."""

_Key = tuple[object, ...]


@dataclass(frozen=True)
class Mark:
    """What became of a line: left out, cancelled, or paid back, where a place says so."""

    left_out: bool = False
    cancelled: bool = False
    paid_back: Place | None = None


PLAIN = Mark()


@dataclass
class Once:
    """Knows the mark of every line. ``batch`` reads a batch again."""

    batch: Callable[[int], Batch]
    _reds: dict[_Key, list[At]] = field(default_factory=lambda: defaultdict(list))
    _blacks: dict[_Key, list[At]] = field(default_factory=lambda: defaultdict(list))
    _by_reds: dict[_Key, dict[At, Mark]] = field(default_factory=dict)
    _marks: dict[At, Mark] = field(default_factory=dict)
    _void: set[At] = field(default_factory=set)
    _twice: set[At] = field(default_factory=set)
    _keys: dict[At, _Key] = field(default_factory=dict)
    _tables: Tables = field(default_factory=Tables)
    _numbers: list[int] = field(default_factory=list)

    def mark(self, at: At) -> Mark:
        """Return the mark of a subject."""
        if at in self._twice:
            return Mark(left_out=True)
        return Mark(cancelled=True) if at in self._void else self._marks.get(at, PLAIN)

    def is_twice(self, at: At) -> bool:
        """Tell whether a line stands in another table too."""
        return at in self._twice

    def add(self, number: int, batch: Batch) -> set[At]:
        """Take a batch into account, and return the subjects whose mark is another now."""
        self._void |= {one.entry.order for one in called_off(unspent_lines(number, batch))}
        touched: dict[_Key, None] = {}
        for line in lines_of(number, batch, lambda _: True):
            key: _Key = (line.place.kind, line.unit, abs(line.amount))
            self._keys[line.order] = key
            (self._reds if line.amount < 0 else self._blacks)[key].append(line.order)
            touched[key] = None
        changed = self._read_twice(number, batch)
        touched.update(dict.fromkeys(self._keys[at] for at in changed if at in self._keys))
        for one in touched:
            if one in self._reds:
                changed |= self._matched(one)
        return changed

    def _matched(self, key: _Key) -> set[At]:
        """Match the lines of a key anew."""
        entries, lines = ([*self._lines(found[key])] for found in (self._reds, self._blacks))
        found: dict[At, Mark] = {}
        for match in matches(entries, lines):
            if match.state == "cancelled":
                found[match.entry.order] = Mark(left_out=True)
                found |= {line.order: Mark(cancelled=True) for line in match.lines}
            elif match.state == "paid_back":
                place = match.entry.place
                found |= {line.order: Mark(paid_back=place) for line in match.lines}
        before = self._by_reds.get(key, {})
        self._by_reds[key] = found
        for at in before:
            del self._marks[at]
        self._marks |= found
        return {at for at in {*before, *found} if before.get(at) != found.get(at)}

    def _lines(self, places: list[At]) -> Iterator[Line]:
        wanted = {at for at in places if at not in self._twice}
        for number in sorted({number for number, _ in wanted}):
            for line in lines_of(number, self.batch(number), _any):
                if line.order in wanted:
                    yield line

    def _read_twice(self, number: int, batch: Batch) -> set[At]:
        """Compare the tables of files, and return the lines of which it is another matter now."""
        if not batch.is_table:
            return set()
        self._tables.add(number, batch)
        self._numbers.append(number)
        twice, _ = self._tables.read_twice((one, self.batch(one)) for one in self._numbers)
        found = {(one, position) for one, places in twice.items() for position in places}
        changed = found ^ self._twice
        self._twice = found
        return changed


def _any(_: Decimal) -> bool:
    return True
