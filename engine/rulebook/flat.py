"""A standard with all that is short in its file written out: the form in which figures are found.

Each spelling of a word has a row of its own, as has each option that a row for all others is for;
and each row has the days on which it is surely in force. A look-up by the reference and a join in
SQL go through the same rows.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from qinjian.engine.text import normalised
from qinjian.schemas.regulation import UncertainDay
from qinjian.schemas.standard import Edition, Key, Others, Range, Row, Season, Share, Standard

_DAY = timedelta(days=1)

Span = tuple[date, date]
"""First and last day, both included."""

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
    """Write a standard out."""
    for edition in standard.editions:
        spans = list(_sure(edition, standard.editions))
        for row in edition.rows if spans else ():
            cells = [list(_written(key, row, edition)) for key in standard.keys]
            for keys, (first, last) in product(product(*cells), spans):
                yield FlatRow(keys, first, last, row.season, *_figure(row, standard), edition)


def _figure(row: Row, standard: Standard) -> tuple[int | Decimal | None, int | None]:
    if isinstance(row.value, Share):
        return None, row.value.over
    return (row.value if standard.type == "money" else int(row.value)), None


def _written(key: Key, row: Row, edition: Edition) -> Iterator[str | Bounds]:
    """List the ways in which a record may write the key of a row."""
    cell = row.keys[key.name]
    if isinstance(cell, Range):
        yield cell.first, cell.last
    elif key.type == "count":
        yield int(str(cell)), int(str(cell))
    else:
        words = _others(key, cell, row, edition) if isinstance(cell, Others) else [cell]
        for word in words:
            yield from map(normalised, (word, *key.options[word]))


def _others(key: Key, cell: Others, row: Row, edition: Edition) -> list[str]:
    """List the options that no row with the same word for the other key names."""
    named = {
        one.keys[key.name]
        for one in edition.rows
        if one.keys[cell.other] == row.keys[cell.other] and isinstance(one.keys[key.name], str)
    }
    return [word for word in key.options if word not in named]


def _sure(edition: Edition, every: Sequence[Edition]) -> Iterator[Span]:
    """List the days on which an edition is in force, less those when another one may be."""
    if not isinstance(edition.start, UncertainDay):
        return
    spans = [(edition.start.latest, edition.end or date.max)]
    for other in every:
        if not isinstance(other.start, UncertainDay) or other.start.earliest == other.start.latest:
            continue
        doubt = other.start.earliest, min(other.start.latest - _DAY, other.end or date.max)
        spans = [part for span in spans for part in _less(span, doubt)]
    yield from spans


def _less(span: Span, gap: Span) -> Iterator[Span]:
    """Take a span of days out of another."""
    if span[0] > span[1]:
        return
    if gap[1] < span[0] or span[1] < gap[0]:
        yield span
        return
    if span[0] < gap[0]:
        yield span[0], gap[0] - _DAY
    if gap[1] < span[1]:
        yield gap[1] + _DAY, span[1]
