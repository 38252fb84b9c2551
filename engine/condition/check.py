"""Names, types and units of a condition: from sqlglot's tree to the checked one."""

from datetime import date
from decimal import Decimal
from typing import cast

from sqlglot import exp

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.calls import Calls, full_name
from qinjian.engine.condition.parse import (
    AGGREGATES,
    DIALECT,
    MAX_LEVELS,
    Origin,
    parse,
    place,
)
from qinjian.engine.condition.scope import Scope
from qinjian.engine.condition.types import DATE, DIGITS, TRUTH, Type, number, product
from qinjian.engine.wording.text import did_you_mean, normalised

_COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
}  # fmt: skip
_ARITHMETIC: dict[type[exp.Expr], str] = {
    exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.IntDiv: "//",
}  # fmt: skip
_WITHOUT_ORDER = ("text", "enum", "list", "children", "truth")


def compile_truth(text: str, scope: Scope, origin: Origin) -> ex.Expression:
    """Read a condition.

    Raises:
        ConditionError: anything that the language does not have or the types forbid.
    """
    checker = _Checker(scope, origin)
    return checker.truth(_parsed(text, scope, origin))


def compile_number(text: str, scope: Scope, origin: Origin) -> ex.Expression:
    """Read an expression of a number, such as a limit or the amount at issue.

    Raises:
        ConditionError: as for ``compile_truth``.
    """
    checker = _Checker(scope, origin)
    tree = _parsed(text, scope, origin)
    result = checker.any(tree)
    checker.expect_number(result)
    return result


def _parsed(text: str, scope: Scope, origin: Origin) -> exp.Expr:
    pairs = scope.other is not None
    return parse(text, origin, aggregates=scope.group_by is not None, pairs=pairs)


class _Checker(Calls):
    """Walks sqlglot's tree once, giving each part its type."""

    def any(self, node: exp.Expr) -> ex.Expression:
        """Check a part of any type."""
        self._level += 1
        if self._level > MAX_LEVELS:
            raise self.fail(place(node), "condition_deep", limit=MAX_LEVELS)
        try:
            return self._dispatch(node)
        finally:
            self._level -= 1

    def _dispatch(self, node: exp.Expr) -> ex.Expression:  # noqa: C901, PLR0911, PLR0912 - a list
        if self._scope.group_by is not None and _of_one_record(node):
            raise self.fail(place(node), "group_construct", found=node.sql(dialect=DIALECT))
        if type(node) in _COMPARISONS:
            return self._comparison(cast("exp.Binary", node), _COMPARISONS[type(node)])
        if type(node) in _ARITHMETIC:
            return self._arithmetic(cast("exp.Binary", node), _ARITHMETIC[type(node)])
        if type(node) in AGGREGATES:
            return self.aggregate(node)
        match node:
            case exp.Paren():
                return self.any(node.this)
            case exp.And() | exp.Or():
                return self._connective(node)
            case exp.Not():
                return ex.Not(TRUTH, place(node), self.truth(node.this))
            case exp.Is():
                return ex.KnownTrue(TRUTH, place(node), self.truth(node.this))
            case exp.In():
                return self._membership(node)
            case exp.Between():
                return self._between(node)
            case exp.Neg():
                return self._negative(node)
            case exp.Column():
                return self.name(node)
            case exp.Anonymous():
                return self.call(node)
            case exp.Boolean():
                return ex.Literal(TRUTH, place(node), bool(node.this))
            case _:
                return self._literal(cast("exp.Literal", node))

    def truth(self, node: exp.Expr) -> ex.Expression:
        """Check a part that must be true, false or unknown."""
        result = self.any(node)
        if result.type.name != "truth":
            raise self.fail(result.at, "type_expected", expected=TRUTH, found=result.type)
        return result

    def expect_number(self, result: ex.Expression) -> None:
        """Refuse what is not a number."""
        if result.type.name != "number":
            wanted = Type("number", (), 0, 0)
            raise self.fail(result.at, "type_expected", expected=wanted, found=result.type)

    def _connective(self, node: exp.And | exp.Or) -> ex.Expression:
        """Flatten a chain of one connective, so that its length is no depth."""
        operands: list[ex.Expression] = []
        stack: list[exp.Expr] = [node]
        while stack:
            part = stack.pop()
            if type(part) is type(node):
                stack += [part.expression, part.this]
            else:
                operands.append(self.truth(part))
        shape = ex.And if isinstance(node, exp.And) else ex.Or
        return shape(TRUTH, place(node), tuple(operands))

    def _comparison(self, node: exp.Binary, operator: str) -> ex.Expression:
        left, right = self._adapt(self.any(node.this), self.any(node.expression))
        self._comparable(left, right, ordered=operator not in ("=", "<>"))
        return ex.Comparison(TRUTH, place(node), operator, left, right)

    def _comparable(self, left: ex.Expression, right: ex.Expression, *, ordered: bool) -> None:
        one, other = left.type, right.type
        if one.name != other.name or one.name in ("truth", "list", "children"):
            raise self.fail(left.at, "type_compare", left=one, right=other)
        if one.name == "number" and None not in (one.unit, other.unit) and one.unit != other.unit:
            raise self.fail(left.at, "type_compare", left=one, right=other)
        if ordered and one.name in _WITHOUT_ORDER:
            raise self.fail(left.at, "type_order", found=one)

    def _adapt(
        self, left: ex.Expression, right: ex.Expression
    ) -> tuple[ex.Expression, ex.Expression]:
        """Read a quoted word as the date or option that the other side asks for."""
        if isinstance(right, ex.Literal):
            return left, self.literal_as(right, left)
        if isinstance(left, ex.Literal):
            return self.literal_as(left, right), right
        return left, right

    def literal_as(self, literal: ex.Literal, other: ex.Expression) -> ex.Literal:
        if literal.type.name != "text":
            return literal
        word = str(literal.value)
        if other.type.name == "date":
            try:
                return ex.Literal(DATE, literal.at, date.fromisoformat(word))
            except ValueError:
                raise self.fail(literal.at, "literal_day", value=word) from None
        if other.type.name == "enum" and word not in other.type.options:
            name = other.name if isinstance(other, ex.FieldValue) else ""
            close = did_you_mean(word, other.type.options)
            raise self.fail(literal.at, "option_unknown", field=name, value=word, close=close)
        if other.type.name == "enum":
            return ex.Literal(Type("enum", options=other.type.options), literal.at, word)
        return ex.Literal(literal.type, literal.at, normalised(word))

    def _membership(self, node: exp.In) -> ex.Expression:
        item = self.any(node.this)
        options: list[ex.Literal] = []
        for part in node.expressions:
            option = self.any(part)
            if not isinstance(option, ex.Literal):
                raise self.fail(place(part), "condition_construct", found=part.sql())
            option = self.literal_as(option, item)
            self._comparable(item, option, ordered=False)
            options.append(option)
        return ex.Membership(TRUTH, place(node), item, tuple(options))

    def _between(self, node: exp.Between) -> ex.Expression:
        """``x BETWEEN a AND b`` is ``x >= a AND x <= b``."""
        item = self.any(node.this)
        sides = []
        for operator, bound in ((">=", node.args["low"]), ("<=", node.args["high"])):
            left, right = self._adapt(item, self.any(bound))
            self._comparable(left, right, ordered=True)
            sides.append(ex.Comparison(TRUTH, place(node), operator, left, right))
        return ex.And(TRUTH, place(node), tuple(sides))

    def _arithmetic(self, node: exp.Binary, operator: str) -> ex.Expression:
        left, right = self.any(node.this), self.any(node.expression)
        one, other = left.type, right.type
        if one.name != "number" or other.name != "number":
            raise self.fail(
                place(node), "type_arithmetic", left=one, right=other, operator=operator
            )
        if operator == "//":
            result = self._quotient(left, right)
        elif operator == "*":
            result = self._product(left, right)
        else:
            result = self._sum(left, right, operator)
        if result.bound >= 10**DIGITS:
            raise self.fail(place(node), "type_digits")
        return ex.Arithmetic(result, place(node), operator, left, right)

    def _sum(self, left: ex.Expression, right: ex.Expression, operator: str) -> Type:
        one, other = left.type, right.type
        if None not in (one.unit, other.unit) and one.unit != other.unit:
            raise self.fail(left.at, "type_arithmetic", left=one, right=other, operator=operator)
        scale = max(one.scale, other.scale)
        bound = one.bound * 10 ** (scale - one.scale) + other.bound * 10 ** (scale - other.scale)
        signed = operator == "-" or one.signed or other.signed
        return number(one.unit if one.unit is not None else other.unit, scale, bound, signed=signed)

    def _product(self, left: ex.Expression, right: ex.Expression) -> Type:
        one, other = left.type, right.type
        if one.is_money and other.is_money:
            raise self.fail(left.at, "type_arithmetic", left=one, right=other, operator="*")
        unit = None
        if one.unit is not None or other.unit is not None:
            unit = product(one.unit or (), other.unit or ())
        signed = one.signed or other.signed
        return number(unit, one.scale + other.scale, one.bound * other.bound, signed=signed)

    def _quotient(self, left: ex.Expression, right: ex.Expression) -> Type:
        divisor = right.value if isinstance(right, ex.Literal) else None
        good = isinstance(divisor, int) and divisor > 0 and left.type.scale == 0
        if not good or left.type.is_money:
            raise self.fail(left.at, "type_division")
        return left.type

    def _negative(self, node: exp.Neg) -> ex.Expression:
        operand = self.any(node.this)
        self.expect_number(operand)
        if isinstance(operand, ex.Literal) and isinstance(operand.value, int | Decimal):
            return ex.Literal(operand.type, place(node), -operand.value)
        zero = ex.Literal(number(None, 0, 0), place(node), 0)
        result = number(operand.type.unit, operand.type.scale, operand.type.bound)
        return ex.Arithmetic(result, place(node), "-", zero, operand)

    def _literal(self, node: exp.Literal) -> ex.Expression:
        if node.is_string:
            return ex.Literal(Type("text"), place(node), str(node.this))
        digits = str(node.this)
        whole, _, fraction = digits.partition(".")
        if not (whole + fraction).isascii() or not (whole + fraction).isdigit():
            raise self.fail(place(node), "condition_construct", found=digits)
        bound = int(whole + fraction)
        if bound >= 10**DIGITS:
            raise self.fail(place(node), "type_digits")
        value: int | Decimal = Decimal(digits) if fraction else int(whole)
        return ex.Literal(number(None, len(fraction), bound, signed=False), place(node), value)

    def name(self, node: exp.Column) -> ex.Expression:
        name = full_name(node)
        if name in self._scope.given:
            return self._scope.given[name]
        if name not in self._scope.fields:
            close = did_you_mean(name, self._scope.names)
            raise self.fail(place(node), "name_unknown", name=name, close=close)
        group_by = self._scope.group_by
        if group_by is not None and self._scope.other is not None and name not in group_by:
            raise self.fail(place(node), "name_of_others", name=name)
        if group_by is not None and name not in group_by:
            raise self.fail(place(node), "name_ungrouped", name=name, keys=", ".join(group_by))
        return ex.FieldValue(self._scope.fields[name], place(node), name)


def _of_one_record(node: exp.Expr) -> bool:
    """Tell whether a part can be asked of one record alone: of functions, a group has one."""
    if isinstance(node, exp.Anonymous):
        return str(node.this).lower() != "days_between"
    return isinstance(node, exp.IntDiv | exp.Is)
