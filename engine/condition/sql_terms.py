"""Terms of SQL that conditions and look-ups are written with, as sqlglot's trees."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from sqlglot import exp

from qinjian.engine.condition.types import DIGITS, Type


def number_of(type_: Type) -> exp.DataType:
    """Return the SQL type of a number."""
    return exp.DataType.build(f"DECIMAL({DIGITS}, {type_.scale})", dialect="duckdb")


def column(name: str) -> exp.Column:
    """Name a column; quoted, so that any name will do."""
    return exp.column(exp.to_identifier(name, quoted=True))


def joined(operator: type[exp.Binary], parts: Sequence[exp.Expr]) -> exp.Expr:
    """Join expressions by an operator that does not mind how they are grouped."""
    return reduce(lambda left, right: operator(this=left, expression=right), parts)


def quotient(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    """Divide whole numbers; the engine's quotient rounds towards zero, ours rounds down."""
    whole, divisor = exp.cast(left, "HUGEINT"), exp.cast(right, "HUGEINT")
    less = exp.Paren(this=exp.Sub(this=divisor.copy(), expression=exp.Literal.number(1)))
    below = exp.Paren(this=exp.Add(this=exp.Neg(this=whole.copy()), expression=less))
    negative = exp.Neg(this=exp.Paren(this=exp.IntDiv(this=below, expression=divisor.copy())))
    positive = exp.IntDiv(this=whole, expression=divisor)
    under = exp.LT(this=whole.copy(), expression=exp.Literal.number(0))
    return exp.Case().when(under, negative).else_(positive)


def literal(value: object, type_: Type) -> exp.Expr:
    """Write a value that stands in a condition."""
    match value:
        case bool():
            return exp.true() if value else exp.false()
        case int() | Decimal():
            return exp.cast(exp.Literal.string(format(Decimal(value), "f")), number_of(type_))
        case date():
            return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
        case _:
            return exp.Literal.string(str(value))
