"""Which words of a list stand in a text: what ``mentions(field, 'list')`` means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import add

from qinjian.engine.rulebook.segments import Span, apart, ends, negated
from qinjian.engine.texts import passes
from qinjian.engine.texts.notation import DENIALS, FIGURES, NotationError, read_word
from qinjian.engine.texts.sentence import LOOKS
from qinjian.engine.texts.shapes import REMEMBERED, shape_of
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import normalised
from qinjian.schemas.standard import Lexicon

_WRITTEN = regex(r"[…|]|(?<=.)~(?=.)")
_ALNUM = "[a-z0-9]"
ALIKE = 1 << 12
"""Shapes of texts of which it is kept whether a word of a list counts in them."""
SHARED_IDS = ("negations", "negations-after")


@dataclass(frozen=True)
class Shared:
    """The lexicons that bear on every list; their exceptions only look like them (不得不)."""

    negations: Lexicon
    negations_after: Lexicon

    @cached_property
    def before(self) -> "_Finder":
        """Finds the negations that stand before a word."""
        return _Finder(self.negations)

    @cached_property
    def figured(self) -> frozenset[str]:
        """The shapes of negations that have figures of their own (:0元)."""
        lists = (self.negations, self.negations_after)
        words = (word for one in lists for word in (*one.every, *one.exceptions))
        return frozenset(shape_of(normalised(word)) for word in words if _has_figures(word))

    @cached_property
    def after(self) -> "_Finder":
        """Finds those that stand behind it."""
        return _Finder(self.negations_after)


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...], *, whole: bool) -> re.Pattern[str]:
    """Compile words, the longest first; a ``whole`` one is no part of a run of a-z and 0-9."""

    def bounded(word: str) -> str:
        before = f"(?<!{_ALNUM})" if re.match(_ALNUM, word) else ""
        after = f"(?!{_ALNUM})" if re.match(_ALNUM, word[-1]) else ""
        return before + re.escape(word) + after

    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(bounded if whole else re.escape, longest_first)) or "(?!)")


def no_list(name: str) -> tuple[str, ...]:
    """Refuse a named list: the patterns of a lexicon know none."""
    raise NotationError(f"a lexicon has no list “{name}”")


def is_pattern(word: str) -> bool:
    """Tell whether a word is written with a gap or alternatives."""
    return _WRITTEN.search(word) is not None


@lru_cache(maxsize=512)
def _written(patterns: tuple[str, ...], *, denying: bool | None = None) -> re.Pattern[str]:
    """Compile words that are written with gaps and alternatives: all, with a denial or without."""
    read = [
        read_word(word, no_list) for word in sorted(patterns, key=lambda word: (-len(word), word))
    ]
    asked = (word.pattern for word in read if denying is None or word.denies == denying)
    return re.compile("|".join(asked) or "(?!)")


def _apart_spans(patterns: tuple[str, ...], text: str) -> Iterator[Span]:
    """Yield where patterns stand; what a gap denies (租金未用于发放) is another statement."""
    yield from _spans(_written(patterns, denying=True), text)
    for span in _spans(_written(patterns, denying=False), text):
        if DENIALS.isdisjoint(text[slice(*span)]):
            yield span


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the longest match at each place, overlapping ones too, from left to right."""
    match = pattern.search(text)
    while match:
        yield match.span()
        match = pattern.search(text, match.start() + 1)


class _Finder:
    """Finds the words of one lexicon that stand outside its exceptions."""

    def __init__(self, lexicon: Lexicon) -> None:
        plain = [word for word in lexicon.every if not is_pattern(word)]
        self.spelling = {normalised(word): word for word in reversed(plain)}
        self._closing = frozenset(map(normalised, lexicon.closing))
        self.spelling.pop("", None)
        self.words = tuple(self.spelling)
        self.patterns = tuple(filter(is_pattern, lexicon.every))
        self._starts = frozenset(word[:2] for word in self.words)
        self._alone = frozenset(word for word in self.words if len(word) == 1)
        exceptions = [text for text in lexicon.exceptions if not is_pattern(text)]
        self._exceptions = tuple({normalised(text) for text in exceptions} - {""})
        self._exceptional = tuple(filter(is_pattern, lexicon.exceptions))
        self.is_figured = any(map(_has_figures, (*self.words, *self.patterns)))
        self.exceptions_are_figured = any(map(_has_figures, lexicon.exceptions))
        self._any_in = lru_cache(maxsize=REMEMBERED)(lambda shape: bool(self._found(shape)))
        self._looks = 0

    def spans(self, text: str) -> list[Span]:
        """Return where the words stand in normalised text, from left to right."""
        # Words without figures stand in all texts of a shape or in none.
        if not self.is_figured and not self._any_in(shape_of(text)):
            return []
        found = self._found(text)
        if not found:
            return []
        but = {
            *_spans(_pattern(self._standing(self._exceptions, text), whole=False), text),
            *_spans(_written(self._exceptional), text),
        }
        alone = apart(found, sorted(but))
        return [
            span for span in alone if text[slice(*span)] not in self._closing or ends(text, span)
        ]

    def _found(self, text: str) -> list[Span]:
        """Return where words stand, within exceptions too."""
        # Most texts hold no word of most lists: those patterns are never compiled.
        found: list[Span] = []
        if self._may(text):
            self._looks += 1
            found += _spans(_pattern(self._standing(self.words, text), whole=True), text)
        if self.patterns:
            found = sorted({*found, *_apart_spans(self.patterns, text)})
        return found

    def _standing(self, words: tuple[str, ...], text: str) -> tuple[str, ...]:
        """Return the words to compile: for the first texts only those that stand in them."""
        if self._looks > LOOKS:
            return words
        return tuple(word for word in words if word in text)

    def _may(self, text: str) -> bool:
        """Tell whether a plain word may stand in a text, by how words begin."""
        if not self._alone.isdisjoint(text):
            return True
        return not self._starts.isdisjoint(map(add, text, text[1:]))


def _has_figures(word: str) -> bool:
    return not FIGURES.isdisjoint(word)


class WordList:
    """A lexicon made ready for looking up."""

    def __init__(self, lexicon: Lexicon, shared: Shared) -> None:
        self.lexicon = lexicon
        self._words = _Finder(lexicon)
        self._shared = shared
        self._counts_in = lru_cache(maxsize=ALIKE)(lambda shape: bool(self.hits(shape)))

    @property
    def words(self) -> tuple[str, ...]:
        """The plain words in normalised form."""
        return self._words.words

    @cached_property
    def starts(self) -> frozenset[str]:
        """What the words begin with that are written with gaps or alternatives: two characters."""
        written = (read_word(word, no_list) for word in self._words.patterns)
        return frozenset(start for word in written for start in word.starts)

    def counts(self, text: str) -> bool:
        """Tell whether a word of the list counts in normalised text.

        What holds for a text holds for those that differ from it in their figures, unless a word
        that bears on it has figures of its own.
        """
        if self._minds_figures:
            return bool(self.hits(text))
        shape = shape_of(text)
        if any(negation in shape for negation in self._shared.figured):
            return bool(self.hits(text))
        return self._counts_in(shape)

    @cached_property
    def _minds_figures(self) -> bool:
        words = self._words
        return self.lexicon.judged or words.is_figured or words.exceptions_are_figured

    def hits(self, text: str) -> tuple[str, ...]:
        """Return the words that the text mentions, as the lexicon spells them.

        Each word is returned once, in the order of the text. Text and lexicons are compared in
        normalised form (ＫＴＶ is ktv). At one place the longest word counts (飞天茅台, not also
        茅台). A word does not count

        - as part of a longer run of Latin letters or digits (30217 in 20130217);
        - where it overlaps an exception of its lexicon (烟 in 禁烟);
        - where a negation begins before it in the same segment (不提供香烟、高档酒水);
        - where one follows it directly (香烟未提供, 烟酒费自理), or after more items of a list
          (香烟、酒水未提供), or anywhere in the segment with 均, 都 or 一律 (…均未提供);
        - in a ``judged`` list, where the reader of texts passes it over: what is denied, undone,
          paid for privately, a part of a name, or what the work is about (检查会所情况);
        - of the ``closing`` words, where more is said behind it (外出考察河长制经验).

        A segment ends at ，,。．.；;！!？?, blanks and line breaks, not at 、 nor inside a number
        (1,200.50). Brackets and quotes hold a segment of its own: a negation in it says nothing
        about the outside, but one outside holds for it too (不提供高档酒水（茅台）). Negations
        are whole phrases: in 无公函接待用茅台 it is the letter that is missing.
        """
        text = normalised(text)
        spans = self._words.spans(text)
        before, after = (
            (self._shared.before.spans(text), self._shared.after.spans(text)) if spans else ([], [])
        )
        if before or after:
            is_negated = negated(text, before, after)
            spans = [span for span in spans if not is_negated(span)]
        if spans and self.lexicon.judged:
            spans = [span for span in spans if not passes(text, span)]
        # Of two places the later one can be a part of the earlier, never the other way round.
        reach = [0, *accumulate((end for _, end in spans), max)]
        outer = [span for span, before in zip(spans, reach, strict=False) if span[1] > before]
        found = (text[a:b] for a, b in outer)
        return tuple(dict.fromkeys(self._words.spelling.get(word, word) for word in found))
