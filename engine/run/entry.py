"""What rules across records keep of a record, and how it is packed while it waits in a file."""

import pickle
from dataclasses import dataclass, field

from qinjian.engine.condition import Facts
from qinjian.engine.condition.expression import Value
from qinjian.engine.run.sorts import Table


@dataclass(frozen=True)
class Entry:
    """What a rule needs of a record: its number, its kind, and the facts that it is judged by.

    ``missing`` is what leaves open whether it is a member; ``other`` says that it stands as the
    other record of a pair. ``table`` is its file, its sheet and the kind of its rows;
    ``presuming`` says that the rule reads something of it that is taken for granted.
    """

    number: int
    kind: str
    facts: Facts
    missing: tuple[str, ...] = ()
    other: bool = False
    table: Table | None = None
    presuming: bool = False

    @property
    def source(self) -> str:
        """The kind of its table."""
        return self.kind if self.table is None else self.table[-1]


@dataclass(frozen=True)
class _Shape:
    """What most entries of one kind have alike."""

    kind: str
    table: Table | None
    other: bool
    presuming: bool
    days: tuple[str, ...]
    collected: frozenset[str]
    unreadable: frozenset[str]
    names: tuple[str, ...]


@dataclass
class Shapes:
    """Packs entries: their values, days and what is missing; the rest is kept here, once each."""

    _numbers: dict[_Shape, int] = field(default_factory=dict)
    _shapes: list[_Shape] = field(default_factory=list)

    def packed(self, entry: Entry) -> bytes:
        """Pack an entry."""
        facts = entry.facts
        shape = _Shape(
            entry.kind, entry.table, entry.other, entry.presuming, facts.date_fields,
            facts.collected, facts.unreadable, tuple(facts.values),
        )  # fmt: skip
        number = self._numbers.setdefault(shape, len(self._shapes))
        if number == len(self._shapes):
            self._shapes.append(shape)
        parts = (number, tuple(facts.values.values()), facts.period, entry.missing)
        return pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)

    def unpacked(self, number: int, blob: bytes) -> Entry:
        """Unpack the entry of a record that has a number."""
        place, values, period, missing = pickle.loads(blob)  # noqa: S301 - written above
        shape = self._shapes[place]
        given: dict[str, Value] = dict(zip(shape.names, values, strict=True))
        facts = Facts(given, shape.collected, period, shape.days, shape.unreadable)
        return Entry(number, shape.kind, facts, missing, shape.other, shape.table, shape.presuming)
