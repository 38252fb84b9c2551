"""Rows of which a column of states says that the unit did not pay: voided, refused, paid back."""

from collections.abc import Sequence
from functools import cache

from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.values.blanks import compared, word_table
from qinjian.engine.intake.values.listing import without_brackets
from qinjian.engine.wording.regex import regex

_COMMA = regex(r"[,，;；、\s]")


def rows_not_spent(columns: Columns, cells: Sequence[Sequence[str]]) -> set[int]:
    """Return the places of rows whose state says that they cost the unit nothing."""
    found: set[int] = set()
    for number, header in enumerate(columns.headers):
        states = _states_under(header)
        texts = set(cells[number]) if states and cells else set()
        gone = {text for text in texts if _says(text, states)}
        if gone:
            found |= {row for row, text in enumerate(cells[number]) if text in gone}
    return found


def _states_under(header: str) -> frozenset[str]:
    """Return what says under a header that the unit did not pay, nothing for other headers."""
    words = word_table("not_spent")
    if any(asked in header for asked in words["asked"]):
        return _states("answers") | _states("states")
    return _states("states") if any(word in header for word in words["headers"]) else frozenset()


def _says(text: str, states: frozenset[str]) -> bool:
    """Tell whether a cell says one of the states, alone, before brackets or a comma: 不报，已还."""
    first = _COMMA.split(text, maxsplit=1)[0]
    return any(compared(part) in states for part in (text, without_brackets(text), first))


@cache
def _states(name: str) -> frozenset[str]:
    return frozenset(map(compared, word_table("not_spent")[name]))
