"""Where the lines of a stream go: standard output, or a file that tells which of them it has."""

import json
import os
import sys
from pathlib import Path
from typing import Protocol

from qinjian.engine.console.emit import NO_ROOM
from qinjian.engine.console.terminal import silence
from qinjian.engine.messages.problems import Position, Problem, QinjianError

_BEGINNING = b'{"event": "'
"""How each line begins, a torn one too."""


class Out(Protocol):
    """Where lines go. ``last`` is the number of the last one there, 0 if that is not known."""

    last: int

    def write(self, lines: list[tuple[int, str]]) -> None:
        """Write lines, each with its number; when this returns they are there.

        Raises:
            QinjianError: ``output_full``, ``output_failed``.
        """

    def close(self) -> None:
        """Let go of it."""


class ReaderGoneError(Exception):
    """Nobody reads the standard output any more; what was not read is told when somebody does."""


class StandardOutput:
    """The standard output. Whether a reader has a line is not known here."""

    last = 0

    def write(self, lines: list[tuple[int, str]]) -> None:
        """Write lines; see ``Out``.

        Raises:
            ReaderGoneError: nobody reads them.
        """
        where = Position(file="-")
        if sys.stdout is None:  # closed by the caller
            raise QinjianError(Problem("output_failed", where, {"reason": "closed"}))
        try:
            sys.stdout.write("".join(f"{body}\n" for _, body in lines))
            sys.stdout.flush()
        except OSError as error:
            silence(sys.stdout)
            if isinstance(error, BrokenPipeError):
                raise ReaderGoneError from None
            raise _failed(error, where) from None

    def close(self) -> None:
        """Leave it to the process."""


class OutputFile:
    """A file of lines that grows; what was torn when a process ended is taken away again.

    Raises:
        QinjianError: ``output_failed``.
    """

    def __init__(self, path: Path) -> None:
        self._where = Position(file=path.as_posix())
        try:
            self._stream = path.open("r+b" if path.exists() else "w+b")
        except OSError as error:
            raise _failed(error, self._where) from None
        try:
            self.last = self._mended()
        except (OSError, ValueError) as error:
            self._stream.close()
            raise _failed(error, self._where) from None

    def write(self, lines: list[tuple[int, str]]) -> None:
        """Write lines, and see that they are on disk."""
        try:
            self._stream.write("".join(f"{body}\n" for _, body in lines).encode())
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise _failed(error, self._where) from None
        self.last = lines[-1][0] if lines else self.last

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _mended(self) -> int:
        """Cut off a line without its end, and return the number of the last one."""
        end, last, torn = 0, b"", b""
        for line in self._stream:
            if line.endswith(b"\n"):
                end, last = end + len(line), line
            else:
                torn = line
        number = _seq(last) if last else 0
        if not torn.startswith(_BEGINNING[: len(torn)]):
            raise ValueError("no line of a stream")
        # Nothing of a file is cut off that is not one of ours.
        self._stream.truncate(end)
        self._stream.seek(end)
        return number


def _seq(line: bytes) -> int:
    """Return the number of a line.

    Raises:
        ValueError: it is none of a stream.
    """
    said = json.loads(line)
    number = said.get("seq") if isinstance(said, dict) else None
    if not isinstance(number, int):
        raise ValueError("no line of a stream")  # noqa: TRY004 - of whatever type, it is no line
    return number


def _failed(error: Exception, where: Position) -> QinjianError:
    reason = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    code = "output_full" if getattr(error, "errno", None) in NO_ROOM else "output_failed"
    return QinjianError(Problem(code, where, {"reason": reason}))


def out_of(path: Path | None) -> Out:
    """Return where lines go.

    Raises:
        QinjianError: ``output_failed``.
    """
    return StandardOutput() if path is None else OutputFile(path)
