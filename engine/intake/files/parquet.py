"""Parquet and Arrow tables as rows of text, a few thousand at a time.

What they have as whole numbers and decimals is exact; their doubles are read through 15
significant digits, as those of a workbook.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.files.delimited import Row
from qinjian.engine.intake.files.workbook import cell_text
from qinjian.engine.messages.problems import Position, Problem, QinjianError

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 4_096


def parquet_rows(stream: BinaryIO, file: str) -> Iterator[Row]:
    """List the rows, the names of the columns as row 1.

    Raises:
        QinjianError: ``parquet_broken``, ``parquet_column`` for a column of things that are no
            text, number, day, yes or no, nor a list of texts.
    """
    # Only a run that reads such a file pays for the import.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    where = Position(file=file)
    try:
        table = pq.ParquetFile(stream)
        batches = table.iter_batches(batch_size=_BATCH)
        yield from _rows(table.schema_arrow.names, batches, where, 1)
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise QinjianError(Problem("parquet_broken", where)) from None


def arrow_rows(table: "pa.Table", name: str) -> Iterator[Row]:
    """List the rows of a table in memory: the names of the columns as row 0, records from 1 on.

    Raises:
        QinjianError: ``parquet_column``, as for a file.
    """
    batches = table.to_batches(max_chunksize=_BATCH)
    yield from _rows(table.column_names, batches, Position(file=name), 0)


def _rows(
    names: list[str], batches: "Iterable[pa.RecordBatch]", where: Position, number: int
) -> Iterator[tuple[int, list[str]]]:
    yield number, list(names)
    for batch in batches:
        columns: list[Sequence[Any]] = [
            _texts(column, Position(where.file, field=name), number + 1)
            for name, column in zip(names, batch.columns, strict=True)
        ]
        strange = [
            place for place, column in enumerate(batch.columns) if not _is_plain(column.type)
        ]
        for cells in zip(*columns, strict=True):
            number += 1
            for place in strange:
                _raise_fault(cells[place])
            yield number, list(cells)


def _raise_fault(cell: object) -> None:
    if isinstance(cell, QinjianError):
        raise cell


def _texts(column: "pa.Array", where: Position, first: int) -> Sequence[str | QinjianError]:
    """Write the cells of a column, of which ``first`` is the row of the first one, as texts.

    A fault stands in the place of a cell that is none. Of what Arrow tells apart each different
    value is written once.
    """
    if not _is_plain(column.type):
        return [_text(cell, where, row) for row, cell in enumerate(column.to_pylist(), first)]
    encoded = column.dictionary_encode()
    texts = [_text(cell, where, first) for cell in encoded.dictionary.to_pylist()]
    texts.append("")  # the last one is that of no value
    return [texts[code] for code in encoded.indices.fill_null(-1).to_pylist()]


def _is_plain(type_: "pa.DataType") -> bool:
    """Tell whether all values of a type are texts, numbers, days, or yes and no."""
    # Only a run that reads such a file pays for the import.
    import pyarrow as pa  # noqa: PLC0415

    told = pa.types
    return bool(
        told.is_string(type_)
        or told.is_large_string(type_)
        or told.is_decimal(type_)
        or told.is_boolean(type_)
        or told.is_integer(type_)
        or told.is_floating(type_)
        or told.is_date(type_)
        or told.is_timestamp(type_)
        or told.is_time(type_)
    )


def _text(cell: object, where: Position, row: int) -> str | QinjianError:
    match cell:
        case None:
            return ""
        case bool() | float() | str() | dt.datetime() | dt.date() | dt.time():
            return cell_text(cell)
        case int():
            return CellText(str(cell), "number")
        case Decimal():
            return format(cell, "f")
        case list() if all(isinstance(member, str) for member in cell):
            return "、".join(cell)
        case _:
            return QinjianError(Problem("parquet_column", replace(where, row=row)))
