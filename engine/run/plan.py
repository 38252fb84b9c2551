"""What the rules for one kind of record need: the columns of a table, and the SQL over them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import pyarrow as pa
from sqlglot import exp

from qinjian.engine.condition import Facts, Program, generate
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.facts import proves
from qinjian.engine.condition.figures import FIRST_DAY, LAST_DAY, key_columns
from qinjian.engine.condition.relations import RELATIONS
from qinjian.engine.condition.sql import SqlWriter
from qinjian.engine.condition.sql_terms import column
from qinjian.engine.condition.types import DIGITS
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.law import UNIT_FIELDS, Truth
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Field, fields_of

NOT_APPLICABLE, CLEAR, VIOLATION, UNDETERMINED = range(4)
"""The verdicts as SQL gives them."""

RECORDS = "records"
"""The table over which the statements run."""

NUMBER = "number"
"""The column that numbers the records from 0."""

_TYPES: dict[str, pa.DataType] = {
    "money": pa.decimal128(DIGITS, 2),
    "count": pa.decimal128(DIGITS, 0),
    "quantity": pa.decimal128(DIGITS, 3),
    "date": pa.date32(),
    "text": pa.string(),
    "enum": pa.string(),
    "yes_no": pa.bool_(),
    "list": pa.list_(pa.string()),
    "children": pa.list_(pa.string()),
}

_FARTHEST = 10**30
"""The end of a range of counts that is open: no count of a record is as large."""

Fill = Callable[[Sequence[Facts]], list[object]]


@dataclass(frozen=True)
class Column:
    """A column of the table: its type, and what fills it for some records."""

    type: pa.DataType
    fill: Fill


class Plan:
    """Rules for one kind, made ready to be run over many records.

    ``sql`` selects, for the rule at each place, its verdict ``v0``, ``v1``… and which nodes of its
    condition are unknown, as bits ``u0_0``, ``u0_1``… ``standards`` are the tables that it joins.
    """

    def __init__(self, kind: str, rules: Sequence[CompiledRule], book: Rulebook) -> None:
        self.kind = kind
        self.rules = tuple(rules)
        self.standards: dict[str, pa.Table] = {}
        self._book = book
        self._columns: dict[str, Column] = {}
        self._fields = {item.name: item for item in fields_of(KINDS[kind])}
        self._keys: dict[str, list[Program]] = {}
        self._writer = SqlWriter(self)
        self._add(NUMBER, pa.int32(), lambda facts: list(range(len(facts))))
        self._add(FIRST_DAY, pa.date32(), lambda facts: [_day(one, 0) for one in facts])
        self._add(LAST_DAY, pa.date32(), lambda facts: [_day(one, -1) for one in facts])

    @cached_property
    def sql(self) -> str:
        """The statement over the table of records."""
        outputs = [
            output for place, rule in enumerate(self.rules) for output in self._of_rule(place, rule)
        ]
        return self._writer.statement([(NUMBER, column(NUMBER)), *outputs], RECORDS)

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
        arrays = {name: pa.array(one.fill(facts), one.type) for name, one in self._columns.items()}
        return pa.table(arrays)

    def _add(self, name: str, type_: pa.DataType, fill: Fill) -> str:
        self._columns.setdefault(name, Column(type_, fill))
        return name

    def value(self, field: str) -> str:
        """Return the column of a field's value."""
        about: Field = self._fields[field]
        return self._add(
            f"is:{field}",
            _TYPES[about.type],
            lambda facts: [one.values.get(field) for one in facts],
        )

    def proof(self, field: str) -> str:
        """Return the column that tells whether a field shows a document."""
        return self._add(
            f"proof:{field}", pa.bool_(),
            lambda facts: [proves(one.values.get(field)) for one in facts],
        )  # fmt: skip

    def collected(self, field: str) -> str:
        """Return the column that tells whether the source has a field."""
        return self._add(
            f"has:{field}", pa.bool_(), lambda facts: [field in one.collected for one in facts]
        )

    def unreadable(self, field: str) -> str:
        """Return the column that tells whether what stands in a field could not be read."""
        return self._add(
            f"open:{field}", pa.bool_(), lambda facts: [field in one.unreadable for one in facts]
        )

    def mentions(self, node: ex.Mentions) -> str:
        """Return the column that tells whether a text holds a word of a list."""

        def fill(facts: Sequence[Facts]) -> list[object]:
            texts = [one.values.get(node.field) for one in facts]
            known: dict[object, object] = {
                text: self._book.mentions(node.lexicon, text)
                for text in {*texts}
                if isinstance(text, str)
            }
            return [known.get(text) for text in texts]

        return self._add(f"words:{node.field}:{node.lexicon}", pa.bool_(), fill)

    def relation(self, node: ex.Relation) -> str:
        """Return the column that tells what two texts are to each other."""
        first, second = node.first.name, node.second.name
        tell = RELATIONS[node.function]

        def fill(facts: Sequence[Facts]) -> list[object]:
            pairs = [(one.values.get(first), one.values.get(second)) for one in facts]
            return [
                tell(one, other) if isinstance(one, str) and isinstance(other, str) else None
                for one, other in pairs
            ]

        return self._add(f"{node.function}:{first}:{second}", pa.bool_(), fill)

    def figures(self, node: ex.StandardValue) -> str:
        """Return the table of a standard, with a column or two for each of its keys."""
        name = f"figures:{node.table}"
        if name not in self.standards:
            self.standards[name] = _figures(node, self._book)
        return name

    def _law(self, rule: CompiledRule) -> str:
        """Return the column that tells whether a regulation applies."""
        return self._add(
            f"law:{rule.law.regulation.id}", pa.bool_(),
            lambda facts: [truth for truth, _ in self.applies(rule, facts)],
        )  # fmt: skip

    def applies(self, rule: CompiledRule, facts: Sequence[Facts]) -> list[Truth]:
        """Tell of each record whether the rule's regulation applies, and what leaves it open."""
        known: dict[tuple[object, ...], Truth] = {}
        found = []
        for one in facts:
            key = (one.period, one.date_fields, *map(one.values.get, UNIT_FIELDS))
            truth = known.get(key)
            if truth is None:
                truth = known[key] = rule.law.applies(one)
            found.append(truth)
        return found

    def key_values(self, rule: CompiledRule, facts: Facts) -> tuple[object, ...]:
        """Return the keys that a rule looks figures up by, which name what is missing."""
        programs = self._keys.get(rule.rule.id)
        if programs is None:
            nodes = rule.kinds[self.kind].condition.nodes
            looked_up = [node for node in nodes if isinstance(node, ex.StandardValue)]
            programs = [generate(key) for node in looked_up for key in node.keys]
            self._keys[rule.rule.id] = programs
        return tuple(program.run(facts, self._book)[-1] for program in programs)


def _figures(node: ex.StandardValue, book: Rulebook) -> pa.Table:
    """Make the table of a standard: one row for each of its rows and each way to write its keys."""
    rows = book.tables[node.table].flat
    arrays: dict[str, pa.Array] = {}
    for place, columns in enumerate(key_columns(node)):
        cells = [row.keys[place] for row in rows]
        if len(columns) == 1:
            arrays[columns[0]] = pa.array(cells, pa.string())
            continue
        for name, end, open_ in zip(columns, (0, 1), (-_FARTHEST, _FARTHEST), strict=True):
            ends = [open_ if cell[end] is None else cell[end] for cell in cells]
            arrays[name] = pa.array(ends, _TYPES["count"])
    seasons = [(row.season.first, row.season.last) if row.season else (None, None) for row in rows]
    arrays |= {
        "first": pa.array([row.first for row in rows], pa.date32()),
        "last": pa.array([row.last for row in rows], pa.date32()),
        "season_low": pa.array([low for low, _ in seasons], pa.int32()),
        "season_high": pa.array([high for _, high in seasons], pa.int32()),
        "value": pa.array([row.value for row in rows], pa.decimal128(DIGITS, node.type.scale)),
        "over": pa.array([row.over for row in rows], _TYPES["count"]),
    }
    return pa.table(arrays)


def _day(facts: Facts, place: int) -> date | None:
    """Return the first or the last of a record's decisive days."""
    return None if facts.period is None else facts.period[place]


def _is(expression: exp.Expr, truth: exp.Expr) -> exp.Expr:
    return exp.Is(this=expression, expression=truth)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)
