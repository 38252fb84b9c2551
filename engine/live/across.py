"""What spans records, as they arrive: each room is judged anew where a record bears on it.

The meaning is that of ``run.across``: its runner tells what a record is to each rule, and groups
and pairs are judged by the same code. What a record tells of all others (that its kind was read,
that it lacks a key, which fields its table has) is counted, so that it can be taken back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from qinjian.engine.condition import Facts, exact_arithmetic
from qinjian.engine.intake.model import Sourced
from qinjian.engine.live.pending import Pair, Pending
from qinjian.engine.live.rooms import Key, Room, Rooms, Touched
from qinjian.engine.live.rulesets import Carried
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.entry import Entry
from qinjian.engine.run.found import Across, fault
from qinjian.engine.run.pairs import MOST_PAIRS, Pairs, take
from qinjian.engine.run.registers import Registers
from qinjian.engine.run.sorts import Sorts, Table, table_of
from qinjian.schemas.rule import Verdict

_T = TypeVar("_T")


class RecordsOf(Protocol):
    """Gives the record of a number."""

    def record(self, number: int) -> Sourced:
        """Return the record of a number."""


def speaks_at_the_end(rule: CompiledRule) -> bool:
    """Tell whether a rule across records is about what is not there, which the end of a run tells.

    What has not arrived yet may be on its way.
    """
    return isinstance(rule.across, PairPart) and rule.across.expected


@dataclass
class _Told:
    """What records tell of all others, each with how many of them do."""

    kinds: Counter[str] = field(default_factory=Counter)
    keyless: Counter[tuple[int, str]] = field(default_factory=Counter)
    fields: Counter[tuple[Table, str]] = field(default_factory=Counter)


@dataclass(frozen=True)
class _OfOne:
    """What one record tells of all others."""

    kind: str
    keyless: frozenset[tuple[int, str]] = frozenset()
    fields: frozenset[tuple[Table, str]] = frozenset()


class LiveAcross:
    """Stands where a check has its ``AcrossRunner``: records come, go, and are judged at once."""

    def __init__(
        self, book: Rulebook, carried: dict[int, Carried], pending: Pending, records: RecordsOf
    ) -> None:
        rules = [rule for rule in book.rules if rule.across is not None]
        self.rules = rules
        silent = frozenset(n for n, rule in enumerate(rules) if speaks_at_the_end(rule))
        self._book = book
        self._rooms = Rooms(silent, carried)
        self._runner = AcrossRunner(book, store=self._rooms)
        self._pending = pending
        self._records = records
        self._told = _Told()
        self._of: dict[int, _OfOne] = {}
        self._number = 0
        self._together = [
            (place, rule.across)
            for place, rule in enumerate(rules)
            if isinstance(rule.across, PairPart) and rule.across.having is not None
        ]

    def read(self, sourced: Sourced) -> None:
        """Note that a kind was read, of a record that is no member of anything."""
        kind = (sourced, *sourced.views)[-1].place.kind
        self._tell(self._number, _OfOne(kind))

    def about(self, number: int) -> None:
        """Say which record comes next, where it may be one that is only read."""
        self._number = number

    def add(self, number: int, views: Sequence[tuple[Sourced, Facts]]) -> list[Across]:
        """Take a subject; see ``AcrossRunner.add``."""
        runner = self._runner
        runner.kinds, runner.keyless = set(), set()
        runner.sorts, runner.registers = Sorts(), Registers()
        found = runner.add(number, views)
        row = (views[0][0], *views[0][0].views)[-1]
        table = table_of(row.place)
        names = row.record.model_fields_set - row.derived
        fields = frozenset((table, name) for name in names)
        self._tell(number, _OfOne(row.place.kind, frozenset(runner.keyless), fields))
        return found

    def drop(self, number: int) -> None:
        """Let go of a subject."""
        self._rooms.drop(number)
        one = self._of.pop(number, None)
        if one is not None:
            self._count(one, -1)

    def record(self, entry: Entry) -> Sourced:
        """Return the record of an entry."""
        return self._records.record(entry.number).of_kind(entry.kind)

    def _tell(self, number: int, one: _OfOne) -> None:
        self._of[number] = one
        self._count(one, 1)

    def _count(self, one: _OfOne, by: int) -> None:
        """Count what a record tells; rules that go by what is so no longer are judged anew."""
        told = self._told
        changed_kinds = _counted(told.kinds, [one.kind], by)
        changed_keys = _counted(told.keyless, one.keyless, by)
        changed_fields = _counted(told.fields, one.fields, by)
        tables = {table[-1] for table, _ in changed_fields}
        if not changed_kinds and not changed_keys and not tables:
            return
        places = {place for place, _ in changed_keys}
        for place, part in self._together:
            others = {other for _, other in part.conditions}
            if place in places or others & changed_kinds or part.one_sort & tables:
                for at in self._rooms.of_rule(place):
                    self._rooms.touched[at].whole = True

    def judged(self) -> Iterator[tuple[Key, int, Across | None]]:
        """Judge what has changed: what is said now of a rule, a key and a member, None for nothing.

        It is said of groups under the number 0.
        """
        rooms = self._rooms
        pairs, late = self._pending.change(rooms.gone, list(rooms.new))
        looked_for = {rooms.new[fact] for fact in late}
        hits: dict[Key, set[int]] = {}
        for pair in pairs:
            for at in self._of_pair(pair):
                hits.setdefault(at, set()).add(pair.member)
        rooms.gone.clear()
        rooms.new.clear()
        touched = rooms.taken()
        self._set_runner()
        for at, change in touched.items():
            if self._pending.carries(at[0]) and at not in looked_for and not change.whole:
                yield from self._renewed(at, hits.get(at, set()))
            else:
                yield from self._renewed(at, self._bears_on(at, change))

    def _of_pair(self, pair: Pair) -> Iterator[Key]:
        rooms = self._rooms.keys
        yield from rooms[pair.place, pair.member] & rooms[pair.place, pair.other]

    def _set_runner(self) -> None:
        """Tell the runner what all records tell."""
        told, runner = self._told, self._runner
        runner.kinds, runner.keyless = set(told.kinds), set(told.keyless)
        runner.sorts, runner.registers = Sorts(), Registers()
        fields: dict[Table, set[str]] = {}
        for table, name in told.fields:
            fields.setdefault(table, set()).add(name)
        for table, names in fields.items():
            runner.sorts.has(table, names)

    def _bears_on(self, at: Key, change: Touched) -> set[int]:
        """Name the members of pairs on which a change bears."""
        room, rule = self._rooms.rooms[at], self.rules[at[0]]
        if change.whole or not isinstance(rule.across, PairPart):
            return {entry.number for entry in room.members}
        found = {entry.number for entry in change.new if not entry.other}
        for other in (entry for entry in change.new if entry.other):
            pairs = self._pairs(at, [other])
            found |= {
                member.number
                for member in room.members
                if member.number not in found and _open(pairs, member)
            }
        return found

    def _renewed(self, at: Key, members: set[int]) -> Iterator[tuple[Key, int, Across | None]]:
        """Judge members of a room anew, and list what is said otherwise than before."""
        room, rule = self._rooms.rooms[at], self.rules[at[0]]
        if isinstance(rule.across, GroupPart):
            found = list(self._runner.judged(room.cluster(at[0]))) if room.members else []
            room.said = dict(enumerate(filter(_is_told, found)))
        else:
            self._judge_members(at, room, members)
        shown = dict(_said_once(room.said, rule))
        for number in sorted({*room.shown, *shown}):
            if room.shown.get(number) is not shown.get(number):
                yield at, number, shown.get(number)
        room.shown = shown
        if not room.members and not room.others:
            del self._rooms.rooms[at]

    def _judge_members(self, at: Key, room: Room, numbers: set[int]) -> None:
        there = {entry.number: entry for entry in room.members}
        for number in [number for number in room.said if number not in there]:
            del room.said[number]
        if self._too_many(at, room):
            room.said.clear()
            return
        pairs = self._pairs(at, room.others) if numbers and room.members else None
        for number in sorted(numbers & there.keys()):
            if pairs is not None:
                outcome = _judged(pairs, there[number])
                room.said.pop(number, None)
                if _is_told(outcome):
                    room.said[number] = outcome

    def _too_many(self, at: Key, room: Room) -> bool:
        """Tell whether very many records share a key, which tells nothing of them then."""
        part = self.rules[at[0]].across
        if not isinstance(part, PairPart):
            return False
        if len(room.members) * len(room.others) <= MOST_PAIRS:
            return False
        return part.narrowed is None or take(part.narrowed, room.others, room.members)[1]

    def _pairs(self, at: Key, others: Sequence[Entry]) -> Pairs:
        rule, runner = self.rules[at[0]], self._runner
        part = rule.across
        assert isinstance(part, PairPart)  # noqa: S101 - the caller has looked
        unread = tuple(runner.unread(at[0], part, None))
        return Pairs(rule, part, self._book, self._book, others, unread, runner.sorts)


def _counted(counter: Counter[_T], names: Iterable[_T], by: int) -> set[_T]:
    """Count, and return what is there now and was not, or is not there any more."""
    changed: set[_T] = set()
    for name in names:
        before = counter[name]
        counter[name] += by
        if not counter[name]:
            del counter[name]
        if not before or before + by == 0:
            changed.add(name)
    return changed


def _open(pairs: Pairs, member: Entry) -> bool:
    with exact_arithmetic():
        return pairs.open_to(member)


def _judged(pairs: Pairs, member: Entry) -> Across:
    """Judge; our own fault must not stop the stream."""
    try:
        with exact_arithmetic():
            return pairs.judged(member)
    except Exception as error:  # noqa: BLE001 - as said
        return fault(pairs.rule, member, error)


def _is_told(outcome: Across) -> bool:
    return outcome.verdict in (Verdict.VIOLATION, Verdict.ERROR)


def _said_once(said: dict[int, Across], rule: CompiledRule) -> Iterator[tuple[int, Across]]:
    """Leave out what lies within what was said of an earlier record; see ``AcrossRunner``."""
    part = rule.across
    together = isinstance(part, PairPart) and part.having is not None
    before: list[frozenset[int]] = []
    for number in sorted(said):
        outcome = said[number]
        if together and outcome.verdict is Verdict.VIOLATION:
            members = frozenset(one.number for one in outcome.members)
            if not any(members <= whole for whole in before):
                yield number, outcome
            before.append(members)
        else:
            yield number, outcome
