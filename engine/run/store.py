"""Where what rules across records keep of each record waits until all are read.

Up to some thousand entries it is a list; beyond that they go to a file of DuckDB, which sorts
them within a bounded memory. The file holds nothing but what this process wrote, and goes with it.
"""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from qinjian.engine.condition import Facts
from qinjian.engine.condition.expression import Value
from qinjian.engine.intake.model import Sourced

IN_MEMORY = 4_000
"""Entries that wait in memory."""

_BATCH = 2_000


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
        self._engine: Any = None

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
        # Only a run of many records pays for the imports.
        import pyarrow as pa  # noqa: PLC0415

        from qinjian.engine.run.database import connect  # noqa: PLC0415

        if self._engine is None:
            self._folder = tempfile.TemporaryDirectory(prefix="qinjian-")
            self._engine = connect(Path(self._folder.name), "256MB", "entries")
            self._engine.execute(
                "CREATE TABLE entries (rule INTEGER, key VARCHAR, number BIGINT, entry BLOB)"
            )
        rules, keys, numbers, entries = zip(*self._waiting, strict=True)
        blobs = [pickle.dumps(entry, pickle.HIGHEST_PROTOCOL) for entry in entries]
        table = pa.table({"rule": rules, "key": keys, "number": numbers, "entry": blobs})
        self._engine.register("waiting", table)
        self._engine.execute("INSERT INTO entries SELECT rule, key, number, entry FROM waiting")
        self._engine.unregister("waiting")
        self._waiting.clear()

    def _read(self) -> Iterator[tuple[int, str, int, Entry]]:
        rows = self._engine.execute("SELECT * FROM entries ORDER BY rule, key, number")
        while batch := rows.fetchmany(_BATCH):
            for rule, key, number, blob in batch:
                yield rule, key, number, pickle.loads(blob)  # noqa: S301 - written above
