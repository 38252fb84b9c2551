"""The words of all subjects by how they begin: where in a text to look for which."""

import re
from collections.abc import Iterable, Iterator

from qinjian.engine.beginnings import Beginnings
from qinjian.engine.texts.candidate import Candidate
from qinjian.engine.texts.notation import Word
from qinjian.engine.texts.words import ListName, Lists

LOOKS = 64
"""Places that are only looked at for what a word needs. To compile its regular expression takes as
long as that many looks; where there are many texts it is the faster of the two."""


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


Starts = Beginnings[Entry]


def entries_of(lists: Lists) -> Iterator[Entry]:
    """List the words of all subjects."""
    for name, subject in lists.subjects.items():
        for listed, words in subject.lists.items():
            yield from (Entry(name, listed, word) for word in words)


def beginnings(entries: Iterable[Entry]) -> Starts:
    """List words by how they begin."""
    return Beginnings.of((start, entry) for entry in entries for start in sorted(entry.word.starts))
