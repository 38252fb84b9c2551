"""SQL written from checked conditions, for many records at once.

Each different part of the conditions becomes a column that is computed once: those made of record
columns alone in the first layer of nested selects, those made of these in the second, and so on.
The statement is built as sqlglot's tree: nothing of a rule is put into it as text. SQL's own
``AND``, ``OR`` and ``NOT`` are Kleene's. What is asked of texts is a column that was made before by
the code of the reference; a figure is looked up by a join on its table.

Every number is a decimal of 38 digits with the decimals that its type has. Loading a rule makes
sure that no result needs more, so that nothing is rounded and nothing overflows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlglot import exp

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.figures import looked_up
from qinjian.engine.condition.sql_terms import (
    case,
    cast,
    coalesce,
    column,
    joined,
    literal,
    named,
    number_of,
    quotient,
)

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "=": exp.EQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE,
}  # fmt: skip
_SUMS: dict[str, type[exp.Binary]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}

BITS = 60
"""The nodes of which one column of bits tells whether they are unknown."""

_TABLE = "t"


class Names(Protocol):
    """The columns of records in which the leaves of conditions stand."""

    def value(self, field: str) -> str:
        """Return the column of a field's value; numbers are decimals of 38 digits."""

    def proof(self, field: str) -> str:
        """Return the column that tells whether a field shows a document."""

    def collected(self, field: str) -> str:
        """Return the column that tells whether the source has a field."""

    def unreadable(self, field: str) -> str:
        """Return the column that tells whether what stands in a field could not be read."""

    def blank_in(self, fields: tuple[str, ...]) -> str:
        """Return the column that tells whether fields of a role say nothing."""

    def unclaimed(self, fields: tuple[str, ...]) -> str:
        """Return the column that tells whether an exception is presumed not claimed."""

    def refund(self) -> str:
        """Return the column that tells whether the amount is known to be below zero."""

    def mentions(self, node: ex.Mentions) -> str:
        """Return the column that tells whether a text holds a word of a list."""

    def told(self, node: ex.Says | ex.MentionsInRole) -> str:
        """Return the column that tells whether a record says or mentions something in a role."""

    def relation(self, node: ex.Relation) -> str:
        """Return the column that tells what two texts are to each other."""

    def figures(self, node: ex.StandardValue) -> str:
        """Return the name of the table of a standard; see ``condition.figures``."""


class _Written(NamedTuple):
    """What refers to a part of a condition, and the layer from which on it can."""

    reference: exp.Expr
    layer: int


@dataclass(frozen=True)
class _Part:
    """A column of a layer, with the join that it needs."""

    name: str
    expression: exp.Expr
    join: exp.Join | None = None


class SqlWriter:
    """Writes conditions over the columns of one table into one statement."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._layers: list[list[_Part]] = []
        self._written: dict[tuple[object, ...], _Written] = {}

    def write(self, node: ex.Expression) -> exp.Expr:
        """Write a condition and return what refers to it in the statement. Unknown is NULL."""
        return self._write(node).reference.copy()

    def statement(self, outputs: Sequence[tuple[str, exp.Expr]], table: str) -> str:
        """Return the statement that selects outputs, made of what was written, from a table."""
        source: exp.Expr = exp.to_table(table)
        for parts in self._layers:
            layer = exp.Select().select(
                exp.Column(this=exp.Star(), table=exp.to_identifier(_TABLE)), copy=False
            )
            layer = layer.from_(_aliased(source), copy=False)
            for part in parts:
                layer.select(named(part.expression, part.name, quoted=True), copy=False)
                if part.join is not None:
                    layer.append("joins", part.join)
            source = layer
        select = exp.Select().from_(_aliased(source), copy=False)
        for name, expression in outputs:
            select.select(named(expression, name), copy=False)
        return select.sql(dialect="duckdb")

    def _write(self, node: ex.Expression) -> _Written:
        if isinstance(node, ex.Literal):
            return _Written(literal(node.value, node.type), 0)
        if isinstance(node, ex.FieldValue):
            return _Written(column(self._names.value(node.name)), 0)
        if isinstance(node, ex.Mentions):
            return _Written(column(self._names.mentions(node)), 0)
        if isinstance(node, ex.Says | ex.MentionsInRole):
            return _Written(column(self._names.told(node)), 0)
        if isinstance(node, ex.Relation):
            return _Written(column(self._names.relation(node)), 0)
        signature = _signature(node)
        if signature not in self._written:
            parts = [self._write(part) for part in node.parts]
            layer = max((part.layer for part in parts), default=0)
            self._written[signature] = self._add(node, [part.reference for part in parts], layer)
        return self._written[signature]

    def _add(self, node: ex.Expression, parts: Sequence[exp.Expr], layer: int) -> _Written:
        """Make a column of a node in the layer above those of its parts."""
        while len(self._layers) <= layer:
            self._layers.append([])
        name = f"p{len(self._written)}"
        references = [part.copy() for part in parts]
        if isinstance(node, ex.StandardValue):
            found = looked_up(node, self._names.figures(node), references, f"f_{name}")
            self._layers[layer].append(_Part(name, *found))
        else:
            self._layers[layer].append(_Part(name, self._expression(node, references)))
        return _Written(column(name), layer + 1)

    def _expression(self, node: ex.Expression, parts: Sequence[exp.Expr]) -> exp.Expr:
        match node:
            case ex.And():
                return joined(exp.And, parts)
            case ex.Or():
                return joined(exp.Or, parts)
            case ex.Not():
                return exp.Not(this=parts[0])
            case ex.KnownTrue():
                return coalesce(parts[0], exp.false())
            case ex.Excepted(fields=fields):
                unclaimed = column(self._names.unclaimed(fields))
                return coalesce(parts[0], case((unclaimed, exp.false())))
            case ex.Comparison(operator=operator):
                return _COMPARISONS[operator](this=parts[0], expression=parts[1])
            case ex.Arithmetic() | ex.DaysBetween() | ex.MonthOf():
                return cast(_number(node, parts), number_of(node.type))
            case ex.Membership(options=options):
                values = [literal(option.value, option.type) for option in options]
                return exp.In(this=parts[0], expressions=values)
            case _:
                return self._asked(node)

    def _asked(self, node: ex.Expression) -> exp.Expr:
        """Write what is asked of a record by a function of its fields."""
        match node:
            case ex.Blank(field=name):
                known = column(self._names.collected(name))
                blank = exp.Is(this=column(self._names.value(name)), expression=exp.Null())
                return case((known, blank))
            case ex.BlankInRole(fields=fields):
                return column(self._names.blank_in(fields))
            case ex.Refund():
                return column(self._names.refund())
            case ex.Holds(field=name, value=value):
                return _list_contains(column(self._names.value(name)), value)
            case ex.Attached():
                return self._attached(node)
            case _:
                raise AssertionError(node)

    def _attached(self, node: ex.Attached) -> exp.Expr:
        """Write whether a witness shows a document; see ``engine.condition``."""
        names = self._names
        listed, other, *_ = node.lists
        known, _, shown, absent = (self._lists(name, node.document) for name in node.lists)
        proofs = [known, shown, *(column(names.proof(name)) for name in node.witnesses)]
        witnesses = (listed, *node.witnesses)
        unclear: list[exp.Expr] = [
            column(names.unreadable(name)) for name in (*node.lists, *node.witnesses)
        ]
        worded = exp.Is(this=column(names.value(other)), expression=exp.Null())
        unclear.append(exp.Not(this=worded))
        collected = [column(names.collected(name)) for name in witnesses]
        return case(
            (joined(exp.Or, proofs), exp.true()),
            (absent, exp.false()),
            (joined(exp.Or, unclear), cast(exp.Null(), "BOOLEAN")),
            (joined(exp.Or, collected), exp.false()),
        )

    def _lists(self, name: str, document: str) -> exp.Expr:
        """Write whether a list holds a document; one that is not there holds none."""
        found = _list_contains(column(self._names.value(name)), document)
        return coalesce(found, exp.false())

    def unknown_bits(self, nodes: Sequence[ex.Expression]) -> Iterator[exp.Expr]:
        """Write columns of bits that tell which nodes are unknown, ``BITS`` in each."""
        for start in range(0, len(nodes), BITS):
            bits: list[exp.Expr] = []
            for place, node in enumerate(nodes[start : start + BITS]):
                weight = cast(exp.Literal.number(1 << place), "BIGINT")
                null = exp.Is(this=self.write(node), expression=exp.Null())
                none = cast(exp.Literal.number(0), "BIGINT")
                bits.append(case((null, weight), otherwise=none))
            yield joined(exp.Add, bits)


def _list_contains(values: exp.Expr, value: str) -> exp.Expr:
    return exp.func(
        "list_contains", values, exp.Literal.string(value), copy=False, dialect="duckdb"
    )


def _aliased(source: exp.Expr) -> exp.Expr:
    if isinstance(source, exp.Select):
        return source.subquery(_TABLE, copy=False)
    return exp.alias_(source, _TABLE, table=True, copy=False)


def _number(
    node: ex.Arithmetic | ex.DaysBetween | ex.MonthOf, parts: Sequence[exp.Expr]
) -> exp.Expr:
    if isinstance(node, ex.Arithmetic):
        return _arithmetic(node.operator, *parts)
    if isinstance(node, ex.MonthOf):
        return exp.func("month", parts[0], copy=False)
    return exp.Paren(this=exp.Sub(this=parts[1], expression=parts[0]))


def _arithmetic(operator: str, left: exp.Expr, right: exp.Expr) -> exp.Expr:
    if operator == "//":
        return quotient(left, right)
    return exp.Paren(this=_SUMS[operator](this=left, expression=right))


def _signature(node: ex.Expression) -> tuple[object, ...]:
    """Describe an expression, so that the same part is written once."""
    own = [
        (name, type(value).__name__, value)
        for name, value in vars(node).items()
        if name not in ("type", "at") and not isinstance(value, ex.Expression | tuple)
    ]
    lists = [v for v in vars(node).values() if isinstance(v, tuple) and v and isinstance(v[0], str)]
    options = node.options if isinstance(node, ex.Membership) else ()
    return (
        type(node).__name__, node.type.scale, *own, *lists, *map(_signature, node.parts),
        *map(_signature, options),
    )  # fmt: skip
