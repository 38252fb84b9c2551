"""From a file to entries, by format."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO

from qinjian.engine.intake.files import json_text
from qinjian.engine.intake.files.decoding import detect, opened, text_of
from qinjian.engine.intake.files.delimited import DELIMITERS, END_OF_TEXT, Row, dialect_of, rows_of
from qinjian.engine.intake.files.disguise import KINDS, real_format
from qinjian.engine.intake.files.inputs import ARCHIVE
from qinjian.engine.intake.files.json_records import Found, find_records
from qinjian.engine.intake.files.others import page_without_table
from qinjian.engine.intake.files.workbook import Sheet, sheets
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.claims import ClaimReader, written
from qinjian.engine.intake.records.entry import Entry, Locate, Path
from qinjian.engine.intake.tables.headers import count_known, is_lines
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.yaml.document import MAX_CHARACTERS
from qinjian.schemas.mapping import Mapping, TableMapping
from qinjian.schemas.record import Record

MAX_JSON = 100_000_000
"""Characters of a JSON file, which is read whole; JSON Lines have no bound but that of a line."""

TABLE_FORMATS = frozenset({ARCHIVE, "dbf", "delimited", "page", "parquet", "workbook"})
"""Formats whose columns have headers; an archive holds such files."""

Item = Entry | Problem
"""What stands in a file of claims: their lines, and what is wrong with it."""


@dataclass(frozen=True)
class Request:
    """How files are to be read: the kind of all rows if it is said, and a mapping.

    ``used`` collects the parts of the mapping that fitted a table. ``year`` tells that of the
    tables beside, for days that name none.
    """

    kind: type[Record] | None = None
    mapping: Mapping | None = None
    used: list[TableMapping] = field(default_factory=list)
    year: Callable[[], int | None] | None = None


def read_file(
    stream: BinaryIO, format_: str | None, request: Request, tally: FileTally
) -> Iterator["OpenTable | Item"]:
    """List what stands in a file: its tables before they are read, or the lines of its claims.

    Problems that belong to no single row stand between them.

    Raises:
        QinjianError: nothing more of the file can be read.
    """
    file = tally.file
    format_ = format_ or _sniffed(stream, file)
    match format_:
        case "json":
            text, tally.encoding = text_of(stream, file, MAX_JSON)
            value = json_text.load(text.rstrip(END_OF_TEXT), Position(file=file))
            found = find_records(value, is_lines)
            if found.path:
                yield _wrapped(found, file)
            reader = ClaimReader(row_of(file, within=found.path), request.kind)
            yield from _claims(reader.file(found.records), file)
        case "yaml":
            from qinjian.engine.yaml.strict import load  # noqa: PLC0415 - as below

            text, tally.encoding = text_of(stream, file, MAX_CHARACTERS)
            document = load(text, file)
            reader = ClaimReader(_in_yaml(document.position), request.kind)
            yield from _claims(reader.file(document.data), file)
        case "jsonl":
            yield from _claims(_json_lines(stream, request.kind, tally), file)
        case _:
            yield from tables(stream, format_, tally)


@dataclass(frozen=True)
class OpenTable:
    """A table before its rows are read; ``above`` is the scale of the table above it.

    ``delimited`` says that its cells have no places but those that the marks between them give.
    """

    tally: TableTally
    rows: Iterator[Row]
    above: int = 1
    delimited: bool = False


def tables(stream: BinaryIO, format_: str, tally: FileTally) -> Iterator[OpenTable | Problem]:
    """List the tables of a file of tables: each sheet of a workbook or page, else one.

    What the bytes are beats what the ending of the name says. An archive holds none itself.

    Raises:
        QinjianError: nothing more of the file can be read.
    """
    match format_:
        case "archive":
            return
        case "parquet":
            from qinjian.engine.intake.files.parquet import parquet_rows  # noqa: PLC0415

            yield OpenTable(TableTally(), parquet_rows(stream, tally.file))
        case "dbf":
            yield from _dbf(stream, tally)
        case _:
            yield from _by_the_bytes(stream, format_, tally)


def _by_the_bytes(
    stream: BinaryIO, format_: str, tally: FileTally
) -> Iterator[OpenTable | Problem]:
    """List the tables of a workbook or text, or of what is called one."""
    # The readers of formats are imported by what has one: a claim needs none of them.
    real = real_format(stream, format_)
    if format_ == "page" and real in (None, "delimited"):
        yield page_without_table(tally.file)
        return
    if real is not None and real != format_ and (format_, real) != ("page", "pages_in_mail"):
        yield Problem("file_is_other", Position(file=tally.file), {"kind": KINDS[real]})
    match real:
        case None | "workbook":
            if not stream.read(1):
                raise QinjianError(Problem("file_empty", Position(file=tally.file)))
            yield from _sheets(sheets(stream, tally.file), tally)
        case "delimited":
            yield OpenTable(TableTally(), _delimited(stream, tally), delimited=True)
        case _:
            from qinjian.engine.intake.files.web import marked_sheets  # noqa: PLC0415

            found = marked_sheets(stream, real, tally.file)
            tally.encoding = found.encoding
            if not found.sheets and format_ == "page":
                yield page_without_table(tally.file)
            elif not found.sheets:
                raise QinjianError(Problem("page_no_table", Position(file=tally.file)))
            else:
                yield from _sheets(found.sheets, tally)


def _dbf(stream: BinaryIO, tally: FileTally) -> Iterator[OpenTable | Problem]:
    from qinjian.engine.intake.files.dbf import DbfTable  # noqa: PLC0415

    table = DbfTable.of(stream, tally.file)
    tally.encoding = table.encoding
    yield OpenTable(TableTally(), table.rows())
    yield from table.problems()


def _claims(items: Iterator[Item], file: str) -> Iterator[Item]:
    """Pass on the lines of claims; none at all is a problem too."""
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        yield Problem("no_rows", Position(file=file))


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
        return "delimited"
    first, _, others = start.partition("\n")
    if not others.strip():
        return "json"
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else "json"
    except (ValueError, RecursionError):
        return "json"


def row_of(file: str, row: int | None = None, within: Path = ()) -> Locate:
    """Tell places inside of a claim by the file, and the row if each has one of its own.

    ``within`` is the path to the claims in what wraps them.
    """
    return lambda path: Position(file=file, row=row, field=written((*within, *path)) or None)


def _wrapped(found: Found, file: str) -> Problem:
    """Say where the records of a file were found."""
    count = len(found.records) if isinstance(found.records, list) else 1
    values: dict[str, object] = {"path": written(found.path), "count": count}
    return Problem("json_records_at", Position(file=file), values)


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
                yield Entry(row, None, problems=error.problems)
                continue
            reader = ClaimReader(row_of(file, row), kind)
            yield from reader.claim(claim, (), row, same_row=True)
    finally:
        _let_go(text, stream)


def _delimited(stream: BinaryIO, tally: FileTally) -> Iterator[Row]:
    """List the rows of a table of text, after telling its encoding and its delimiter."""
    tally.encoding = detect(stream, tally.file)
    sample = opened(stream, tally.encoding)
    dialect = dialect_of(sample, count_known)
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


def _sheets(found: Iterable[Sheet], tally: FileTally) -> Iterator[OpenTable | Problem]:
    """List the sheets that hold anything."""
    from qinjian.engine.intake.tables.rows import is_no_table  # noqa: PLC0415 - not for claims

    pictures = filled = 0
    for sheet in found:
        pictures += sheet.pictures
        where = Position(tally.file, sheet.name)
        first = next((row for row in sheet.rows if any(map(str.strip, row[1]))), None)
        if first is None:
            continue
        filled += 1
        if sheet.name is not None and is_no_table(sheet.name):
            yield Problem("sheet_ignored", where)
            continue
        if sheet.hidden:
            yield Problem("sheet_hidden", where)
        if sheet.hidden_rows:
            yield Problem("rows_hidden", where, {"count": sheet.hidden_rows})
        yield OpenTable(TableTally(sheet.name, sheet.hidden), chain([first], sheet.rows))
    if not filled:
        code = "workbook_pictures" if pictures else "no_rows"
        yield Problem(code, Position(file=tally.file), {"count": pictures})
