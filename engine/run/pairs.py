"""Judging pairs of records with equal keys; see ``run.across`` for what they mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from qinjian.engine.condition import Environment, Facts, missing
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import OTHER, Value
from qinjian.engine.condition.intervals import ABSENT, Group, bounds, holds, open_fields
from qinjian.engine.condition.relations import neighbours
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.run.entry import Entry
from qinjian.engine.run.found import Across
from qinjian.engine.run.sorts import Sorts
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Verdict

MOST_PAIRS = 1_000_000
"""Pairs of records with the same keys that are looked at."""

_PREFIX = f"{OTHER}."


def take(
    narrowed: tuple[str, str], others: Sequence[Entry], own: Iterable[Entry]
) -> tuple[list[Entry], bool]:
    """Take members until their pairs are too many to look at, and tell if they are.

    ``narrowed`` are numbers that have to follow each other: one that is known is held against its
    neighbours and those of no known number only.
    """
    mine, theirs = narrowed
    unknown = sum(theirs not in other.facts.values for other in others)
    taken: list[Entry] = []
    pairs = 0
    for entry in own:
        taken.append(entry)
        pairs += unknown if mine in entry.facts.values else len(others)
        if pairs > MOST_PAIRS:
            return taken, True
    return taken, False


def untold(rule: CompiledRule, part: PairPart, entries: Iterable[Entry]) -> Iterator[Across]:
    """Say of each member that its key, which very many records share, tells nothing."""
    names = tuple(sorted(part.keys))
    for entry in entries:
        if not entry.other:
            yield Across(rule, Verdict.UNDETERMINED, entry, missing=names)


class _Answer(NamedTuple):
    """Whether the condition of a pair holds with another record, and what is open."""

    other: Entry
    fits: bool | None
    open: set[str]


@dataclass(frozen=True)
class Pairs:
    """A rule on pairs, and the other records of one key.

    ``unread`` names what of the other records could not be looked at.
    """

    rule: CompiledRule
    part: PairPart
    book: Rulebook
    lookups: Environment
    others: Sequence[Entry]
    unread: tuple[str, ...] = ()
    sorts: Sorts = field(default_factory=Sorts)

    def judged(self, entry: Entry) -> Across:
        """Judge a member."""
        if self.part.having is not None:
            return self._together(entry, self.part.having)
        return self._one(entry, self._candidates(entry))

    def open_to(self, entry: Entry) -> bool:
        """Tell whether some other may stand beside a member, so that it bears on what is said."""
        return any(self._pair(entry, other)[0] is not False for other in self._candidates(entry))

    def _candidates(self, entry: Entry) -> Sequence[Entry]:
        """List the others with which the condition may hold.

        Where it asks that one of two numbers follows the other, it is false of all others but the
        neighbours.
        """
        number = entry.facts.values.get(self.part.narrowed[0]) if self.part.narrowed else None
        if not isinstance(number, str):
            return self.others
        near = (*neighbours(number), None)
        found = [other for one in near for other in self._by_number.get(one, ())]
        return sorted(found, key=lambda other: other.number)

    @cached_property
    def _by_number(self) -> dict[object, list[Entry]]:
        found: dict[object, list[Entry]] = defaultdict(list)
        theirs = self.part.narrowed[1] if self.part.narrowed else ""
        for other in self.others:
            found[other.facts.values.get(theirs)].append(other)
        return found

    @cached_property
    def _theirs(self) -> dict[int, dict[str, Value]]:
        """The values of each of the other records, named once for all of its pairs."""
        return {id(other): _named(other.facts.values) for other in self.others}

    def _one(self, entry: Entry, others: Sequence[Entry]) -> Across:
        """Hold one record against the others with its keys."""
        partners: list[Entry] = []
        lacking: set[str] = set()
        for other in others:
            found, open_ = self._pair(entry, other)
            if found is True:
                partners.append(other)
            elif found is None:
                lacking |= open_
        if self.part.expected:
            return self._expected(entry, partners, lacking)
        if partners and not entry.missing:
            return Across(self.rule, Verdict.VIOLATION, entry, (entry, *partners))
        if not partners and not lacking:
            return Across(self.rule, Verdict.CLEAR, entry)
        names = tuple(sorted({*entry.missing, *(() if partners else lacking)}))
        return Across(self.rule, Verdict.UNDETERMINED, entry, missing=names)

    def _together(self, entry: Entry, having: ex.Expression) -> Across:
        """Judge a record with all its others at once."""
        pairs = (_Answer(other, *self._pair(entry, other)) for other in self.others)
        answers = [one for one in pairs if one.fits is not False]
        kinds = {one.other.kind for one in answers}
        needed = {f"records:{kind}" for kind in self.part.needs if kind not in kinds}
        found = [
            self._beside(entry, having, those, {*self.unread} | needed)
            for those in self._by_sort(answers)
        ]
        return max(found, key=_weight)

    def _by_sort(self, answers: Sequence[_Answer]) -> list[list[_Answer]]:
        """Divide others that may tell of the same things: each part has those of one sort."""
        parted = self.part.one_sort
        sorts = dict.fromkeys(
            self.sorts.of(one.other.table)
            for one in answers
            if one.other.kind in parted and one.other.table is not None
        )
        return [
            [
                one
                for one in answers
                if one.other.kind not in parted
                or (one.other.table is not None and self.sorts.of(one.other.table) == sort)
            ]
            for sort in sorts
        ] or [list(answers)]

    def _beside(
        self, entry: Entry, having: ex.Expression, answers: Sequence[_Answer], unread: set[str]
    ) -> Across:
        """Judge a record with others that are all of its group."""
        certain = [one.other for one in answers if one.fits]
        unsure = [one for one in answers if not one.fits]
        own = entry.facts.values
        roots = [having, *self.part.given.values(), *filter(None, [self.part.at_issue])]
        named = {name for root in roots for name in ex.fields_read(root)}
        named_theirs = frozenset(name for name in named if name.startswith(_PREFIX))
        wanted = {name for name in named - named_theirs if name not in own}
        if wanted:
            names = tuple(sorted({*entry.missing, *wanted}))
            return Across(self.rule, Verdict.UNDETERMINED, entry, missing=names)
        members = [self._member(other, named_theirs) for other in certain]
        # what could not be looked at may be any number of others
        group = Group(own, members, len(unsure), bool(unread))
        found = holds(having, group)
        if found is False:
            return Across(self.rule, Verdict.CLEAR, entry)
        given = {name: bounds(node, group) for name, node in self.part.given.items()}
        if found is True and not entry.missing:
            at_issue = bounds(self.part.at_issue, group) if self.part.at_issue else None
            whole = (entry, *certain)
            return Across(self.rule, Verdict.VIOLATION, entry, whole, (), given, at_issue)
        lacking = {name for one in unsure for name in one.open}
        lacking |= {*entry.missing, *open_fields(having, group)}
        if found is None:
            lacking |= unread
        return Across(self.rule, Verdict.UNDETERMINED, entry, missing=tuple(sorted(lacking)))

    def _member(self, other: Entry, names: frozenset[str]) -> dict[str, object]:
        """Return what is added up of another record; its kind may not have all of it."""
        has = KINDS[other.kind].model_fields
        absent = {name for name in names if name.removeprefix(_PREFIX) not in has}
        return {**dict.fromkeys(absent, ABSENT), **_named(other.facts.values)}

    def _expected(self, entry: Entry, partners: Sequence[Entry], lacking: set[str]) -> Across:
        if partners:
            return Across(self.rule, Verdict.CLEAR, entry)
        names = tuple(sorted({*entry.missing, *lacking, *self.unread}))
        if names:
            return Across(self.rule, Verdict.UNDETERMINED, entry, missing=names)
        return Across(self.rule, Verdict.VIOLATION, entry, (entry,))

    def _pair(self, entry: Entry, other: Entry) -> tuple[bool | None, set[str]]:
        """Tell whether the condition holds for two records, and what is open."""
        program = self.part.conditions.get((entry.kind, other.kind))
        if program is None or other.number == entry.number:
            return False, set()
        # Within one kind, or two that are held against each other, a pair stands at its first.
        both_ways = (other.kind, entry.kind) in self.part.conditions
        once = both_ways and not self.part.expected and self.part.having is None
        if once and other.number < entry.number:
            return False, set()
        both = _joined(entry.facts, other.facts, self._theirs[id(other)])
        values = program.run(both, self.lookups)
        found = values[-1]
        if found is None:
            return None, set(missing(program, values, both, self.book.key_names))
        return bool(found), set()


def _weight(outcome: Across) -> tuple[bool, bool, int | Decimal]:
    """Put a violation before what is open, that before what is clear, and the most at issue first.

    Of what lists the same spending the fuller list tells more.
    """
    known = outcome.at_issue.low if outcome.at_issue else None
    violated = outcome.verdict is Verdict.VIOLATION
    return violated, outcome.verdict is Verdict.UNDETERMINED, known or 0


def _named(values: Mapping[str, Value]) -> dict[str, Value]:
    """Name the fields of the other record ``other.field``."""
    return {f"{_PREFIX}{name}": value for name, value in values.items()}


@lru_cache(maxsize=4096)
def _prefixed(names: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{_PREFIX}{name}" for name in names)


@lru_cache(maxsize=4096)
def _together(names: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the names of both records of a pair, of which most records have the same."""
    return names | _prefixed(others)


def _joined(facts: Facts, other: Facts, theirs: dict[str, Value]) -> Facts:
    """Make the facts of a pair: the fields of the other record are named ``other.field``."""
    return Facts(
        {**facts.values, **theirs}, _together(facts.collected, other.collected), facts.period,
        facts.date_fields, _together(facts.unreadable, other.unreadable),
    )  # fmt: skip
