"""Watching a file, a pipe or a folder: what arrives is taken, and what is said of it leaves."""

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from qinjian.engine.console.exit_codes import FINDINGS, OUR_FAULT
from qinjian.engine.console.terminal import tell
from qinjian.engine.intake.files.inputs import FORMATS, STANDARD_INPUT, ending_of
from qinjian.engine.live.arrivals import CHUNK, Folder, Lines
from qinjian.engine.live.journal import Delivery
from qinjian.engine.live.out import Out, ReaderGoneError
from qinjian.engine.live.stream import TOLD, Stream, Taken
from qinjian.engine.messages.problems import Position, Problem, QinjianError

PAUSE = 0.5
"""Seconds between two looks at a file or folder of which nothing is new."""

AT_ONCE = 16
"""Lines that are put down together, where so many have come: their leads leave at once."""

PLACE = "place"
"""Under this name the journal has how far the lines were read."""

_OF_TABLES = FORMATS.keys() - {".jsonl", ".json", ".txt"}
"""Endings of files that are no lines of JSON."""

_T = TypeVar("_T")


@dataclass
class Watch:
    """Takes what arrives at a place, and lets the lines leave once the journal has them.

    With ``finish`` what is there is all: it is taken, rules over a whole run speak, and that is the
    end. Else a file or folder is watched until something ends the process.
    """

    target: str
    stream: Stream
    out: Out
    finish: bool = False

    def run(self) -> int:
        """Watch, and return the exit code: 0, 1 where leads stand at the end, 3 for our fault.

        Raises:
            QinjianError: ``file_missing``, ``watch_other``, and as ``Stream`` and ``Out``.
        """
        with suppress(ReaderGoneError):
            self._watch()
        tell(self.stream.course(), self.stream.options.language)
        if self.stream.errors:
            return OUR_FAULT
        return FINDINGS if self.stream.standing() else 0

    def _watch(self) -> None:
        self._leave_what_is_left()
        if self.target == STANDARD_INPUT:
            self._lines(_from_pipe(sys.stdin.fileno()), Lines.at(self.target, self._place(), None))
        elif Path(self.target).is_dir():
            self._folder(Folder(Path(self.target)))
        else:
            self._file(Path(self.target))
        if self.finish:
            self._leave(self.stream.finish())

    def _leave_what_is_left(self) -> None:
        """Let the lines leave that the journal has and nobody was told."""
        told = max(int(self.stream.journal.about(TOLD) or 0), self.out.last)
        self._leave(Taken(tuple(self.stream.journal.untold(told))))

    def _leave(self, taken: Taken) -> None:
        tell(taken.problems, self.stream.options.language)
        if taken.lines:
            self.out.write(list(taken.lines))
            self.stream.journal.note(TOLD, str(taken.lines[-1][0]))

    def _place(self) -> str | None:
        return self.stream.journal.about(PLACE)

    def _file(self, path: Path) -> None:
        try:
            content = path.open("rb", buffering=0)  # its place is that of the descriptor
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            code = "file_missing" if missing else "file_unreadable"
            reason = {"reason": error.strerror or type(error).__name__}
            raise QinjianError(Problem(code, Position(file=self.target), reason)) from None
        with content:
            regular = stat.S_ISREG(os.fstat(content.fileno()).st_mode)
            lines = Lines.at(self.target, self._place(), content if regular else None)
            if regular:
                content.seek(lines.offset)
                self._lines(self._growing(content.fileno()), lines)
            else:
                self._lines(_from_pipe(content.fileno()), lines)

    def _growing(self, number: int) -> Iterator[bytes]:
        """List the bytes of a file and those that come to it, or to its end where that is all."""
        while True:
            chunk = os.read(number, CHUNK)
            if chunk:
                yield chunk
            elif self.finish:
                return
            else:
                time.sleep(PAUSE)

    def _lines(self, chunks: Iterable[bytes], lines: Lines) -> None:
        for chunk in chunks:
            self._take(lines.feed(chunk), lines)
        if self.finish or self.target == STANDARD_INPUT:
            self._take(lines.end(), lines)

    def _take(self, arrived: Iterator[Delivery], lines: Lines) -> None:
        for group in _groups(arrived, AT_ONCE):
            self._leave(self.stream.take(group, [(PLACE, lines.place())]))

    def _folder(self, folder: Folder) -> None:
        while True:
            for found in folder.arrived(at_once=self.finish):
                if isinstance(found, Problem):
                    tell([found], self.stream.options.language)
                else:
                    self._leave(self.stream.take([found]))
            if self.finish:
                return
            time.sleep(PAUSE)


def refuse_unfit(target: str, journal: Path, output: Path | None) -> None:
    """Refuse what cannot be watched, and to write into what is.

    Raises:
        QinjianError: ``file_missing``, ``watch_table``, ``output_input``, ``watch_inside``.
    """
    if target == STANDARD_INPUT:
        return
    where = Position(file=target)
    if not os.path.exists(target):  # noqa: PTH110 - pathlib raises where a name is too long
        raise QinjianError(Problem("file_missing", where))
    if ending_of(target) in _OF_TABLES and not Path(target).is_dir():
        raise QinjianError(Problem("watch_table", where))
    watched = os.path.realpath(target)
    for path in filter(None, (journal, output)):
        real = os.path.realpath(path)
        if real == watched:
            raise QinjianError(Problem("output_input", Position(file=path.as_posix())))
        if Path(real).is_relative_to(watched):
            raise QinjianError(Problem("watch_inside", Position(file=path.as_posix())))


def _from_pipe(number: int) -> Iterator[bytes]:
    while chunk := os.read(number, CHUNK):
        yield chunk


def _groups(found: Iterator[_T], size: int) -> Iterator[list[_T]]:
    while group := list(islice(found, size)):
        yield group
