"""The engine that judges and sorts many records: DuckDB, within bounds and in silence."""

from pathlib import Path

import duckdb

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "enable_external_access": False,
}


def connect(folder: Path, memory: str, file: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """Open a database that takes up to ``memory`` (such as 1GB) and spills what is more.

    It reads and writes no file but its own, in ``folder``.
    """
    where = file if file == ":memory:" else str(folder / file)
    own = {"memory_limit": memory, "temp_directory": str(folder)}
    engine = duckdb.connect(where, config={**_SETTINGS, **own})
    # its progress would stand among the results
    engine.execute("SET enable_progress_bar = false")
    return engine
