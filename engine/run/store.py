"""Where what rules across records keep of each record waits until all are read.

Up to some thousand entries it is a list; beyond that they go to a file of SQLite, which sorts
them within a small memory. The file holds nothing but what this process wrote, and goes with it.
"""

import pickle
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from qinjian.engine.condition import Facts
from qinjian.engine.condition.expression import Value
from qinjian.engine.intake.model import Sourced

IN_MEMORY = 4_000
"""Entries that wait in memory."""


@dataclass(frozen=True)
class Entry:
    """A record with what a rule needs of it.

    ``missing`` is what leaves open whether it is a member; ``other`` says that it stands as the
    other record of a pair.
    """

    number: int
    sourced: Sourced
    facts: Facts
    missing: tuple[str, ...]
    other: bool = False


class Store:
    """Keeps entries by rule and key, and gives them back in clusters of one rule and key."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, str, int, Entry]] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._engine: sqlite3.Connection | None = None

    def put(self, rule: int, key: Sequence[Value], entry: Entry) -> None:
        """Keep an entry."""
        self._waiting.append((rule, repr(tuple(key)), entry.number, entry))
        if len(self._waiting) >= IN_MEMORY:
            self._write()

    def clusters(self) -> Iterator[tuple[int, list[Entry]]]:
        """List the entries of each rule and key, in the order of their records."""
        if self._engine is None:
            ordered = iter(sorted(self._waiting, key=lambda row: row[:3]))
        else:
            self._write()
            ordered = self._read()
        for (rule, _), rows in groupby(ordered, key=lambda row: row[:2]):
            yield rule, [entry for _, _, _, entry in rows]

    def close(self) -> None:
        """Let go of the entries."""
        self._waiting.clear()
        if self._engine is not None:
            self._engine.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _write(self) -> None:
        if self._engine is None:
            self._folder = tempfile.TemporaryDirectory(prefix="qinjian-")
            self._engine = sqlite3.connect(Path(self._folder.name) / "entries")
            # The file is for this process alone: nothing of it has to outlive a crash.
            self._engine.execute("PRAGMA journal_mode = OFF")
            self._engine.execute("PRAGMA synchronous = OFF")
            self._engine.execute(
                "CREATE TABLE entries (rule INTEGER, key TEXT, number INTEGER, entry BLOB)"
            )
        self._engine.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?)",
            (
                (rule, key, number, pickle.dumps(entry, pickle.HIGHEST_PROTOCOL))
                for rule, key, number, entry in self._waiting
            ),
        )
        self._waiting.clear()

    def _read(self) -> Iterator[tuple[int, str, int, Entry]]:
        assert self._engine is not None  # noqa: S101 - the caller has written to it
        rows = self._engine.execute(
            "SELECT rule, key, number, entry FROM entries ORDER BY rule, key, number"
        )
        for rule, key, number, blob in rows:
            yield rule, key, number, pickle.loads(blob)  # noqa: S301 - written above
