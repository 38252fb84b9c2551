"""A TOML file with the place of everything in it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from qinjian.engine.config.marks import MAX_DEPTH, Marks, Path, marks_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.wording.regex import regex

MAX_BYTES = 64 * 1024
"""A configuration is written by hand; what is larger is something else."""

_AT = regex(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Document:
    """What a TOML file says. ``file`` is its name in errors, ``content`` its bytes."""

    file: str
    content: bytes = b""
    data: Mapping[str, Any] = field(default_factory=dict)
    _text: str = ""
    _marks: Marks = field(default_factory=Marks)

    def problem(self, code: str, path: Path, *, at_key: bool = False, **values: object) -> Problem:
        """Make a problem at the value, or the key, at a path, or at the nearest around it."""
        return Problem(code, self.position(path, at_key=at_key), values)

    def position(self, path: Path, *, at_key: bool = False) -> Position:
        """Return the place of the value, or the key, at a path, or of the nearest around it."""
        known = self._marks.keys if at_key else self._marks.values
        while path and path not in known:
            path = path[:-1]
        return _place(self.file, self._text, known.get(path, 0))


def read_document(path: FilePath, shown: str) -> Document:
    """Read a TOML file; ``shown`` is its name in errors.

    Raises:
        QinjianError: the file cannot be read, is too large, no UTF-8 or no TOML, or a key stands in
            it twice.
    """
    content = _content(path, Position(file=shown))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        where = Position(file=shown)
        raise QinjianError(Problem("file_not_utf8", where, {"byte": error.start + 1})) from None
    marks = marks_of(text)
    if marks.too_deep is not None:  # the parser takes the square of the time for a long path
        where = _place(shown, text, marks.too_deep)
        raise QinjianError(Problem("toml_deep", where, {"limit": MAX_DEPTH}))
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # its own error, and that of a number with too many digits
        raise QinjianError(_fault(error, text, marks, shown)) from None
    return Document(shown, content, data, text, marks)


def _content(path: FilePath, where: Position) -> bytes:
    try:
        if path.exists() and not path.is_file():
            reason = {"reason": "not a regular file"}
            raise QinjianError(Problem("file_unreadable", where, reason))
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise QinjianError(Problem("file_missing", where)) from None
    except (OSError, ValueError) as error:  # a name with a zero byte is no path
        reason = {"reason": getattr(error, "strerror", None) or str(error)}
        raise QinjianError(Problem("file_unreadable", where, reason)) from None
    if len(content) > MAX_BYTES:
        raise QinjianError(Problem("config_large", where, {"limit": MAX_BYTES}))
    return content


def _fault(error: Exception, text: str, marks: Marks, file: str) -> Problem:
    """Name a key that stands there twice, else what the parser says, with its place."""
    said = str(error)
    found = _AT.search(said)
    line, column = (found[1], found[2]) if found else (None, None)
    if marks.twice is not None:
        place = _place(file, text, marks.twice_at)
        if line is None or (place.line or 0) <= int(line):
            key = ".".join(str(step) for step in marks.twice if isinstance(step, str))
            return Problem("duplicate_key", place, {"key": key})
    last = text.count("\n", 0, len(text.rstrip())) + 1
    where = Position(file, line=int(line) if line else last, column=int(column) if column else None)
    return Problem("toml_syntax", where, {"reason": _AT.sub("", said)})


def _place(file: str, text: str, offset: int) -> Position:
    line = text.count("\n", 0, offset) + 1
    return Position(file, line=line, column=offset - text.rfind("\n", 0, offset))
