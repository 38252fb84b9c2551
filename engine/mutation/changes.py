"""What can be changed in the text of a condition or number, one thing at a time.

Changed are: a comparison (its bound, its direction), a connective (AND and OR change places, an
operand is left out), NOT, a condition of its own, an operator of arithmetic, a constant by its
smallest step, a member of an IN list, the order of days or texts, what is added up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlglot import exp

from qinjian.engine.condition.check import compile_number
from qinjian.engine.condition.parse import DIALECT, Origin, parse
from qinjian.engine.condition.relations import RELATIONS
from qinjian.engine.condition.scope import Scope
from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.wording.regex import regex

_COMPARISONS: dict[type[exp.Expr], tuple[type[exp.Expr], ...]] = {
    exp.GT: (exp.GTE, exp.LT), exp.GTE: (exp.GT, exp.LT),
    exp.LT: (exp.LTE, exp.GT), exp.LTE: (exp.LT, exp.GT),
    exp.EQ: (exp.NEQ,), exp.NEQ: (exp.EQ,),
}  # fmt: skip
_SWAPPED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.And: exp.Or, exp.Or: exp.And, exp.Add: exp.Sub, exp.Sub: exp.Add,
    exp.Sum: exp.Max, exp.Max: exp.Min, exp.Min: exp.Max,
}  # fmt: skip
_ORDERED = ("days_between", "includes", "follows")
_ATOMS = ("blank", "attached", "holds", "mentions", "refund", "says", *RELATIONS)


_QUOTED = regex(r"'(?:[^']|'')*'|\"(\w+)\"")
"""A text, or a name that SQL has its own use for, which is written in quotes."""


@dataclass(frozen=True)
class Change:
    """What stood in a text, what stands there now, and the text as it is then."""

    before: str
    after: str
    text: str


def changes(text: str, scope: Scope) -> Iterator[Change]:
    """Change one thing after the other in a condition or number.

    Raises:
        ConditionError: the text is not in the language.
    """
    pairs, groups = scope.other is not None, scope.group_by is not None
    tree = parse(text, Origin(), aggregates=groups, pairs=pairs)
    for index, node in enumerate(tree.walk()):
        for changed in _changed(node, scope):
            yield Change(_written(node), _written(changed), _with(tree, index, changed))


def _written(node: exp.Expr) -> str:
    """Write a node as the language has it: no name stands in quotes."""
    return _QUOTED.sub(
        lambda found: found[1] or found[0], node.sql(dialect=DIALECT, normalize_functions=False)
    )


def _with(tree: exp.Expr, index: int, changed: exp.Expr) -> str:
    """Write a condition with one of its nodes changed."""
    copy = tree.copy()
    node = next(node for place, node in enumerate(copy.walk()) if place == index)
    new = exp.Paren(this=changed.copy())
    if node is copy:
        return _written(new)
    node.replace(new if _may_stand_in_brackets(node) else changed.copy())
    return _written(copy)


def _may_stand_in_brackets(node: exp.Expr) -> bool:
    """Tell whether a node is not an argument of a function or a member of a list."""
    return not isinstance(node.parent, exp.Anonymous | exp.In | exp.Count)


def _changed(node: exp.Expr, scope: Scope) -> Iterator[exp.Expr]:
    """List what can stand in place of a node."""
    yield from _other_shape(node)
    if isinstance(node, exp.Literal):
        yield from _next_to(node, scope)
    elif type(node) in _WAYS:
        yield from _WAYS[type(node)](node)
    if _is_condition(node, scope):
        yield exp.Not(this=node)


def _other_shape(node: exp.Expr) -> Iterator[exp.Expr]:
    """Exchange an operator or an aggregate for its like."""
    for shape in _COMPARISONS.get(type(node), ()):
        yield shape(**node.args)
    if type(node) not in _SWAPPED:
        return
    if isinstance(node, exp.And | exp.Or):
        if type(node.parent) is not type(node):  # a chain is turned as a whole
            operands = [_grouped(part) for part in _chain(node)]
            join = exp.or_ if isinstance(node, exp.And) else exp.and_
            yield join(*operands, copy=True)
        return
    yield _SWAPPED[type(node)](**node.args)


def _chain(node: exp.Expr) -> list[exp.Expr]:
    """List the operands of a chain of one connective, in their order."""
    if not isinstance(node, exp.And | exp.Or):
        return [node]
    found: list[exp.Expr] = []
    for side in (node.this, node.expression):
        found += _chain(side) if type(side) is type(node) else [side]
    return found


def _grouped(node: exp.Expr) -> exp.Expr:
    return exp.Paren(this=node) if isinstance(node, exp.And | exp.Or) else node


def _without_an_operand(node: exp.Expr) -> Iterator[exp.Expr]:
    if type(node.parent) is type(node):
        return
    operands = _chain(node)
    join = exp.and_ if isinstance(node, exp.And) else exp.or_
    for left_out in range(len(operands)):
        kept = [_grouped(part) for place, part in enumerate(operands) if place != left_out]
        yield join(*kept, copy=True)


def _operand(node: exp.Expr) -> Iterator[exp.Expr]:
    yield node.this


def _without_a_member(node: exp.Expr) -> Iterator[exp.Expr]:
    members = node.expressions
    for left_out in range(len(members) if len(members) > 1 else 0):
        kept = [member for place, member in enumerate(members) if place != left_out]
        yield exp.In(this=node.this, expressions=kept)


def _without_a_bound(node: exp.Expr) -> Iterator[exp.Expr]:
    low, high = node.args["low"], node.args["high"]
    for first, last in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
        yield exp.And(
            this=first(this=node.this, expression=low),
            expression=last(this=node.this, expression=high),
        )


def _one_more(node: exp.Expr) -> Iterator[exp.Expr]:
    factor = exp.Add(this=node.expression, expression=exp.Literal.number(1))
    yield exp.Mul(this=node.this, expression=exp.Paren(this=factor))


def _reversed(node: exp.Expr) -> Iterator[exp.Expr]:
    if node.name.lower() in _ORDERED:
        yield exp.Anonymous(this=node.this, expressions=list(reversed(node.expressions)))


def _every(node: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(node.this, exp.Distinct):
        yield exp.Count(this=exp.Star())


def _opposite(node: exp.Expr) -> Iterator[exp.Expr]:
    yield exp.Boolean(this=not node.this)


_WAYS: dict[type[exp.Expr], Callable[[exp.Expr], Iterator[exp.Expr]]] = {
    exp.And: _without_an_operand, exp.Or: _without_an_operand,
    exp.Not: _operand, exp.Neg: _operand, exp.Is: _operand,
    exp.In: _without_a_member, exp.Between: _without_a_bound,
    exp.Mul: _one_more, exp.Anonymous: _reversed, exp.Count: _every, exp.Boolean: _opposite,
}  # fmt: skip


def _next_to(node: exp.Literal, scope: Scope) -> Iterator[exp.Expr]:
    """List a constant one step up and one step down; text other than a day has no step."""
    if node.is_string:
        try:
            day = date.fromisoformat(node.name)
        except ValueError:
            return
        for days in (-1, 1):
            yield exp.Literal.string(str(day + timedelta(days=days)))
        return
    value, step = Decimal(node.name), _step(node, scope)
    for other in (value - step, value + step):
        if isinstance(node.parent, exp.IntDiv) and other <= 0:
            continue
        number = exp.Literal.number(str(abs(other)))
        yield exp.Neg(this=number) if other < 0 else number


def _step(node: exp.Literal, scope: Scope) -> Decimal:
    """Return the smallest difference of what a constant is held against: a fen, or one."""
    around = node.parent
    while isinstance(around, exp.Neg | exp.Paren):
        around = around.parent
    if not isinstance(around, exp.Binary) or isinstance(around, exp.Mul | exp.IntDiv):
        return Decimal(1)
    beside = around.expression if node in around.this.walk() else around.this
    try:
        held_against = compile_number(_written(beside), scope, Origin())
    except RuleFileError:
        return Decimal(1)
    return Decimal(1).scaleb(-held_against.type.scale)


def _is_condition(node: exp.Expr, scope: Scope) -> bool:
    """Tell whether a node is true or false by itself, and not under NOT, which goes anyway."""
    if isinstance(node.parent, exp.Not):
        return False
    if isinstance(node, exp.Anonymous):
        return node.name.lower() in _ATOMS
    if isinstance(node, exp.Column):
        name = f"{node.table}.{node.name}" if node.table else node.name
        found = scope.fields.get(name)
        return found is not None and found.name == "truth" and not _in_function(node)
    return isinstance(node, exp.In)


def _in_function(node: exp.Expr) -> bool:
    return isinstance(node.parent, exp.Anonymous)
