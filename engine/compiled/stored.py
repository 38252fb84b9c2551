"""A file of compiled rules: parts of JSON text, each read when it is needed.

The first line names the sources and the checksum of what follows it; the second says where each
part stands. Nothing of it can run: what the parts mean is up to those who read them.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

from qinjian.engine.compiled.sources import Sources

_TITLE = "qinjian compiled rules"


class UnfitError(ValueError):
    """A file that is none of ours, not whole, or made of something else."""


class Stored:
    """The parts of a file of compiled rules, by their names."""

    def __init__(self, content: bytes) -> None:
        """Read a file.

        Raises:
            UnfitError: it is not as it was written.
        """
        try:
            at = content.index(b"\n") + 1
            behind = content.index(b"\n", at) + 1
            told = json.loads(content[:at])
            found = hashlib.sha256(memoryview(content)[at:]).hexdigest()
            if told["title"] != _TITLE or told["sha256"] != found:
                raise UnfitError("the checksum is another")
            self.sources = Sources(told["files"], told["versions"])
            self._places: Mapping[str, list[int]] = json.loads(content[at:behind])
        except (KeyError, TypeError, ValueError) as error:
            raise UnfitError(str(error)) from None
        self.content, self._behind = content, behind

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of that name."""
        return name in self._places

    def text(self, name: str) -> bytes:
        """Return a part as it stands, which is JSON."""
        start, end = self._places[name]
        return self.content[self._behind + start : self._behind + end]

    def lines(self, name: str) -> list[bytes]:
        """Return the lines of a part that is a list, each of which is JSON."""
        return self.text(name).split(b"\n")

    def data(self, name: str) -> Any:
        """Return the data of a part."""
        return read(self.text(name))


def read(text: bytes) -> Any:
    """Read data that were written as JSON; of a short text this takes a quarter of ``json.loads``.

    Raises:
        ValueError: it is no JSON.
    """
    return from_json(text)


def written(sources: Sources, parts: Mapping[str, str]) -> bytes:
    """Write a file of compiled rules; the same parts give the same bytes."""
    places, texts, at = {}, [], 0
    for name, part in parts.items():
        text = part.encode()
        places[name] = (at, at + len(text))
        texts.append(text)
        at += len(text)
    body = packed(places).encode() + b"\n" + b"".join(texts)
    head = {"title": _TITLE, **sources._asdict(), "sha256": hashlib.sha256(body).hexdigest()}
    return packed(head).encode() + b"\n" + body


def packed(data: object) -> str:
    """Write data as JSON without blanks."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
