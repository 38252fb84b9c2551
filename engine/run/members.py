"""What the records of one table are to the rules across records, told of the whole table at once.

It says of typed columns what ``AcrossRunner.add`` says of one record: who is a member, by which
key, and what leaves it open. It depends on the table and the rules alone, so that tables can be
told of in any order, and in any process: one by one they are added to ``Memberships``.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.condition.expression import Value
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.rulebook.statements import UNDETERMINED, VIOLATION, of_members
from qinjian.engine.run import narrowing
from qinjian.engine.run.alone import clear_alone
from qinjian.engine.run.arrays import combined
from qinjian.engine.run.columns import ColumnsRunner, Others
from qinjian.engine.run.key_columns import compared_key, keys_of, split
from qinjian.engine.run.keys import UNIT
from qinjian.engine.run.patterns import Pattern, unknown_of
from qinjian.engine.run.plan import Plan
from qinjian.engine.run.registers import Key
from qinjian.engine.run.roles import Role, roles_of
from qinjian.engine.run.typed_facts import TypedFacts

_FACTOR = 1_000_003
"""By which the hashes of several keys are joined; what overflows is cut off."""


class Keyless(NamedTuple):
    """Members of a rule that lack a key, by their rows, and what leaves them open."""

    rule: CompiledRule
    missing: tuple[str, ...]
    rows: pa.Array


@dataclass(frozen=True)
class Records:
    """Records of one kind with and without what is taken for granted; they stand in ``file``."""

    file: str
    strict: TypedFacts
    filled: TypedFacts
    others: Others


@dataclass
class Members:
    """What the records of one table are to the rules across records.

    ``entries`` have a row for each record and each rule that it is a member or another record of:
    ``place`` is its row, ``pattern`` the number of one of ``patterns``. ``keyless`` lack a key of a
    rule, ``unkeyed`` are rules and kinds of other records of which one does. ``asked`` and
    ``known`` are keys for registers with the places of their rules, those asked for with whether it
    is a member that asks.
    """

    entries: list[pa.Table] = field(default_factory=list)
    patterns: dict[Pattern, int] = field(default_factory=dict)
    keyless: list[Keyless] = field(default_factory=list)
    unkeyed: set[tuple[int, str]] = field(default_factory=set)
    asked: list[tuple[int, Key, bool]] = field(default_factory=list)
    known: list[tuple[int, Key]] = field(default_factory=list)


class MembersTeller:
    """Tells what tables are to the rules across records."""

    def __init__(self, runner: ColumnsRunner) -> None:
        self._rules = [rule for rule in runner.book.rules if rule.across is not None]
        self._roles = roles_of(self._rules)
        self._runner = runner
        self._plans: dict[str, Plan] = {}

    def tell(self, records: Records, kinds: Collection[str]) -> Members:
        """Tell what the records of a table are.

        ``kinds`` are those of which the run may have records: a rule that has no members among them
        asks for no other records.
        """
        kind = records.filled.table.model.kind
        roles = self._roles.get(kind, ())
        members = [role for role in roles if not role.other]
        told = Members()
        with exact_arithmetic():
            if members:
                plan = self._planned(kind)
                verdicts = self._runner.verdicts(plan, plan.table(records.filled))
                for place, role in enumerate(members):
                    self._members(plan, place, role, verdicts, records, told)
            for role in roles:
                if role.other and not role.rule.kinds.keys().isdisjoint(kinds):
                    _others(role, records, told)
        return told

    def _planned(self, kind: str) -> Plan:
        if kind not in self._plans:
            rules = of_members(self._rules, kind)
            self._plans[kind] = Plan(kind, rules, self._runner.book)
        return self._plans[kind]

    def _members(
        self, plan: Plan, place: int, role: Role, verdicts: pa.Table, records: Records,
        told: Members,
    ) -> None:  # fmt: skip
        rule, facts = role.rule, records.filled
        counts = _counting(records.others, frozenset(rule.kinds), len(facts))
        codes = verdicts.column(f"v{place}").combine_chunks()
        certain = pc.and_(counts, pc.equal(codes, VIOLATION))
        open_ = pc.and_(counts, pc.equal(codes, UNDETERMINED))
        if isinstance(rule.across, PairPart) and rule.across.half_of:
            for key, is_member in _different(role, facts, counts, certain):
                told.asked.append((role.place, key, is_member))
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
                told.keyless.append(Keyless(rule, whole, lost))
            if len(known):
                alone = clear_alone(rule, facts, known, is_open=bool(missing))
                patterns = _numbered(rule, missing, facts, known, told.patterns)
                told.entries.append(_entries(role, records, known, patterns, presuming, alone))


def _numbered(
    rule: CompiledRule, missing: tuple[str, ...], facts: TypedFacts, rows: pa.Array,
    patterns: dict[Pattern, int],
) -> pa.Array:  # fmt: skip
    """Give numbers to the patterns of members, and add to those that are known."""
    codes, unknown = unknown_of(rule, facts, rows)
    numbers = [patterns.setdefault(Pattern(missing, one), len(patterns)) for one in unknown]
    return pa.array(numbers, pa.int32()).take(codes)


def _others(role: Role, records: Records, told: Members) -> None:
    part, facts = role.rule.across, records.filled
    assert isinstance(part, PairPart)  # noqa: S101 - others are only of pairs
    kinds = frozenset(other for _, other in part.conditions)
    counts = _counting(records.others, kinds, len(facts))
    if part.half_of:
        told.known += [(role.place, key) for key, _ in _different(role, facts, counts, counts)]
    unkeyed = [pc.is_null(key) for key in keys_of(role, facts, records.file)]
    known, without = split(unkeyed, pc.indices_nonzero(counts))
    if without and not part.half_of:
        told.unkeyed.add((role.place, facts.table.model.kind))
    if len(known):
        nothing = pa.nulls(len(known), pa.int32())
        alone = pa.repeat(pa.scalar(value=True), len(known))
        presuming = _presuming(role, records)
        told.entries.append(_entries(role, records, known, nothing, presuming, alone))


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
            "place": rows.cast(pa.int32()),
            "pattern": patterns,
            "presuming": presuming.take(rows),
            "alone": alone,
            **narrowing.columns(role.rule, facts, rows, other=role.other),
        }
    )


def _apart(rule: CompiledRule) -> bool:
    return rule.rule.within == "file"
