"""Batches that wait until all is read, because what counts once is settled before any is judged.

Up to some rows they stay in memory; of more all wait in a file, which holds nothing but what this
process wrote, and goes with it.
"""

import copyreg
import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

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


class Pickler(pickle.Pickler):
    """Writes the values of a reading too, which are a view that cannot be written as it is."""

    dispatch_table = {**copyreg.dispatch_table, MappingProxyType: _reduced}  # noqa: RUF012


class Written(NamedTuple):
    """Where a batch was written: a file, and the byte from which it stands there."""

    file: Path
    start: int


class Held:
    """Keeps batches in their order, and gives them back as often as they are asked for.

    ``rows`` is the number of their rows, ``kinds`` are those of which there may be records.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.kinds: set[str] = set()
        self._batches: list[Batch] = []
        self._tallies: list[TableTally] = []
        self._written: list[Written] = []
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
        # Where there are many rows the first of them need no memory either.
        self.write_all()
        self._write(batch)
        return number

    def write_all(self) -> None:
        """Let all batches wait in the file, those that follow too, however few their rows are.

        Raises:
            QinjianError: ``temporary_full``.
        """
        if self._folder is None:
            self._folder = temporary_folder()
            # Whoever lets go of the batches need not say so.
            weakref.finalize(self, self._folder.cleanup)
        first, self._batches = self._batches, []
        for one in first:
            self._write(one)

    def _write(self, batch: Batch) -> None:
        self._tallies.append(batch.tally)
        with temporary_files(), self._file.open("ab") as stream:
            self._written.append(Written(self._file, stream.tell()))
            Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(packed(batch))

    def __iter__(self) -> Iterator[tuple[int, Batch]]:
        """List the batches with their numbers."""
        return ((number, self[number]) for number in range(len(self)))

    def __getitem__(self, number: int) -> Batch:
        """Return the batch of a number."""
        if number < len(self._batches):
            return self._batches[number]
        # Where one was written all are.
        return replace(read_batch(self._written[number]), tally=self._tallies[number])

    def close(self) -> None:
        """Let go of the batches."""
        self._batches.clear()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def written(self) -> Sequence[Written]:
        """Where the batches stand, by their numbers; nothing while all are in memory."""
        return self._written

    @property
    def _file(self) -> Path:
        if self._folder is None:
            raise RuntimeError("nothing was written")
        return Path(self._folder.name) / "batches"


def read_batch(written: Written) -> Batch:
    """Read a batch that ``Held`` wrote; its tally is another one.

    Raises:
        QinjianError: ``temporary_full``.
    """
    with temporary_files(), written.file.open("rb") as stream, collection_paused():
        stream.seek(written.start)
        batch: Batch = pickle.load(stream)  # noqa: S301 - written above
    return batch


def compact(batch: Batch) -> Batch:
    """Leave out the tally, which goes on, and the readings that no row of the batch has.

    The lists of readings grow with the table that the batch is a part of.
    """
    return replace(batch, tally=TableTally(), tables=[_used(table) for table in batch.tables])


def packed(batch: Batch) -> Batch:
    """Return a batch, without its tally, as it is soon written and read: values and numbers."""
    used = compact(batch)
    tables = [
        replace(
            table,
            columns={
                name: Column(array("i", column.codes), Readings.of(column.readings))
                for name, column in table.columns.items()
            },
        )
        for table in used.tables
    ]
    return replace(used, tables=tables)


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
