"""How the columns of a file would be read, without reading it: for ``qinjian map``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import Source, find
from qinjian.engine.intake.formats import TABLE_FORMATS, OpenTable, Request, tables
from qinjian.engine.intake.model import FileTally
from qinjian.engine.intake.reader import NOTICES, request_of
from qinjian.engine.intake.records.entry import shown
from qinjian.engine.intake.tables.columns import Understood
from qinjian.engine.intake.tables.table import Table
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.schemas.record import Record

_ROWS = 200
_SAMPLES = 3


@dataclass(frozen=True)
class Surveyed:
    """One table: where its headers stand, what kind it is and how surely, and its columns.

    ``samples`` are some values of each column. ``kind`` is None if it is not settled.
    """

    file: str
    sheet: str | None
    header_rows: tuple[int, ...]
    kind: str | None
    scores: str
    columns: tuple[Understood, ...]
    samples: tuple[tuple[str, ...], ...]


def survey(
    path: str, kind: str | None = None, mapping: Path | None = None
) -> tuple[list[Surveyed], list[Problem]]:
    """Look at the tables of a file, or of the files of a folder; list what cannot be.

    Raises:
        QinjianError: as ``open_reader``.
    """
    request = request_of(kind, mapping)
    found: list[Surveyed] = []
    problems: list[Problem] = []
    for source in find([path]):
        for item in [source] if isinstance(source, Problem) else _tables(source, request):
            if isinstance(item, Surveyed):
                found.append(item)
            elif item.code not in NOTICES:
                problems.append(item)
    return found, problems


def _tables(source: Source, request: Request) -> Iterator[Surveyed | Problem]:
    if source.format not in TABLE_FORMATS:
        yield Problem("map_no_table", Position(file=source.name))
        return
    tally = FileTally(source.name)
    try:
        copy = snapshot(source, None)
        with copy.stream:
            for found in tables(copy.stream, str(source.format), tally):
                yield found if isinstance(found, Problem) else _surveyed(found, tally, request)
    except QinjianError as error:
        yield from error.problems


def _surveyed(found: OpenTable, tally: FileTally, request: Request) -> Surveyed:
    rows = list(islice(found.rows, _ROWS))
    table = Table(iter(rows), found.tally, tally.file, request.kind, request.mapping)
    columns = table.columns
    kind = table.kind
    models: list[type[Record]] = [kind] if kind else columns.models()
    last = columns.where.row or 0
    below = [cells for number, cells in rows if number > last and not isinstance(cells, Problem)]
    return Surveyed(
        file=columns.where.file or "",
        sheet=columns.where.sheet,
        header_rows=table.tally.header_rows,
        kind=kind.kind if kind else None,
        scores=columns.recognition.words(),
        columns=tuple(columns.understood(models)),
        samples=tuple(_samples(below, number) for number in range(len(columns.headers))),
    )


def _samples(rows: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    cells = (row[column].strip() for row in rows if column < len(row))
    return tuple(map(shown, islice(dict.fromkeys(cell for cell in cells if cell), _SAMPLES)))
