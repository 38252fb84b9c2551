"""Rows of which a column of states says that the unit did not pay: voided, refused, paid back."""

from collections.abc import Sequence
from functools import cache

from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.values.blanks import compared, word_table
from qinjian.engine.intake.values.listing import without_brackets


def rows_not_spent(columns: Columns, cells: Sequence[Sequence[str]]) -> set[int]:
    """Return the places of rows whose state says that they cost the unit nothing."""
    words = tuple(word_table("not_spent")["headers"])
    numbers = [n for n, header in enumerate(columns.headers) if any(w in header for w in words)]
    found: set[int] = set()
    for number in numbers if cells else ():
        gone = {text for text in set(cells[number]) if _is_gone(text)}
        if gone:
            found |= {row for row, text in enumerate(cells[number]) if text in gone}
    return found


def _is_gone(text: str) -> bool:
    return compared(text) in _states() or without_brackets(text) in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(map(compared, word_table("not_spent")["states"]))
