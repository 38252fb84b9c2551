"""Where what rules across records keep of each record waits until all are read.

Up to some thousand entries it stays in memory; beyond that it goes to a file of SQLite, which sorts
the entries within a small memory. The file holds nothing but what this process wrote, and goes with
it. A record stands in it once, apart from the entries of the rules: it is read again only where
there is a lead to show.
"""

import pickle
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from qinjian.engine.condition.expression import Value
from qinjian.engine.intake.model import Sourced
from qinjian.engine.run.entry import Entry, Shapes
from qinjian.engine.scratch import temporary_files, temporary_folder

IN_MEMORY = 4_000
"""Entries that wait in memory."""

_TABLES = """
    CREATE TABLE entries (
        rule INTEGER, key TEXT, own INTEGER, number INTEGER, kind TEXT, presuming INTEGER,
        entry BLOB
    );
    CREATE TABLE records (number INTEGER PRIMARY KEY, record BLOB);
    CREATE TABLE rules (rule INTEGER PRIMARY KEY, pairs INTEGER);
    CREATE TABLE clusters (
        rule INTEGER, key TEXT, members INTEGER, others INTEGER, settled INTEGER,
        PRIMARY KEY (rule, key)
    ) WITHOUT ROWID;
"""

_COUNT = """
    INSERT INTO clusters
    SELECT rule, key, sum(own), sum(NOT own), sum(own) = 0
        OR pairs IS NOT NULL AND min(number) = max(number)
        OR pairs IS TRUE AND sum(NOT own) = 0
    FROM entries LEFT JOIN rules USING (rule) GROUP BY rule, key ORDER BY rule, key
"""
"""Settled are others that belong to nobody, and what stands alone by a rule of ``rules``: with no
entry of another record, or among members of pairs alone."""

_SETTLED = """
    SELECT rule, kind, presuming, count(*) FROM entries JOIN clusters USING (rule, key)
    WHERE settled AND own GROUP BY rule, kind, presuming
"""

_SIZES = "SELECT members, others FROM clusters WHERE NOT settled ORDER BY rule, key"

_LEFT = """
    SELECT rule, key, own, number, entry FROM entries JOIN clusters USING (rule, key)
    WHERE NOT settled ORDER BY rule, key, own, number
"""


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
        self._shapes = Shapes()
        self._counted = False

    def put(self, rule: int, key: Sequence[Value], entry: Entry, sourced: Sourced) -> None:
        """Keep an entry, and the record that it is of."""
        self._waiting.append((rule, repr(tuple(key)), not entry.other, entry.number, entry))
        self._records[entry.number] = sourced
        if len(self._waiting) >= IN_MEMORY:
            with temporary_files():
                self._write()

    def settle(
        self, alone: Sequence[int], pairs: Collection[int]
    ) -> list[tuple[int, str, bool, int]]:
        """Take out what needs no look, where many entries wait, and count it by rule and kind.

        By the rules ``alone`` a record is clear where none other has its key; those of ``pairs``
        find nothing among members alone either. What is counted is told with whether it presumes.
        """
        if self._engine is None:
            return []
        self._count(self._engine, [(rule, rule in pairs) for rule in alone])
        return self._engine.execute(_SETTLED).fetchall()

    def _count(self, engine: sqlite3.Connection, rules: Sequence[tuple[int, bool]] = ()) -> None:
        """Count what stands in each cluster, once all entries are there."""
        self._counted = True
        with temporary_files():
            self._write()
            engine.executemany("INSERT INTO rules VALUES (?, ?)", rules)
            engine.execute(_COUNT)

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
            if not self._counted:
                self._count(self._engine)
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
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (*order, entry.kind, entry.presuming, self._shapes.packed(entry))
                for *order, entry in self._waiting
            ),
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
            rows = engine.execute(_LEFT)
        for rule, key, own, number, blob in rows:
            yield rule, key, own, number, self._shapes.unpacked(number, blob)
