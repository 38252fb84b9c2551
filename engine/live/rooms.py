"""Entries of rules across records as they arrive, by rule and key: one room for each."""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qinjian.engine.condition.expression import Value
from qinjian.engine.intake.model import Sourced
from qinjian.engine.live.rulesets import Carried, Fact, fact_of
from qinjian.engine.run.entry import Entry
from qinjian.engine.run.found import Across
from qinjian.engine.run.store import Cluster, Store

Key = tuple[int, str]
"""A rule by its place, and a key as ``Store`` has it."""


def _number(entry: Entry) -> int:
    return entry.number


@dataclass
class Room:
    """The entries of one rule and key, and what was said of them: by the numbers of its members."""

    members: list[Entry] = field(default_factory=list)
    others: list[Entry] = field(default_factory=list)
    said: dict[int, Across] = field(default_factory=dict)
    shown: dict[int, Across] = field(default_factory=dict)

    def cluster(self, rule: int) -> Cluster:
        """Return the entries as they are judged."""
        entries = iter([*self.others, *self.members])
        return Cluster(rule, len(self.members), len(self.others), entries)


@dataclass
class Touched:
    """What changed in a room since it was last judged: ``new`` entries, or anything.

    ``facts`` are those of new entries that a carried rule has.
    """

    new: list[Entry] = field(default_factory=list)
    whole: bool = False


class Rooms(Store):
    """Keeps entries as ``AcrossRunner`` puts them, lets go of them, and knows what has changed.

    ``left_out`` are rules that are not judged as records arrive. Records are not kept.
    """

    def __init__(self, left_out: frozenset[int], carried: Mapping[int, Carried]) -> None:
        super().__init__()
        self.rooms: dict[Key, Room] = defaultdict(Room)
        self.touched: dict[Key, Touched] = defaultdict(Touched)
        self.gone: list[Fact] = []
        self.new: dict[Fact, Key] = {}
        self.keys: dict[tuple[int, int], set[Key]] = defaultdict(set)
        self._left_out = left_out
        self._carried = carried
        self._of: dict[int, list[tuple[Key, Entry, Fact | None]]] = defaultdict(list)

    def put(
        self, rule: int, key: Sequence[Value], entry: Entry, record: Callable[[], Sourced]  # noqa: ARG002
    ) -> None:  # fmt: skip
        """Keep an entry."""
        if rule in self._left_out:
            return
        at = rule, repr(tuple(key))
        room = self.rooms[at]
        insort(room.others if entry.other else room.members, entry, key=_number)
        self.touched[at].new.append(entry)
        one = self._carried.get(rule)
        fact = fact_of(one, key, entry) if one is not None else None
        if fact is not None:
            self.new[fact] = at
            self.keys[rule, entry.number].add(at)
        self._of[entry.number].append((at, entry, fact))

    def drop(self, number: int) -> None:
        """Let go of all entries of a record."""
        for at, entry, fact in self._of.pop(number, ()):
            room = self.rooms[at]
            (room.others if entry.other else room.members).remove(entry)
            self.touched[at].whole = True
            if fact is not None:
                self.keys[fact.place, number].discard(at)
                if fact in self.new:
                    del self.new[fact]
                else:
                    self.gone.append(fact)

    def taken(self) -> dict[Key, Touched]:
        """Return what has changed, and begin anew."""
        touched, self.touched = self.touched, defaultdict(Touched)
        return touched

    def of_rule(self, rule: int) -> Iterator[Key]:
        """List the rooms of a rule."""
        return (at for at in list(self.rooms) if at[0] == rule)
