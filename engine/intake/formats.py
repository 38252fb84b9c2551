"""From a file to entries, by format."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO

from qinjian.engine.intake.files import json_text
from qinjian.engine.intake.files.decoding import detect, opened, text_of
from qinjian.engine.intake.files.delimited import DELIMITERS, Row, dialect_of, rows_of
from qinjian.engine.intake.files.parquet import parquet_rows
from qinjian.engine.intake.files.workbook import sheets
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.claims import ClaimReader, written
from qinjian.engine.intake.records.entry import Entry, Locate, Path
from qinjian.engine.intake.tables.rows import is_no_table
from qinjian.engine.intake.tables.table import Table
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.engine.strict_yaml import MAX_CHARACTERS, load
from qinjian.schemas.mapping import Mapping, TableMapping
from qinjian.schemas.record import Record

MAX_JSON = 100_000_000
"""Characters of a JSON file, which is read whole; JSON Lines have no bound but that of a line."""

Item = Entry | Problem


@dataclass(frozen=True)
class Request:
    """How files are to be read: the kind of all rows if it is said, and a mapping.

    ``used`` collects the parts of the mapping that fitted a table.
    """

    kind: type[Record] | None = None
    mapping: Mapping | None = None
    used: list[TableMapping] = field(default_factory=list)


def read_file(
    stream: BinaryIO, format_: str | None, request: Request, tally: FileTally
) -> Iterator[Item]:
    """List the entries of a file, and problems that belong to no single row.

    Each item belongs to the last table of ``tally``, to which tables are added as they begin.

    Raises:
        QinjianError: nothing more of the file can be read.
    """
    file = tally.file
    format_ = format_ or _sniffed(stream, file)
    match format_:
        case "json":
            text, tally.encoding = text_of(stream, file, MAX_JSON)
            value = json_text.load(text, Position(file=file))
            reader = ClaimReader(row_of(file), request.kind)
            yield from _claims(reader.file(value), tally)
        case "yaml":
            text, tally.encoding = text_of(stream, file, MAX_CHARACTERS)
            document = load(text, file)
            reader = ClaimReader(_in_yaml(document.position), request.kind)
            yield from _claims(reader.file(document.data), tally)
        case "jsonl":
            yield from _claims(_json_lines(stream, request.kind, tally), tally)
        case _:
            for found in tables(stream, format_, tally):
                if isinstance(found, Problem):
                    yield found
                else:
                    yield from read_table(found, tally, request)


@dataclass(frozen=True)
class OpenTable:
    """A table before its rows are read; ``above`` is the scale of the table above it."""

    tally: TableTally
    rows: Iterator[Row]
    above: int = 1


def tables(stream: BinaryIO, format_: str, tally: FileTally) -> Iterator[OpenTable | Problem]:
    """List the tables of a file of tables: each sheet of a workbook, else one.

    Raises:
        QinjianError: nothing more of the file can be read.
    """
    match format_:
        case "workbook":
            yield from _workbook(stream, tally)
        case "parquet":
            yield OpenTable(TableTally(), parquet_rows(stream, tally.file))
        case _:
            yield OpenTable(TableTally(), _delimited(stream, tally))


def _claims(items: Iterator[Item], tally: FileTally) -> Iterator[Item]:
    """Pass on the entries of claims; none at all is a problem too."""
    table = TableTally()
    tally.tables.append(table)
    empty = True
    for item in items:
        empty = False
        if isinstance(item, Entry) and item.model is not None:
            table.kinds.setdefault(item.model)
        yield item
    if empty:
        yield Problem("no_rows", Position(file=tally.file))


def _sniffed(stream: BinaryIO, file: str) -> str:
    """Tell the format of standard input: JSON, JSON Lines or a table of text.

    Raises:
        QinjianError: ``stdin_format``, and as ``detect``.
    """
    stream.seek(0)
    if stream.read(4)[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"):
        raise QinjianError(Problem("stdin_format", Position(file=file)))
    text = opened(stream, detect(stream, file))
    try:
        start = text.read(MAX_CHARACTERS).lstrip()
    finally:
        text.detach()
    if not start.startswith(("{", "[")):
        return "csv"
    first, _, others = start.partition("\n")
    if not others.strip():
        return "json"
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else "json"
    except (ValueError, RecursionError):
        return "json"


def row_of(file: str, row: int | None = None) -> Locate:
    """Tell places inside of a claim by the file, and the row if each has one of its own."""
    return lambda path: Position(file=file, row=row, field=written(path) or None)


def _in_yaml(position: Locate) -> Locate:
    def locate(path: Path) -> Position:
        mark = position(path)
        return Position(
            file=mark.file, line=mark.line, column=mark.column, field=written(path) or None
        )

    return locate


def _json_lines(stream: BinaryIO, kind: type[Record] | None, tally: FileTally) -> Iterator[Item]:
    file = tally.file
    tally.encoding = detect(stream, file)
    text = opened(stream, tally.encoding)
    try:
        for row, line in enumerate(text, start=1):
            if not line.strip():
                continue
            try:
                claim = json_text.load(line, Position(file=file, row=row))
            except QinjianError as error:
                yield Entry(None, row, None, problems=error.problems)
                continue
            reader = ClaimReader(row_of(file, row), kind)
            yield from reader.claim(claim, (), row, same_row=True)
    finally:
        _let_go(text, stream)


def _delimited(stream: BinaryIO, tally: FileTally) -> Iterator[Row]:
    """List the rows of a table of text, after telling its encoding and its delimiter."""
    tally.encoding = detect(stream, tally.file)
    sample = opened(stream, tally.encoding)
    dialect = dialect_of(sample)
    sample.detach()
    tally.delimiter = DELIMITERS[dialect.delimiter]
    text = opened(stream, tally.encoding)
    try:
        yield from rows_of(text, dialect, tally.file)
    finally:
        _let_go(text, stream)


def _let_go(text: TextIOWrapper, stream: BinaryIO) -> None:
    """Part the text from its bytes, which are closed already where the reading was given up."""
    if not stream.closed:
        text.detach()


def read_table(found: OpenTable, tally: FileTally, request: Request) -> Iterator[Item]:
    """Read one table, and those that stand under it; what ends one does not hide the others.

    A hidden sheet that is no table is a notice.
    """
    table = found.tally
    tally.tables.append(table)
    where = Position(tally.file, table.sheet)
    reader = None
    try:
        reader = Table(found.rows, table, tally.file, request.kind, request.mapping, found.above)
        if reader.columns.layout.mapped is not None:
            request.used.append(reader.columns.layout.mapped)
        yield from reader.entries()
        if not table.rows["records"]:
            yield Problem("no_rows", where)
    except QinjianError as error:
        if table.hidden and {problem.code for problem in error.problems} == {"header_missing"}:
            tally.tables.remove(table)
            yield Problem("sheet_ignored", where)
        else:
            yield from error.problems
    if reader is not None and reader.rest is not None:
        under = TableTally(table.sheet, hidden=table.hidden)
        scale = reader.columns.scale
        yield from read_table(OpenTable(under, reader.rest, scale), tally, request)


def _workbook(stream: BinaryIO, tally: FileTally) -> Iterator[OpenTable | Problem]:
    """List the sheets that hold anything."""
    if not stream.read(1):
        raise QinjianError(Problem("file_empty", Position(file=tally.file)))
    pictures = filled = 0
    for sheet in sheets(stream, tally.file):
        pictures += sheet.pictures
        where = Position(tally.file, sheet.name)
        first = next((row for row in sheet.rows if any(map(str.strip, row[1]))), None)
        if first is None:
            continue
        filled += 1
        if is_no_table(sheet.name):
            yield Problem("sheet_ignored", where)
            continue
        if sheet.hidden:
            yield Problem("sheet_hidden", where)
        yield OpenTable(TableTally(sheet.name, sheet.hidden), chain([first], sheet.rows))
    if not filled:
        code = "workbook_pictures" if pictures else "no_rows"
        yield Problem(code, Position(file=tally.file), {"count": pictures})
