"""Which rules on pairs have a window in days, and which one.

A pair that a rule finds meets all parts of its condition, and those on days bound how far the days
of both may be apart: ``start_date < other.end_date``, ``days_between(start_date, end_date) < 21``.
Each says that one day is at most so many days behind another, and what follows of several is the
shortest way from one to the other. A window so found holds for every pair of the rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import OTHER
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import fields_of

Bounds = dict[tuple[str, str], int]
"""How many days the first of two days is behind the second, at the most."""

_PREFIX = f"{OTHER}."
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(frozen=True)
class Window:
    """The days by which pairs of a rule are near each other.

    The ``low`` day of a member is at most ``behind`` days behind the ``other_high`` one of the
    other record, and the ``other_low`` one at most ``other_behind`` days behind its ``high`` day.
    """

    low: str
    high: str
    other_low: str
    other_high: str
    behind: int
    other_behind: int


def window_of(rule: CompiledRule) -> Window | None:
    """Return the window of a rule, None where it has none or is none on pairs one by one."""
    part = rule.across
    if not isinstance(part, PairPart) or part.expected or part.having is not None:
        return None
    found = [_closed(_bounds(part, kinds)) for kinds in part.conditions]
    common = {
        pair: max(one[pair] for one in found)
        for pair in found[0]
        if all(pair in one for one in found)
    }
    return _narrowest(common)


def _narrowest(bounds: Bounds) -> Window | None:
    """Take of the bounds between the days of both records the narrowest."""
    mine = [(days, *pair) for pair, days in bounds.items() if _is_across(*pair)]
    theirs = [(days, *pair) for pair, days in bounds.items() if _is_across(*reversed(pair))]
    if not mine or not theirs:
        return None
    behind, low, other_high = min(mine)
    other_behind, other_low, high = min(theirs)
    strip = len(_PREFIX)
    return Window(low, high, other_low[strip:], other_high[strip:], behind, other_behind)


def _is_across(first: str, second: str) -> bool:
    return not first.startswith(_PREFIX) and second.startswith(_PREFIX)


def _bounds(part: PairPart, kinds: tuple[str, str]) -> Bounds:
    """List what the keys and the condition of a pair say of days."""
    found: Bounds = {}
    days = {item.name for item in fields_of(KINDS[kinds[0]]) if item.type == "date"}
    said = [
        one
        for key, other in zip(part.keys, part.other_keys, strict=True)
        if key in days
        for one in ((key, _PREFIX + other, 0), (_PREFIX + other, key, 0))
    ]
    said += [one for node in _conjuncts(part.conditions[kinds].root) for one in _said(node)]
    for first, second, most in said:
        found[first, second] = min(most, found.get((first, second), most))
    return found


def _conjuncts(node: ex.Expression) -> Iterator[ex.Expression]:
    if isinstance(node, ex.And):
        for one in node.operands:
            yield from _conjuncts(one)
    else:
        yield node


def _said(node: ex.Expression) -> Iterator[tuple[str, str, int]]:
    """List which day is at most how many days behind which, where a comparison holds."""
    if not isinstance(node, ex.Comparison) or node.operator not in _TURNED:
        return
    left, right, operator = node.left, node.right, node.operator
    if isinstance(right, ex.DaysBetween):
        left, right, operator = right, left, _TURNED[operator]
    if isinstance(left, ex.DaysBetween) and isinstance(right, ex.Literal):
        first, last = left.first, left.last
        days = right.value
    else:
        first, last, days = right, left, 0
    if not isinstance(first, ex.FieldValue) or not isinstance(last, ex.FieldValue):
        return
    if first.type.name != "date" or last.type.name != "date" or not isinstance(days, int):
        return
    # It is about ``last - first``.
    if operator in ("<", "<=", "="):
        yield last.name, first.name, days - (operator == "<")
    if operator in (">", ">=", "="):
        yield first.name, last.name, -days - (operator == ">")


def _closed(bounds: Mapping[tuple[str, str], int]) -> Bounds:
    """Add what follows: the shortest ways."""
    found = dict(bounds)
    names = sorted({name for pair in bounds for name in pair})
    for middle, first, last in product(names, repeat=3):
        if first != last and (first, middle) in found and (middle, last) in found:
            through = found[first, middle] + found[middle, last]
            found[first, last] = min(through, found.get((first, last), through))
    return found
