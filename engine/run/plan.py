"""What the rules for one kind of record need: a statement, and what fills its columns."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition import Program, generate
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.figure_columns import FIRST_DAY, LAST_DAY, key_columns
from qinjian.engine.condition.relations import RELATIONS
from qinjian.engine.condition.types import DIGITS
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import Asked, CompiledRule, Figures
from qinjian.engine.rulebook.statements import NUMBER, statement_of
from qinjian.engine.run.arrays import ARROW_TYPES, Told
from qinjian.engine.run.field_states import blank_in, proof, refund, unclaimed
from qinjian.engine.run.texts import Texts
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import BESIDE, fields_of
from qinjian.schemas.roles import Role

_FARTHEST = 10**30
"""The end of a range of counts that is open: no count of a record is as large."""

Tell = Callable[[Texts], list[int | None]]


class Plan:
    """Rules for one kind, made ready to be run over many records; see ``statements.Statement``."""

    def __init__(
        self, kind: str, rules: Sequence[CompiledRule], book: Rulebook, *, closely: bool = False
    ) -> None:
        self.kind = kind
        self.rules = tuple(rules)
        self._book = book
        self._statement = statement_of(book, kind, self.rules, closely=closely)
        self._laws = {rule.law.binding: rule.law for rule in self.rules}
        self._types = {item.name: ARROW_TYPES[item.type] for item in fields_of(KINDS[kind])}
        self._closer: dict[int, Plan] = {}
        self._keys: dict[str, list[Program]] = {}

    @property
    def sql(self) -> str:
        """The statement over the table of records."""
        return self._statement.sql

    @cached_property
    def standards(self) -> Mapping[str, pa.Table]:
        """The tables that the statement joins."""
        figures = self._statement.figures.items()
        return {name: _figures(one, self._book) for name, one in figures}

    def closer(self, place: int) -> "Plan":
        """Return the plan that looks at one rule closely."""
        if place not in self._closer:
            self._closer[place] = Plan(self.kind, [self.rules[place]], self._book, closely=True)
        return self._closer[place]

    def table(self, facts: TypedFacts) -> pa.Table:
        """Make the table of some records; run inside of ``exact_arithmetic``."""
        # A column of several plans is made once.
        return pa.table(
            {
                name: facts.once(name, partial(self._column, facts, *asked))
                for name, asked in self._statement.columns.items()
            }
        )

    def _column(self, facts: TypedFacts, what: str, *of: str) -> pa.Array:
        """Make a column of what is asked, as ``rulebook.statement_writer`` names it."""
        match what, of:
            case "is", (field,):
                return facts.value(field, self._types[field])
            case "proof", (field,):
                return proof(facts, field)
            case "has", (field,):
                return facts.state(field, ("given", "blank"))
            case "open", (field,):
                return facts.state(field, ("unreadable",))
            case "law", (binding,):
                law = self._laws[binding]
                return facts.applies(law).array(pa.bool_(), lambda told: told[0])
            case "words", (field, lexicon):
                return self._mentioned(facts, field, lexicon)
            case "relation", (function, first, second):
                return _related(facts, function, first, second)
        return self._of_fields(facts, what, of)

    def _of_fields(self, facts: TypedFacts, what: str, of: Asked) -> pa.Array:
        match what, of:
            case "blank", _:
                return blank_in(facts, of)
            case "unclaimed", _:
                return unclaimed(facts, of)
            case "refund", ():
                return refund(facts)
            case "says", (subject, role, *fields):
                says = partial(self._book.says, subject, cast("Role", role))
                return self._said(facts, fields, lambda texts: texts.say(subject, says))
            case "mentions", (lexicon, _, *fields):
                counts = partial(self._book.counts, lexicon)
                return self._said(facts, fields, lambda one: one.mention_or_lack(lexicon, counts))
        return _of_the_run(facts, what)

    def _mentioned(self, facts: TypedFacts, field: str, lexicon: str) -> pa.Array:
        """Tell whether a text holds a word of a list."""
        if field not in facts.table.columns:
            return pa.nulls(len(facts), pa.bool_())
        texts = facts.texts(field, self._book)
        told = texts.mention(lexicon, partial(self._book.counts, lexicon))

        def make() -> pa.Array:
            return facts.told(field, told, pa.int8()).cast(pa.bool_())

        # Most texts hold no word of most lists.
        return facts.once(("unmentioned", field), make) if told is texts.unmentioned else make()

    def _said(self, facts: TypedFacts, fields: Sequence[str], tell: Tell) -> pa.Array:
        """Tell whether a record says or mentions something in a role."""
        texts = {
            name: facts.texts(name, self._book) for name in fields if name in facts.table.columns
        }
        told = {name: tell(one) for name, one in texts.items()}
        make = partial(_together, facts, told, fields)
        if all(told[name] is one.unsaid for name, one in texts.items()):
            return facts.once(("unsaid", tuple(fields)), make)
        return make()

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


def _of_the_run(facts: TypedFacts, what: str) -> pa.Array:
    """Return the numbers of records, or the first or the last of their decisive days."""
    if what == NUMBER:
        return pa.array(range(len(facts)), pa.int32())
    place = {FIRST_DAY: 0, LAST_DAY: -1}[what]
    return facts.periods.array(
        pa.date32(), lambda period: None if period is None else period[place]
    )


def _related(facts: TypedFacts, function: str, first: str, second: str) -> pa.Array:
    """Tell what two texts are to each other."""
    relation = RELATIONS[function]

    def tell(values: Mapping[str, ex.Value], _: frozenset[str]) -> bool | None:
        one, other = values.get(first), values.get(second)
        both = isinstance(one, str) and isinstance(other, str)
        return relation(str(one), str(other)) if both else None

    return facts.together([first, second], tell).array(pa.bool_())


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


def _figures(figures: Figures, book: Rulebook) -> pa.Table:
    """Make the table of a standard: one row for each of its rows and each way to write its keys."""
    rows = book.tables[figures.table].flat
    arrays: dict[str, pa.Array] = {}
    for place, columns in enumerate(key_columns(figures.counts)):
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
        "value": pa.array([row.value for row in rows], pa.decimal128(DIGITS, figures.scale)),
        "over": pa.array([row.over for row in rows], ARROW_TYPES["count"]),
    }
    return pa.table(arrays)
