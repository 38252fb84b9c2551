"""A standard with all that is short in its file written out: the form in which figures are found.

Each spelling of a word has a row of its own, as has each option that a row for all others is for;
and each row has the days on which it is surely in force. A look-up by the reference and a join in
SQL go through the same rows.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from qinjian.engine.wording.text import normalised
from qinjian.schemas.regulation import UncertainDay
from qinjian.schemas.standard import Edition, Key, Others, Range, Row, Season, Share, Standard

Bounds = tuple[int | None, int | None]
"""The least and the greatest count of a range, None where it is open."""


class FlatRow(NamedTuple):
    """One figure.

    ``keys`` hold a word, in its normalised form, or the bounds of a count. ``first`` and ``last``
    are days between which the edition is surely in force. ``value`` is the figure, in the unit of
    the table; it is None where the figure is the count of the table // ``over``.
    """

    keys: tuple[str | Bounds, ...]
    first: date
    last: date
    season: Season | None
    value: int | Decimal | None
    over: int | None
    edition: Edition


def flat_rows(standard: Standard) -> Iterator[FlatRow]:
    """Write a standard out.

    No two editions overlap (see ``check_table``), so that on a day when one is surely in force
    the start of no other is in doubt.
    """
    for edition in standard.editions:
        if not isinstance(edition.start, UncertainDay):
            continue
        first, last = edition.start.latest, edition.end or date.max
        for row in edition.rows if first <= last else ():
            cells = [_written(key, row, edition) for key in standard.keys]
            for keys in product(*cells):
                yield FlatRow(keys, first, last, row.season, *_figure(row, standard), edition)


def _figure(row: Row, standard: Standard) -> tuple[int | Decimal | None, int | None]:
    if isinstance(row.value, Share):
        return None, row.value.over
    return (row.value if standard.type == "money" else int(row.value)), None


def _written(key: Key, row: Row, edition: Edition) -> list[str | Bounds]:
    """List the ways in which a record may write the key of a row."""
    covered = counts_or_options(key, row, edition)
    if isinstance(covered, tuple):
        return [covered]
    return [normalised(way) for word in covered for way in (word, *key.options[word])]


def counts_or_options(key: Key, row: Row, edition: Edition) -> Bounds | list[str]:
    """Return the counts, or list the options of a key, that a row is for."""
    cell = row.keys[key.name]
    if isinstance(cell, Range):
        return cell.first, cell.last
    if isinstance(cell, Others):
        named = {
            one.keys[key.name]
            for one in edition.rows
            if one.keys[cell.other] == row.keys[cell.other] and isinstance(one.keys[key.name], str)
        }
        return [word for word in key.options if word not in named]
    return (int(cell), int(cell)) if key.type == "count" else [cell]
