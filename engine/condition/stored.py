"""Checked expressions as data: a list of parts in which each names those that it is made of.

A part that several share stands once, and is one again when it is read. What is read can only be
what the language has: see ``condition.expression``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.relations import RELATIONS
from qinjian.engine.condition.types import Type

_SHAPES: Mapping[str, type[ex.Expression]] = {
    shape.__name__: shape
    for shape in (
        ex.Literal, ex.FieldValue, ex.Arithmetic, ex.Comparison, ex.Membership, ex.And, ex.Or,
        ex.Not, ex.KnownTrue, ex.Excepted, ex.Blank, ex.BlankInRole, ex.Attached, ex.Holds,
        ex.Mentions, ex.MentionsInRole, ex.Says, ex.Refund, ex.Relation, ex.DaysBetween,
        ex.MonthOf, ex.StandardValue, ex.Aggregate,
    )
}  # fmt: skip
_OPERATORS: Mapping[str, frozenset[str]] = {
    "Arithmetic": frozenset({"+", "-", "*", "//"}),
    "Comparison": frozenset({"=", "<>", "<", "<=", ">", ">="}),
    "Relation": frozenset(RELATIONS),
}
"""What the second value of a part can be that is written into code."""

_PART = frozenset({"left", "right", "item", "operand", "first", "second", "last", "day"})
_PARTS = frozenset({"operands", "options", "keys"})
_OWN = {
    name: tuple(item.name for item in fields(shape))[2:] for name, shape in _SHAPES.items()
}  # behind the type and the place


class Types:
    """The types of parts, each of which very many have."""

    def __init__(self) -> None:
        self._numbers: dict[Type, int] = {}

    def number(self, found: Type) -> int:
        """Return the number of a type."""
        return self._numbers.setdefault(found, len(self._numbers))

    def data(self) -> list[object]:
        """Return all types as data."""
        return [
            [one.name, one.unit, one.scale, str(one.bound), one.signed, one.options]
            for one in self._numbers
        ]


def types_of(data: Iterable[Sequence[Any]]) -> tuple[Type, ...]:
    """Read types."""
    return tuple(
        Type(
            name,
            None if unit is None else tuple((factor, power) for factor, power in unit),
            scale,
            int(bound),
            signed,
            tuple(options),
        )
        for name, unit, scale, bound, signed, options in data
    )


class Trees:
    """Several expressions as data, with what they have in common."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._places: dict[ex.Expression, int] = {}
        self.data: list[list[object]] = []

    def put(self, root: ex.Expression) -> int:
        """Add an expression and return its number."""
        for node in ex.walk(root):
            for option in node.options if isinstance(node, ex.Membership) else ():
                self._add(option)  # which is a part of it, and none that has a value of its own
            self._add(node)
        return self._places[root]

    def _add(self, node: ex.Expression) -> None:
        if node not in self._places:
            part = self._part(node)
            self._places[node] = len(self.data)
            self.data.append(part)

    def _part(self, node: ex.Expression) -> list[object]:
        name = type(node).__name__
        own = (self._value(getattr(node, field)) for field in _OWN[name])
        return [name, self._types.number(node.type), node.at, *own]

    def _value(self, value: object) -> object:
        match value:
            case ex.Expression():
                return self._places[value]
            case tuple():
                return [self._value(one) for one in value]
            case Decimal():
                return {"decimal": str(value)}
            case date():
                return {"day": value.isoformat()}
            case _:
                return value


def trees_of(data: Iterable[Sequence[Any]], types: Sequence[Type]) -> list[ex.Expression]:
    """Read expressions.

    Raises:
        ValueError: it is nothing that the language has.
    """
    found: list[ex.Expression] = []
    for name, type_, at, *own in data:
        if own and own[0] not in _OPERATORS.get(name, own[:1]):
            raise ValueError(f"{name} has no {own[0]}")
        values = [_read(field, value, found) for field, value in zip(_OWN[name], own, strict=True)]
        found.append(_SHAPES[name](types[type_], at, *values))
    return found


def _read(field: str, value: Any, found: Sequence[ex.Expression]) -> object:
    if field in _PART:
        return found[value]
    if field in _PARTS:
        return tuple(found[number] for number in value)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return Decimal(value["decimal"]) if "decimal" in value else date.fromisoformat(value["day"])
    return value
