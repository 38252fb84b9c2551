"""Rows of text whose cells do not stand under their headers.

An amount with thousands that was not quoted (1,560.00) is two cells, and what is behind it stands
one column to the right.
In a workbook each cell has its place; a word beside its table shifts none.
"""

from collections.abc import Sequence

from qinjian.engine.intake.tables.header_words import heads_sums
from qinjian.engine.wording.regex import regex

_THOUSANDS = regex(r"-?\d{1,3}")
_BEHIND = regex(r"\d{3}(?:\.\d{1,2})?")
_LONGEST_BEFORE = 5
_FEW = 3
"""Rows of which nothing can be told by what most of them have."""


def shifted_rows(
    rows: Sequence[Sequence[str]],
    headers: Sequence[str],
    money: frozenset[int],
    figures: frozenset[int],
) -> set[int]:
    """Return the places of the rows of a text whose cells cannot be told apart.

    ``money`` are the columns of amounts, ``figures`` those and all others of figures. What half of
    the rows fill beyond the headers is a column without a header; a row alone that does so is too
    wide.
    """
    named = max((number for number, header in enumerate(headers) if header), default=-1) + 1
    odd = {place for place, row in enumerate(rows) if any(row[named:])}
    found = {place for place in odd if any(rows[place][len(headers) :])}
    if 2 * len(odd) < len(rows) or len(rows) <= _FEW:
        found |= odd
    for column in money:
        behind = headers[column + 1] if column + 1 < len(headers) else ""
        if column + 1 not in figures and not heads_sums(behind):
            found |= _cut(rows, column)
    return found


def _cut(rows: Sequence[Sequence[str]], column: int) -> set[int]:
    """Return the rows in which an amount seems cut in two at its comma.

    Where most rows have such a figure behind the amount it is a column of figures.
    """
    small = [
        place
        for place, row in enumerate(rows)
        if len(row) > column + 1
        and len(row[column]) <= _LONGEST_BEFORE
        and _THOUSANDS.fullmatch(row[column].strip())
    ]
    cut = {place for place in small if _BEHIND.fullmatch(rows[place][column + 1].strip())}
    if not cut:
        return cut
    behind = sum(
        len(row) > column + 1 and _BEHIND.fullmatch(row[column + 1].strip()) is not None
        for row in rows
    )
    return set() if 2 * behind > len(rows) > 1 else cut
