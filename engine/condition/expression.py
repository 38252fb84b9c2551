"""The checked syntax tree of a condition; what each part of it means stands in the package."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qinjian.engine.condition.types import Type
from qinjian.schemas.roles import Role

OTHER = "other"
"""The name before the fields of the other record of a pair."""

DOCUMENT_LISTS = ("documents", "other_documents", "shown_documents", "absent_documents")
"""The fields of a record that list documents."""

Value = bool | int | Decimal | str | date | tuple[str, ...] | None


@dataclass(frozen=True, eq=False)
class Expression:
    """A part of a condition. ``at`` is its offset in the text of the condition."""

    type: Type
    at: int

    @property
    def parts(self) -> tuple["Expression", ...]:
        """The expressions that this one is made of."""
        return ()


@dataclass(frozen=True, eq=False)
class Literal(Expression):
    """A value that stands in the condition."""

    value: bool | int | Decimal | str | date


@dataclass(frozen=True, eq=False)
class FieldValue(Expression):
    """The value of a field of the record."""

    name: str


@dataclass(frozen=True, eq=False)
class _Binary(Expression):
    """An operator between two operands."""

    operator: str
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both operands."""
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Arithmetic(_Binary):
    """``+``, ``-``, ``*`` or ``//`` of two numbers."""


@dataclass(frozen=True, eq=False)
class Comparison(_Binary):
    """``=``, ``<>``, ``<``, ``<=``, ``>`` or ``>=``."""


@dataclass(frozen=True, eq=False)
class Membership(Expression):
    """``item IN (…)`` with literals only."""

    item: Expression
    options: tuple[Literal, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The item."""
        return (self.item,)


@dataclass(frozen=True, eq=False)
class _Joined(Expression):
    """A connective of any number of operands."""

    operands: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The operands."""
        return self.operands


@dataclass(frozen=True, eq=False)
class And(_Joined):
    """All operands."""


@dataclass(frozen=True, eq=False)
class Or(_Joined):
    """Any operand."""


@dataclass(frozen=True, eq=False)
class _Unary(Expression):
    """What is made of one operand."""

    operand: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The operand."""
        return (self.operand,)


@dataclass(frozen=True, eq=False)
class Not(_Unary):
    """The opposite."""


@dataclass(frozen=True, eq=False)
class KnownTrue(_Unary):
    """``condition IS TRUE``: whether it is known to hold."""


@dataclass(frozen=True, eq=False)
class Excepted(_Unary):
    """What a clause excepts. ``fields`` are those that it reads; empty if nothing is presumed."""

    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Blank(Expression):
    """``blank(field)``."""

    field: str


@dataclass(frozen=True, eq=False)
class BlankInRole(Expression):
    """``blank('role')``: ``fields`` are those of the kind that play the role."""

    role: Role
    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Attached(Expression):
    """``attached('document')``.

    ``prefix`` stands before the names of the other record's fields, ``witnesses`` are the kind's
    own fields for the document.
    """

    document: str
    prefix: str
    witnesses: tuple[str, ...]

    @property
    def lists(self) -> tuple[str, str, str, str]:
        """The fields that list documents: known, not known, shown and absent by a column each."""
        known, other, shown, absent = (f"{self.prefix}{name}" for name in DOCUMENT_LISTS)
        return known, other, shown, absent


@dataclass(frozen=True, eq=False)
class Holds(Expression):
    """``holds(field, 'value')``."""

    field: str
    value: str


@dataclass(frozen=True, eq=False)
class Mentions(Expression):
    """``mentions(field, 'word list')``."""

    field: str
    lexicon: str


@dataclass(frozen=True, eq=False)
class MentionsInRole(Expression):
    """``mentions('role', 'word list')``: ``fields`` are those of the kind that play the role."""

    role: Role
    lexicon: str
    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Says(Expression):
    """``says('role', 'subject')``: ``fields`` are those of the kind that play the role."""

    role: Role
    subject: str
    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Refund(Expression):
    """``refund()``."""


@dataclass(frozen=True, eq=False)
class Relation(Expression):
    """What two texts are to each other: ``includes(first, second)`` and its like."""

    function: str
    first: FieldValue
    second: FieldValue

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both texts."""
        return (self.first, self.second)


@dataclass(frozen=True, eq=False)
class DaysBetween(Expression):
    """``days_between(first, last)``."""

    first: Expression
    last: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both days."""
        return (self.first, self.last)


@dataclass(frozen=True, eq=False)
class MonthOf(Expression):
    """``month_of(day)``."""

    day: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The day."""
        return (self.day,)


@dataclass(frozen=True, eq=False)
class StandardValue(Expression):
    """``standard('table', key…)``."""

    table: str
    keys: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The keys."""
        return self.keys


@dataclass(frozen=True, eq=False)
class Aggregate(Expression):
    """``count(*)``, ``count(DISTINCT f)``, ``sum``, ``min``, ``max``; see ``intervals``."""

    function: str
    field: str | None


def walk(expression: Expression) -> Iterator[Expression]:
    """List an expression and all its parts, parts first; a shared part stands once."""
    return _visited(expression, set())


def _visited(node: Expression, seen: set[int]) -> Iterator[Expression]:
    if id(node) in seen:
        return
    seen.add(id(node))
    for part in node.parts:
        yield from _visited(part, seen)
    yield node


def fields_read(expression: Expression) -> list[str]:
    """List the fields that an expression reads, in the order in which they are read."""
    names: list[str] = []
    for node in walk(expression):
        match node:
            case FieldValue(name=name) | Blank(field=name) | Mentions(field=name):
                names.append(name)
            case Holds(field=name) | Aggregate(field=str(name)):
                names.append(name)
            case Attached(lists=lists, witnesses=witnesses):
                names += [*lists, *witnesses]
            case Says(fields=fields) | MentionsInRole(fields=fields) | BlankInRole(fields=fields):
                names += fields
    return list(dict.fromkeys(names))
