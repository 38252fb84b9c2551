"""The words of all subjects by how they begin: where in a text to look for which."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from qinjian.engine.texts.beginnings import Beginnings
from qinjian.engine.texts.candidate import Candidate
from qinjian.engine.texts.notation import Word
from qinjian.engine.texts.words import ListName, Lists

LOOKS = 64
"""Places that are only looked at for what a word needs. To compile its regular expression takes as
long as that many looks; where there are many texts it is the faster of the two."""

REMEMBERED = 256
"""Sets of letters for which it is kept which of the words that begin alike may stand."""


class Entry:
    """A word of a list of a subject, compiled when a text may hold it, or after many texts."""

    def __init__(self, subject: str, listed: ListName, word: Word) -> None:
        self.subject = subject
        self.listed: ListName = listed
        self.word = word
        self._looks = 0
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """Match the word at a place of a folded text."""
        if self._compiled is None:
            self._looks += 1
            if self._looks <= LOOKS and not self.word.may_stand_in(text):
                return None
            self._compiled = re.compile(self.word.pattern)
        return self._compiled.match(text, at)

    def candidate(self, match: re.Match[str]) -> Candidate:
        """Make of a match what the subject may count."""
        word, said = self.word, match[0]
        lone = said[0] in word.heads and not any(
            len(head) > 1 and said.startswith(head) for head in word.heads
        )
        return Candidate(match.span(), self.listed, word.open, word.denies, lone)


class Near:
    """The words that begin alike: which of them may stand in a text, by the letters in it.

    Most texts have none of the letters that any of the words needs further on.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._looks = 0
        self._known: dict[frozenset[str], Sequence[Entry]] = {}

    @cached_property
    def _letters(self) -> frozenset[str]:
        needed = (piece for entry in self._entries for piece in entry.word.needs)
        return frozenset().union(*(choice for piece in needed for choice in piece))

    def in_text(self, letters: frozenset[str]) -> Sequence[Entry]:
        """List the words for which a text has the letters; all of them for the first texts."""
        self._looks += 1
        if self._looks <= LOOKS:
            return self._entries
        own = letters & self._letters
        found = self._known.get(own)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[own] = [
                entry
                for entry in self._entries
                if all(any(choice <= own for choice in piece) for piece in entry.word.needs)
            ]
        return found


Starts = Beginnings[Entry]


def entries_of(lists: Lists) -> Iterator[Entry]:
    """List the words of all subjects."""
    for name, subject in lists.subjects.items():
        for listed, words in subject.lists.items():
            yield from (Entry(name, listed, word) for word in words)


def beginnings(entries: Iterable[Entry]) -> Starts:
    """List words by how they begin."""
    return Beginnings.of((start, entry) for entry in entries for start in sorted(entry.word.starts))
