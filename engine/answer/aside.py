"""What could not be judged, one by one: kept on disk, and read again in the order of the records.

There may be millions of them, so that they never stand in memory together. The file holds nothing
but what this process wrote, and goes with it.
"""

import sqlite3
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from qinjian.engine.scratch import temporary_files, temporary_folder
from qinjian.schemas.finding import Finding

_Folder = tempfile.TemporaryDirectory[str]

AT_ONCE = 2_000
"""Findings that wait in memory to be written together."""


class Aside:
    """Keeps findings, and gives them back, ordered by record and rule, until it is closed."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, str]] = []
        self._engine: sqlite3.Connection | None = None
        self._release: weakref.finalize[[sqlite3.Connection, _Folder], Aside] | None = None

    def put(self, number: int, rule: int, finding: Finding) -> None:
        """Keep what a rule, by its place in the rulebook, says of the record of a number."""
        self._waiting.append((number, rule, finding.model_dump_json()))
        if len(self._waiting) >= AT_ONCE:
            self._write()

    def __iter__(self) -> Iterator[Finding]:
        """Read them all, which can be done again."""
        if self._engine is None and not self._waiting:
            return
        engine = self._write()
        with temporary_files():  # sorting takes room too
            rows = engine.execute("SELECT finding FROM aside ORDER BY number, rule, rowid")
        for (finding,) in rows:
            yield Finding.model_validate_json(finding)

    def close(self) -> None:
        """Let go of what was kept."""
        self._waiting.clear()
        if self._release is not None:
            self._release()
        self._engine = self._release = None

    def _write(self) -> sqlite3.Connection:
        with temporary_files():
            engine = self._engine or self._opened()
            engine.executemany("INSERT INTO aside VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()
        return engine

    def _opened(self) -> sqlite3.Connection:
        folder = temporary_folder()
        self._engine = sqlite3.connect(Path(folder.name) / "aside")
        # Whoever lets go of the answer need not say so.
        self._release = weakref.finalize(self, _release, self._engine, folder)
        # The file is for this process alone: nothing of it has to outlive a crash.
        self._engine.execute("PRAGMA journal_mode = OFF")
        self._engine.execute("PRAGMA synchronous = OFF")
        self._engine.execute("CREATE TABLE aside (number INTEGER, rule INTEGER, finding TEXT)")
        return self._engine


def _release(engine: sqlite3.Connection, folder: _Folder) -> None:
    engine.close()
    folder.cleanup()
