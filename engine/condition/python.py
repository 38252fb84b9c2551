"""Python generated from a checked condition.

Each part of the tree becomes one assignment to a variable of its own, in the order of
evaluation; the function returns all of them, so that a trace and the list of what is missing
come from the same run as the verdict. Nothing of a rule file stands in the source: names and
literals are passed in as constants.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import (
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import cached_property

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.facts import Environment, Facts
from qinjian.engine.condition.relations import RELATIONS
from qinjian.schemas.record import BESIDE

_EXACT = Context(prec=76, traps=[Inexact, InvalidOperation, Overflow, DivisionByZero])

_PYTHON_OPERATORS = {"=": "==", "<>": "!="}


@contextmanager
def exact_arithmetic() -> Iterator[None]:
    """Let decimals have 76 digits and refuse to round; conditions run inside of this."""
    with localcontext(_EXACT):
        yield


Run = Callable[[Facts, Environment], tuple[ex.Value, ...]]


class Program:
    """A condition or number that can be run.

    Its tree is asked for, and its function generated, when either is first needed: a check of
    one claim runs few of the conditions that there are.
    """

    def __init__(self, tree: Callable[[], ex.Expression]) -> None:
        self._tree = tree

    @cached_property
    def root(self) -> ex.Expression:
        """The checked expression."""
        return self._tree()

    @cached_property
    def nodes(self) -> tuple[ex.Expression, ...]:
        """The expression and all its parts, parts first."""
        return tuple(ex.walk(self.root))

    @cached_property
    def run(self) -> Run:
        """The function, which returns the value of every node; the last is that of the whole."""
        return _function(self.nodes)


def generate(root: ex.Expression) -> Program:
    """Make a checked expression into something that can be run."""
    return Program(lambda: root)


def _function(nodes: tuple[ex.Expression, ...]) -> Run:
    writer = _Writer({id(node): index for index, node in enumerate(nodes)})
    lines = [f"    v{i} = {writer.right_side(node)}" for i, node in enumerate(nodes)]
    result = ", ".join(f"v{i}" for i in range(len(nodes)))
    source = "\n".join(["def run(facts, environment):", *lines, f"    return ({result},)"])
    namespace: dict[str, object] = {
        "__builtins__": {},
        "K": writer.constants,
        "D": _days,
        "M": _mentions,
    }
    exec(compile(source, "<condition>", "exec"), namespace)  # noqa: S102 - generated above
    run = namespace["run"]
    assert callable(run)  # noqa: S101 - the line above defines it
    return run


def _days(first: object, last: object) -> int:
    return (last - first).days  # type: ignore[operator, no-any-return]


def _mentions(facts: Facts, environment: Environment, name: str, lexicon: str) -> bool | None:
    text = facts.values.get(name)
    return environment.mentions(lexicon, text) if isinstance(text, str) else None


class _Writer:
    """Writes the right side of each assignment."""

    def __init__(self, index: dict[int, int]) -> None:
        self._index = index
        self.constants: list[object] = []

    def _constant(self, value: object) -> str:
        self.constants.append(value)
        return f"K[{len(self.constants) - 1}]"

    def _variable(self, node: ex.Expression) -> str:
        return f"v{self._index[id(node)]}"

    def _known(self, nodes: tuple[ex.Expression, ...], value: str) -> str:
        """Write ``value``, or unknown where one of the nodes is unknown."""
        unknown = " or ".join(f"{self._variable(node)} is None" for node in nodes)
        return f"None if {unknown} else {value}" if unknown else value

    def right_side(self, node: ex.Expression) -> str:
        """Write the Python expression of one node."""
        match node:
            case ex.Literal(value=value):
                return self._constant(value)
            case ex.FieldValue(name=name):
                return f"facts.values.get({self._constant(name)})"
            case ex.Blank(field=name):
                return f"facts.blank({self._constant(name)})"
            case ex.BlankInRole(fields=fields):
                return f"facts.blank_in({self._constant(fields)})"
            case ex.Refund():
                return "facts.refund()"
            case ex.Holds(field=name, value=value):
                return f"facts.holds({self._constant(name)}, {self._constant(value)})"
            case ex.Attached(document=document, lists=lists, witnesses=witnesses):
                wanted = map(self._constant, (document, lists, witnesses))
                return f"facts.attached({', '.join(wanted)})"
            case ex.Says() | ex.MentionsInRole() | ex.Mentions():
                return self._of_texts(node)
            case ex.And() | ex.Or() | ex.Not() | ex.KnownTrue() | ex.Excepted():
                return self._connective(node)
            case _:
                return self._operator(node)

    def _of_texts(self, node: ex.Says | ex.MentionsInRole | ex.Mentions) -> str:
        match node:
            case ex.Says(role=role, subject=subject, fields=fields):
                wanted = map(self._constant, (role, subject, fields))
                return f"facts.says(environment, {', '.join(wanted)})"
            case ex.MentionsInRole(lexicon=lexicon, fields=fields):
                wanted = map(self._constant, (lexicon, fields))
                return f"facts.mentions(environment, {', '.join(wanted)})"
            case ex.Mentions(field=name, lexicon=lexicon):
                arguments = f"{self._constant(name)}, {self._constant(lexicon)}"
                return f"M(facts, environment, {arguments})"

    def _connective(self, node: ex.And | ex.Or | ex.Not | ex.KnownTrue | ex.Excepted) -> str:
        match node:
            case ex.And(operands=operands):
                return self._kleene(operands, "False", "True")
            case ex.Or(operands=operands):
                return self._kleene(operands, "True", "False")
            case ex.Not(operand=operand):
                return self._known((operand,), f"not {self._variable(operand)}")
            case ex.KnownTrue(operand=operand):
                return f"{self._variable(operand)} is True"
            case ex.Excepted(operand=operand, fields=fields):
                claim = self._variable(operand)
                open_ = f"False if facts.unclaimed({self._constant(fields)}) else None"
                return f"({open_}) if {claim} is None else {claim}"

    def _operator(self, node: ex.Expression) -> str:
        match node:
            case (
                ex.Comparison(operator=operator, left=left, right=right)
                | ex.Arithmetic(operator=operator, left=left, right=right)
            ):
                sign = _PYTHON_OPERATORS.get(operator, operator)
                text = f"{self._variable(left)} {sign} {self._variable(right)}"
                return self._known((left, right), text)
            case ex.Membership(item=item, options=options):
                values = self._constant(tuple(option.value for option in options))
                return self._known((item,), f"{self._variable(item)} in {values}")
            case ex.DaysBetween(first=first, last=last):
                call = f"D({self._variable(first)}, {self._variable(last)})"
                return self._known((first, last), call)
            case ex.MonthOf(day=day):
                return self._known((day,), f"{self._variable(day)}.month")
            case ex.Relation(function=function, first=first, second=second):
                texts = f"{self._variable(first)}, {self._variable(second)}"
                call = f"{self._constant(RELATIONS[function])}({texts})"
                return self._known((first, second), call)
            case ex.StandardValue(table=table, keys=keys):
                values = "".join(f"{self._variable(key)}, " for key in keys)
                call = f"environment.standard({self._constant(table)}, facts.period, ({values}))"
                return f"None if facts.period is None else ({self._known(keys, call)})"
            case _:
                raise AssertionError(node)

    def _kleene(self, operands: tuple[ex.Expression, ...], decides: str, otherwise: str) -> str:
        names = [self._variable(operand) for operand in operands]
        decided = " or ".join(f"{name} is {decides}" for name in names)
        unknown = " or ".join(f"{name} is None" for name in names)
        return f"{decides} if {decided} else (None if {unknown} else {otherwise})"


def missing(
    program: Program, values: tuple[ex.Value, ...], facts: Facts, keys: "KeyNames"
) -> tuple[str, ...]:
    """List what left a program's value open, sorted: supplying all of it settles it.

    Of an unknown AND, OR or NOT it is the union over the unknown operands; of a comparison or
    function its unknown fields, or ``standard:NAME(key=value…)`` where the keys are known and
    no row is there.
    """
    known = {id(node): value for node, value in zip(program.nodes, values, strict=True)}
    result: set[str] = set()
    stack: list[ex.Expression] = [program.root]
    while stack:
        node = stack.pop()
        if known[id(node)] is not None:
            continue
        match node:
            case ex.FieldValue(name=name) | ex.Blank(field=name) | ex.Mentions(field=name):
                result.add(name)
            case ex.Holds(field=name):
                result.add(name)
            case (
                ex.Says(fields=fields)
                | ex.MentionsInRole(fields=fields)
                | ex.BlankInRole(fields=fields)
            ):
                result |= {*fields} - BESIDE
            case ex.Attached(lists=lists, witnesses=witnesses):
                result |= {lists[0], *witnesses}
            case ex.StandardValue(table=table, keys=parts):
                result |= _missing_of_standard(table, parts, known, facts, keys)
                stack += parts
            case _:
                stack += node.parts
    return tuple(sorted(result))


KeyNames = Callable[[str], tuple[str, ...]]
"""Returns the names of a table's keys."""


def _missing_of_standard(
    table: str,
    parts: tuple[ex.Expression, ...],
    known: dict[int, ex.Value],
    facts: Facts,
    keys: KeyNames,
) -> set[str]:
    result = set(facts.date_fields[:1]) if facts.period is None else set()
    values = [known[id(part)] for part in parts]
    if None not in values and not result:
        pairs = zip(keys(table), values, strict=True)
        listed = ", ".join(f"{name}={value}" for name, value in pairs)
        result.add(f"standard:{table}({listed})" if listed else f"standard:{table}")
    return result


def number_value(value: ex.Value) -> int | Decimal | None:
    """Narrow the value of a numeric program."""
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
