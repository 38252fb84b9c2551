"""Counting judgements: what was decided, on what ground, and what left the others open.

A judgement is a rule and a record, group or pair that it applies to. What is kept here grows with
the number of rules and of things that are missing, not with that of records.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

from qinjian.schemas.finding import Place
from qinjian.schemas.rule import Verdict

FIRST = 3
"""Records of a group that are named."""

PRESUMED = "presumed"
"""Beside the verdicts: how many of the decided judgements rest on what is taken for granted."""


@dataclass
class Open:
    """What stays open for want of the same things: rules, and how many records.

    A record counts once, however many rules stay open on it, and whenever they are judged: it has
    one bit of ``_marks``, so that a million records take 125 kB.
    """

    rules: set[str] = field(default_factory=set)
    _marks: bytearray = field(default_factory=bytearray)

    def add(self, rule: str, numbers: Sequence[int]) -> None:
        """Note that a rule stays open on the records of these numbers."""
        self.rules.add(rule)
        marks = self._marks
        lacking = max(numbers) // 8 + 1 - len(marks)
        if lacking > 0:
            marks.extend(bytes(lacking))
        for number in numbers:
            marks[number >> 3] |= 1 << (number & 7)

    @property
    def records(self) -> int:
        """The number of records."""
        return int.from_bytes(self._marks, "little").bit_count()


class Group(NamedTuple):
    """Judgements of one rule on records of a kind that lack the same.

    ``source`` is the kind of the table that the records stand in.
    """

    rule: str
    kind: str
    source: str
    missing: tuple[str, ...]


@dataclass
class Tally:
    """How many judgements a group has, and its first records by their numbers."""

    judgements: int = 0
    first: dict[int, Place] = field(default_factory=dict)


@dataclass
class Judgements:
    """The judgements of a run, by rule and by kind of record, and what is open of them."""

    by_rule: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    open: dict[tuple[str, ...], Open] = field(default_factory=lambda: defaultdict(Open))
    groups: dict[Group, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def count(
        self, rule: str, kind: str, verdict: Verdict, number: int = 1, presumed: int = 0
    ) -> None:
        """Count judgements of a rule on records of a kind, ``presumed`` of them as that."""
        self.by_rule[rule][verdict] += number
        self.by_kind[kind][verdict] += number
        self.by_kind[kind][PRESUMED] += presumed

    def leave_open(
        self, group: Group, numbers: Sequence[int], place_of: Callable[[int], Place]
    ) -> None:
        """Count what is open on the records of these numbers, and name the first of them."""
        self.open[group.missing].add(group.rule, numbers)
        tally = self.groups[group]
        tally.judgements += len(numbers)
        foremost = sorted({*tally.first, *nsmallest(FIRST, numbers)})[:FIRST]
        tally.first = {
            number: tally.first[number] if number in tally.first else place_of(number)
            for number in foremost
        }
