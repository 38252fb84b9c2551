"""The engine that judges many records at once: DuckDB, within bounds and in silence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from qinjian.engine.scratch import no_room

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
}

_DISK = "max_temp_directory_size"
"""Stands in the error of the engine where the disk is full."""


def connect(folder: Path, memory: str, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that takes up to ``memory`` (such as 1GB) and some threads.

    What is more it spills into ``folder``; it reads and writes no other file.
    """
    own = {"memory_limit": memory, "temp_directory": str(folder)}
    engine = duckdb.connect(config={**_SETTINGS, **own, "threads": threads})
    # its progress would stand among the results
    engine.execute("SET enable_progress_bar = false")
    return engine


@contextmanager
def spilling() -> Iterator[None]:
    """Say what to do where the folder that is spilled into takes no more.

    Raises:
        QinjianError: ``temporary_full``.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        reason, _, advice = str(error).partition("\n")
        # The memory may be too small too, which no room on a disk would mend.
        if isinstance(error, duckdb.OutOfMemoryException) and _DISK not in advice:
            raise
        raise no_room(reason) from None
