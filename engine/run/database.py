"""The engine that judges many records at once: DuckDB, within bounds and in silence."""

from pathlib import Path

import duckdb

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "enable_external_access": False,
}


def connect(folder: Path, memory: str) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that takes up to ``memory`` (such as 1GB).

    What is more it spills into ``folder``; it reads and writes no other file.
    """
    own = {"memory_limit": memory, "temp_directory": str(folder)}
    engine = duckdb.connect(config={**_SETTINGS, **own})
    # its progress would stand among the results
    engine.execute("SET enable_progress_bar = false")
    return engine
