"""Temporary files: folders that go with the process, and what is said when there is no room."""

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from qinjian.engine.problems import Position, Problem, QinjianError

_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder for what does not fit into memory; it goes with the process at the latest."""
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
        raise _full(str(error)) from None
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise _full(error.strerror or "") from None


def _full(reason: str) -> QinjianError:
    where = Position(file=tempfile.gettempdir())
    return QinjianError(Problem("temporary_full", where, {"reason": reason}))
