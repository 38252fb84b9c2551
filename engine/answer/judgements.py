"""Counting judgements: what was decided, on what ground, and what left the others open.

A judgement is a rule and a record, group or pair that it applies to. What is kept here grows with
the number of rules and of things that are missing, not with that of records.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qinjian.schemas.finding import Place
from qinjian.schemas.rule import Verdict

FIRST = 3
"""Records of a group that are named."""

PRESUMED = "presumed"
"""Beside the verdicts: how many of the decided judgements rest on what is taken for granted."""


Space = tuple[int, int]
"""Where records are counted from 0: a batch, and in it the records or the people of one list."""


@dataclass
class Open:
    """What stays open for want of the same things: rules, and how many records.

    A record counts once, however many rules stay open on it, and whenever they are judged: it has
    one bit of its space in ``_marks``, so that a million records take 125 kB.
    """

    rules: set[str] = field(default_factory=set)
    _marks: dict[Space, int] = field(default_factory=dict)

    def add(self, rule: str, space: Space, marks: int) -> None:
        """Note that a rule stays open on the records whose bits are set."""
        self.rules.add(rule)
        self._marks[space] = self._marks.get(space, 0) | marks

    @property
    def records(self) -> int:
        """The number of records."""
        return sum(marks.bit_count() for marks in self._marks.values())


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
        self, group: Group, count: int, first: Mapping[int, Callable[[], Place]], space: Space,
        marks: int,
    ) -> None:  # fmt: skip
        """Count what is open on records of a space.

        ``first`` are the first of them by their numbers in the run, ``marks`` their bits.
        """
        self.open[group.missing].add(group.rule, space, marks)
        tally = self.groups[group]
        tally.judgements += count
        foremost = sorted({*tally.first, *first})[:FIRST]
        tally.first = {
            number: tally.first[number] if number in tally.first else first[number]()
            for number in foremost
        }
