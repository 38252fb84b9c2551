"""What may stand in a text, by how it begins: one character or two tell where to look for what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Member = TypeVar("Member")

ByStart = Mapping[str, Mapping[str, Sequence[Member]]]
"""By the first character, then by the first two, or the only one."""

_START = 2


class Beginnings(Generic[Member]):
    """Members by how they begin."""

    def __init__(self, by_start: ByStart[Member]) -> None:
        self.by_start = by_start
        self._behind: dict[str, Mapping[str, Sequence[Member]]] = {}

    @classmethod
    def of(cls, members: Iterable[tuple[str, Member]]) -> "Beginnings[Member]":
        """List members, each with its first two characters or the only one."""
        found: defaultdict[str, defaultdict[str, list[Member]]]
        found = defaultdict(lambda: defaultdict(list))
        for start, member in members:
            found[start[0]][start].append(member)
        return cls(found)

    def at(self, text: str, place: int) -> Sequence[Member]:
        """List what may begin at a place of a text: what has one character only, then the rest."""
        first = text[place]
        behind = self._behind.get(first)
        if behind is None:
            behind = self._behind[first] = self.by_start.get(first, {})
        if not behind:
            return ()
        start = text[place : place + _START]
        alone = behind.get(first, ())
        return alone if start == first else (*alone, *behind.get(start, ()))
