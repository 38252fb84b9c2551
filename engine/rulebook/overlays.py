"""A unit's own figures, laid over those of a table: they hold instead, on the days of their own.

A row of an overlay is for exactly the keys of a row below it, or for keys that no row is for.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from qinjian.engine.messages.problems import Problem, RuleFileError
from qinjian.engine.rulebook.flat import Bounds, FlatRow, flat_rows
from qinjian.engine.rulebook.standards import Overlay, Table
from qinjian.engine.yaml.document import Document
from qinjian.schemas.standard import Standard

_DAY = timedelta(days=1)


def lay_over(document: Document, table: Table, own: Standard) -> Table:
    """Lay a table over another.

    Raises:
        RuleFileError: it is of another type, unit or keys, or a row does not fit those below.
    """
    below = table.standard
    if (own.type, own.unit, own.keys) != (below.type, below.unit, below.keys):
        raise RuleFileError(document.problem("overlay_other", ("overlays",), id=below.id))
    rows = table.flat
    for row in flat_rows(own):
        for other in rows:
            if _meets(row, other) and not _covers(row, other):
                values = {"id": below.id, "keys": _named(own, row)}
                raise RuleFileError(document.problem("overlay_row", ("editions",), **values))
        rows = (*chain.from_iterable(_outside(other, row) for other in rows), row)
    overlay = Overlay(own, document.position(("id",)))
    return Table(below, rows, (*table.overlays, overlay))


def looser(table: Table) -> Iterator[Problem]:
    """List the figures of overlays that allow more than the row below."""
    below = tuple(flat_rows(table.standard))
    for overlay in table.overlays:
        for row in flat_rows(overlay.standard):
            for other in below:
                if _meets(row, other) and _allows_more(table.standard, row, other):
                    values = {
                        "id": overlay.standard.id, "below": table.standard.id,
                        "keys": _named(table.standard, row),
                        "own": _shown(row), "other": _shown(other),
                    }  # fmt: skip
                    yield Problem("overlay_looser", overlay.at, values)
        below = (*below, *flat_rows(overlay.standard))


def _allows_more(standard: Standard, own: FlatRow, other: FlatRow) -> bool:
    """Tell whether a figure allows more; a share of less, or a share in place of a figure, may."""
    if own.value is None or other.value is None:
        return own.over is None or other.over is None or own.over < other.over
    more = own.value > other.value
    return own.value != other.value and more is (standard.looser == "higher")


def _meets(own: FlatRow, other: FlatRow) -> bool:
    """Tell whether two rows can be for one record."""
    days = own.first <= other.last and other.first <= own.last
    return days and all(map(_cells_meet, own.keys, other.keys))


def _cells_meet(own: str | Bounds, other: str | Bounds) -> bool:
    if isinstance(own, str) or isinstance(other, str):
        return own == other
    above = own[1] is None or other[0] is None or other[0] <= own[1]
    return above and (other[1] is None or own[0] is None or own[0] <= other[1])


def _covers(own: FlatRow, other: FlatRow) -> bool:
    return own.keys == other.keys and own.season in (None, other.season)


def _outside(other: FlatRow, own: FlatRow) -> Sequence[FlatRow]:
    """Return what is left of a row on days on which another does not hold instead."""
    if not _meets(own, other):
        return (other,)
    left = []
    if other.first < own.first:
        left.append(other._replace(last=own.first - _DAY))
    if own.last < other.last:
        left.append(other._replace(first=_after(own.last)))
    return left


def _after(day: date) -> date:
    return day + _DAY


def _named(standard: Standard, row: FlatRow) -> str:
    """Write the keys of a row for a message."""
    cells = [
        cell if isinstance(cell, str) else f"{cell[0] or 0}–{'' if cell[1] is None else cell[1]}"
        for cell in row.keys
    ]
    named = [f"{key.name}={cell}" for key, cell in zip(standard.keys, cells, strict=True)]
    return ", ".join(named) or "—"


def _shown(row: FlatRow) -> str:
    return f"// {row.over}" if row.value is None else str(row.value)
