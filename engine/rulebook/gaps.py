"""What a table of figures leaves out: days between two editions, counts, options, seasons.

A gap is no fault in itself, the figure is unknown there; but it has to be meant. An edition says
why in its ``gaps``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, product

from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.rulebook.flat import Bounds, counts_or_options
from qinjian.schemas.regulation import UncertainDay
from qinjian.schemas.standard import Edition, Row, Season, Standard

_A_LEAP_YEAR = 2016
_SHOWN = 5
Words = tuple[str, ...]


def gaps(standard: Standard, at: Position) -> Iterator[Problem]:
    """List what no row and no edition of a table is for, and no edition explains."""
    used = [one for one in standard.editions if isinstance(one.start, UncertainDay)]
    between = dict(_days(used))
    for document, edition in {one.document: one for one in used}.items():
        found = [*filter(None, [between.get(document)]), *_keys(standard, edition)]
        if found and edition.gaps is None:
            shown = "; ".join(found[:_SHOWN]) + (f" … ({len(found)})" if found[_SHOWN:] else "")
            values = {"id": standard.id, "document": document, "gap": shown}
            yield Problem("standard_gap", at, values)


def _days(editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """List the documents before which there are days without any, with these days."""
    dated = sorted(editions, key=_start)
    for one, following in pairwise(dated):
        if one.end is not None and one.end + timedelta(days=1) < _start(following):
            first, last = one.end + timedelta(days=1), _start(following) - timedelta(days=1)
            yield following.document, f"{first} – {last}"


def _start(edition: Edition) -> date:
    assert isinstance(edition.start, UncertainDay)  # noqa: S101 - only such come here
    return edition.start.earliest


def _keys(standard: Standard, edition: Edition) -> Iterator[str]:
    """List the keys that no row is for."""
    rows: dict[Words, list[Row]] = defaultdict(list)
    words = [key for key in standard.keys if key.type == "enum"]
    for row in edition.rows:
        options = [counts_or_options(key, row, edition) for key in words]
        for chosen in product(*(cell for cell in options if isinstance(cell, list))):
            rows[chosen].append(row)
    for chosen in product(*(key.options for key in words)) if edition.rows else ():
        named = ", ".join(f"{key.name}={word}" for key, word in zip(words, chosen, strict=True))
        if chosen not in rows:
            yield named
            continue
        for gap in (*_counts(standard, edition, rows[chosen]), *_seasons(rows[chosen])):
            yield ", ".join(filter(None, (named, gap)))


def _counts(standard: Standard, edition: Edition, rows: Sequence[Row]) -> Iterator[str]:
    """List the counts between the ranges of some rows."""
    for key in standard.keys:
        if key.type != "count":
            continue
        ranges = [counts_or_options(key, row, edition) for row in rows]
        ends: set[Bounds] = {cell for cell in ranges if isinstance(cell, tuple)}
        for one, following in pairwise(sorted(ends, key=lambda ends: ends[0] or 0)):
            if one[1] is not None and one[1] + 1 < (following[0] or 0):
                yield f"{key.name}={one[1] + 1}–{(following[0] or 0) - 1}"


def _seasons(rows: Sequence[Row]) -> Iterator[str]:
    """Name the first day of the year for which none of some rows is."""
    seasons = [row.season for row in rows if row.season is not None]
    if len(seasons) < len(rows):
        return
    for day in range(366):
        at = date(_A_LEAP_YEAR, 1, 1) + timedelta(days=day)
        if not any(_in(season, at) for season in seasons):
            yield f"{at:%m-%d}"
            return


def _in(season: Season, day: date) -> bool:
    return season.run(day) is not None
