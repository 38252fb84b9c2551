"""An unchanging copy of an input, made in one pass before anything of it is read.

The input is opened once, for reading only. What is checked is the copy, so a file that is
written while it is read can never be half of one state and half of another: it is refused.
"""

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from qinjian.engine.intake.files.inputs import Readable, Source
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.scratch import temporary_files

IN_MEMORY = 32_000_000
"""Bytes of a copy that are kept in memory; a larger one is a temporary file without a name."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Snapshot:
    """The copy, the SHA-256 of its bytes, and their number."""

    stream: BinaryIO
    sha256: str
    size: int


def snapshot(source: Source, stdin: BinaryIO | None) -> Snapshot:
    """Copy an input. The copy goes when its stream is closed.

    Raises:
        QinjianError: ``file_missing``, ``file_unreadable``, ``file_changed``, and what is wrong
            with a member of an archive.
    """
    where = Position(file=source.name)
    try:
        if source.member is not None:
            return _copied(source.member())
        if source.path is None:
            return _copied(stdin or sys.stdin.buffer)
        with source.path.open("rb") as original:
            before = _state(original)
            copy = _copied(original)
            if _state(original) != before or before[0] != copy.size:
                copy.stream.close()
                raise QinjianError(Problem("file_changed", where))
            return copy
    except FileNotFoundError:
        raise QinjianError(Problem("file_missing", where)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise QinjianError(Problem("file_unreadable", where, {"reason": reason})) from None


def _state(stream: IO[bytes]) -> tuple[int, int]:
    about = os.fstat(stream.fileno())
    return about.st_size, about.st_mtime_ns


def _copied(original: Readable) -> Snapshot:
    digest = hashlib.sha256()
    size = 0
    copy = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        while chunk := original.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            with temporary_files():
                copy.write(chunk)
        with temporary_files():  # the last bytes are written here
            copy.seek(0)
    except BaseException:
        with suppress(OSError):  # it would write what is left
            copy.close()
        raise
    return Snapshot(copy, digest.hexdigest(), size)
