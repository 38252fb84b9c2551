"""Rendering a report and putting it where it belongs, whole or not at all."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.engine.report.csv import write_csv
from qinjian.engine.report.json import write_json, write_jsonl
from qinjian.engine.report.table import write_table
from qinjian.schemas.finding import Report

_FORMATS: dict[str, Callable[[Report], str]] = {
    "table": write_table,
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
}


def refuse_inputs(output: Path, inputs: Iterable[str]) -> None:
    """Refuse to write over a file that is read.

    Raises:
        QinjianError: ``output_input``.
    """
    target = os.path.realpath(output)
    if any(target == os.path.realpath(name) for name in inputs):
        raise QinjianError(Problem("output_input", Position(file=output.as_posix())))


def render(report: Report, format_: str) -> str:
    """Write a report as ``table``, ``json``, ``jsonl`` or ``csv``."""
    return _FORMATS[format_](report)


def emit(text: str, output: Path | None) -> None:
    """Write text to a file, or to standard output.

    A file appears whole or not at all. A reader of standard output that went away (``| head``)
    is no error.

    Raises:
        QinjianError: ``output_failed``.
    """
    if output is None:
        _print(text)
    else:
        _to_file(text, output)


def _to_file(content: str | bytes, output: Path) -> None:
    try:
        _write_whole(content if isinstance(content, bytes) else content.encode(), output)
    except OSError as error:
        where = Position(file=output.as_posix())
        reason = error.strerror or type(error).__name__
        raise QinjianError(Problem("output_failed", where, {"reason": reason})) from None


def emit_new(content: str | bytes, output: Path) -> None:
    """Write a file that does not exist yet.

    Raises:
        QinjianError: ``output_exists``, ``output_failed``.
    """
    if output.exists():
        raise QinjianError(Problem("output_exists", Position(file=output.as_posix())))
    _to_file(content, output)


def _print(text: str) -> None:
    if sys.stdout is None:  # closed by the caller
        raise QinjianError(Problem("output_failed", Position(file="-"), {"reason": "closed"}))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must not fail again when the interpreter closes the stream.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = {"reason": error.strerror or type(error).__name__}
        raise QinjianError(Problem("output_failed", Position(file="-"), reason)) from None


def _write_whole(content: bytes, output: Path) -> None:
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
