"""Batches that wait until all is read, because what counts once is settled before any is judged.

Up to some rows they stay in memory; of more all wait in a file, which holds nothing but what this
process wrote, and goes with it.
"""

import copyreg
import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.pause import collection_paused
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.readings import Readings
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.scratch import temporary_files, temporary_folder

IN_MEMORY = 20_000
"""Rows up to which they wait in memory."""


def _mapping(values: dict[str, object]) -> Mapping[str, object]:
    return MappingProxyType(values)


def _reduced(mapping: Any) -> tuple[Any, ...]:
    return _mapping, (dict(mapping),)


class _Pickler(pickle.Pickler):
    """Writes the values of a reading too, which are a view that cannot be written as it is."""

    dispatch_table = {**copyreg.dispatch_table, MappingProxyType: _reduced}  # noqa: RUF012


class Held:
    """Keeps batches in their order, and gives them back as often as they are asked for.

    ``rows`` is the number of their rows, ``kinds`` are those of which there may be records.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.kinds: set[str] = set()
        self._batches: list[Batch] = []
        self._tallies: list[TableTally] = []
        self._starts: list[int] = []  # where those that were written begin
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __len__(self) -> int:
        """Count the batches."""
        return len(self._batches) + len(self._tallies)

    def add(self, batch: Batch) -> int:
        """Keep a batch and return its number."""
        number = len(self)
        self.rows += batch.size
        self.kinds |= batch.kinds
        if self._folder is None and self.rows <= IN_MEMORY:
            self._batches.append(replace(compact(batch), tally=batch.tally))
            return number
        if self._folder is None:
            self._folder = temporary_folder()
            # Whoever lets go of the batches need not say so.
            weakref.finalize(self, self._folder.cleanup)
            # Where there are many rows the first of them need no memory either.
            first, self._batches = self._batches, []
            for one in first:
                self._write(one)
        self._write(batch)
        return number

    def _write(self, batch: Batch) -> None:
        self._tallies.append(batch.tally)
        with temporary_files(), self._file("ab") as stream:
            self._starts.append(stream.tell())
            _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(_packed(compact(batch)))

    def __iter__(self) -> Iterator[tuple[int, Batch]]:
        """List the batches with their numbers."""
        return ((number, self[number]) for number in range(len(self)))

    def __getitem__(self, number: int) -> Batch:
        """Return the batch of a number."""
        if number < len(self._batches):
            return self._batches[number]
        written = number - len(self._batches)
        with temporary_files(), self._file("rb") as stream, collection_paused():
            stream.seek(self._starts[written])
            batch: Batch = pickle.load(stream)  # noqa: S301 - written above
        return replace(batch, tally=self._tallies[written])

    def close(self) -> None:
        """Let go of the batches."""
        self._batches.clear()
        if self._folder is not None:
            self._folder.cleanup()

    def _file(self, mode: str) -> BinaryIO:
        if self._folder is None:
            raise RuntimeError("nothing was written")
        return (Path(self._folder.name) / "batches").open(mode)  # type: ignore[return-value]


def compact(batch: Batch) -> Batch:
    """Leave out the tally, which goes on, and the readings that no row of the batch has.

    The lists of readings grow with the table that the batch is a part of.
    """
    return replace(batch, tally=TableTally(), tables=[_used(table) for table in batch.tables])


def _packed(batch: Batch) -> Batch:
    """Return a batch with columns of values and numbers, which are soon written and read."""
    tables = [
        replace(
            table,
            columns={
                name: Column(array("i", column.codes), Readings.of(column.readings))
                for name, column in table.columns.items()
            },
        )
        for table in batch.tables
    ]
    return replace(batch, tables=tables)


def _used(table: TypedTable) -> TypedTable:
    columns = {}
    for name, column in table.columns.items():
        used = sorted(set(column.codes))
        if len(used) == len(column.readings):
            columns[name] = column
            continue
        places = {code: place for place, code in enumerate(used)}
        codes = [places[code] for code in column.codes]
        readings = column.readings
        kept = (
            readings.picked(used)
            if isinstance(readings, Readings)
            else [readings[code] for code in used]
        )
        columns[name] = Column(codes, kept)
    return replace(table, columns=columns)
