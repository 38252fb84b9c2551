"""What a program hands over in place of files: a table in memory, or records one by one.

Any table that speaks the Arrow protocol is one: of pandas, Polars, Arrow, DuckDB. Its columns are
recognised by their names as those of a file are. Records are models of a kind, or dictionaries
that are read as the claims of a file of JSON Lines are. Rows count from 1.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, cast

from qinjian.engine.intake.files.workbook import cell_text
from qinjian.engine.intake.formats import Item, OpenTable, Request, row_of
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.claims import ClaimReader
from qinjian.engine.intake.records.entry import Entry
from qinjian.engine.intake.values.reading import shown
from qinjian.engine.messages.problems import Position, Problem, QinjianError
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


def is_table(data: object) -> bool:
    """Tell whether data is a table in memory."""
    return hasattr(data, "__arrow_c_stream__")


def read_given(given: Given, request: Request, _: FileTally) -> Iterator[OpenTable | Item]:
    """List what is in it, as ``read_file`` does for a file.

    Raises:
        QinjianError: ``given_wrong`` for data of another shape, ``given_broken``,
            ``parquet_column``.
    """
    if is_table(given.data):
        from qinjian.engine.intake.files.parquet import arrow_rows  # noqa: PLC0415

        yield OpenTable(TableTally(), arrow_rows(_arrow(given), given.name))
    elif isinstance(given.data, Iterable) and not isinstance(given.data, str | bytes | Mapping):
        yield from _records(given.name, given.data, request)
    else:
        raise _wrong(given.data, Position(file=given.name))


def _arrow(given: Given) -> "pa.Table":
    """Return data as a table of Arrow; where its columns are of no one type, they become text.

    Raises:
        QinjianError: ``given_broken``.
    """
    # Only a table pays for the import.
    import pyarrow as pa  # noqa: PLC0415

    try:
        return pa.table(given.data)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        as_text = _mixed_columns(given.data)
        if as_text is not None:
            return as_text
        reason = {"reason": shown(str(error))}
        raise QinjianError(Problem("given_broken", Position(file=given.name), reason)) from None


def _mixed_columns(data: object) -> "pa.Table | None":
    """Return a frame of pandas column by column, the mixed ones as text; None if it is no frame."""
    import pyarrow as pa  # noqa: PLC0415

    items = getattr(data, "items", None)
    if not callable(items):
        return None
    names, columns = [], []
    for name, column in items():
        names.append(str(name))
        try:
            columns.append(pa.array(column, from_pandas=True))
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            texts = [_cell_text(value) for value in column]
            if _NO_TEXT in texts:
                return None
            columns.append(pa.array(texts, pa.string()))
    return pa.Table.from_arrays(columns, names)


_NO_TEXT = object()
_NOTHING = frozenset({"NaTType", "NAType"})


def _cell_text(value: object) -> object:
    """Write a value of a mixed column; ``_NO_TEXT`` if it is none that a cell may hold."""
    if value is None or type(value).__name__ in _NOTHING:
        return None
    value = value.item() if type(value).__module__ == "numpy" and hasattr(value, "item") else value
    match value:
        case float() if math.isnan(value):
            return None
        case Decimal():
            return format(value, "f")
        case bool() | int() | float() | date() | time():
            return str(value) if type(value) is int else str(cell_text(value))
        case str():
            return value
        case _:
            return _NO_TEXT


def _wrong(found: object, where: Position) -> QinjianError:
    values: dict[str, object] = {"found": type(found).__name__}
    return QinjianError(Problem("given_wrong", where, values))


def _records(name: str, data: Iterable[object], request: Request) -> Iterator[Item]:
    for row, one in enumerate(data, start=1):
        if type(one) in _KINDS and isinstance(one, Record):
            yield Entry(row, type(one), record=one)
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
