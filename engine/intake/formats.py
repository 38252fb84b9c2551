"""From the bytes of a file to entries, by format."""

import json
from collections.abc import Iterator

from qinjian.engine.intake import json_text
from qinjian.engine.intake.claims import ClaimReader, written
from qinjian.engine.intake.decoding import text_of
from qinjian.engine.intake.entry import Entry, Locate, Path
from qinjian.engine.intake.source import Source
from qinjian.engine.intake.tables import Row, Table, csv_rows
from qinjian.engine.intake.workbook import sheets
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.engine.strict_yaml import load
from qinjian.schemas.record import Record

Item = Entry | Problem


def read_file(
    source: Source, data: bytes, kind: type[Record] | None, unmatched: list[str]
) -> Iterator[Item]:
    """List the entries of a file, and problems that belong to no single row.

    Headers that mean nothing are added to ``unmatched``.

    Raises:
        QinjianError: nothing more of the file can be read.
    """
    file = source.name
    if source.format == "xlsx":
        yield from _workbook(data, file, kind, unmatched)
        return
    if source.format is None and b"\0" in data:
        raise QinjianError(Problem("stdin_format", Position(file=file)))
    text = text_of(data, file)
    match source.format or _sniffed(text):
        case "json":
            value = json_text.load(text, Position(file=file))
            yield from _some(ClaimReader(_in_file(file), kind).file(value), file)
        case "yaml":
            document = load(text, file)
            yield from _some(
                ClaimReader(_in_yaml(document.position), kind).file(document.data), file
            )
        case "jsonl":
            yield from _some(_json_lines(text, file, kind), file)
        case _:
            rows = csv_rows(text, file)
            yield from _some(_table(rows, file, None, kind, unmatched), file)


def _some(items: Iterator[Item], file: str) -> Iterator[Item]:
    """Pass on the entries of a file; none at all is a problem too."""
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        yield Problem("no_rows", Position(file=file))


def _sniffed(text: str) -> str:
    """Tell the format of standard input: JSON, JSON Lines or CSV."""
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return "csv"
    first, _, others = start.partition("\n")
    if not others.strip():
        return "json"
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else "json"
    except (ValueError, RecursionError):
        return "json"


def _in_file(file: str, row: int | None = None) -> Locate:
    return lambda path: Position(file=file, row=row, field=written(path) or None)


def _in_yaml(position: Locate) -> Locate:
    def locate(path: Path) -> Position:
        mark = position(path)
        return Position(
            file=mark.file, line=mark.line, column=mark.column, field=written(path) or None
        )

    return locate


def _json_lines(text: str, file: str, kind: type[Record] | None) -> Iterator[Item]:
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            claim = json_text.load(line, Position(file=file, row=row))
        except QinjianError as error:
            yield Entry(None, row, None, problems=error.problems)
            continue
        yield from ClaimReader(_in_file(file, row), kind).claim(claim, (), row, same_row=True)


def _table(
    rows: Iterator[Row],
    file: str,
    sheet: str | None,
    kind: type[Record] | None,
    unmatched: list[str],
) -> Iterator[Item]:
    table = Table(rows, file, sheet, kind)
    strange = table.unmatched()
    unmatched += strange
    yield from strange.values()
    yield from table.entries()


def _workbook(
    data: bytes, file: str, kind: type[Record] | None, unmatched: list[str]
) -> Iterator[Item]:
    """Read every sheet; one that cannot be read does not hide the others."""
    if not data:
        raise QinjianError(Problem("file_empty", Position(file=file)))
    empty = True
    for name, lines in sheets(data, file):
        try:
            for item in _table(enumerate(lines, start=1), file, name, kind, unmatched):
                empty = False
                yield item
        except QinjianError as error:
            empty = False
            yield from error.problems
    if empty:
        yield Problem("no_rows", Position(file=file))
