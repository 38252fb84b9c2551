"""The journal of a stream: a database on disk that holds what arrived before anything is said.

What arrived and the lines that it gave are written in one transaction, and only then do the lines
leave. So whatever ends the process, a line that somebody has seen is in the journal, and a line
that nobody has seen is still to be told. Journals are SQLite files in WAL mode, synced on each
commit, and of one process at a time.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from qinjian.engine.messages.problems import Position, Problem, QinjianError

VERSION = "1"
"""Of the tables below."""

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL, row INTEGER, identity TEXT UNIQUE,
    digest TEXT NOT NULL, content BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS files ON deliveries (digest) WHERE row IS NULL;
CREATE TABLE IF NOT EXISTS lines (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS standing (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
"""

IN_MEMORY = ":memory:"


class Delivery(NamedTuple):
    """What arrived at once: a line of JSON with its ``row``, or a whole file without.

    ``identity`` is that by which it is known if it comes again, None where nothing tells.
    """

    source: str
    row: int | None
    content: bytes
    digest: str
    identity: str | None = None


class Journal:
    """What arrived, what was said of it and what of that was told, on disk.

    Raises:
        QinjianError: ``journal_busy``, ``journal_failed``, ``journal_other``: of another version.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._in_memory = path == IN_MEMORY
        with self._faults():
            # What it waits for is another process, which keeps it to its own end.
            self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
            try:
                self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = FULL")
                self._base.executescript(_TABLES)
            except BaseException:
                self._base.close()
                raise
        self.agree("version", VERSION)

    def agree(self, name: str, value: str) -> None:
        """Hold what a journal is kept by against what it was begun with.

        Raises:
            QinjianError: ``journal_other``.
        """
        found = self.about(name)
        if found is None:
            self.note(name, value)
        elif found != value:
            raise self._problem("journal_other", {"name": name})

    def about(self, name: str) -> str | None:
        """Return what was noted under a name."""
        with self._faults():
            query = "SELECT value FROM about WHERE name = ?"
            row = self._base.execute(query, (name,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str, value: str) -> None:
        """Note something under a name, in place of what was noted there."""
        with self._faults():
            self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Write what is written inside of it all together, on disk when it ends, or not at all.

        Raises:
            QinjianError: ``journal_failed``: the disk is full, for one.
        """
        with self._faults():
            self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._faults():
                self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise

    def has(self, identity: str) -> Delivery | None:
        """Return what arrived under an identity, if anything did."""
        with self._faults():
            query = (
                "SELECT source, row, content, digest, identity FROM deliveries WHERE identity = ?"
            )
            row = self._base.execute(query, (identity,)).fetchone()
        return None if row is None else Delivery(*row)

    def first_file(self, digest: str) -> tuple[int, str]:
        """Return the number and the name of the first file that arrived with these bytes."""
        with self._faults():
            query = (
                "SELECT number, source FROM deliveries WHERE digest = ? AND row IS NULL"
                " ORDER BY number"
            )
            number, source = self._base.execute(query, (digest,)).fetchone()
        return int(number), str(source)

    def add(self, number: int, one: Delivery) -> None:
        """Keep what arrived under the next number."""
        values = (number, one.source, one.row, one.identity, one.digest, one.content)
        with self._faults():
            self._base.execute("INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?)", values)

    def delivery(self, number: int) -> Delivery:
        """Return what arrived under a number."""
        with self._faults():
            query = "SELECT source, row, content, digest, identity FROM deliveries WHERE number = ?"
            return Delivery(*self._base.execute(query, (number,)).fetchone())

    def deliveries(self) -> Iterator[tuple[int, Delivery]]:
        """List what arrived, with its numbers."""
        for number in range(1, self.count() + 1):
            yield number, self.delivery(number)

    def count(self) -> int:
        """Count what arrived."""
        with self._faults():
            return int(self._base.execute("SELECT max(number) FROM deliveries").fetchone()[0] or 0)

    def say(self, seq: int, body: str) -> None:
        """Keep a line that is to be told."""
        with self._faults():
            self._base.execute("INSERT INTO lines VALUES (?, ?)", (seq, body))

    def last_line(self) -> int:
        """Return the number of the last line."""
        with self._faults():
            return int(self._base.execute("SELECT max(seq) FROM lines").fetchone()[0] or 0)

    def untold(self, told: int) -> list[tuple[int, str]]:
        """List the lines behind one."""
        with self._faults():
            query = "SELECT seq, body FROM lines WHERE seq > ? ORDER BY seq"
            return list(self._base.execute(query, (told,)))

    def stand(self, id_: str, body: str) -> None:
        """Note that a lead stands."""
        with self._faults():
            self._base.execute("INSERT OR REPLACE INTO standing VALUES (?, ?)", (id_, body))

    def fall(self, id_: str) -> bool:
        """Note that a lead stands no longer, and tell whether it did."""
        with self._faults():
            query = "DELETE FROM standing WHERE id = ?"
            return self._base.execute(query, (id_,)).rowcount > 0

    def stands(self, id_: str) -> bool:
        """Tell whether a lead stands."""
        with self._faults():
            query = "SELECT 1 FROM standing WHERE id = ?"
            return self._base.execute(query, (id_,)).fetchone() is not None

    def standing(self) -> dict[str, str]:
        """Return the leads that stand, by their ids."""
        with self._faults():
            return dict(self._base.execute("SELECT id, body FROM standing"))

    def close(self) -> None:
        """Let go of the file."""
        with self._faults():
            self._base.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            code = "journal_busy" if busy else "journal_failed"
            raise self._problem(code, {} if busy else {"reason": str(error)}) from None
        except sqlite3.DatabaseError as error:
            raise self._problem("journal_failed", {"reason": str(error)}) from None

    def _problem(self, code: str, values: dict[str, object]) -> QinjianError:
        name = Path(self.path).as_posix()
        return QinjianError(Problem(code, Position(file=name), values))
