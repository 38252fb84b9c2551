"""One file that is read: by itself, whatever the others of the run say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qinjian.engine.intake.batches import batches
from qinjian.engine.intake.files.inputs import Source
from qinjian.engine.intake.files.own import is_own
from qinjian.engine.intake.files.snapshot import Snapshot
from qinjian.engine.intake.formats import Request, read_file
from qinjian.engine.intake.model import FileTally
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.schemas.mapping import TableMapping


def items_of(
    copy: Snapshot, source: Source, request: Request, tally: FileTally, whose: Whose
) -> Iterator[Batch | Problem]:
    """List what stands in a file; a fault that ends it comes last."""
    try:
        if is_own(source.name, copy.stream):
            yield Problem("file_own", Position(file=source.name))
            return
        found = read_file(copy.stream, source.format, request, tally)
        yield from batches(found, request, tally, whose)
    except QinjianError as error:
        yield from error.problems


@dataclass(frozen=True)
class FileRead:
    """A file that was read: its tally, its bytes, the parts of the mapping used, and its items."""

    tally: FileTally
    size: int
    used: Sequence[TableMapping]
    items: Iterable[Batch | Problem]


@dataclass(frozen=True)
class Apart:
    """A file that somebody else reads, ahead of the reader: ``read`` waits for it.

    It raises QinjianError where there is no room, or who reads it failed.
    """

    name: str
    read: Callable[[], FileRead]
