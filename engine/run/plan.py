"""What the rules for one kind of record need: the columns of a table, and the SQL over them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from qinjian.engine.condition import Program, generate
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.figures import FIRST_DAY, LAST_DAY, key_columns
from qinjian.engine.condition.relations import RELATIONS
from qinjian.engine.condition.sql import SqlWriter
from qinjian.engine.condition.sql_terms import case, cast, column
from qinjian.engine.condition.types import DIGITS
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.arrays import ARROW_TYPES, Told
from qinjian.engine.run.field_states import blank_in, proof, refund, unclaimed
from qinjian.engine.run.texts import Texts
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import BESIDE, fields_of

NOT_APPLICABLE, CLEAR, VIOLATION, UNDETERMINED = range(4)
"""The verdicts as SQL gives them."""

RECORDS = "records"
"""The table over which the statements run."""

NUMBER = "number"
"""The column that numbers the records from 0."""

_FARTHEST = 10**30
"""The end of a range of counts that is open: no count of a record is as large."""

Fill = Callable[[TypedFacts], pa.Array]


class Plan:
    """Rules for one kind, made ready to be run over many records.

    ``sql`` selects, for the rule at each place, its verdict ``v0``, ``v1``…; ``closely`` also which
    nodes of its condition are unknown, as bits ``u0_0``, ``u0_1``… ``standards`` are the tables
    that it joins.
    """

    def __init__(
        self, kind: str, rules: Sequence[CompiledRule], book: Rulebook, *, closely: bool = False
    ) -> None:
        self.kind = kind
        self.rules = tuple(rules)
        self._closely = closely
        self._closer: dict[int, Plan] = {}
        self.standards: dict[str, pa.Table] = {}
        self._book = book
        self._columns: dict[str, Fill] = {}
        self._fields = {item.name: item for item in fields_of(KINDS[kind])}
        self._keys: dict[str, list[Program]] = {}
        self._writer = SqlWriter(self)
        self._add(NUMBER, lambda facts: pa.array(range(len(facts)), pa.int32()))
        self._add(FIRST_DAY, lambda facts: _days(facts, 0))
        self._add(LAST_DAY, lambda facts: _days(facts, -1))

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
        branches = [(_is(binds, exp.false()), _number(NOT_APPLICABLE))]
        if part.where is not None:
            where = _is(self._writer.write(part.where), exp.false())
            branches.append((where, _number(NOT_APPLICABLE)))
        branches.append((_is(condition, exp.false()), _number(CLEAR)))
        both = exp.And(this=condition.copy(), expression=binds.copy())
        branches.append((both, _number(VIOLATION)))
        verdict = case(*branches, otherwise=_number(UNDETERMINED))
        yield f"v{place}", cast(verdict, "TINYINT")
        if not self._closely:
            return
        nodes = [node for node in part.condition.nodes if not isinstance(node, ex.Literal)]
        for number, bits in enumerate(self._writer.unknown_bits(nodes)):
            yield f"u{place}_{number}", bits

    def closer(self, place: int) -> "Plan":
        """Return the plan that looks at one rule closely."""
        if place not in self._closer:
            self._closer[place] = Plan(self.kind, [self.rules[place]], self._book, closely=True)
        return self._closer[place]

    def table(self, facts: TypedFacts) -> pa.Table:
        """Make the table of some records; run inside of ``exact_arithmetic``."""
        _ = self.sql  # names the columns
        columns = self._columns.items()
        # A column of several plans is made once.
        return pa.table({name: facts.once(name, partial(fill, facts)) for name, fill in columns})

    def _add(self, name: str, fill: Fill) -> str:
        self._columns.setdefault(name, fill)
        return name

    def value(self, field: str) -> str:
        """Return the column of a field's value."""
        type_ = ARROW_TYPES[self._fields[field].type]
        return self._add(f"is:{field}", lambda facts: facts.value(field, type_))

    def proof(self, field: str) -> str:
        """Return the column that tells whether a field shows a document."""
        return self._add(f"proof:{field}", lambda facts: proof(facts, field))

    def collected(self, field: str) -> str:
        """Return the column that tells whether the source has a field, and it could be read."""
        return self._add(f"has:{field}", lambda facts: facts.state(field, ("given", "blank")))

    def unreadable(self, field: str) -> str:
        """Return the column that tells whether what stands in a field could not be read."""
        return self._add(f"open:{field}", lambda facts: facts.state(field, ("unreadable",)))

    def blank_in(self, fields: tuple[str, ...]) -> str:
        """Return the column that tells whether fields of a role say nothing."""
        return self._add(f"blank:{','.join(fields)}", lambda facts: blank_in(facts, fields))

    def unclaimed(self, fields: tuple[str, ...]) -> str:
        """Return the column that tells whether an exception is presumed not claimed."""
        return self._add(f"unclaimed:{','.join(fields)}", lambda facts: unclaimed(facts, fields))

    def refund(self) -> str:
        """Return the column that tells whether the amount is known to be below zero."""
        return self._add("refund", refund)

    def mentions(self, node: ex.Mentions) -> str:
        """Return the column that tells whether a text holds a word of a list."""
        holds = partial(self._book.counts, node.lexicon)

        def fill(facts: TypedFacts) -> pa.Array:
            if node.field not in facts.table.columns:
                return pa.nulls(len(facts), pa.bool_())
            texts = facts.texts(node.field, self._book)
            told = texts.mention(node.lexicon, holds)

            def make() -> pa.Array:
                return facts.told(node.field, told, pa.int8()).cast(pa.bool_())

            # Most texts hold no word of most lists.
            if told is texts.unmentioned:
                return facts.once(("unmentioned", node.field), make)
            return make()

        return self._add(f"words:{node.field}:{node.lexicon}", fill)

    def told(self, node: ex.Says | ex.MentionsInRole) -> str:
        """Return the column that tells whether a record says or mentions something in a role."""
        if isinstance(node, ex.Says):
            holds, what = partial(self._book.says, node.subject, node.role), f"says:{node.subject}"
        else:
            holds, what = partial(self._book.counts, node.lexicon), f"mentions:{node.lexicon}"

        def tell(texts: Texts) -> list[int | None]:
            if isinstance(node, ex.Says):
                return texts.say(node.subject, holds)
            return texts.mention_or_lack(node.lexicon, holds)

        def fill(facts: TypedFacts) -> pa.Array:
            texts = {
                name: facts.texts(name, self._book)
                for name in node.fields
                if name in facts.table.columns
            }
            told = {name: tell(one) for name, one in texts.items()}
            make = partial(_together, facts, told, node.fields)
            if all(told[name] is one.unsaid for name, one in texts.items()):
                return facts.once(("unsaid", node.fields), make)
            return make()

        return self._add(f"{what}:{node.role}", fill)

    def relation(self, node: ex.Relation) -> str:
        """Return the column that tells what two texts are to each other."""
        first, second = node.first.name, node.second.name
        relation = RELATIONS[node.function]

        def tell(values: dict[str, ex.Value], _: frozenset[str]) -> bool | None:
            one, other = values.get(first), values.get(second)
            both = isinstance(one, str) and isinstance(other, str)
            return relation(str(one), str(other)) if both else None

        return self._add(
            f"{node.function}:{first}:{second}",
            lambda facts: facts.together([first, second], tell).array(pa.bool_()),
        )

    def figures(self, node: ex.StandardValue) -> str:
        """Return the table of a standard, with a column or two for each of its keys."""
        name = f"figures:{node.table}"
        if name not in self.standards:
            self.standards[name] = _figures(node, self._book)
        return name

    def _law(self, rule: CompiledRule) -> str:
        """Return the column that tells whether a regulation applies."""
        return self._add(
            f"law:{rule.law.binding}",
            lambda facts: facts.applies(rule.law).array(pa.bool_(), lambda told: told[0]),
        )

    def key_values(self, rule: CompiledRule, facts: TypedFacts) -> Told:
        """Tell the keys that a rule looks figures up by on each record.

        They name what is missing, and are the same where all that they are made of is.
        """
        programs = self._key_programs(rule)
        fields = dict.fromkeys(name for one in programs for name in ex.fields_read(one.root))
        codes, rows = facts.alike(list(fields))

        def told(row: int) -> object:
            one = facts.at(row)
            return tuple(program.run(one, self._book)[-1] for program in programs)

        return Told(codes, [told(row) if programs else () for row in rows])

    def _key_programs(self, rule: CompiledRule) -> list[Program]:
        if rule.rule.id not in self._keys:
            nodes = rule.kinds[self.kind].condition.nodes
            looked_up = [node for node in nodes if isinstance(node, ex.StandardValue)]
            self._keys[rule.rule.id] = [generate(key) for node in looked_up for key in node.keys]
        return self._keys[rule.rule.id]


def _together(
    facts: TypedFacts, told: Mapping[str, Sequence[object]], fields: Sequence[str]
) -> pa.Array:
    """Join what the fields of a role say: 1 and 0, -1 for a cell that cannot be read."""
    nothing = None if set(fields) - BESIDE else False
    if not told:
        return pa.array([nothing] * len(facts), pa.bool_())
    said = [facts.told(name, one, pa.int8()) for name, one in told.items()]
    high, low = pc.max_element_wise(*said), pc.min_element_wise(*said)
    found, unread = pc.equal(high, 1), pc.equal(low, -1)
    if nothing is not None:
        found, unread = pc.fill_null(found, nothing), pc.fill_null(unread, nothing)
    return pc.if_else(found, True, pc.if_else(unread, None, found))  # noqa: FBT003


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
            arrays[name] = pa.array(ends, ARROW_TYPES["count"])
    seasons = [(row.season.first, row.season.last) if row.season else (None, None) for row in rows]
    arrays |= {
        "first": pa.array([row.first for row in rows], pa.date32()),
        "last": pa.array([row.last for row in rows], pa.date32()),
        "season_low": pa.array([low for low, _ in seasons], pa.int32()),
        "season_high": pa.array([high for _, high in seasons], pa.int32()),
        "value": pa.array([row.value for row in rows], pa.decimal128(DIGITS, node.type.scale)),
        "over": pa.array([row.over for row in rows], ARROW_TYPES["count"]),
    }
    return pa.table(arrays)


def _days(facts: TypedFacts, place: int) -> pa.Array:
    """Return the first or the last of the decisive days of records."""
    return facts.periods.array(
        pa.date32(), lambda period: None if period is None else period[place]
    )


def _is(expression: exp.Expr, truth: exp.Expr) -> exp.Expr:
    return exp.Is(this=expression, expression=truth)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)
