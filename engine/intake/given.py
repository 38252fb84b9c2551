"""What a program hands over in place of files: a table in memory, or records one by one.

Any table that speaks the Arrow protocol is one: of pandas, Polars, Arrow, DuckDB. Its columns are
recognised by their names as those of a file are. Records are models of a kind, or dictionaries
that are read as the claims of a file of JSON Lines are. Rows count from 1.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

from qinjian.engine.intake.files.parquet import arrow_rows
from qinjian.engine.intake.files.workbook import cell_text
from qinjian.engine.intake.formats import Item, OpenTable, Request, read_table, row_of
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.claims import ClaimReader
from qinjian.engine.intake.records.entry import shown
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

_KINDS = frozenset(TOP_KINDS.values())


@dataclass(frozen=True)
class Given:
    """Data in memory. ``name`` stands where a file's would."""

    name: str
    data: object


class ReadyRecord(NamedTuple):
    """A record that needs no reading."""

    row: int
    record: Record


def is_table(data: object) -> bool:
    """Tell whether data is a table in memory."""
    return hasattr(data, "__arrow_c_stream__")


def read_given(given: Given, request: Request, tally: FileTally) -> Iterator[Item | ReadyRecord]:
    """List what is in it, as ``read_file`` does for a file.

    Raises:
        QinjianError: ``given_wrong`` for data of another shape, ``parquet_column``.
    """
    if is_table(given.data):
        table = OpenTable(TableTally(), arrow_rows(_arrow(given), given.name))
        yield from read_table(table, tally, request)
    elif isinstance(given.data, Iterable) and not isinstance(given.data, str | bytes | Mapping):
        yield from _records(given.name, given.data, request, tally)
    else:
        raise _wrong(given.data, Position(file=given.name))


def _arrow(given: Given) -> "pa.Table":
    # Only a table pays for the import.
    import pyarrow as pa  # noqa: PLC0415

    try:
        return pa.table(given.data)
    except (pa.ArrowException, TypeError, ValueError) as error:
        reason = {"reason": shown(str(error))}
        raise QinjianError(Problem("given_broken", Position(file=given.name), reason)) from None


def _wrong(found: object, where: Position) -> QinjianError:
    values: dict[str, object] = {"found": type(found).__name__}
    return QinjianError(Problem("given_wrong", where, values))


def _records(
    name: str, data: Iterable[object], request: Request, tally: FileTally
) -> Iterator[Item | ReadyRecord]:
    table = TableTally()
    tally.tables.append(table)
    for row, one in enumerate(data, start=1):
        if type(one) in _KINDS and isinstance(one, Record):
            table.kinds.setdefault(type(one))
            yield ReadyRecord(row, one)
        elif isinstance(one, Mapping):
            reader = ClaimReader(row_of(name, row), request.kind)
            yield from reader.claim(_plain(one), (), row, same_row=True)
        else:
            yield from _wrong(one, Position(file=name, row=row)).problems


def _plain(value: object) -> object:
    """Write a value of Python as one of JSON that is read exactly."""
    match value:
        case Mapping():
            return {str(key): _plain(member) for key, member in value.items()}
        case list() | tuple():
            return [_plain(member) for member in value]
        case Enum():
            return cast("object", value.value)
        case float() | date() | datetime() | time():
            return cell_text(value)
        case Decimal() if not value.is_finite():
            return str(value)
        case _:
            return value
