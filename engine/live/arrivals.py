"""Bytes as they come, cut into lines; and the files of a folder as they appear in it."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qinjian.engine.intake.files.inputs import FORMATS, ending_of, is_passed_over
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import find
from qinjian.engine.live.journal import Delivery
from qinjian.engine.live.reading import MOST_BYTES
from qinjian.engine.messages.problems import Position, Problem, QinjianError


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


@dataclass
class Lines:
    """Cuts bytes into lines. ``row`` is the number of the last line, blank ones count."""

    source: str
    row: int = 0
    _left: bytes = b""
    _cut: bool = False

    def feed(self, chunk: bytes) -> Iterator[Delivery]:
        """List the lines that end in the bytes that came."""
        *ended, left = chunk.split(b"\n")
        for part in ended:
            yield from self._line(self._left + part)
            self._left, self._cut = b"", False
        # Of a line without an end enough is kept to tell that it is too long.
        room = max(0, MOST_BYTES + 1 - len(self._left))
        self._left += left[:room]

    def end(self) -> Iterator[Delivery]:
        """List the last line, where it has no line break."""
        if self._left:
            yield from self._line(self._left)
            self._left = b""

    def _line(self, content: bytes) -> Iterator[Delivery]:
        self.row += 1
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
