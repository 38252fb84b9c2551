"""A stream from a program: records in one by one, lines out as they are said."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from qinjian.engine.answer.collect import Options
from qinjian.engine.live.arrivals import digest_of
from qinjian.engine.live.journal import IN_MEMORY, Delivery, Journal
from qinjian.engine.live.pending import Engine, refuse_missing
from qinjian.engine.live.stream import TOLD, Taken
from qinjian.engine.live.stream import Stream as Live
from qinjian.engine.messages.problems import Problem
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.wording import Language
from qinjian.schemas.record import Record
from qinjian.schemas.stream import LeadLine, Stream, WithdrawnLine

NAME = "data"
"""What stands for the name of a file, as in ``check``."""

_ROW = "row"


def stream(
    records: Iterable[Record | Mapping[str, object]],
    *,
    journal: Path | None = None,
    key: str | None = None,
    finish: bool = True,
    engine: Engine = "durable-rules",
    kind: str | None = None,
    unit: str | None = None,
    unit_kind: str | None = None,
    region: str | None = None,
    level: str | None = None,
    as_of: date | None = None,
    language: Language = "zh",
    rulebook: Rulebook | None = None,
    tell: Callable[[Problem], None] = lambda _: None,
) -> Iterator[LeadLine | WithdrawnLine]:
    """Judge records as they come, and give leads, and leads that are taken back, at once.

    Records are models of ``qinjian.schemas.kinds`` or dictionaries, as for ``check``; ``row``
    counts them from 1. What is said is in the ``journal`` first, a file, or in memory if none is
    named; with a file a later call goes on where this one ended. ``key`` names the field by which a
    record that comes again is known. With ``finish`` rules over a whole run speak when the records
    end, and what then stands are the leads of ``check``. ``engine`` is what holds what is pending:
    ``durable-rules``, or ``lists``, which needs no extra. ``tell`` is called with what could not be
    read. The other arguments are as in ``check``.

    Raises:
        QinjianError: ``stream_extra``, ``journal_failed``, ``journal_busy``, ``journal_other``, and
            as ``check`` for options.
        RuntimeError: a fault of our own in judging.
    """
    refuse_missing(engine)
    options = Options(
        language=language, kind=kind, region=region, unit=unit, unit_kind=unit_kind, level=level,
        as_of=as_of,
    )  # fmt: skip
    with (
        closing(Journal(IN_MEMORY if journal is None else str(journal))) as kept,
        closing(Live(rulebook or load_rulebook(), options, kept, NAME, key, engine)) as live,
    ):
        untold = kept.untold(int(kept.about(TOLD) or 0))
        yield from _told(live, Taken(tuple(untold)), tell)
        done = int(kept.about(_ROW) or 0)
        for row, one in enumerate(records, start=done + 1):
            content = _written(one)
            arrived = Delivery(NAME, row, content, digest_of(content))
            yield from _told(live, live.take([arrived], [(_ROW, str(row))]), tell)
        if finish:
            yield from _told(live, live.finish(), tell)
        for problem in live.course():
            tell(problem)


def _told(
    live: Live, taken: Taken, tell: Callable[[Problem], None]
) -> Iterator[LeadLine | WithdrawnLine]:
    """Give lines out, each of which counts as told when the next one is asked for."""
    for problem in taken.problems:
        tell(problem)
    for seq, body in taken.lines:
        yield Stream.model_validate_json(body).root
        live.journal.note(TOLD, str(seq))
    if live.errors:
        raise RuntimeError("; ".join(live.errors[:5]))


def _written(one: Record | Mapping[str, object]) -> bytes:
    """Write a record as a line of JSON, which is read as those of a file are."""
    said: dict[str, object]
    if isinstance(one, Record):
        said = {"kind": one.kind, **one.model_dump(mode="python", exclude_unset=True)}
    else:
        said = dict(one)
    return json.dumps(said, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    """Write what JSON has no form for."""
    match value:
        case Decimal():
            return format(value, "f") if value.is_finite() else str(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return str(value)
