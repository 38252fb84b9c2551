"""What is known of a group of records when not all of it is known.

A member is certain, or it is open whether it is one; an aggregated field may be unknown. A number
then has bounds, each None where there is none:

* ``count(*)``: at least the certain members, at most all.
* ``count(DISTINCT f)``: at least the different known values of certain members, at most one more
  for each that is not known.
* ``sum(f)``: of a field that is never below zero at least what is known, else anything.
* ``min(f)`` is at most, ``max(f)`` at least, what is known; of days, too, which are counted, and
  ``days_between`` has the bounds of their difference.

Where every member is certain and every value known, both bounds are the exact figure. Comparisons
are true or false where the bounds leave no other answer, else unknown; ``AND``, ``OR`` and ``NOT``
are Kleene's. What ``SQL`` drops in silence so becomes unknown, and what is certain whatever the
unknown may be is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import Value

Number = int | Decimal

ABSENT = object()
"""Stands for a field that a member's kind does not have: it is left out of what is added up."""


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest that a number may be, None where there is no bound."""

    low: Number | None
    high: Number | None

    @property
    def exact(self) -> Number | None:
        """The number, if it is known."""
        return self.low if self.low is not None and self.low == self.high else None


@dataclass(frozen=True)
class Group:
    """A group: the values of its keys, of its certain members, and how many more are open.

    ``unbounded`` says that there may be any number of members more.
    """

    keys: Mapping[str, Value]
    members: Sequence[Mapping[str, object]]
    open: int = 0
    unbounded: bool = False


def holds(node: ex.Expression, group: Group) -> bool | None:
    """Tell whether a condition on a group is true; None if that is open."""
    match node:
        case ex.Literal(value=bool(value)):
            return value
        case ex.And(operands=operands):
            return _joined([holds(part, group) for part in operands], decides=False)
        case ex.Or(operands=operands):
            return _joined([holds(part, group) for part in operands], decides=True)
        case ex.Not(operand=operand):
            inner = holds(operand, group)
            return None if inner is None else not inner
        case ex.Membership(item=item, options=options):
            equal = (ex.Comparison(node.type, node.at, "=", item, option) for option in options)
            return _joined([holds(one, group) for one in equal], decides=True)
        case ex.Comparison(operator=operator, left=left, right=right):
            aggregated = any(isinstance(side, ex.Aggregate) for side in (left, right))
            if left.type.name != "number" and not aggregated:
                return _ordered(operator, _key(left, group), _key(right, group))
            return _compared(operator, bounds(left, group), bounds(right, group))
        case ex.FieldValue(name=name):
            truth = group.keys[name]
            return truth if isinstance(truth, bool) else None
        case _:
            raise AssertionError(node)


def _joined(parts: Sequence[bool | None], *, decides: bool) -> bool | None:
    if any(part is decides for part in parts):
        return decides
    return None if None in parts else not decides


def _key(node: ex.Expression, group: Group) -> Value:
    return node.value if isinstance(node, ex.Literal) else group.keys[_name(node)]


def _name(node: ex.Expression) -> str:
    assert isinstance(node, ex.FieldValue)  # noqa: S101 - the types allow nothing else
    return node.name


def _ordered(operator: str, left: Value, right: Value) -> bool:
    """Compare two known keys; of those that are no numbers days alone have an order."""
    if operator in ("=", "<>"):
        return (left == right) is (operator == "=")
    if not isinstance(left, date) or not isinstance(right, date):
        raise TypeError(operator)
    before = left < right
    if operator in ("<", ">="):
        return before is (operator == "<")
    return (before or left == right) is (operator == "<=")


def _compared(operator: str, left: Bounds, right: Bounds) -> bool | None:
    match operator:
        case "<":
            return _below(left, right)
        case ">":
            return _below(right, left)
        case "<=":
            above = _below(right, left)
            return None if above is None else not above
        case ">=":
            below = _below(left, right)
            return None if below is None else not below
        case _:
            equal = _same(left, right)
            return equal if operator == "=" or equal is None else not equal


def _below(left: Bounds, right: Bounds) -> bool | None:
    if left.high is not None and right.low is not None and left.high < right.low:
        return True
    if left.low is not None and right.high is not None and left.low >= right.high:
        return False
    return None


def _same(left: Bounds, right: Bounds) -> bool | None:
    if left.exact is not None and left.exact == right.exact:
        return True
    return False if _below(left, right) or _below(right, left) else None


def bounds(node: ex.Expression, group: Group) -> Bounds:
    """Return what is known of a number of a group."""
    match node:
        case ex.Literal(value=int() | Decimal() as value):
            return Bounds(value, value)
        case ex.Literal(value=date() as day):
            return Bounds(day.toordinal(), day.toordinal())
        case ex.FieldValue(name=name):
            key = _number(group.keys[name])
            assert key is not None  # noqa: S101 - checked when it was loaded
            return Bounds(key, key)
        case ex.Aggregate():
            return _aggregate(node, group)
        case ex.Arithmetic(operator=operator, left=left, right=right):
            return _arithmetic(operator, bounds(left, group), bounds(right, group))
        case ex.DaysBetween(first=first, last=last):
            return _arithmetic("-", bounds(last, group), bounds(first, group))
        case _:
            raise AssertionError(node)


def _number(value: object) -> Number | None:
    """Return a number, and a day as one."""
    if isinstance(value, date):
        return value.toordinal()
    return value if isinstance(value, int | Decimal) else None


def _arithmetic(operator: str, left: Bounds, right: Bounds) -> Bounds:
    if operator == "+":
        return Bounds(_sum(left.low, right.low), _sum(left.high, right.high))
    if operator == "-":
        return Bounds(_difference(left.low, right.high), _difference(left.high, right.low))
    if left.exact is not None and right.exact is not None:
        product = left.exact * right.exact
        return Bounds(product, product)
    return Bounds(None, None)


def _sum(left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else left + right


def _difference(left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else left - right


def _aggregate(node: ex.Aggregate, group: Group) -> Bounds:
    certain = len(group.members)
    if node.field is None:
        return Bounds(certain, None if group.unbounded else certain + group.open)
    given = [member.get(node.field) for member in group.members]
    given = [value for value in given if value is not ABSENT]
    known = [value for value in given if value is not None]
    lacking = len(given) - len(known) + group.open + group.unbounded
    if node.function == "distinct":
        different = len(set(known))
        return Bounds(different, None if group.unbounded else different + lacking)
    numbers = [number for number in map(_number, known) if number is not None]
    if node.function == "sum":
        nothing = Decimal(0) if node.type.scale else 0
        return _total(sum(numbers, nothing), lacking, signed=node.type.signed)
    if not numbers:
        return Bounds(None, None)
    if node.function == "min":
        return Bounds(None if lacking else min(numbers), min(numbers))
    return Bounds(max(numbers), None if lacking else max(numbers))


def _total(total: Number, lacking: int, *, signed: bool) -> Bounds:
    if not lacking:
        return Bounds(total, total)
    return Bounds(None if signed else total, None)


def open_fields(node: ex.Expression, group: Group) -> set[str]:
    """Name the aggregated fields that some certain member does not have."""
    fields = {part.field for part in ex.walk(node) if isinstance(part, ex.Aggregate)}
    return {
        name
        for name in fields
        if name is not None and any(member.get(name) is None for member in group.members)
    }
