"""SQL written from a checked condition, for many records at once.

The statement is built as sqlglot's tree, never as text. SQL's own ``AND``, ``OR`` and ``NOT`` are
Kleene's, and every function of the language becomes a column that was made before: what a word
list or a standard says is looked up by the same code as in the reference.

Every number is a decimal of 38 digits with the decimals that its type has. Loading a rule makes
sure that no result needs more, so that nothing is rounded and nothing overflows.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Protocol

from sqlglot import exp

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.types import DIGITS, Type

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "=": exp.EQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE,
}  # fmt: skip
_SUMS: dict[str, type[exp.Binary]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}

BITS = 60
"""The nodes of which one column of bits tells whether they are unknown."""


class Names(Protocol):
    """The columns in which the parts of a condition stand."""

    def value(self, field: str) -> str:
        """Return the column of a field's value."""

    def collected(self, field: str) -> str:
        """Return the column that tells whether the source has a field."""

    def mentions(self, node: ex.Mentions) -> str:
        """Return the column that tells whether a text holds a word of a list."""

    def standard(self, node: ex.StandardValue) -> str:
        """Return the column of a figure that was looked up."""


def number_of(type_: Type) -> exp.DataType:
    """Return the SQL type of a number."""
    return exp.DataType.build(f"DECIMAL({DIGITS}, {type_.scale})", dialect="duckdb")


def column(name: str) -> exp.Column:
    """Name a column; quoted, so that any name will do."""
    return exp.column(exp.to_identifier(name, quoted=True))


class SqlWriter:
    """Writes the SQL of conditions over the columns of one table."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def write(self, node: ex.Expression) -> exp.Expr:
        """Write one node. Unknown is NULL."""
        match node:
            case ex.Literal(value=value):
                return _literal(value, node.type)
            case ex.FieldValue(name=name):
                found = column(self._names.value(name))
                return exp.cast(found, number_of(node.type)) if _is_number(node) else found
            case ex.Blank(field=name):
                known = column(self._names.collected(name))
                blank = exp.Is(this=column(self._names.value(name)), expression=exp.Null())
                return exp.Case().when(known, blank)
            case ex.Attached():
                return self._attached(node)
            case ex.Mentions():
                return column(self._names.mentions(node))
            case ex.StandardValue():
                return column(self._names.standard(node))
            case _:
                return exp.Paren(this=self._operator(node))

    def _operator(self, node: ex.Expression) -> exp.Expr:
        match node:
            case ex.And(operands=operands):
                return self._joined(exp.And, operands)
            case ex.Or(operands=operands):
                return self._joined(exp.Or, operands)
            case ex.Not(operand=operand):
                return exp.Not(this=self.write(operand))
            case ex.Comparison(operator=operator, left=left, right=right):
                shape = _COMPARISONS[operator]
                return shape(this=self.write(left), expression=self.write(right))
            case ex.Arithmetic():
                return exp.cast(self._arithmetic(node), number_of(node.type))
            case ex.Membership(item=item, options=options):
                values = [self.write(option) for option in options]
                return exp.In(this=self.write(item), expressions=values)
            case ex.DaysBetween(first=first, last=last):
                days = exp.Sub(this=self.write(last), expression=self.write(first))
                return exp.cast(exp.Paren(this=days), number_of(node.type))
            case _:
                raise AssertionError(node)

    def _joined(self, shape: type[exp.And | exp.Or], operands: Sequence[ex.Expression]) -> exp.Expr:
        parts = [self.write(operand) for operand in operands]
        return _joined(shape, parts)

    def _arithmetic(self, node: ex.Arithmetic) -> exp.Expr:
        left, right = self.write(node.left), self.write(node.right)
        if node.operator != "//":
            return exp.Paren(this=_SUMS[node.operator](this=left, expression=right))
        # The quotient of the engine rounds towards zero; ours rounds down.
        whole, divisor = exp.cast(left, "HUGEINT"), exp.cast(right, "HUGEINT")
        less = exp.Paren(this=exp.Sub(this=divisor.copy(), expression=exp.Literal.number(1)))
        below = exp.Paren(this=exp.Add(this=exp.Neg(this=whole.copy()), expression=less))
        negative = exp.Neg(this=exp.Paren(this=exp.IntDiv(this=below, expression=divisor.copy())))
        positive = exp.IntDiv(this=whole, expression=divisor)
        under = exp.LT(this=whole.copy(), expression=exp.Literal.number(0))
        return exp.Case().when(under, negative).else_(positive)

    def _attached(self, node: ex.Attached) -> exp.Expr:
        """Write whether a witness shows a document, NULL if none was collected."""
        witnesses = ("documents", *node.witnesses)
        collected = _joined(exp.Or, [column(self._names.collected(name)) for name in witnesses])
        listed = exp.func(
            "list_contains",
            column(self._names.value("documents")),
            exp.Literal.string(node.document),
            dialect="duckdb",
        )
        proofs: list[exp.Expr] = [exp.func("coalesce", listed, exp.false())]
        proofs += [column(self._names.value(f"proof:{name}")) for name in node.witnesses]
        shown = _joined(exp.Or, proofs)
        return exp.Case().when(exp.Paren(this=collected), exp.Paren(this=shown))

    def unknown_bits(self, nodes: Sequence[ex.Expression]) -> list[exp.Expr]:
        """Write columns of bits that tell which nodes are unknown, ``BITS`` in each."""
        columns: list[exp.Expr] = []
        for start in range(0, len(nodes), BITS):
            bits: list[exp.Expr] = []
            for place, node in enumerate(nodes[start : start + BITS]):
                weight = exp.cast(exp.Literal.number(1 << place), "BIGINT")
                null = exp.Is(this=self.write(node), expression=exp.Null())
                bits.append(
                    exp.Case().when(null, weight).else_(exp.cast(exp.Literal.number(0), "BIGINT"))
                )
            columns.append(_joined(exp.Add, bits))
        return columns


def _joined(operator: type[exp.Binary], parts: Sequence[exp.Expr]) -> exp.Expr:
    return reduce(lambda left, right: operator(this=left, expression=right), parts)


def _is_number(node: ex.Expression) -> bool:
    return node.type.name == "number"


def _literal(value: object, type_: Type) -> exp.Expr:
    match value:
        case bool():
            return exp.true() if value else exp.false()
        case int() | Decimal():
            return exp.cast(exp.Literal.string(format(Decimal(value), "f")), number_of(type_))
        case date():
            return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
        case _:
            return exp.Literal.string(str(value))
