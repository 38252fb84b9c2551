"""Whose words stand in a text: what differs in its figures alone is looked through once.

Most texts of a large table are like others but for a number or a day (调研第12号). A word without
figures of its own stands in all of them or in none: it is looked for in their shape, which has a
nought for each figure. Only words with figures (国窖1573, 3月8日) are looked for in each text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple

from qinjian.engine.texts.beginnings import START, Beginnings, Member
from qinjian.engine.texts.notation import FIGURES
from qinjian.engine.wording.text import each_at_once

_NOUGHT = "0"
_SHAPE = str.maketrans(dict.fromkeys(FIGURES, _NOUGHT))
_EACH_FIGURE = "".join(sorted(FIGURES))

REMEMBERED = 1 << 14
"""Shapes, and texts, of which it is kept whose words stand in them."""


NamesAt = Callable[[str, int], Iterable[str]]
"""Names those of whom one of some members stands at a place of a text."""


MayStand = Callable[[Member, frozenset[str]], bool]
"""Tells whether a text of some letters may hold a member."""


def shape_of(text: str) -> str:
    """Return the shape of a text: a nought for each figure."""
    return text.translate(_SHAPE)


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
    member has figures of its own, ``may_stand`` whether it may stand in a text of some letters.
    """

    def __init__(
        self,
        starts: Beginnings[Member],
        looked_for: Callable[[Sequence[Member]], NamesAt],
        figured: Callable[[Member], bool],
        may_stand: "MayStand[Member]",
    ) -> None:
        self._starts = starts
        self._looked_for = looked_for
        self._is_figured = figured
        self._may_stand = may_stand
        self._figured: dict[str, Sequence[Member]] = {}
        self._known: dict[str, _Beginning] = {}
        self._shape = lru_cache(maxsize=REMEMBERED)(self._look_through)
        self.names_in = lru_cache(maxsize=REMEMBERED)(self._names_in)

    def names_in_each(self, texts: Sequence[str]) -> Iterator[frozenset[str]]:
        """Do as ``names_in`` for many texts, sooner."""
        for text, shape in zip(texts, each_at_once(shape_of, texts), strict=True):
            told = self._shape(shape)
            yield self._names_of(text, told) if told.places else told.names

    def _names_in(self, text: str) -> frozenset[str]:
        """Name those of whom a member stands in a text in the form in which words are compared."""
        return self._names_of(text, self._shape(shape_of(text)))

    def _names_of(self, text: str, shape: _Shape) -> frozenset[str]:
        """Name them where what all texts of a shape have in common is known."""
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
        letters = FIGURES.union(shape)
        for at in range(len(shape)):
            start = shape[at : at + START]
            plain = self._beginning(start).plain
            if plain:
                found.update(plain(shape, at))
            behind_figure = at > 0 and start[0] == shape[at - 1] == _NOUGHT
            if not behind_figure and any(
                self._may_stand(member, letters) for member in self._figured_from(start)
            ):
                places.append(at)
        return _Shape(frozenset(found), places)

    def _figured_from(self, start: str) -> Sequence[Member]:
        """List the members with figures that may stand where a shape has one or two characters."""
        known = self._figured.get(start)
        if known is None:
            if len(self._figured) >= REMEMBERED:
                self._figured.clear()
            members = (one for real in _of_shape(start) for one in self._starts.beginning(real))
            known = self._figured[start] = list(filter(self._is_figured, members))
        return known

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


def _of_shape(start: str) -> Iterator[str]:
    """List what may stand in a text where its shape has one or two characters."""
    choices = (_EACH_FIGURE if one == _NOUGHT else one for one in start)
    return map("".join, product(*choices))
