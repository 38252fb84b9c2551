"""Bytes as they come, cut into lines; and the files of a folder as they appear in it."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qinjian.engine.intake.files.inputs import FORMATS, Readable, ending_of, is_passed_over
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import find
from qinjian.engine.live.journal import Delivery
from qinjian.engine.live.reading import MOST_BYTES
from qinjian.engine.messages.problems import Position, Problem, QinjianError

CHUNK = 1 << 16
"""Bytes that are read at once."""


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


@dataclass
class Lines:
    """Cuts bytes into lines. ``row`` is the number of the last line, of which blank ones count.

    ``offset`` is the number of bytes up to its end. A last line without a line break is taken at
    the end of the input, and where more comes all the same its line break ends nothing.
    """

    source: str
    row: int = 0
    offset: int = 0
    ended_open: bool = False
    _read: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    _left: bytes = b""

    def feed(self, chunk: bytes) -> Iterator[Delivery]:
        """List the lines that end in the bytes that came."""
        if self.ended_open and chunk:
            self.ended_open = False
            if chunk.startswith(b"\n"):
                self._past(b"\n")
                chunk = chunk[1:]
        *ended, left = chunk.split(b"\n")
        for part in ended:
            content, self._left = self._left + part, b""
            self._past(content + b"\n")
            yield from self._line(content)
        self._left += left

    def end(self) -> Iterator[Delivery]:
        """List the last line, where it has no line break."""
        if self._left:
            content, self._left = self._left, b""
            self._past(content)
            self.ended_open = True
            yield from self._line(content)

    def place(self) -> str:
        """Write down how far it came, and what was read so far."""
        place = [self.row, self.offset, self._read.hexdigest(), self.ended_open]
        return json.dumps(place)

    @classmethod
    def at(cls, source: str, place: str | None, content: Readable | None) -> "Lines":
        """Go on behind a place; ``content`` is that of a file, whose beginning is held against it.

        Raises:
            QinjianError: ``watch_other``: the file begins otherwise.
        """
        if place is None:
            return cls(source)
        row, offset, digest, ended_open = json.loads(place)
        found = cls(source, row, offset, ended_open)
        left = offset if content is not None else 0
        while content is not None and left:
            chunk = content.read(min(left, CHUNK))
            if not chunk:
                break
            found._read.update(chunk)
            left -= len(chunk)
        if content is not None and found._read.hexdigest() != digest:
            where = Position(file=source)
            raise QinjianError(Problem("watch_other", where, {"offset": offset}))
        return found

    def _past(self, content: bytes) -> None:
        self.offset += len(content)
        self._read.update(content)

    def _line(self, content: bytes) -> Iterator[Delivery]:
        self.row += 1
        # Of a line that is too long enough is kept to tell so.
        content = content[: MOST_BYTES + 1].rstrip(b"\r")
        if content.strip():
            yield Delivery(self.source, self.row, content, digest_of(content))


@dataclass
class Folder:
    """The files of a folder and the folders in it, each once it no longer grows.

    A file that is written slowly is best written elsewhere and moved in.
    """

    path: Path
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    _read: dict[str, tuple[int, int]] = field(default_factory=dict)

    def arrived(self, *, at_once: bool = False) -> Iterator[Delivery | Problem]:
        """List what is new: files that are as they were when last looked at, or all ``at_once``."""
        for relative in self._files():
            path = self.path / relative
            try:
                about = path.stat()
            except OSError:
                continue  # it went again
            state = about.st_size, about.st_mtime_ns
            if relative in self._read:
                if self._read[relative] != state:
                    self._read[relative] = state
                    yield Problem("watch_changed", Position(file=self._name(relative)))
                continue
            if at_once or self._seen.get(relative) == state:
                self._read[relative] = state
                yield from self._deliveries(relative)
            self._seen[relative] = state

    def _files(self) -> list[str]:
        """List the files that may be read, in the order in which ``check`` reads them."""
        found: list[str] = []
        for root, folders, names in os.walk(self.path):
            folders[:] = [inner for inner in folders if not inner.startswith(".")]
            inside = (Path(root, name) for name in names if not is_passed_over(name))
            found += [path.relative_to(self.path).as_posix() for path in inside]
        return sorted(name for name in found if ending_of(name) in FORMATS)

    def _name(self, relative: str) -> str:
        return f"{os.fspath(self.path).rstrip('/')}/{relative}"

    def _deliveries(self, relative: str) -> Iterator[Delivery | Problem]:
        """Read a file, or the files of an archive."""
        for number, found in enumerate(find([self._name(relative)])):
            if isinstance(found, Problem):
                yield found
                continue
            try:
                with snapshot(found, None).stream as stream:
                    content = stream.read()
            except QinjianError as error:
                yield from error.problems
                continue
            identity = f"file:{relative}:{number}"
            yield Delivery(found.name, None, content, digest_of(content), identity)
