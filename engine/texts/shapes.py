"""Whose words stand in a text: what differs in its figures alone is looked through once.

Most texts of a large table are like others but for a number or a day (调研第12号). A word without
figures of its own stands in all of them or in none: it is looked for in their shape, which has a
nought for each figure. Only words with figures (国窖1573, 3月8日) are looked for in each text.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple

from qinjian.engine.texts.beginnings import START, Beginnings, Member
from qinjian.engine.texts.notation import FIGURES

_NOUGHT = "0"
_SHAPE = str.maketrans(dict.fromkeys(FIGURES, _NOUGHT))

REMEMBERED = 1 << 14
"""Shapes, and texts, of which it is kept whose words stand in them."""


NamesAt = Callable[[str, int], Iterable[str]]
"""Names those of whom one of some members stands at a place of a text."""


class _Shape(NamedTuple):
    """Whose words stand in all texts of a shape, and where to look for words with figures."""

    names: frozenset[str]
    places: Sequence[int]


class _Beginning(NamedTuple):
    """What begins alike: the members without figures, and those with figures, if there are any."""

    plain: NamesAt | None
    figured: NamesAt | None


class Shapes(Generic[Member]):
    """Looks texts through for members by how they begin.

    ``looked_for`` makes ready to look for members that begin alike; ``figured`` tells whether a
    member has figures of its own.
    """

    def __init__(
        self,
        starts: Beginnings[Member],
        looked_for: Callable[[Sequence[Member]], NamesAt],
        figured: Callable[[Member], bool],
    ) -> None:
        self._starts = starts
        self._looked_for = looked_for
        self._is_figured = figured
        self._known: dict[str, _Beginning] = {}
        self._shape = lru_cache(maxsize=REMEMBERED)(self._look_through)
        self.names_in = lru_cache(maxsize=REMEMBERED)(self._names_in)

    def _names_in(self, text: str) -> frozenset[str]:
        """Name those of whom a member stands in a text in the form in which words are compared."""
        shape = self._shape(text.translate(_SHAPE))
        found: set[str] = set()
        known = self._known
        for at in shape.places:
            start = text[at : at + START]
            figured = (known.get(start) or self._beginning(start)).figured
            if figured is not None:
                found.update(figured(text, at))
        return shape.names | found if found else shape.names

    def _look_through(self, shape: str) -> _Shape:
        """Look through a shape; no word begins within a number."""
        found: set[str] = set()
        places: list[int] = []
        for at in range(len(shape)):
            start = shape[at : at + START]
            plain, figured = self._beginning(start)
            if plain:
                found.update(plain(shape, at))
            behind_figure = at > 0 and start[0] == shape[at - 1] == _NOUGHT
            if figured or (_NOUGHT in start and not behind_figure):
                places.append(at)
        return _Shape(frozenset(found), places)

    def _beginning(self, start: str) -> _Beginning:
        known = self._known.get(start)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            parts: tuple[list[Member], list[Member]] = [], []
            for member in self._starts.beginning(start):
                parts[self._is_figured(member)].append(member)
            plain, figured = (self._looked_for(part) if part else None for part in parts)
            known = self._known[start] = _Beginning(plain, figured)
        return known
