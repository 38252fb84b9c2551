"""Where the keys and values of a TOML text stand, which the parser of Python does not tell.

What is right and what a value means is for the parser to say. This reader follows the text as far
as it is well formed, and stops at the first key that stands there twice.
"""

import contextlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qinjian.engine.wording.regex import regex

Path = tuple[str | int, ...]
"""The keys that lead to a value; the entries of arrays count from 0."""

MAX_DEPTH = 40
"""Keys within keys, or tables and arrays within another, up to which a text is followed."""

_SPACE = regex(r"(?:[ \t\n]|#[^\n]*)*")
_BLANK = regex(r"[ \t]*")
_BARE = regex(r"[A-Za-z0-9_-]+")
_STRINGS = (
    regex(r'"""(?:\\.|[^\\])*?"""(?:"{0,2})', re.DOTALL),
    regex(r"'''.*?'''(?:'{0,2})", re.DOTALL),
    regex(r'"(?:\\.|[^"\\\n])*"'),
    regex(r"'[^'\n]*'"),
)
_OTHER = regex(r"[^,\]}#\n]+")


class _LostError(Exception):
    """The text goes on in a way that TOML does not, or is nested too deeply."""


@dataclass
class Marks:
    """The offsets of keys and values by their paths, and of what ended the reading.

    That is the first key that stands there twice, or what is nested too deeply.
    """

    keys: dict[Path, int] = field(default_factory=dict)
    values: dict[Path, int] = field(default_factory=dict)
    twice: Path | None = None
    twice_at: int = 0
    too_deep: int | None = None


def marks_of(text: str) -> Marks:
    """Find the keys and values of a text with single line feeds as its ends of lines."""
    reader = _Reader(text)
    with contextlib.suppress(_LostError):
        reader.read()
    return reader.marks


class _Reader:
    def __init__(self, text: str) -> None:
        self.marks = Marks()
        self._text = text
        self._at = 0
        self._entries: dict[Path, int] = {}

    def read(self) -> None:
        """Read statements to the end of the text, or to a key that is there already."""
        table: Path = ()
        while True:
            self._skip(_SPACE)
            if self._at >= len(self._text):
                return
            if self._next("["):
                table = self._header()
            else:
                self._pair(table)

    def _next(self, mark: str) -> bool:
        return self._text.startswith(mark, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _LostError
        self._at = found.end()
        return found[0]

    def _take(self, mark: str) -> None:
        if not self._next(mark):
            raise _LostError
        self._at += len(mark)

    def _header(self) -> Path:
        many = self._next("[[")
        self._take("[[" if many else "[")
        self._skip(_BLANK)
        at = self._at
        *outer, last = self._key()
        self._take("]]" if many else "]")
        path: Path = ()
        for name in outer:
            path = self._inside((*path, name))
        path = (*path, last)
        if many:
            self._entries[path] = self._entries.get(path, -1) + 1
            path = self._inside(path)
        self._set(path, at, at)
        return path

    def _inside(self, path: Path) -> Path:
        """Return the path of the last entry, where a path is that of an array of tables."""
        return (*path, self._entries[path]) if path in self._entries else path

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_BLANK)
            quoted = self._next('"') or self._next("'")
            word = self._skip(_STRINGS[2] if self._next('"') else _STRINGS[3] if quoted else _BARE)
            parts.append(_said(word) if quoted else word)
            self._skip(_BLANK)
            if not self._next("."):
                return parts
            self._stay_shallow(parts)
            self._at += 1

    def _pair(self, table: Path) -> None:
        at = self._at
        path = (*table, *self._key())
        self._take("=")
        self._skip(_BLANK)
        self._set(path, at, self._at)
        self._value(path)

    def _set(self, path: Path, key: int, value: int) -> None:
        if path in self.marks.keys:
            self.marks.twice, self.marks.twice_at = path, key
            raise _LostError
        self.marks.keys[path], self.marks.values[path] = key, value

    def _stay_shallow(self, path: Sequence[str | int]) -> None:
        if len(path) >= MAX_DEPTH:
            self.marks.too_deep = self._at
            raise _LostError

    def _value(self, path: Path) -> None:
        self._stay_shallow(path)
        if self._next("["):
            self._at += 1
            for number in self._members("]"):
                self.marks.values[*path, number] = self._at
                self._value((*path, number))
        elif self._next("{"):
            self._at += 1
            for _ in self._members("}"):
                self._pair(path)
        else:
            string = next((one for one in _STRINGS if one.match(self._text, self._at)), _OTHER)
            self._skip(string)

    def _members(self, end: str) -> Iterator[int]:
        """Stand before each member of an array or a table on one line, and at last behind it."""
        number = 0
        while True:
            self._skip(_SPACE)
            if self._next(end):
                self._at += 1
                return
            yield number
            number += 1
            self._skip(_SPACE)
            if not self._next(end):
                self._take(",")


def _said(quoted: str) -> str:
    """Return what a quoted key says."""
    try:
        return str(tomllib.loads(f"key = {quoted}")["key"])
    except tomllib.TOMLDecodeError:
        raise _LostError from None
