"""The different texts of a column, each looked through once for all word lists and subjects."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

Holds = Callable[[str], bool]


class Listed(Protocol):
    """What tells of which lists and subjects a text has a word, whether it counts or not."""

    def lists_in_each(self, texts: Sequence[str]) -> Iterable[Collection[str]]:
        """Name the lists, text by text."""

    def subjects_in_each(self, texts: Sequence[str]) -> Iterable[Collection[str]]:
        """Name the subjects, text by text."""


@dataclass(frozen=True)
class Texts:
    """Texts in their normalised form with the state of their cells, and where to look for what.

    Most lists have a word in few of many texts: nothing else of them is read.
    """

    states: Sequence[str]
    texts: Sequence[str]
    lists: dict[str, list[int]]
    subjects: dict[str, list[int]]

    @classmethod
    def of(cls, states: Sequence[str], values: Iterable[object], listed: Listed) -> "Texts":
        """Look through the values of cells in some states, None where there is none."""
        texts = ["" if value is None else str(value) for value in values]
        lists = _places(listed.lists_in_each(texts))
        return cls(states, texts, lists, _places(listed.subjects_in_each(texts)))

    def mention(self, lexicon: str, holds: Holds) -> list[int | None]:
        """Tell of each text whether it holds a word of a list; None if there is no text."""
        return self._told(self.unmentioned, self.lists.get(lexicon, ()), holds)

    def mention_or_lack(self, lexicon: str, holds: Holds) -> list[int | None]:
        """Tell whether cells hold a word of a list: 1 and 0, -1 for one that cannot be read."""
        return self._told(self.unsaid, self.lists.get(lexicon, ()), holds)

    def say(self, subject: str, holds: Holds) -> list[int | None]:
        """Tell whether cells are about a subject: 1 and 0, -1 for one that cannot be read."""
        return self._told(self.unsaid, self.subjects.get(subject, ()), holds)

    @cached_property
    def unmentioned(self) -> list[int | None]:
        """What is told of texts that hold no word of a list."""
        return [0 if state == "given" else None for state in self.states]

    @cached_property
    def unsaid(self) -> list[int | None]:
        """What is told of cells that hold no word of a list, nor of a subject."""
        said = {"given": 0, "blank": 0, "unreadable": -1}
        return [said.get(state) for state in self.states]

    def _told(
        self, told: list[int | None], places: Iterable[int], holds: Holds
    ) -> list[int | None]:
        found = {place: int(holds(self.texts[place])) for place in places}
        if not any(found.values()):
            return told
        said = list(told)
        for place, holding in found.items():
            said[place] = holding
        return said


def _places(names: Iterable[Collection[str]]) -> dict[str, list[int]]:
    """List the places of the texts by what stands in them."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(names):
        for name in found:
            places[name].append(place)
    return dict(places)
