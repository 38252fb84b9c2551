"""All word lists together: a text is looked through once for the words of all of them."""

from collections.abc import Iterator, Mapping, Sequence

from qinjian.engine.rulebook.mentions import WordList
from qinjian.engine.texts.beginnings import Beginnings
from qinjian.engine.texts.notation import FIGURES
from qinjian.engine.texts.shapes import NamesAt, Shapes
from qinjian.engine.wording.text import all_normalised, normalised

Starts = Beginnings[tuple[str, str]]
"""Words by how they begin, each behind the name of its list."""


class WordLists(Mapping[str, WordList]):
    """The word lists of a rulebook by their names.

    ``starts`` are their words by how they begin, where that is known already.
    """

    def __init__(
        self, lists: Mapping[str, WordList] | None = None, starts: Starts | None = None
    ) -> None:
        self._lists = lists or {}
        self.starts = Beginnings.of(_beginnings(self._lists)) if starts is None else starts
        self._shapes = Shapes(
            self.starts,
            _looked_for,
            lambda one: not FIGURES.isdisjoint(one[1]),
            lambda one, letters: all(letter in letters for letter in one[1]),
        )

    def __getitem__(self, name: str) -> WordList:
        """Return a list."""
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        """List the names."""
        return iter(self._lists)

    def __len__(self) -> int:
        """Count the lists."""
        return len(self._lists)

    def in_text(self, text: str) -> frozenset[str]:
        """Name the lists of which a word stands in a text, whether it counts there or not."""
        return self._shapes.names_in(normalised(text))

    def in_each(self, texts: Sequence[str]) -> Iterator[frozenset[str]]:
        """Do as ``in_text`` for many texts."""
        return self._shapes.names_in_each(all_normalised(texts))


def _looked_for(words: Sequence[tuple[str, str]]) -> NamesAt:
    """Make ready to name the lists of which a word of some stands at a place of a text."""

    def names(text: str, at: int) -> Iterator[str]:
        return (name for name, word in words if text.startswith(word, at))

    return names


def _beginnings(lists: Mapping[str, WordList]) -> Iterator[tuple[str, tuple[str, str]]]:
    """List the words of all lists, each with its first two characters or the only one."""
    for name, one in lists.items():
        for word in one.words:
            yield word[:2], (name, word)
        for start in sorted(one.starts):
            yield start, (name, start)
