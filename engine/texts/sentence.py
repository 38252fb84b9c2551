"""A text as a sentence: its clauses, its brackets, and the signs in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qinjian.engine.texts.boundaries import Boundaries
from qinjian.engine.texts.notation import Word
from qinjian.engine.texts.words import Grammar, Sign
from qinjian.engine.wording.regex import regex

Span = tuple[int, int]

# The comma and the blank of a number end no clause, nor does 、. A blank between words does.
_MARK = regex(
    r"[(\[【{]|[)\]】}]|[;。!?\n\r]|(?<!\d),|,(?!\d)"
    r"|(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])"
)
# Signs that stand in longer words: 检查组, 伤害案.
_IN_WORDS: frozenset[Sign] = frozenset(
    {"case", "tail", "matter", "event", "gathering", "unit", "guest", "office"}
)
_MAX_BRACKETS = 50
LOOKS = 16
"""Texts of which only the words that may stand in them are compiled, before all of them are."""
_OPEN, _CLOSE, _FULL_STOPS = "([【{", ")]】}", ";。!?\n\r"


@dataclass
class Level:
    """The inside of a pair of brackets, or the text outside of all; where its clauses end."""

    start: int
    end: int
    outer: "Level | None"
    stops: list[int]
    full_stops: list[int]

    def clause(self, at: int) -> Span:
        """Return the clause around a place."""
        return self._between(self.stops, at)

    def sentence(self, at: int) -> Span:
        """Return the sentence around a place."""
        return self._between(self.full_stops, at)

    def _between(self, stops: Sequence[int], at: int) -> Span:
        start = max((stop + 1 for stop in stops if stop < at), default=self.start)
        end = min((stop for stop in stops if stop >= at), default=self.end)
        return start, end


class Finder:
    """Finds words in a text, none of them twice at a place, the longest first."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._looks = 0

    @cached_property
    def _compiled(self) -> re.Pattern[str] | None:
        return _compiled(self._words)

    def spans(self, text: str) -> list[Span]:
        """Return where words stand, from left to right."""
        if self._looks < LOOKS:  # most words stand in most texts no more than their parts do
            self._looks += 1
            compiled = _compiled([word for word in self._words if word.may_stand_in(text)])
        else:
            compiled = self._compiled
        return [match.span() for match in compiled.finditer(text)] if compiled else []


def _compiled(words: Sequence[Word]) -> re.Pattern[str] | None:
    """Compile words, the longest first; None if there are none."""
    longest_first = sorted(words, key=lambda word: (-len(word.written), word.written))
    source = "|".join(word.pattern for word in longest_first)
    return re.compile(source) if source else None


class Signs:
    """Finds the signs of a grammar that are not parts of what only looks like them."""

    def __init__(self, grammar: Grammar) -> None:
        self._signs = {sign: Finder(words) for sign, words in grammar.signs.items()}
        self._like = {sign: Finder(words) for sign, words in grammar.looks_like.items()}
        self.surnames = grammar.surnames

    @property
    def names(self) -> tuple[Sign, ...]:
        """The signs that there are."""
        return tuple(self._signs)

    def find(self, sign: Sign, text: str) -> list[Span]:
        """Return where a sign stands in a text."""
        spans = self._signs[sign].spans(text)
        like = self._like[sign].spans(text) if spans and sign in self._like else []
        return [span for span in spans if not any(overlap(span, other) for other in like)]


class Sentence:
    """A text, folded, with what stands where in it."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.text = text
        self._signs = signs
        self._found: dict[Sign, list[Span]] = {}

    @property
    def surnames(self) -> frozenset[str]:
        """The characters that a name of a person can begin with."""
        return self._signs.surnames

    @cached_property
    def boundaries(self) -> Boundaries:
        """The words of the text."""
        return Boundaries(self.text)

    @cached_property
    def levels(self) -> list[Level]:
        """The text outside of brackets first, then each pair of brackets."""
        level = Level(0, len(self.text), None, [], [])
        levels = [level]
        for match in _MARK.finditer(self.text):
            mark, at = match[0], match.start()
            if mark in _OPEN and len(levels) < _MAX_BRACKETS:
                level = Level(at + 1, len(self.text), level, [], [])
                levels.append(level)
            elif mark in _CLOSE and level.outer:
                level.end, level = at, level.outer
            elif mark not in _OPEN + _CLOSE:
                level.stops.append(match.end() - 1)
                if mark in _FULL_STOPS:
                    level.full_stops.append(at)
        return levels

    def level_at(self, at: int) -> Level:
        """Return the innermost pair of brackets around a place."""
        return next(level for level in reversed(self.levels) if level.start <= at <= level.end)

    @cached_property
    def other_verbs(self) -> list[Span]:
        """The verbs that no sign knows."""
        verbs = self.boundaries.verbs()
        known = [span for sign in self._signs.names if verbs for span in self.signs(sign)]
        return [verb for verb in verbs if not any(overlap(verb, span) for span in known)]

    def clause(self, at: int) -> Span:
        """Return the clause around a place."""
        return self.level_at(at).clause(at)

    def said(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[slice(*span)]

    def signs(self, sign: Sign) -> list[Span]:
        """Return where a sign stands; a single character is mostly no part of a longer word."""
        if sign not in self._found:
            self._found[sign] = [
                span
                for span in self._signs.find(sign, self.text)
                if span[1] - span[0] > 1 or sign in _IN_WORDS or not self.boundaries.cuts(*span)
            ]
        return self._found[sign]

    def near(self, word: Span, *signs: Sign) -> Iterator[Span]:
        """Yield the signs in the clause of a word, around its brackets and in those behind it."""
        yield from self._within(word, signs, whole_sentence=False)

    def along(self, word: Span, *signs: Sign) -> Iterator[Span]:
        """Yield the signs in the sentence of a word."""
        yield from self._within(word, signs, whole_sentence=True)

    def scope(self, word: Span, *, whole_sentence: bool = False) -> dict[int, Span]:
        """Return the clause or sentence of a word in each level around it."""
        level: Level | None = self.level_at(word[0])
        at, found = word[0], {}
        while level:
            found[level.start] = level.sentence(at) if whole_sentence else level.clause(at)
            at, level = level.start - 1, level.outer
        return found

    def _within(self, word: Span, signs: Sequence[Sign], *, whole_sentence: bool) -> Iterator[Span]:
        scope = self.scope(word, whole_sentence=whole_sentence)
        for sign in signs:
            for span in self.signs(sign):
                if self._seen(span, word, scope):
                    yield span

    def verbs_near(self, word: Span) -> Iterator[Span]:
        """Yield the verbs in the clause of a word that no sign knows."""
        scope = self.scope(word)
        yield from (verb for verb in self.other_verbs if self._seen(verb, word, scope))

    def _seen(self, span: Span, word: Span, scope: Mapping[int, Span]) -> bool:
        """Tell whether a sign stands in the scope of a word: in it, or in brackets behind it."""
        level: Level | None = self.level_at(span[0])
        at, inner = span[0], False
        while level:
            if level.start in scope:
                start, end = scope[level.start]
                return start <= at < end and (not inner or at >= word[1])
            at, inner, level = level.start - 1, True, level.outer
        return False


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
