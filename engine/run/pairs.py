"""Judging pairs of records with equal keys; see ``run.across`` for what they mean."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qinjian.engine.condition import Facts, missing
from qinjian.engine.condition.parse import OTHER
from qinjian.engine.condition.relations import neighbours
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.run.found import Across
from qinjian.engine.run.store import Entry
from qinjian.schemas.rule import Verdict

MOST_PAIRS = 1_000_000
"""Pairs of records with the same keys that are looked at."""

Others = Callable[[Entry], Sequence[Entry]]


@dataclass(frozen=True)
class Pairs:
    """A rule on pairs; ``unread`` names what of the other records could not be looked at."""

    rule: CompiledRule
    part: PairPart
    book: Rulebook
    unread: tuple[str, ...] = ()

    def judged(self, cluster: Sequence[Entry]) -> Iterator[Across]:
        """Judge each member of a cluster of equal keys."""
        own = [entry for entry in cluster if not entry.other]
        others = [entry for entry in cluster if entry.other]
        if self.part.narrowed is not None:
            candidates = _neighbours(others, *self.part.narrowed)
        elif len(own) * len(others) > MOST_PAIRS:
            names = tuple(sorted(self.part.keys))
            for entry in own:
                yield Across(self.rule, Verdict.UNDETERMINED, entry, missing=names)
            return
        else:
            candidates = lambda _: others  # noqa: E731 - as the other is a function
        for entry in own:
            yield self._one(entry, candidates(entry))

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
        if both_ways and not self.part.expected and other.number < entry.number:
            return False, set()
        both = _joined(entry.facts, other.facts)
        values = program.run(both, self.book)
        found = values[-1]
        if found is None:
            return None, set(missing(program, values, both, self.book.key_names))
        return bool(found), set()


def _joined(facts: Facts, other: Facts) -> Facts:
    """Make the facts of a pair: the fields of the other record are named ``other.field``."""
    theirs = {f"{OTHER}.{name}": value for name, value in other.values.items()}
    collected = {f"{OTHER}.{name}" for name in other.collected}
    return Facts(
        {**facts.values, **theirs}, facts.collected | collected, facts.period, facts.date_fields
    )


def _neighbours(others: Sequence[Entry], own: str, theirs: str) -> Others:
    """Return what finds the records whose number may be next to that of a record.

    Where the condition asks that one of two numbers follows the other, it is false of all the rest.
    """
    by_number: dict[object, list[Entry]] = defaultdict(list)
    for other in others:
        by_number[other.facts.values.get(theirs)].append(other)

    def candidates(entry: Entry) -> Sequence[Entry]:
        number = entry.facts.values.get(own)
        if not isinstance(number, str):
            return others
        found = [other for near in neighbours(number) for other in by_number.get(near, ())]
        return sorted([*found, *by_number.get(None, ())], key=lambda other: other.number)

    return candidates
