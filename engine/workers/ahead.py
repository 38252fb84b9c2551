"""Files that worker processes read ahead of the reader, which takes them in their order."""

from collections import deque
from collections.abc import Iterable, Iterator

from qinjian.engine.intake.file_read import Apart
from qinjian.engine.intake.files.inputs import Source
from qinjian.engine.intake.reader import Input, Reader
from qinjian.engine.messages.problems import Problem
from qinjian.engine.workers.tasks import Read
from qinjian.engine.workers.workers import Workers
from qinjian.engine.workers.written import take_read

PAYS = 3_000_000
"""Bytes of files from which on a run pays for the start of the processes."""

LARGE = 16_000_000
"""Bytes of a file that the run reads itself: its first batches are judged while it is read."""


def read_ahead(reader: Reader, workers: Workers) -> Iterator[Input]:
    """List the inputs of a reader; if there is much in files, they are read by the processes."""
    return _ahead(reader.inputs, reader, workers)


def _ahead(inputs: Iterable[Input], reader: Reader, workers: Workers) -> Iterator[Input]:
    waiting: deque[Input] = deque()
    size, ahead = 0, 2 * workers.jobs

    def ask() -> None:
        """Have the next files read, if there are enough of them."""
        for place in range(min(ahead, len(waiting)) if size >= PAYS else 0):
            one = waiting[place]
            if isinstance(one, Source) and _size(one) < LARGE:
                waiting[place] = _apart(one, reader, workers)

    for found in inputs:
        if isinstance(found, Source) and found.path is not None and found.member is None:
            own = _size(found)
            size += own if own < LARGE else 0
        elif not isinstance(found, Problem):
            # What is no file by itself has to be read before the next one is asked for.
            while waiting:
                ask()
                yield waiting.popleft()
            yield found
            continue
        waiting.append(found)
        while size >= PAYS and len(waiting) > ahead:
            ask()
            yield waiting.popleft()
    while waiting:
        ask()
        yield waiting.popleft()


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size if source.path is not None else 0
    except OSError:  # it is told where it is read
        return 0


def _apart(source: Source, reader: Reader, workers: Workers) -> Apart:
    asked = reader.request
    whose = reader.stated.of_file(source.name)
    done = workers.ask(Read(source, asked.kind, asked.mapping, whose))
    return Apart(source.name, lambda: take_read(done.result()))
