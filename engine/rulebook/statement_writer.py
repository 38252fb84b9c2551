"""Writing the statement that holds many records against rules."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.figure_columns import FIRST_DAY, LAST_DAY
from qinjian.engine.condition.sql import SqlWriter
from qinjian.engine.condition.sql_terms import case, cast, column
from qinjian.engine.rulebook.parts import Asked, CompiledRule, Figures, Statement
from qinjian.engine.rulebook.statements import (
    CLEAR,
    NOT_APPLICABLE,
    NUMBER,
    RECORDS,
    UNDETERMINED,
    VIOLATION,
)


def write(kind: str, rules: Sequence[CompiledRule], *, closely: bool) -> Statement:
    """Write the statement for rules on records of a kind."""
    names = _Names()
    writer = SqlWriter(names)
    outputs = [
        output
        for place, rule in enumerate(rules)
        for output in _of_rule(writer, names, place, rule, kind, closely=closely)
    ]
    sql = writer.statement([(NUMBER, column(NUMBER)), *outputs], RECORDS)
    return Statement(sql, names.columns, names.tables)


def _of_rule(
    writer: SqlWriter, names: "_Names", place: int, rule: CompiledRule, kind: str, *, closely: bool
) -> Iterator[tuple[str, exp.Expr]]:
    part = rule.kinds[kind]
    binds = column(names.law(rule))
    condition = writer.write(part.condition.root)
    branches = [(_is(binds, exp.false()), _number(NOT_APPLICABLE))]
    if part.where is not None:
        where = _is(writer.write(part.where), exp.false())
        branches.append((where, _number(NOT_APPLICABLE)))
    branches.append((_is(condition, exp.false()), _number(CLEAR)))
    both = exp.And(this=condition.copy(), expression=binds.copy())
    branches.append((both, _number(VIOLATION)))
    verdict = case(*branches, otherwise=_number(UNDETERMINED))
    yield f"v{place}", cast(verdict, "TINYINT")
    if closely:
        nodes = [node for node in part.condition.nodes if not isinstance(node, ex.Literal)]
        for number, bits in enumerate(writer.unknown_bits(nodes)):
            yield f"u{place}_{number}", bits


class _Names:
    """Names the columns in which the leaves of conditions stand, and notes what is asked there."""

    def __init__(self) -> None:
        self.columns: dict[str, Asked] = {
            NUMBER: (NUMBER,), FIRST_DAY: (FIRST_DAY,), LAST_DAY: (LAST_DAY,)
        }  # fmt: skip
        self.tables: dict[str, Figures] = {}

    def _asked(self, *asked: str) -> str:
        name = ":".join(asked)
        self.columns[name] = asked
        return name

    def value(self, field: str) -> str:
        """Return the column of a field's value."""
        return self._asked("is", field)

    def proof(self, field: str) -> str:
        """Return the column that tells whether a field shows a document."""
        return self._asked("proof", field)

    def collected(self, field: str) -> str:
        """Return the column that tells whether the source has a field, and it could be read."""
        return self._asked("has", field)

    def unreadable(self, field: str) -> str:
        """Return the column that tells whether what stands in a field could not be read."""
        return self._asked("open", field)

    def blank_in(self, fields: tuple[str, ...]) -> str:
        """Return the column that tells whether fields of a role say nothing."""
        return self._asked("blank", *fields)

    def unclaimed(self, fields: tuple[str, ...]) -> str:
        """Return the column that tells whether an exception is presumed not claimed."""
        return self._asked("unclaimed", *fields)

    def refund(self) -> str:
        """Return the column that tells whether the amount is known to be below zero."""
        return self._asked("refund")

    def mentions(self, node: ex.Mentions) -> str:
        """Return the column that tells whether a text holds a word of a list."""
        return self._asked("words", node.field, node.lexicon)

    def told(self, node: ex.Says | ex.MentionsInRole) -> str:
        """Return the column that tells whether a record says or mentions something in a role."""
        if isinstance(node, ex.Says):
            return self._asked("says", node.subject, node.role, *node.fields)
        return self._asked("mentions", node.lexicon, node.role, *node.fields)

    def relation(self, node: ex.Relation) -> str:
        """Return the column that tells what two texts are to each other."""
        return self._asked("relation", node.function, node.first.name, node.second.name)

    def figures(self, node: ex.StandardValue) -> str:
        """Return the name of the table of a standard."""
        name = f"figures:{node.table}"
        counts = tuple(key.type.name == "number" for key in node.keys)
        self.tables[name] = Figures(node.table, counts, node.type.scale)
        return name

    def law(self, rule: CompiledRule) -> str:
        """Return the column that tells whether the regulation of a rule applies."""
        return self._asked("law", rule.law.binding)


def _is(expression: exp.Expr, truth: exp.Expr) -> exp.Expr:
    return exp.Is(this=expression, expression=truth)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)
