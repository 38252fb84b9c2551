"""A word of a list as it was found in a text."""

from dataclasses import dataclass
from typing import Literal

from qinjian.engine.texts.sentence import Span
from qinjian.engine.texts.words import ListName

Reason = Literal[
    "cut", "other_word", "name", "denial", "own_pocket", "undone", "topic", "field", "bare"
]
"""Why a word does not count."""

Verdict = tuple[Reason, str] | None
"""The reason and the words that gave it; none where the word counts."""


@dataclass(frozen=True)
class Candidate:
    """A word of a list in a text: where it stands, and in which list.

    ``gap`` tells whether it has a gap, ``denies`` whether a denial is a part of it (无公函),
    ``lone`` whether a single character stands before its first gap (送…女儿).
    """

    span: Span
    listed: ListName
    gap: bool
    denies: bool
    lone: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]
