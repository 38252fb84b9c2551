"""Where what rules across records keep of each record waits until all are read.

Up to some thousand entries it stays in memory; beyond that it goes to a file of SQLite, which sorts
the entries within a small memory. The file holds nothing but what this process wrote, and goes with
it. A record stands in it once, apart from the entries of the rules: it is read again only where
there is a lead to show.
"""

import pickle
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from qinjian.engine.condition import Facts
from qinjian.engine.condition.expression import Value
from qinjian.engine.intake.model import Sourced
from qinjian.engine.run.sorts import Table
from qinjian.engine.scratch import temporary_files, temporary_folder

IN_MEMORY = 4_000
"""Entries that wait in memory."""

_TABLES = """
    CREATE TABLE entries (rule INTEGER, key TEXT, own INTEGER, number INTEGER, entry BLOB);
    CREATE TABLE records (number INTEGER PRIMARY KEY, record BLOB);
"""

_SIZES = """
    SELECT sum(own), sum(NOT own) FROM entries GROUP BY rule, key ORDER BY rule, key
"""


@dataclass(frozen=True)
class Entry:
    """What a rule needs of a record: its number, its kind, and the facts that it is judged by.

    ``missing`` is what leaves open whether it is a member; ``other`` says that it stands as the
    other record of a pair. ``table`` is its file, its sheet and the kind of its rows;
    ``presuming`` says that the rule reads something of it that is taken for granted.
    """

    number: int
    kind: str
    facts: Facts
    missing: tuple[str, ...] = ()
    other: bool = False
    table: Table | None = None
    presuming: bool = False

    @property
    def source(self) -> str:
        """The kind of its table."""
        return self.kind if self.table is None else self.table[-1]


_Row = tuple[int, str, bool, int, Entry]
"""An entry behind what it is sorted by: rule, key, whether it is of a member, number."""


class Cluster(NamedTuple):
    """The entries of one rule and key: how many are of members and of other records, and all."""

    rule: int
    members: int
    others: int
    entries: Iterator[Entry]


class Store:
    """Keeps entries by rule and key, and gives them back in clusters of one rule and key."""

    def __init__(self) -> None:
        self._waiting: list[_Row] = []
        self._records: dict[int, Sourced] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._engine: sqlite3.Connection | None = None

    def put(self, rule: int, key: Sequence[Value], entry: Entry, sourced: Sourced) -> None:
        """Keep an entry, and the record that it is of."""
        self._waiting.append((rule, repr(tuple(key)), not entry.other, entry.number, entry))
        self._records[entry.number] = sourced
        if len(self._waiting) >= IN_MEMORY:
            with temporary_files():
                self._write()

    def clusters(self) -> Iterator[Cluster]:
        """List the entries of each rule and key: the other records first, each in their order.

        Those of one cluster have to be used up before the next.
        """
        if self._engine is None:
            ordered: Iterator[_Row] = iter(sorted(self._waiting, key=lambda row: row[:4]))
            own = Counter(row[:2] for row in self._waiting if row[2])
            every = Counter(row[:2] for row in self._waiting)
            sizes = iter([(own[at], every[at] - own[at]) for at in sorted(every)])
        else:
            with temporary_files():
                self._write()
                sizes = self._engine.execute(_SIZES)
            ordered = self._read(self._engine)
        for (rule, _), rows in groupby(ordered, key=lambda row: row[:2]):
            members, others = next(sizes)
            yield Cluster(rule, members, others, (row[-1] for row in rows))

    def record(self, number: int) -> Sourced:
        """Return the record of an entry."""
        if self._engine is None or number in self._records:
            return self._records[number]
        found = self._engine.execute("SELECT record FROM records WHERE number = ?", [number])
        record: Sourced = pickle.loads(found.fetchone()[0])  # noqa: S301 - written below
        return record

    def close(self) -> None:
        """Let go of the entries."""
        self._waiting.clear()
        self._records.clear()
        if self._engine is not None:
            self._engine.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _write(self) -> None:
        engine = self._engine or self._opened()
        engine.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?)",
            ((*order, _packed(entry)) for *order, entry in self._waiting),
        )
        # A record whose entries were written in two parts comes twice.
        engine.executemany(
            "INSERT OR IGNORE INTO records VALUES (?, ?)",
            (
                (number, pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
                for number, record in self._records.items()
            ),
        )
        self._waiting.clear()
        self._records.clear()

    def _opened(self) -> sqlite3.Connection:
        self._folder = temporary_folder()
        self._engine = sqlite3.connect(Path(self._folder.name) / "entries")
        # The file is for this process alone: nothing of it has to outlive a crash.
        self._engine.execute("PRAGMA journal_mode = OFF")
        self._engine.execute("PRAGMA synchronous = OFF")
        self._engine.executescript(_TABLES)
        return self._engine

    def _read(self, engine: sqlite3.Connection) -> Iterator[_Row]:
        with temporary_files():  # sorting takes room too
            rows = engine.execute(
                "SELECT rule, key, own, number, entry FROM entries ORDER BY rule, key, own, number"
            )
        shared: dict[frozenset[str], frozenset[str]] = {}
        for rule, key, own, number, blob in rows:
            yield rule, key, own, number, _unpacked(number, blob, shared)


def _packed(entry: Entry) -> bytes:
    facts = entry.facts
    parts = (
        entry.kind, facts.values, facts.collected, facts.period, facts.date_fields,
        facts.unreadable, entry.missing, entry.other, entry.table, entry.presuming,
    )  # fmt: skip
    return pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)


def _unpacked(number: int, blob: bytes, shared: dict[frozenset[str], frozenset[str]]) -> Entry:
    """Read an entry; the names of its fields, which most records have alike, are ``shared``."""
    kind, given, collected, period, days, unreadable, missing, other, table, presuming = (
        pickle.loads(blob)  # noqa: S301 - written above
    )
    values = {sys.intern(name): value for name, value in given.items()}
    collected = shared.setdefault(collected, collected)
    unreadable = shared.setdefault(unreadable, unreadable)
    facts = Facts(values, collected, period, days, unreadable)
    return Entry(number, kind, facts, missing, other, table, presuming)
