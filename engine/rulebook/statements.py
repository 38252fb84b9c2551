"""Statements of SQL that hold many records against rules, and the columns that they are about.

What a statement asks is settled by the rules: so they are written when the package is built, and
where other rules are looked at when these are. What stands in its columns is up to ``engine.run``.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.kept_statements import name_of
from qinjian.engine.rulebook.parts import CompiledRule, Figures, Statement

STATEMENTS = "statements"
"""The part of the compiled rules in which they are kept."""

RULES_AT_ONCE = 64
"""Rules of one statement: more take the engine long to plan."""

RECORDS = "records"
"""The table over which the statements run."""

NUMBER = "number"
"""The column that numbers the records from 0."""

NOT_APPLICABLE, CLEAR, VIOLATION, UNDETERMINED = range(4)
"""The verdicts as SQL gives them."""


def statement_of(
    book: Rulebook, kind: str, rules: Sequence[CompiledRule], *, closely: bool = False
) -> Statement:
    """Return the statement for rules on records of a kind: as it was kept, else written now."""
    kept = book.statements.find(kind, rules, closely=closely)
    if kept is not None:
        return kept
    # What was kept needs none of what writes SQL.
    from qinjian.engine.rulebook.statement_writer import write  # noqa: PLC0415

    statement = write(kind, rules, closely=closely)
    book.statements.keep(kind, rules, statement, closely=closely)
    return statement


def alone(rules: Iterable[CompiledRule], kind: str) -> list[list[CompiledRule]]:
    """List the rules that look at records of a kind one by one, by statements."""
    those = [rule for rule in rules if kind in rule.kinds and rule.across is None]
    return [those[at : at + RULES_AT_ONCE] for at in range(0, len(those), RULES_AT_ONCE)]


def of_members(rules: Iterable[CompiledRule], kind: str) -> list[CompiledRule]:
    """List the rules across records of which those of a kind can be members."""
    return [rule for rule in rules if kind in rule.kinds and rule.across is not None]


def all_statements(book: Rulebook, kinds: Iterable[str]) -> dict[str, Statement]:
    """Return every statement that a run may ask for."""
    wanted = []
    for kind in kinds:
        those = [*alone(book.rules, kind), of_members(book.rules, kind)]
        wanted += [(kind, rules, False) for rules in those if rules]
        wanted += [(kind, [rule], True) for rules in those for rule in rules]
    return {
        name_of(kind, rules, closely=closely): statement_of(book, kind, rules, closely=closely)
        for kind, rules, closely in wanted
    }


def packed_statements(statements: Mapping[str, Statement]) -> str:
    """Write statements as text: they repeat themselves, and few runs need them."""
    content = json.dumps(statements, ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked_statements(text: str) -> dict[str, Statement]:
    """Read statements.

    Raises:
        ValueError: it is none of what ``packed_statements`` writes.
    """
    content = json.loads(zlib.decompress(base64.b64decode(text, validate=True)))
    return {
        name: Statement(
            sql,
            {column: tuple(asked) for column, asked in columns.items()},
            {
                one: Figures(table, tuple(counts), scale)
                for one, (table, counts, scale) in figures.items()
            },
        )
        for name, (sql, columns, figures) in content.items()
    }
