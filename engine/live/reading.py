"""From what arrived to records: each line by itself, each file as ``check`` reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from qinjian.engine.answer.collect import Options
from qinjian.engine.answer.settings import units_of
from qinjian.engine.intake.batches import batches
from qinjian.engine.intake.files import json_text
from qinjian.engine.intake.files.inputs import FORMATS, Source, ending_of
from qinjian.engine.intake.formats import Request, row_of
from qinjian.engine.intake.model import FileTally, Sourced
from qinjian.engine.intake.reader import NOTICES, Reader, request_of
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.claims import ClaimReader
from qinjian.engine.intake.records.entry import Entry
from qinjian.engine.intake.records.stated import StatedUnits
from qinjian.engine.live.journal import Delivery
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.scratch import temporary_files

MOST_BYTES = 16_000_000
"""Bytes of a line; a longer one is no record."""

Opened = Iterator[Entry | Problem]


class Read(NamedTuple):
    """What stands in a delivery: batches of records, and what is to be told of it.

    ``rejects`` cost a row or more, ``notices`` nothing.
    """

    batches: Sequence[Batch]
    rejects: Sequence[Problem] = ()
    notices: Sequence[Problem] = ()


@dataclass
class Intake:
    """Reads deliveries, always in the same way: what was read once can be read again."""

    request: Request = field(default_factory=Request)
    stated: StatedUnits = field(default_factory=StatedUnits)

    @classmethod
    def of(cls, options: Options) -> "Intake":
        """Make ready to read.

        Raises:
            QinjianError: as ``check`` for options that are not known.
        """
        return cls(request_of(options.kind, options.mapping), units_of(options))

    def read(self, one: Delivery) -> Read:
        """Read a delivery."""
        if one.row is None:
            return self._file(one)
        where = Position(file=one.source, row=one.row)
        try:
            value = json_text.load(text_of(one, where), where)
        except QinjianError as error:
            return Read((), error.problems)
        reader = ClaimReader(row_of(one.source, one.row), self.request.kind)
        items = reader.claim(value, (), one.row, same_row=True)
        opened = batches(
            items, self.request, FileTally(one.source), self.stated.of_file(one.source)
        )
        found: list[Batch] = []
        problems: list[Problem] = []
        for item in opened:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                found.append(item)
        return _sorted(found, problems)

    def _file(self, one: Delivery) -> Read:
        """Read a file from the bytes that are kept of it: what it is now tells nothing."""
        with temporary_files(), TemporaryDirectory(prefix="qinjian-") as folder:
            reader = self.reader([kept_file(one, Path(folder), 0)])
            found = list(reader.batches())
        return Read(found, (*reader.rejects, *reader.unreadable), tuple(p for p in reader.notices))

    def reader(self, sources: Sequence[Source]) -> Reader:
        """Return what reads files as ``check`` does."""
        return Reader(sources, replace(self.request, used=[]), self.stated)


def _sorted(found: Sequence[Batch], problems: Sequence[Problem]) -> Read:
    notices = [one for one in problems if one.code in NOTICES]
    return Read(found, [one for one in problems if one.code not in NOTICES], notices)


def text_of(one: Delivery, where: Position) -> str:
    """Return the text of a line.

    Raises:
        QinjianError: ``line_long``, ``line_encoding``.
    """
    if len(one.content) > MOST_BYTES:
        raise QinjianError(Problem("line_long", where, {"limit": MOST_BYTES}))
    try:
        return one.content.decode("utf-8-sig" if one.row == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise QinjianError(Problem("line_encoding", where, {"offset": error.start + 1})) from None


def kept_file(one: Delivery, folder: Path, number: int) -> Source:
    """Write the bytes that are kept of a file into a folder, under a name of its own there."""
    path = folder / f"{number}{ending_of(one.source)}"
    path.write_bytes(one.content)
    return Source(one.source, path, FORMATS.get(ending_of(one.source)))


class Subject(NamedTuple):
    """A record of a batch with the people in its lists behind it, and its place in the batch."""

    position: int
    records: Sequence[Sourced]


def subjects_of(batch: Batch) -> Iterator[Subject]:
    """List the subjects of a batch, each with its people."""
    group: list[Sourced] = []
    position = 0
    for sourced in batch.records():
        if sourced.place.member is None and group:
            yield Subject(position, group)
            position, group = position + 1, []
        group.append(sourced)
    if group:
        yield Subject(position, group)
