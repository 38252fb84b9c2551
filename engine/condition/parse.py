"""From the text of a condition to sqlglot's syntax tree, refusing what is not in the subset."""

from dataclasses import dataclass
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from qinjian.engine.condition import expression as ex
from qinjian.engine.messages.problems import Position, Problem, RuleFileError

MAX_CHARACTERS = 2_000
MAX_LEVELS = 30
DIALECT = "duckdb"

_ALLOWED: frozenset[type[exp.Expr]] = frozenset({
    exp.And, exp.Or, exp.Not, exp.Is, exp.Paren,
    exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.In, exp.Between,
    exp.Add, exp.Sub, exp.Mul, exp.IntDiv, exp.Neg,
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Anonymous,
})  # fmt: skip

AGGREGATES: frozenset[type[exp.Expr]] = frozenset(
    {exp.Count, exp.Sum, exp.Min, exp.Max, exp.Distinct, exp.Star}
)
_SPELLED_OTHERWISE = {"==": "=", "!=": "<>"}


@dataclass(frozen=True)
class Origin:
    """Where the text of a condition stands: its file, line, and the column of its first letter.

    ``inline`` says that the text stands in one line of the file as it is, so that a place in
    it has a column of its own.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    inline: bool = False

    def position(self, offset: int) -> Position:
        """Return the position in the file of an offset in the condition."""
        column = self.column
        if self.inline and column is not None:
            column += offset
        return Position(file=self.file or None, line=self.line, column=column)


class ConditionError(RuleFileError):
    """A condition that is not in the language, with the place of the fault."""


def fail(origin: Origin, offset: int, code: str, **values: object) -> ConditionError:
    """Make the error for a fault at an offset of the condition."""
    return ConditionError(Problem(code, origin.position(offset), values))


def parse(text: str, origin: Origin, *, aggregates: bool = False, pairs: bool = False) -> exp.Expr:
    """Parse one condition and make sure that it uses the allowed constructs only.

    ``aggregates`` are for groups of records, ``pairs`` may name fields of the other record. The
    tree is shared by all that ask for the same text: it is read, never changed.

    Raises:
        ConditionError: too long or deep, not one expression, or a construct that the
            language does not have; with file, line and column.
    """
    try:
        return _shared(text, aggregates, pairs)
    except ConditionError:  # again, with the place
        return _parsed(text, origin, aggregates=aggregates, pairs=pairs)


@lru_cache(maxsize=4096)
def _shared(text: str, aggregates: bool, pairs: bool) -> exp.Expr:  # noqa: FBT001 - keys
    """Parse a condition once: most rules ask the same of several kinds of record."""
    return _parsed(text, Origin(), aggregates=aggregates, pairs=pairs)


def _parsed(text: str, origin: Origin, *, aggregates: bool, pairs: bool) -> exp.Expr:
    if len(text) > MAX_CHARACTERS:
        raise fail(origin, 0, "condition_long", limit=MAX_CHARACTERS)
    if not text.strip():
        raise fail(origin, 0, "condition_empty")
    _check_tokens(text, origin)
    try:
        trees = sqlglot.parse(text, dialect=DIALECT)
    except ParseError as error:
        raise _syntax_error(error, text, origin) from None
    except SqlglotError as error:
        raise fail(origin, 0, "condition_syntax", reason=_first_line(error)) from None
    except RecursionError:
        raise fail(origin, 0, "condition_deep", limit=MAX_LEVELS) from None
    if len(trees) != 1 or not isinstance(trees[0], exp.Expr):
        raise fail(origin, 0, "condition_statements")
    _check_nodes(trees[0], origin, aggregates=aggregates, pairs=pairs)
    return trees[0]


def _first_line(error: Exception) -> str:
    return str(error).split("\n", maxsplit=1)[0]


def _check_tokens(text: str, origin: Origin) -> None:
    """Refuse what leaves no trace in the tree, and nesting that would exhaust the parser."""
    try:
        tokens: list[Token] = sqlglot.tokenize(text, dialect=DIALECT)
    except SqlglotError as error:
        raise fail(origin, 0, "condition_syntax", reason=_first_line(error)) from None
    depth = 0
    for token in tokens:
        if token.comments:
            raise fail(origin, token.start, "condition_construct", found=token.comments[0].strip())
        if token.token_type == TokenType.SEMICOLON:
            raise fail(origin, token.start, "condition_statements")
        if token.text in _SPELLED_OTHERWISE and token.token_type != TokenType.STRING:
            raise fail(origin, token.start, "condition_construct", found=token.text)
        depth += {TokenType.L_PAREN: 1, TokenType.R_PAREN: -1}.get(token.token_type, 0)
        if depth > MAX_LEVELS:
            raise fail(origin, token.start, "condition_deep", limit=MAX_LEVELS)


def _syntax_error(error: ParseError, text: str, origin: Origin) -> ConditionError:
    detail = error.errors[0] if error.errors else {}
    line, column = int(detail.get("line") or 1), int(detail.get("col") or 1)
    before = sum(len(part) + 1 for part in text.split("\n")[: line - 1])
    offset = min(before + max(column - 1, 0), len(text))
    highlight = str(detail.get("highlight") or "").strip()
    reason = str(detail.get("description") or error)
    if reason.startswith("Required keyword"):
        reason = f"something is missing at “{highlight}”"
    return fail(origin, offset, "condition_syntax", reason=reason)


def place(node: exp.Expr) -> int:
    """Return the offset at which a node starts: that of the first token known below it."""
    starts = [int(part.meta["start"]) for part in node.walk() if "start" in part.meta]
    return min(starts, default=0)


def _check_nodes(tree: exp.Expr, origin: Origin, *, aggregates: bool, pairs: bool) -> None:
    allowed = _ALLOWED | AGGREGATES if aggregates else _ALLOWED
    for node in tree.walk():
        if type(node) not in allowed:
            found = node.sql(dialect=DIALECT) if not isinstance(node, exp.Null) else "NULL"
            raise fail(origin, place(node), "condition_construct", found=found[:60])
        if node.comments:
            raise fail(origin, place(node), "condition_construct", found=node.comments[0])
        if isinstance(node, exp.Identifier) and node.args.get("quoted"):
            raise fail(origin, place(node), "condition_construct", found=f'"{node.name}"')
        if isinstance(node, exp.Column) and node.table and not (pairs and node.table == ex.OTHER):
            raise fail(origin, place(node), "condition_construct", found=node.sql())
        if isinstance(node, exp.Is) and node.expression != exp.true():
            raise fail(origin, place(node), "condition_construct", found=node.sql(dialect=DIALECT))
        if isinstance(node, exp.In) and not node.expressions:
            raise fail(origin, place(node), "condition_construct", found=node.sql())
