"""What the rules for one kind of record need: the columns of a table, and the SQL over them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pyarrow as pa
from sqlglot import exp

from qinjian.engine.condition import Facts, Program, generate
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.sql import SqlWriter, column
from qinjian.engine.condition.types import DIGITS
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, RuleOnKind
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Field, fields_of

NOT_APPLICABLE, CLEAR, VIOLATION, UNDETERMINED = range(4)
"""The verdicts as SQL gives them."""

_TYPES: dict[str, pa.DataType] = {
    "money": pa.decimal128(15, 2),
    "count": pa.int32(),
    "quantity": pa.decimal128(9, 3),
    "date": pa.date32(),
    "text": pa.string(),
    "enum": pa.string(),
    "yes_no": pa.bool_(),
    "list": pa.list_(pa.string()),
    "children": pa.list_(pa.string()),
}

Fill = Callable[[Facts], object]


@dataclass(frozen=True)
class Column:
    """A column of the table: its name, its type, and what fills it for one record."""

    name: str
    type: pa.DataType
    fill: Fill


class Plan:
    """Rules for one kind, made ready to be run over many records.

    ``sql`` selects, for the rule at each place, its verdict ``v0``, ``v1``… and which nodes of its
    condition are unknown, as bits ``u0_0``, ``u0_1``…
    """

    def __init__(self, kind: str, rules: Sequence[CompiledRule], book: Rulebook) -> None:
        self.kind = kind
        self.rules = tuple(rules)
        self._book = book
        self._columns: dict[str, Column] = {}
        self._fields = {item.name: item for item in fields_of(KINDS[kind])}
        self._standards: dict[tuple[object, ...], str] = {}
        self._keys: dict[str, list[Program]] = {}
        self._writer = SqlWriter(self)

    @property
    def parts(self) -> tuple[RuleOnKind, ...]:
        """The rules as they are for the kind."""
        return tuple(rule.kinds[self.kind] for rule in self.rules)

    @cached_property
    def sql(self) -> str:
        """The statement over the table ``records``."""
        select = exp.Select()
        for place, rule in enumerate(self.rules):
            for name, expression in self._of_rule(place, rule):
                select = select.select(exp.alias_(expression, name), copy=False)
        return select.from_("records").sql(dialect="duckdb")

    def _of_rule(self, place: int, rule: CompiledRule) -> Iterator[tuple[str, exp.Expr]]:
        part = rule.kinds[self.kind]
        binds = column(self._law(rule))
        condition = self._writer.write(part.condition.root)
        verdict = exp.Case().when(_is(binds, exp.false()), _number(NOT_APPLICABLE))
        if part.where is not None:
            where = _is(self._writer.write(part.where), exp.false())
            verdict = verdict.when(where, _number(NOT_APPLICABLE))
        verdict = verdict.when(_is(condition, exp.false()), _number(CLEAR))
        both = exp.And(this=condition.copy(), expression=binds.copy())
        verdict = verdict.when(both, _number(VIOLATION)).else_(_number(UNDETERMINED))
        yield f"v{place}", exp.cast(verdict, "TINYINT")
        nodes = [node for node in part.condition.nodes if not isinstance(node, ex.Literal)]
        for number, bits in enumerate(self._writer.unknown_bits(nodes)):
            yield f"u{place}_{number}", bits

    def table(self, facts: Sequence[Facts]) -> pa.Table:
        """Make the table of some records; run inside of ``exact_arithmetic``."""
        _ = self.sql  # names the columns
        arrays = {
            one.name: pa.array([one.fill(record) for record in facts], one.type)
            for one in self._columns.values()
        }
        # a table without columns has no rows either
        return pa.table(arrays or {"none": pa.nulls(len(facts))})

    def _add(self, name: str, type_: pa.DataType, fill: Fill) -> str:
        self._columns.setdefault(name, Column(name, type_, fill))
        return name

    def value(self, field: str) -> str:
        """Return the column of a field's value, or of whether a field proves a document."""
        if field.startswith("proof:"):
            name = field.removeprefix("proof:")
            return self._add(field, pa.bool_(), lambda facts: _proves(facts.values.get(name)))
        about: Field = self._fields[field]
        return self._add(field, _TYPES[about.type], lambda facts: facts.values.get(field))

    def collected(self, field: str) -> str:
        """Return the column that tells whether the source has a field."""
        return self._add(f"has:{field}", pa.bool_(), lambda facts: field in facts.collected)

    def mentions(self, node: ex.Mentions) -> str:
        """Return the column that tells whether a text holds a word of a list."""
        known: dict[object, bool] = {}

        def fill(facts: Facts) -> bool | None:
            text = facts.values.get(node.field)
            if not isinstance(text, str):
                return None
            if text not in known:
                known[text] = self._book.mentions(node.lexicon, text)
            return known[text]

        return self._add(f"words:{node.field}:{node.lexicon}", pa.bool_(), fill)

    def standard(self, node: ex.StandardValue) -> str:
        """Return the column of a figure that is looked up, once for each key and day."""
        signature = (node.table, *map(_signature, node.keys))
        name = self._standards.setdefault(signature, f"figure:{len(self._standards)}")
        keys = [generate(key) for key in node.keys]
        known: dict[object, object] = {}

        def fill(facts: Facts) -> object:
            values = tuple(key.run(facts, self._book)[-1] for key in keys)
            if facts.period is None or None in values:
                return None
            at = (facts.period, values)
            if at not in known:
                known[at] = self._book.standard(node.table, facts.period, values)
            return known[at]

        return self._add(name, pa.decimal128(DIGITS, node.type.scale), _decimal(fill))

    def _law(self, rule: CompiledRule) -> str:
        """Return the column that tells whether a regulation applies."""
        law = rule.law
        return self._add(
            f"law:{law.regulation.id}", pa.bool_(), lambda facts: law.applies(facts)[0]
        )

    def key_values(self, rule: CompiledRule, facts: Facts) -> tuple[object, ...]:
        """Return the keys that a rule looks figures up by, which name what is missing."""
        programs = self._keys.get(rule.rule.id)
        if programs is None:
            nodes = rule.kinds[self.kind].condition.nodes
            looked_up = [node for node in nodes if isinstance(node, ex.StandardValue)]
            programs = [generate(key) for node in looked_up for key in node.keys]
            self._keys[rule.rule.id] = programs
        return tuple(program.run(facts, self._book)[-1] for program in programs)


def _decimal(fill: Fill) -> Fill:
    def filled(facts: Facts) -> object:
        value = fill(facts)
        return Decimal(value) if isinstance(value, int) else value

    return filled


def _signature(node: ex.Expression) -> object:
    """Describe an expression, so that the same look-up is made once."""
    own = {name: v for name, v in vars(node).items() if name not in ("type", "at")}
    return (
        type(node).__name__,
        *((name, v) for name, v in own.items() if not isinstance(v, ex.Expression | tuple)),
        *map(_signature, node.parts),
    )


def _proves(value: object) -> bool:
    """Tell whether the value of a field shows a document: an amount must be above zero."""
    return value > 0 if isinstance(value, Decimal) else value is not None


def _is(expression: exp.Expr, truth: exp.Expr) -> exp.Expr:
    return exp.Is(this=expression, expression=truth)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)
