"""What may stand in a text, by how it begins: one character or two tell where to look for what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Member = TypeVar("Member")

ByStart = Mapping[str, Mapping[str, Sequence[Member]]]
"""By the first character, then by the first two, or the only one."""

START = 2
_REMEMBERED = 1 << 16
"""Beginnings of places in texts that are kept, with what may stand there."""


class Beginnings(Generic[Member]):
    """Members by how they begin."""

    def __init__(self, by_start: ByStart[Member]) -> None:
        self.by_start = by_start
        self._known: dict[str, Sequence[Member]] = {}

    @classmethod
    def of(cls, members: Iterable[tuple[str, Member]]) -> "Beginnings[Member]":
        """List members, each with its first two characters or the only one."""
        found: defaultdict[str, defaultdict[str, list[Member]]]
        found = defaultdict(lambda: defaultdict(list))
        for start, member in members:
            found[start[0]][start].append(member)
        return cls(found)

    def places(self, text: str) -> Iterator[tuple[int, str, Sequence[Member]]]:
        """List the places of a text where something may begin, how they begin, and what may.

        What has one character only comes first.
        """
        for at in range(len(text)):
            start = text[at : at + START]
            if members := self.beginning(start):
                yield at, start, members

    def beginning(self, start: str) -> Sequence[Member]:
        """List what may stand where two characters do, or the last one of a text."""
        members = self._known.get(start)
        return self._learnt(start) if members is None else members

    def _learnt(self, start: str) -> Sequence[Member]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        behind = self.by_start.get(start[0], {})
        alone = behind.get(start[0], ())
        found = alone if len(start) == 1 else (*alone, *behind.get(start, ()))
        self._known[start] = found
        return found
