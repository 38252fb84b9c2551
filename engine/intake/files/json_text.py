"""JSON read exactly: no binary floats, no doubled keys, no figures without end.

Python's parser does the reading. Only when it meets a fault that it has no position for is
the text gone over again, token by token, to find the place.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.wording.regex import regex

MAX_DIGITS = 40
"""No figure of a record needs more; exponents count as the digits that they stand for."""

_TOKEN = regex(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_ESCAPE = regex(
    r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]|u(?![dD][89a-fA-F])|[^u]|(?P<half>u))", re.DOTALL
)


class _FaultError(ValueError):
    """The parser met a number or an object that is not read."""


def load(text: str, where: Position) -> object:
    """Read one JSON value: numbers become ``int`` or ``Decimal``.

    Line and column are added to ``where`` if it names no row; in a row only the column.

    Raises:
        QinjianError: ``json_syntax``, ``json_number``, ``json_depth``, ``duplicate_key``.
    """
    try:
        _refuse_half_characters(text, where)
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise QinjianError(Problem("json_syntax", _place(text, error.pos, where))) from None
    except _FaultError:
        raise QinjianError(_first_fault(text, where)) from None
    except RecursionError:
        raise QinjianError(Problem("json_depth", where)) from None


def _decimal(digits: str) -> Decimal:
    number = Decimal(digits)
    if len(digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise _FaultError
    return number


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _FaultError
    return int(digits)


def _constant(_: str) -> object:
    raise _FaultError


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _FaultError
    return members


def _place(text: str, offset: int, where: Position) -> Position:
    column = offset - text.rfind("\n", 0, offset)
    if where.row is not None:
        return Position(where.file, where.sheet, where.row, None, column, where.field)
    line = text.count("\n", 0, offset) + 1
    return Position(where.file, where.sheet, None, line, column, where.field)


def _refuse_half_characters(text: str, where: Position) -> None:
    r"""Refuse a lone half of a surrogate pair (``\ud800``): no output could print it."""
    for escape in _ESCAPE.finditer(text):
        if escape["half"]:
            raise QinjianError(Problem("json_syntax", _place(text, escape.start(), where)))


def _first_fault(text: str, where: Position) -> Problem:
    for code, value, offset in _faults(text):
        return Problem(code, _place(text, offset, where), value)
    return Problem("json_syntax", where)


def _faults(text: str) -> Iterator[tuple[str, dict[str, object], int]]:
    """List doubled keys and unreadable numbers in the order of the text."""
    keys: list[set[str] | None] = []
    tokens = list(_TOKEN.finditer(text))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        word = token[0]
        if word == "{":
            keys.append(set())
        elif word == "[":
            keys.append(None)
        elif word in "}]":
            keys.pop()
        elif word.startswith('"'):
            names = keys[-1] if keys else None
            if names is None or following is None or following[0] != ":":
                continue
            key = str(json.loads(word, strict=False))
            if key in names:
                yield "duplicate_key", {"key": key}, token.start()
            names.add(key)
        elif _is_unreadable(word):
            yield "json_number", {"value": shortened(word)}, token.start()


def _is_unreadable(word: str) -> bool:
    if word in ":," or word in ("true", "false", "null"):
        return False
    try:
        _decimal(word)
    except (ValueError, ArithmeticError):
        return True
    return not Decimal(word).is_finite()


def shortened(text: str, limit: int = 60) -> str:
    """Cut long text for a message."""
    return text if len(text) <= limit else f"{text[:limit]}…"
