"""Temporary files: folders that go with the process, and what is said when there is no room."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qinjian.engine.messages.problems import Position, Problem, QinjianError


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder for what does not fit into memory; it goes with the process at the latest.

    Raises:
        QinjianError: ``temporary_full``.
    """
    with temporary_files():
        return tempfile.TemporaryDirectory(prefix="qinjian-")


@contextmanager
def temporary_files() -> Iterator[None]:
    """Say of a fault in writing or reading temporary files where they are and what to do.

    Raises:
        QinjianError: ``temporary_full``.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise no_room(str(error)) from None
    except OSError as error:
        raise no_room(error.strerror or str(error)) from None


def no_room(reason: str) -> QinjianError:
    """Say where temporary files are, and that they cannot be written."""
    # SQLite goes by TMPDIR even where Python has passed it over because it is full.
    folder = os.environ.get("TMPDIR", "")
    if not folder or not Path(folder).is_dir():
        try:
            folder = tempfile.gettempdir()
        except FileNotFoundError:  # none of those that there are takes a byte
            folder = "TMPDIR"
    return QinjianError(Problem("temporary_full", Position(file=folder), {"reason": reason}))
