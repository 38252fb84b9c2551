"""The members of the rules across records in a whole run, of which the engine tells who has whom.

Entries wait as numbers in the engine, which counts who shares a key with whom; a key is known there
by a hash. What stands alone and is clear therefore is settled there too. Only what is left is made
an entry with its facts, and judged by ``AcrossRunner``.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.clusters import Clusters, Left
from qinjian.engine.run.columns import ColumnsRunner
from qinjian.engine.run.members import Members
from qinjian.engine.run.patterns import Pattern, is_told_alone, open_together
from qinjian.engine.run.patterns import alone as told_alone
from qinjian.schemas.rule import Verdict


class Told(NamedTuple):
    """What a rule says of groups, by the rows of their first members, or of members alone."""

    rule: CompiledRule
    verdict: Verdict
    missing: tuple[str, ...]
    part: int
    presuming: bool
    rows: pa.Array


class Memberships:
    """Keeps who is a member of what until all is read."""

    def __init__(self, across: AcrossRunner, runner: ColumnsRunner) -> None:
        self._across = across
        self._clusters = Clusters(runner.engine, across.rules)
        self._patterns: list[Pattern] = []
        self._numbers: dict[Pattern, int] = {}

    def add(self, members: Members, part: int, numbers: pa.Array) -> None:
        """Take what the records of a table are.

        ``part`` is the number of the table in the run, ``numbers`` are those of its records.
        """
        across = self._across
        for place, key, member in members.asked:
            across.registers.asked(place, self._pairs(place), key, member=member)
        for place, key in members.known:
            across.registers.known(place, self._pairs(place), key)
        across.keyless |= members.unkeyed
        if not members.entries:
            return
        patterns = pa.array(map(self._number, members.patterns), pa.int32())
        entries = pa.concat_tables(members.entries)
        self._clusters.add(
            entries.drop_columns("pattern")
            .append_column("pattern", pc.take(patterns, entries["pattern"]))
            .append_column("number", pc.take(numbers, entries["place"]))
            .append_column("part", pa.repeat(pa.scalar(part, pa.int32()), len(entries)))
        )

    def _pairs(self, place: int) -> PairPart:
        part = self._across.rules[place].across
        assert isinstance(part, PairPart)  # noqa: S101 - registers are asked by no other
        return part

    def _number(self, pattern: Pattern) -> int:
        number = self._numbers.setdefault(pattern, len(self._patterns))
        if number == len(self._patterns):
            self._patterns.append(pattern)
        return number

    def settled(self) -> Iterator[tuple[CompiledRule, int, bool, int]]:
        """Settle what needs no look: rule, part, whether it presumes, and the count."""
        for rule, part, presuming, count in self._clusters.settle():
            yield self._across.rules[rule], part, presuming, count

    def told(self) -> Iterator[Told]:
        """Tell what patterns alone tell: groups that are open, and members that have no others."""
        rules = self._across.rules
        groups = [at for at, rule in enumerate(rules) if isinstance(rule.across, GroupPart)]
        alone = [at for at, rule in enumerate(rules) if is_told_alone(rule)]
        meant = []
        for at, numbers in self._clusters.patterns(groups, alone):
            said = self._meant(at, [self._patterns[one] for one in numbers])
            if said is not None:
                meant.append(((at, numbers), said))
        for code, part, presuming, rows in self._clusters.told([one for one, _ in meant]):
            (at, _), (verdict, missing) = meant[code]
            yield Told(rules[at], verdict, missing, part, presuming, rows)

    def _meant(
        self, at: int, patterns: Sequence[Pattern]
    ) -> tuple[Verdict, tuple[str, ...]] | None:
        """Say what patterns mean; None for what has to be looked at."""
        part = self._across.rules[at].across
        if isinstance(part, GroupPart):
            missing = open_together(part, patterns)
            return None if missing is None else (Verdict.UNDETERMINED, missing)
        assert isinstance(part, PairPart)  # noqa: S101 - nothing else is asked for
        found = told_alone(part, patterns[0], tuple(self._across.unread(at, part, None)))
        return None if found[0] is Verdict.VIOLATION else found

    def left(self) -> list[Left]:
        """List what is not settled, part by part."""
        return self._clusters.left()

    def missing(self, left: Left) -> tuple[str, ...]:
        """Say what leaves it open whether a record is a member."""
        return () if left.pattern is None else self._patterns[left.pattern].missing
