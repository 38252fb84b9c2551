"""How the columns of a file would be read, without reading it: for ``qinjian map``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import Source, find
from qinjian.engine.intake.formats import TABLE_FORMATS, OpenTable, Request, tables
from qinjian.engine.intake.model import FileTally
from qinjian.engine.intake.reader import NOTICES, request_of
from qinjian.engine.intake.tables.columns import Understood
from qinjian.engine.intake.tables.forms import MOST_ROWS, forms_in
from qinjian.engine.intake.tables.mapping import is_mapped
from qinjian.engine.intake.tables.table import Table
from qinjian.engine.intake.values.reading import shown
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.schemas.record import Record

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

    What loses nothing is told only where there is nothing else to tell.

    Raises:
        QinjianError: as ``open_reader``.
    """
    request = request_of(kind, mapping)
    found: list[Surveyed] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    for source in find([path]):
        for item in [source] if isinstance(source, Problem) else _tables(source, request):
            if isinstance(item, Surveyed):
                found.append(item)
            else:
                (notices if item.code in NOTICES else problems).append(item)
    return found, problems if found or problems else notices


def _tables(source: Source, request: Request) -> Iterator[Surveyed | Problem]:
    if source.format not in TABLE_FORMATS:
        yield Problem("map_no_table", Position(file=source.name))
        return
    tally = FileTally(source.name)
    try:
        copy = snapshot(source, None)
        with copy.stream:
            for found in tables(copy.stream, str(source.format), tally):
                yield found if isinstance(found, Problem) else _looked_at(found, tally, request)
    except QinjianError as error:
        yield from error.problems


def _looked_at(found: OpenTable, tally: FileTally, request: Request) -> Surveyed | Problem:
    rows = list(islice(found.rows, MOST_ROWS + 1))
    sheet = found.tally.sheet
    mapped = is_mapped(rows, tally.file, sheet, request.mapping)
    if len(rows) <= MOST_ROWS and not mapped and forms_in(rows, request.kind, sheet, tally.file):
        return Problem("map_no_table", Position(tally.file, sheet))
    return _surveyed(rows, found, tally, request)


def _surveyed(
    rows: Sequence[Row], found: OpenTable, tally: FileTally, request: Request
) -> Surveyed:
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
