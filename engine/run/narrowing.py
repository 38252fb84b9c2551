"""What of the condition of a pair the engine can ask, so that few pairs are left to look at.

It asks only what makes a pair false for certain: numbers that do not follow each other, and days
in the wrong order. A pair that it leaves is judged as any.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import pyarrow as pa

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import OTHER, Value
from qinjian.engine.condition.relations import next_number
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.run.typed_facts import TypedFacts

SLOTS = 4
"""Days that an entry has room for; what compares others is not asked."""

DAYS = tuple(f"day_{slot}" for slot in range(SLOTS))
NUMBERS = ("told", "behind")
"""The columns of entries in which the days stand, and hashes of the number and of the next one."""

_PREFIX = f"{OTHER}."
_NEAR = ("o.told = m.behind", "m.told = o.behind", "o.told IS NULL", "m.told IS NULL")
"""The pairs whose numbers may follow each other; of what has no known number every one."""


class Compared(NamedTuple):
    """Two days that are compared, by their fields; those of the other record have its prefix."""

    left: str
    operator: str
    right: str


def is_one_by_one(rule: CompiledRule) -> bool:
    """Tell whether each pair is judged by itself, and what is in none is clear."""
    part = rule.across
    return isinstance(part, PairPart) and part.having is None and not part.expected


def joins(part: PairPart) -> list[str]:
    """Write what pairs of a member ``m`` and another record ``o`` may hold for, as alternatives."""
    conditions = [
        f"({_side(part, one.left)} {one.operator} {_side(part, one.right)}) IS NOT FALSE"
        for one in _compared(part)
    ]
    both_ways = all((other, own) in part.conditions for own, other in part.conditions)
    conditions.append("o.number > m.number" if both_ways else "o.number <> m.number")
    near = _NEAR if part.narrowed is not None else ("true",)
    return [" AND ".join([one, *conditions]) for one in near]


def columns(
    rule: CompiledRule, facts: TypedFacts, rows: pa.Array, *, other: bool
) -> dict[str, pa.Array]:
    """Make the columns of entries by which pairs are narrowed; null for what is not asked."""
    part, count = rule.across, len(rows)
    found = {name: pa.nulls(count, pa.date32()) for name in DAYS}
    found |= {name: pa.nulls(count, pa.int64()) for name in NUMBERS}
    if not isinstance(part, PairPart) or not is_one_by_one(rule):
        return found
    for slot, name in enumerate(_days(part, other=other)):
        found[DAYS[slot]] = facts.value(name, pa.date32()).take(rows)
    if part.narrowed is not None:
        name = part.narrowed[other]
        for place, column in enumerate(NUMBERS):
            numbers = facts.once((column, name), partial(_near, facts, name, place))
            found[column] = numbers.take(rows)
    return found


def _near(facts: TypedFacts, name: str, place: int) -> pa.Array:
    """Hash the numbers of a field, or those that follow them."""

    def told(value: Value) -> int | None:
        if place == 0 or not isinstance(value, str):
            return hash(value)
        following = next_number(value)
        return None if following is None else hash(following)

    return facts.of_values(name, told, pa.int64())


def _compared(part: PairPart) -> list[Compared]:
    """List the comparisons of days that every condition demands and that there is room for."""
    demanded = [
        {
            Compared(one.left.name, one.operator, one.right.name)
            for one in _conjuncts(program.root)
            if isinstance(one, ex.Comparison)
            and isinstance(one.left, ex.FieldValue)
            and isinstance(one.right, ex.FieldValue)
            and one.left.type.name == "date"
        }
        for program in part.conditions.values()
    ]
    every = sorted(set.intersection(*demanded)) if demanded else []
    kept: list[Compared] = []
    for one in every:
        if max(map(len, _sides([*kept, one]))) <= SLOTS:
            kept.append(one)
    return kept


def _conjuncts(root: ex.Expression) -> Sequence[ex.Expression]:
    return root.operands if isinstance(root, ex.And) else (root,)


def _sides(compared: Sequence[Compared]) -> tuple[list[str], list[str]]:
    """List the days that are read of a member and of another record."""
    names = sorted({name for one in compared for name in (one.left, one.right)})
    own = [name for name in names if not name.startswith(_PREFIX)]
    return own, [name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)]


def _days(part: PairPart, *, other: bool) -> list[str]:
    return _sides(_compared(part))[other]


def _side(part: PairPart, name: str) -> str:
    if name.startswith(_PREFIX):
        return f"o.{DAYS[_days(part, other=True).index(name.removeprefix(_PREFIX))]}"
    return f"m.{DAYS[_days(part, other=False).index(name)]}"
