"""All word lists together: a text is looked through once for the words of all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qinjian.engine.rulebook.mentions import WordList
from qinjian.engine.text import normalised

Words = Sequence[tuple[str, str]]
"""Words, each with the list that it stands in."""

Starts = Mapping[str, Words]
"""Words by their first two characters, or the only one."""


class WordLists(Mapping[str, WordList]):
    """The word lists of a rulebook by their names.

    ``starts`` are their words by how they begin, where that is known already.
    """

    def __init__(
        self, lists: Mapping[str, WordList] | None = None, starts: Starts | None = None
    ) -> None:
        self._lists = lists or {}
        self.starts = by_start(self._lists) if starts is None else starts
        self.in_text = lru_cache(maxsize=1 << 16)(self._in_text)

    def __getitem__(self, name: str) -> WordList:
        """Return a list."""
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        """List the names."""
        return iter(self._lists)

    def __len__(self) -> int:
        """Count the lists."""
        return len(self._lists)

    def _in_text(self, text: str) -> frozenset[str]:
        """Name the lists of which a word stands in a text, whether it counts there or not."""
        text = normalised(text)
        found: set[str] = set()
        for at in range(len(text)):
            for length in (1, 2):
                for name, word in self.starts.get(text[at : at + length], ()):
                    if name not in found and text.startswith(word, at):
                        found.add(name)
        return frozenset(found)


def by_start(lists: Mapping[str, WordList]) -> Starts:
    """List the words of all lists by their first two characters, or the only one."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, one in lists.items():
        for word in one.words:
            found[word[:2]].append((name, word))
        for start in sorted(one.starts):
            found[start].append((name, start))
    return dict(found)
