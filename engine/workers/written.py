"""A file as it is read in one process and taken by another: batch by batch, then what is known."""

import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from qinjian.engine.intake.file_read import FileRead, items_of
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.formats import Request
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.neighbours import YearsBeside
from qinjian.engine.intake.pause import collection_paused
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.once.held import Pickler, packed
from qinjian.engine.scratch import temporary_files
from qinjian.engine.workers.tasks import Done, Read


class _Known(NamedTuple):
    """What is known of a file when it was read: the tallies of its batches, and what they are."""

    read: FileRead
    tallies: Sequence[TableTally]
    items: int


def write_read(task: Read, years: YearsBeside, folder: Path) -> Done:
    """Read a file, and write to a new file in a folder what stands in it.

    Raises:
        QinjianError: ``temporary_full``.
    """
    request = Request(task.kind, task.mapping, year=partial(years.of, task.source))
    tally = FileTally(task.source.name)
    size: list[int] = []
    tallies: list[TableTally] = []
    with temporary_files():
        descriptor, name = tempfile.mkstemp(dir=folder)
        stream = os.fdopen(descriptor, "wb")
    with stream:
        items = 0
        for item in _items(task, request, tally, size):
            items += 1
            written: object = item
            if isinstance(item, Batch):
                if not tallies or tallies[-1] is not item.tally:
                    tallies.append(item.tally)
                written = len(tallies) - 1, packed(item)
            with temporary_files():
                Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(written)
        read = FileRead(tally, sum(size), request.used, ())
        with temporary_files():
            end = stream.tell()
            Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(_Known(read, tallies, items))
            stream.flush()
    return Done(Path(name), end)


def _items(
    task: Read, request: Request, tally: FileTally, size: list[int]
) -> Iterator[Batch | Problem]:
    try:
        copy = snapshot(task.source, None)
    except QinjianError as error:
        yield from error.problems
        return
    with copy.stream:
        tally.sha256 = copy.sha256
        size.append(copy.size)
        yield from items_of(copy, task.source, request, tally, task.whose)


def take_read(done: Done) -> FileRead:
    """Take what was read from the file where it stands; that goes when all is taken.

    Raises:
        QinjianError: ``temporary_full``.
    """
    with temporary_files(), done.file.open("rb") as stream:
        stream.seek(done.end)
        known: _Known = pickle.load(stream)  # noqa: S301 - written by a process of this run
    return replace(known.read, items=_taken(done.file, known))


def _taken(file: Path, known: _Known) -> Iterator[Batch | Problem]:
    with temporary_files():
        stream = file.open("rb")
    with stream:
        for _ in range(known.items):
            with temporary_files(), collection_paused():
                item = pickle.load(stream)  # noqa: S301 - as above
            if isinstance(item, Problem):
                yield item
            else:
                number, batch = item
                yield replace(batch, tally=known.tallies[number])
    file.unlink()
