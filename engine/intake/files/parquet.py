"""Parquet and Arrow tables as rows of text, a few thousand at a time.

What they have as whole numbers and decimals is exact; their doubles are read through 15
significant digits, as those of a workbook.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

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
) -> Iterator[Row]:
    yield number, list(names)
    for batch in batches:
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            texts = zip(names, cells, strict=True)
            yield number, [_text(cell, where, name, number) for name, cell in texts]


def _text(cell: object, where: Position, column: str, row: int) -> str:
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
            place = Position(where.file, row=row, field=column)
            raise QinjianError(Problem("parquet_column", place))
