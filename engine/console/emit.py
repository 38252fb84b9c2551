"""Putting text and files where they belong, whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from qinjian.engine.console.terminal import silence
from qinjian.engine.messages.problems import Position, Problem, QinjianError

NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
"""What tells that a disk, a file or a quota is full."""


def emit(text: str | Iterable[str], output: Path | None) -> None:
    """Write text, or pieces of it, to a file or to standard output.

    A file appears whole or not at all. A reader of standard output that went away (``| head``)
    is no error.

    Raises:
        QinjianError: ``output_full``, ``output_failed``, ``output_special``.
    """
    parts = [text] if isinstance(text, str) else text
    if output is None:
        _print(parts)
    else:
        _to_file(parts, output)


def emit_all(texts: Mapping[str, str], folder: Path) -> None:
    """Write texts to the files of a folder, which is made if it is not there; each as ``emit``.

    Raises:
        QinjianError: ``output_failed``, and as ``emit``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(error, folder.as_posix()) from None
    for name, text in texts.items():
        emit(text, folder / name)


def emit_file(content: bytes, output: Path) -> None:
    """Write the bytes of a file, which appears whole or not at all.

    Raises:
        QinjianError: as ``emit``.
    """
    _to_file([content], output)


def emit_new(content: str | bytes, output: Path, *, taken: str = "output_exists") -> None:
    """Write a file that does not exist yet; ``taken`` is the message where it does.

    Raises:
        QinjianError: ``taken``, and as ``emit``.
    """
    if os.path.lexists(output):
        raise QinjianError(Problem(taken, Position(file=output.as_posix())))
    _to_file([content], output)


def emit_new_all(contents: Mapping[str, bytes], folder: Path) -> None:
    """Write new files of a folder: all of them, or none; each as ``emit_new``.

    Raises:
        QinjianError: ``output_there`` for each that exists, before anything is written;
            ``output_failed``, and as ``emit``.
    """
    targets = {folder / name: content for name, content in contents.items()}
    there = [path for path in targets if os.path.lexists(path)]
    if there:
        raise QinjianError(Problem("output_there", Position(file=p.as_posix())) for p in there)
    emit_all({}, folder)
    written: list[Path] = []
    try:
        for path, content in targets.items():
            emit_new(content, path, taken="output_there")
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _to_file(parts: Iterable[str | bytes], output: Path) -> None:
    # A link stays, and what it names is written.
    target = Path(os.path.realpath(output))
    if os.path.exists(target) and not os.path.isfile(target):  # noqa: PTH110, PTH113 - never raise
        raise QinjianError(Problem("output_special", Position(file=output.as_posix())))
    try:
        _write_whole(parts, target)
    except OSError as error:
        raise _failed(error, output.as_posix()) from None


def _failed(error: OSError, file: str) -> QinjianError:
    code = "output_full" if error.errno in NO_ROOM else "output_failed"
    reason = error.strerror or type(error).__name__
    return QinjianError(Problem(code, Position(file=file), {"reason": reason}))


def _print(parts: Iterable[str]) -> None:
    if sys.stdout is None:  # closed by the caller
        raise QinjianError(Problem("output_failed", Position(file="-"), {"reason": "closed"}))
    try:
        for piece in parts:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except OSError as error:
        silence(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            raise _failed(error, "-") from None


def _write_whole(parts: Iterable[str | bytes], output: Path) -> None:
    # Its name is known before it is there: a signal that comes while it is made finds it too.
    part = output.with_name(f".qinjian-{os.urandom(8).hex()}")
    try:
        with part.open("xb") as stream:
            for piece in parts:
                stream.write(piece if isinstance(piece, bytes) else piece.encode())
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(output)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
