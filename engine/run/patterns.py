"""What members of a rule have in common, by which they are open or clear whatever they say else.

Of very many records a rule asks what no source has: it is told once for each set of fields that are
unknown, not once for each record.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import OTHER
from qinjian.engine.condition.intervals import Group, holds
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.run.arrays import combined
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.schemas.rule import Verdict

_PREFIX = f"{OTHER}."


class Pattern(NamedTuple):
    """What leaves it open whether a record is a member, and which fields are unknown of it."""

    missing: tuple[str, ...]
    unknown: frozenset[str]


def read_of(rule: CompiledRule) -> list[str]:
    """List the fields of members of which it counts whether they are known."""
    part = rule.across
    if isinstance(part, GroupPart):
        return sorted(_aggregated(part.having))
    if not isinstance(part, PairPart) or part.having is None:
        return []
    roots = [part.having, *part.given.values(), *([part.at_issue] if part.at_issue else [])]
    names = {name for root in roots for name in ex.fields_read(root)}
    return sorted(name for name in names if not name.startswith(_PREFIX))


def unknown_of(
    rule: CompiledRule, facts: TypedFacts, rows: pa.Array
) -> tuple[pa.Array, list[frozenset[str]]]:
    """Give numbers to the sets of fields that are unknown of some records."""
    names = read_of(rule)
    lacks = [facts.is_unknown(name).take(rows).cast(pa.int32()) for name in names]
    codes, first = combined(lacks, len(rows))
    sets = [
        frozenset(name for name, one in zip(names, lacks, strict=True) if one[at].as_py())
        for at in first
    ]
    return codes, sets


def is_told_alone(rule: CompiledRule) -> bool:
    """Tell whether what is said of a member without others depends on what is unknown alone."""
    part = rule.across
    if not isinstance(part, PairPart) or part.having is None or part.half_of:
        return False
    return all(name.startswith(_PREFIX) for name in ex.fields_read(part.having))


def alone(
    part: PairPart, pattern: Pattern, unread: Collection[str]
) -> tuple[Verdict, tuple[str, ...]]:
    """Judge a member that has no others; ``unread`` is what could not be looked at."""
    assert part.having is not None  # noqa: S101 - the caller has looked
    if pattern.unknown:
        return Verdict.UNDETERMINED, tuple(sorted({*pattern.missing, *pattern.unknown}))
    lacking = {*unread, *(f"records:{kind}" for kind in part.needs)}
    found = holds(part.having, Group({}, [], 0, bool(lacking)))
    if found is False:
        return Verdict.CLEAR, ()
    if found is True and not pattern.missing:
        return Verdict.VIOLATION, ()
    names = {*pattern.missing, *(lacking if found is None else ())}
    return Verdict.UNDETERMINED, tuple(sorted(names))


def open_together(part: GroupPart, patterns: Sequence[Pattern]) -> tuple[str, ...] | None:
    """Say what leaves a group open whatever its members say else; None if it may be told."""
    certain = [one.unknown for one in patterns if not one.missing]
    everywhere = frozenset.intersection(*certain) if certain else frozenset()
    if not _is_open(part.having, everywhere):
        return None
    lacking = {name for one in patterns for name in one.missing}
    return tuple(sorted(lacking.union(*certain)))


def _aggregated(node: ex.Expression) -> set[str]:
    return {
        part.field
        for part in ex.walk(node)
        if isinstance(part, ex.Aggregate) and part.field is not None
    }


def _is_open(node: ex.Expression, unknown: frozenset[str]) -> bool:
    """Tell whether a condition on a group is open because no member has some fields."""
    match node:
        case ex.And(operands=operands) | ex.Or(operands=operands):
            return all(_is_open(part, unknown) for part in operands)
        case ex.Not(operand=operand):
            return _is_open(operand, unknown)
        case ex.Comparison(left=left, right=right):
            return any(_has_no_bounds(side, unknown) for side in (left, right))
        case _:
            return False


def _has_no_bounds(node: ex.Expression, unknown: Iterable[str]) -> bool:
    match node:
        case ex.Aggregate(function="min" | "max", field=str(name)):
            return name in unknown
        case ex.Arithmetic(left=left, right=right):
            return any(_has_no_bounds(side, unknown) for side in (left, right))
        case _:
            return False
