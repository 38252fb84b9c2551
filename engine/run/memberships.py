"""What records are to the rules across records, told of whole tables at once.

It says of typed columns what ``AcrossRunner.add`` says of one record: who is a member, by which
key, and what leaves it open. Entries wait as numbers in the engine, which counts who shares a key
with whom; a key is known there by a hash. What stands alone and is clear therefore is settled there
too. Only what is left is made an entry with its facts, and judged by ``AcrossRunner``.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.condition.expression import Value
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.rulebook.statements import UNDETERMINED, VIOLATION, of_members
from qinjian.engine.run import narrowing
from qinjian.engine.run.across import AcrossRunner
from qinjian.engine.run.alone import clear_alone
from qinjian.engine.run.arrays import combined
from qinjian.engine.run.clusters import Clusters, Left
from qinjian.engine.run.columns import ColumnsRunner, Others
from qinjian.engine.run.key_columns import compared_key, keys_of, split
from qinjian.engine.run.keys import UNIT
from qinjian.engine.run.patterns import Pattern, is_told_alone, open_together, unknown_of
from qinjian.engine.run.patterns import alone as told_alone
from qinjian.engine.run.plan import Plan
from qinjian.engine.run.roles import Role
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.schemas.rule import Verdict

_FACTOR = 1_000_003
"""By which the hashes of several keys are joined; what overflows is cut off."""


class Keyless(NamedTuple):
    """Members of a rule that lack a key, by their rows, and what leaves them open."""

    rule: CompiledRule
    missing: tuple[str, ...]
    rows: pa.Array


class Told(NamedTuple):
    """What a rule says of groups, by the rows of their first members, or of members alone."""

    rule: CompiledRule
    verdict: Verdict
    missing: tuple[str, ...]
    part: int
    presuming: bool
    rows: pa.Array


@dataclass(frozen=True)
class Records:
    """Records of one kind with and without what is taken for granted, and their numbers.

    ``part`` is the number of their table in the run; ``file`` is where they stand.
    """

    part: int
    file: str
    strict: TypedFacts
    filled: TypedFacts
    others: Others
    numbers: pa.Array


class Memberships:
    """Keeps who is a member of what until all is read.

    ``kinds`` are those of which there may be records: a rule that has no members among them asks
    for no other records.
    """

    def __init__(self, across: AcrossRunner, runner: ColumnsRunner, kinds: Collection[str]) -> None:
        self._across = across
        self._runner = runner
        self._kinds = kinds
        self._clusters = Clusters(runner.engine, across.rules)
        self._plans: dict[str, Plan] = {}
        self._patterns: list[Pattern] = []
        self._numbers: dict[Pattern, int] = {}

    def add(self, records: Records) -> list[Keyless]:
        """Take the records of a table, and return those that lack a key."""
        kind = records.filled.table.model.kind
        roles = self._across.roles.get(kind, ())
        members = [role for role in roles if not role.other]
        keyless: list[Keyless] = []
        found: list[pa.Table] = []
        with exact_arithmetic():
            if members:
                plan = self._planned(kind)
                verdicts = self._runner.verdicts(plan, plan.table(records.filled))
                for place, role in enumerate(members):
                    found += self._members(plan, place, role, verdicts, records, keyless)
            for role in roles:
                if role.other and not role.rule.kinds.keys().isdisjoint(self._kinds):
                    found += self._others(role, records)
        if found:
            self._clusters.add(pa.concat_tables(found))
        return keyless

    def _planned(self, kind: str) -> Plan:
        if kind not in self._plans:
            rules = of_members(self._across.rules, kind)
            self._plans[kind] = Plan(kind, rules, self._runner.book)
        return self._plans[kind]

    def _members(
        self, plan: Plan, place: int, role: Role, verdicts: pa.Table, records: Records,
        keyless: list[Keyless],
    ) -> Iterator[pa.Table]:  # fmt: skip
        rule, facts = role.rule, records.filled
        counts = _counting(records.others, frozenset(rule.kinds), len(facts))
        codes = verdicts.column(f"v{place}").combine_chunks()
        certain = pc.and_(counts, pc.equal(codes, VIOLATION))
        open_ = pc.and_(counts, pc.equal(codes, UNDETERMINED))
        if isinstance(rule.across, PairPart) and rule.across.half_of:
            for key, is_member in _different(role, facts, counts, certain):
                self._across.registers.asked(role.place, rule.across, key, member=is_member)
        if not (pc.any(certain).as_py() or pc.any(open_).as_py()):
            return
        lacking = list(self._runner.lacking(plan, place, facts, open_))
        parts = [((), pc.indices_nonzero(certain)), *lacking]
        unkeyed = [pc.is_null(key) for key in keys_of(role, facts, records.file)]
        presuming = _presuming(role, records)
        for missing, rows in parts:
            if not len(rows):
                continue
            known, without = split(unkeyed, rows)
            for names, lost in without:
                whole = tuple(sorted({*missing, *(role.keys[at][0] for at in names)}))
                keyless.append(Keyless(rule, whole, lost))
            if len(known):
                alone = clear_alone(rule, facts, known, is_open=bool(missing))
                patterns = self._numbered(rule, missing, facts, known)
                yield _entries(role, records, known, patterns, presuming, alone)

    def _numbered(
        self, rule: CompiledRule, missing: tuple[str, ...], facts: TypedFacts, rows: pa.Array
    ) -> pa.Array:
        """Give numbers to the patterns of members."""
        codes, unknown = unknown_of(rule, facts, rows)
        numbers = [self._number(Pattern(missing, one)) for one in unknown]
        return pa.array(numbers, pa.int32()).take(codes)

    def _number(self, pattern: Pattern) -> int:
        number = self._numbers.setdefault(pattern, len(self._patterns))
        if number == len(self._patterns):
            self._patterns.append(pattern)
        return number

    def _others(self, role: Role, records: Records) -> Iterator[pa.Table]:
        part, facts = role.rule.across, records.filled
        assert isinstance(part, PairPart)  # noqa: S101 - others are only of pairs
        kinds = frozenset(other for _, other in part.conditions)
        counts = _counting(records.others, kinds, len(facts))
        if part.half_of:
            for key, _ in _different(role, facts, counts, counts):
                self._across.registers.known(role.place, part, key)
        unkeyed = [pc.is_null(key) for key in keys_of(role, facts, records.file)]
        known, without = split(unkeyed, pc.indices_nonzero(counts))
        if without and not part.half_of:
            self._across.keyless.add((role.place, facts.table.model.kind))
        if len(known):
            nothing = pa.nulls(len(known), pa.int32())
            alone = pa.repeat(pa.scalar(value=True), len(known))
            yield _entries(role, records, known, nothing, _presuming(role, records), alone)

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


def _counting(others: Others, kinds: Collection[str], rows: int) -> pa.Array:
    """Tell which records count: none that is cancelled, or another one by its special kind."""
    counts = pa.repeat(pa.scalar(value=True), rows)
    for left_out in (others.cancelled, others.of(frozenset(kinds))):
        if left_out is not None:
            counts = pc.and_not(counts, left_out)
    return counts


def _different(
    role: Role, facts: TypedFacts, counts: pa.Array, certain: pa.Array
) -> Iterator[tuple[tuple[Value | None, ...], bool]]:
    """List the different keys of the records that count, each with whether it is of a member."""
    rows = pc.indices_nonzero(counts)
    columns = [facts.table.columns[name] for name, _ in role.keys if name in facts.table.columns]
    codes = [facts.codes(column).take(rows) for column in columns]
    _, first = combined([*codes, certain.take(rows).cast(pa.int32())], len(rows))
    for at in first:
        row = rows[at].as_py()
        values = facts.at(row).values
        key = tuple(compared_key(values.get(name), compare) for name, compare in role.keys)
        yield key, certain[row].as_py()


def _presuming(role: Role, records: Records) -> pa.Array:
    """Tell of each record whether a rule reads something of it that is taken for granted."""
    filled = records.filled
    told = pa.repeat(pa.scalar(value=False), len(filled))
    for name in sorted(role.read & filled.table.columns.keys()):
        presumed = filled.is_presumed(name)
        if presumed is not None:
            told = pc.or_(told, presumed)
    if role.one_unit and filled.presuming:
        asked = filled.state(UNIT, ("given", "blank", "unreadable"))
        known = pc.invert(filled.is_unknown(UNIT))
        told = pc.or_(told, pc.invert(pc.or_(asked, known)))
    if filled.table.model.kind in role.rule.kinds:
        law = _open_unit(filled, role.rule.law)
        told = pc.or_(told, law)
    return told


def _open_unit(filled: TypedFacts, law: Law) -> pa.Array:
    """Tell where only a presumption tells that a regulation binds the unit."""
    unknown = pc.is_null(filled.value("unit_kind", pa.string()))
    return pc.and_(unknown, filled.once(("open", law.binding), partial(_unbound, filled, law)))


def _unbound(filled: TypedFacts, law: Law) -> pa.Array:
    return filled.unpresuming().applies(law).array(pa.bool_(), lambda truth: truth[0] is None)


def _entries(
    role: Role, records: Records, rows: pa.Array, patterns: pa.Array, presuming: pa.Array,
    alone: pa.Array,
) -> pa.Table:  # fmt: skip
    facts, count = records.filled, len(rows)
    key = pa.repeat(pa.scalar(hash(records.file) if _apart(role.rule) else 0, pa.int64()), count)
    for one in keys_of(role, facts, records.file):
        key = pc.add(pc.multiply(key, _FACTOR), one.take(rows))
    return pa.table(
        {
            "rule": pa.repeat(pa.scalar(role.place, pa.int16()), count),
            "key": key,
            "own": pa.repeat(pa.scalar(not role.other), count),
            "number": records.numbers.take(rows),
            "part": pa.repeat(pa.scalar(records.part, pa.int32()), count),
            "place": rows.cast(pa.int32()),
            "pattern": patterns,
            "presuming": presuming.take(rows),
            "alone": alone,
            **narrowing.columns(role.rule, facts, rows, other=role.other),
        }
    )


def _apart(rule: CompiledRule) -> bool:
    return rule.rule.within == "file"
