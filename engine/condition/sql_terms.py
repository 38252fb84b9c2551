"""Terms of SQL that conditions and look-ups are written with, as sqlglot's trees."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, reduce

from sqlglot import exp

from qinjian.engine.condition.types import DIGITS, Type


@cache
def _type(name: str) -> exp.DataType:
    """Read the name of a type, which takes long, once."""
    return exp.DataType.build(name, dialect="duckdb")


def cast(expression: exp.Expr, name: str) -> exp.Expr:
    """Cast an expression to a type. The expression becomes a part of it, not a copy."""
    type_ = _type(name)
    if isinstance(expression, exp.Cast) and expression.to == type_:
        return expression
    return exp.Cast(this=expression, to=type_.copy())


def number_of(type_: Type) -> str:
    """Return the SQL type of a number."""
    return f"DECIMAL({DIGITS}, {type_.scale})"


def case(*branches: tuple[exp.Expr, exp.Expr], otherwise: exp.Expr | None = None) -> exp.Case:
    """Choose by conditions, without copies of the parts."""
    ifs = [exp.If(this=condition, true=value) for condition, value in branches]
    return exp.Case(ifs=ifs, default=otherwise)


def coalesce(expression: exp.Expr, otherwise: exp.Expr) -> exp.Coalesce:
    """Replace what is unknown."""
    return exp.Coalesce(this=expression, expressions=[otherwise])


def named(expression: exp.Expr, name: str, *, quoted: bool = False) -> exp.Alias:
    """Give an expression a name, without a copy of it."""
    return exp.Alias(this=expression, alias=exp.to_identifier(name, quoted=quoted or None))


def column(name: str) -> exp.Column:
    """Name a column; quoted, so that any name will do."""
    return exp.column(exp.to_identifier(name, quoted=True))


def joined(operator: type[exp.Binary], parts: Sequence[exp.Expr]) -> exp.Expr:
    """Join expressions by an operator that does not mind how they are grouped."""
    return reduce(lambda left, right: operator(this=left, expression=right), parts)


def quotient(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    """Divide whole numbers; the engine's quotient rounds towards zero, ours rounds down."""
    whole, divisor = cast(left, "HUGEINT"), cast(right, "HUGEINT")
    less = exp.Paren(this=exp.Sub(this=divisor.copy(), expression=exp.Literal.number(1)))
    below = exp.Paren(this=exp.Add(this=exp.Neg(this=whole.copy()), expression=less))
    negative = exp.Neg(this=exp.Paren(this=exp.IntDiv(this=below, expression=divisor.copy())))
    positive = exp.IntDiv(this=whole, expression=divisor)
    under = exp.LT(this=whole.copy(), expression=exp.Literal.number(0))
    return case((under, negative), otherwise=positive)


def literal(value: object, type_: Type) -> exp.Expr:
    """Write a value that stands in a condition."""
    match value:
        case bool():
            return exp.true() if value else exp.false()
        case int() | Decimal():
            return cast(exp.Literal.string(format(Decimal(value), "f")), number_of(type_))
        case date():
            return cast(exp.Literal.string(value.isoformat()), "DATE")
        case _:
            return exp.Literal.string(str(value))
