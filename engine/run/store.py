"""Where what rules across records keep of each record waits until all are read."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from qinjian.engine.condition.expression import Value
from qinjian.engine.intake.model import Sourced
from qinjian.engine.run.entry import Entry


class Cluster(NamedTuple):
    """The entries of one rule and key: how many are of members and of other records, and all."""

    rule: int
    members: int
    others: int
    entries: Iterator[Entry]


class Store:
    """Keeps entries by rule and key, and gives them back in clusters of one rule and key."""

    def __init__(self) -> None:
        self._entries: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        self._records: dict[int, Callable[[], Sourced]] = {}

    def put(
        self, rule: int, key: Sequence[Value], entry: Entry, record: Callable[[], Sourced]
    ) -> None:
        """Keep an entry, and what makes the record that it is of."""
        self._entries[rule, repr(tuple(key))].append(entry)
        self._records[entry.number] = record

    def clusters(self) -> Iterator[Cluster]:
        """List the entries of each rule and key: the other records first, each in their order."""
        for at in sorted(self._entries):
            found = sorted(self._entries[at], key=lambda one: (not one.other, one.number))
            others = sum(one.other for one in found)
            yield Cluster(at[0], len(found) - others, others, iter(found))

    def record(self, number: int) -> Sourced:
        """Return the record of an entry."""
        return self._records[number]()
