"""Drawing a sample: the frame is filled, each stratum drawn from, and all of it reconciled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from qinjian.engine.answer.population import Population, reading_told
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.run.particulars import particulars
from qinjian.engine.sampling import draw
from qinjian.engine.sampling.draw import Hit
from qinjian.engine.sampling.frame import By, Frame, Row, in_order, place_of
from qinjian.engine.version import VERSION
from qinjian.schemas.finding import Particulars, Place
from qinjian.schemas.sample import (
    Counted,
    Drawn,
    Excluded,
    ExcludedRow,
    Method,
    Reason,
    Sample,
    Stratum,
)

_CENTS = Decimal(100)

_Key = tuple[int, int]
"""The batch and the position of a row."""

_Told = dict[_Key, tuple[Place, Particulars]]


@dataclass(frozen=True)
class Asked:
    """What sample is asked for, and the command line that asks for it.

    Raises:
        QinjianError: ``option_wrong`` for a size below 1.
    """

    method: Method
    size: int
    seed: str
    by: By | None
    command: str

    def __post_init__(self) -> None:
        if self.size < 1:
            values = {"option": "-n", "value": self.size, "known": "1, 2, 3 …"}
            raise QinjianError(Problem("option_wrong", values=values))


def sample_of(population: Population, asked: Asked) -> Sample:
    """Draw a sample of all rows that count."""
    frame = Frame(asked.method, asked.by)
    frame.fill(population)
    names = sorted(frame.strata, key=lambda name: (name is None, name or ""))
    hits = {name: _drawn(frame.strata[name], name, asked) for name in names}
    taken = [frame.strata[name][hit.place] for name in names for hit in hits[name]]
    excluded = [row for rows in frame.excluded.values() for row in rows]
    places, told = _told(frame, excluded, taken)
    drawable = [row for rows in frame.strata.values() for row in rows]
    reading = reading_told(population, population.options.language)
    return Sample(
        tool="qinjian",
        version=VERSION,
        language=population.options.language,
        command=asked.command,
        method=asked.method,
        seed=asked.seed,
        size=asked.size,
        by=asked.by,
        population=counted([*drawable, *excluded]),
        sampled=counted(taken),
        not_sampled=_rest(drawable, taken),
        excluded=tuple(
            Excluded(
                reason=reason,
                records=tuple(_excluded(row, places) for row in rows),
                **counted(rows).model_dump(),
            )
            for reason in get_args(Reason)
            if (rows := frame.excluded.get(reason))
        ),
        strata=tuple(_stratum(name, frame.strata[name], hits[name], asked) for name in names),
        drawn=tuple(_listed(frame, hits, told, asked)),
        files=reading.files,
        totals=reading.totals,
        rejects=reading.rejects,
        unreadable=reading.unreadable,
        notices=reading.notices,
    )


def counted(rows: Sequence[Row]) -> Counted:
    """Count rows and add up their amounts."""
    cents = sum(row.cents or 0 for row in rows)
    return Counted(rows=len(rows), yuan=f"{cents / _CENTS:.2f}")


def _rest(rows: Sequence[Row], taken: Sequence[Row]) -> Counted:
    drawn = {row.key for row in taken}
    return counted([row for row in rows if row.key not in drawn])


def _drawn(rows: Sequence[Row], name: str | None, asked: Asked) -> list[Hit]:
    """Draw from a stratum; where no more are there than are asked for, all are taken."""
    if len(rows) <= asked.size:
        return [Hit(place) for place in range(len(rows))]
    seed = _seed(name, asked)
    match asked.method:
        case "random":
            return draw.random([row.identity for row in rows], asked.size, asked.seed)
        case "systematic":
            return draw.systematic(len(rows), asked.size, seed)
        case "mus":
            return draw.monetary([row.cents or 0 for row in rows], asked.size, seed)


def _seed(name: str | None, asked: Asked) -> str:
    """Return the seed of a stratum, so that not all of them begin at the same share."""
    return asked.seed if asked.by is None else f"{asked.seed}|{name or ''}"


def _length(rows: Sequence[Row], asked: Asked) -> Decimal:
    """Return what the hits divide: rows, or yuan."""
    if asked.method == "mus":
        return sum(row.cents or 0 for row in rows) / _CENTS
    return Decimal(len(rows))


def _stratum(name: str | None, rows: Sequence[Row], hits: Sequence[Hit], asked: Asked) -> Stratum:
    all_ = len(rows) <= asked.size
    has_interval = not all_ and asked.method != "random"
    return Stratum(
        name=name,
        population=counted(rows),
        asked=asked.size,
        sampled=counted([rows[hit.place] for hit in hits]),
        all=all_,
        interval=f"{_length(rows, asked) / asked.size:.2f}" if has_interval else None,
    )


def _listed(
    frame: Frame, hits: dict[str | None, list[Hit]], told: _Told, asked: Asked
) -> Iterator[Drawn]:
    """List what was drawn, stratum by stratum, in the order in which it was read."""
    number = 0
    for name, found in hits.items():
        rows = frame.strata[name]
        total = sum(row.cents or 0 for row in rows)
        for hit in sorted(found, key=lambda one: one.place):
            number += 1
            row = rows[hit.place]
            place, about = told[row.key]
            by_money = asked.method == "mus" and hit.at is not None
            yield Drawn(
                number=number,
                stratum=name,
                record=place,
                about=about,
                order=hit.order,
                hit=_hit(hit.at, asked.method),
                hits=hit.hits,
                certain=(row.cents or 0) * asked.size >= total if by_money else None,
            )


def _hit(at: int | None, method: Method) -> str | None:
    """Write what was hit, counted from 1: a row, or a cent in yuan."""
    if at is None:
        return None
    return f"{(at + 1) / _CENTS:.2f}" if method == "mus" else str(at + 1)


def _excluded(row: Row, places: Mapping[_Key, Place]) -> ExcludedRow:
    amount = None if row.cents is None else f"{row.cents / _CENTS:.2f}"
    return ExcludedRow(record=places[row.key], amount=amount)


def _told(
    frame: Frame, excluded: Iterable[Row], taken: Iterable[Row]
) -> tuple[dict[_Key, Place], _Told]:
    """Tell the places of some rows and the particulars of others, and let all go."""
    out, drawn = {row.key for row in excluded}, {row.key for row in taken}
    places: dict[_Key, Place] = {}
    told: _Told = {}
    for number, batch in frame.held:
        for table, row in in_order(batch):
            key = number, table.positions[row]
            if key in out:
                places[key] = place_of(batch, table, row)
            elif key in drawn:
                told[key] = place_of(batch, table, row), particulars(table.record(row))
    frame.held.close()
    return places, told
