"""Which words of a list stand in a text: what ``mentions(field, 'list')`` means."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from qinjian.engine.text import normalised
from qinjian.schemas.standard import Lexicon

Span = tuple[int, int]

# Where a segment ends, in normalised text (NFKC has made ，；！？．narrow). The comma and the
# point of a number (1,200.50) end none, and a list (烟、酒) is one segment.
_BREAK = re.compile(r"[。;!?\n\r\v\f\x85\u2028\u2029]|[,.](?!\d)|(?<!\d)[,.]")
_ALNUM = "[a-z0-9]"


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...], *, whole: bool) -> re.Pattern[str]:
    """Compile words, the longest first.

    With ``whole`` a word that begins or ends with a Latin letter or a digit does not match
    inside a longer run of them: XO is not in EXO, 30217 not in 20130217.
    """

    def bounded(word: str) -> str:
        before = f"(?<!{_ALNUM})" if re.match(_ALNUM, word) else ""
        after = f"(?!{_ALNUM})" if re.match(_ALNUM, word[-1]) else ""
        return before + re.escape(word) + after

    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(bounded if whole else re.escape, longest_first)) or "(?!)")


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the longest match at each place, overlapping ones too, from left to right."""
    match = pattern.search(text)
    while match:
        yield match.span()
        match = pattern.search(text, match.start() + 1)


def _apart(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the spans that overlap none of the others; both are sorted."""
    starts = [start for start, _ in others]
    reach = [0, *accumulate((end for _, end in others), max)]
    return [span for span in spans if reach[bisect_left(starts, span[1])] <= span[0]]


class _Finder:
    """Finds the words of one lexicon that stand outside its exceptions."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.spelling = {normalised(word): word for word in reversed(lexicon.words)}
        self.spelling.pop("", None)
        self._excepted = {normalised(exception) for exception in lexicon.exceptions} - {""}

    # Most texts hold no word of most lists: those patterns are never compiled.
    @cached_property
    def _words(self) -> re.Pattern[str]:
        return _pattern(tuple(self.spelling), whole=True)

    @cached_property
    def _exceptions(self) -> re.Pattern[str]:
        return _pattern(tuple(sorted(self._excepted)), whole=False)

    def spans(self, text: str) -> list[Span]:
        """Return where the words stand in normalised text, from left to right."""
        if not any(word in text for word in self.spelling):
            return []
        found = list(_spans(self._words, text))
        return _apart(found, list(_spans(self._exceptions, text))) if found else found


class WordList:
    """A lexicon made ready for looking up.

    ``negations`` is a lexicon too; its exceptions only look like negations (不得不).
    """

    def __init__(self, lexicon: Lexicon, negations: Lexicon) -> None:
        self.lexicon = lexicon
        self._words = _Finder(lexicon)
        self._negations = _Finder(negations)

    def hits(self, text: str) -> tuple[str, ...]:
        """Return the words that the text mentions, as the lexicon spells them.

        Each word is returned once, in the order in which they first stand in the text. The
        text, the words, the exceptions and the negations are compared in normalised form
        (ＫＴＶ is ktv). At one place the longest word counts (飞天茅台, not also 茅台); a
        shorter one is returned too where it stands outside of it. A word does not count

        - as part of a longer run of Latin letters or digits (30217 in 20130217);
        - where it overlaps an exception of its lexicon (烟 in 禁烟);
        - where a negation begins before it in the same segment (不提供香烟、高档酒水; 未使用
          before 使用警车). Segments end at ，,。．.；;！!？? and at line breaks, not at 、 nor
          inside a number (1,200.50).

        Negations are whole phrases, never a bare 无 or 不: in 无公函接待用茅台 it is the
        letter that is missing, not the liquor.
        """
        text = normalised(text)
        spans = self._words.spans(text)
        if not spans:
            return ()
        affirmed = _affirmed(text, spans, self._negations.spans(text))
        # Of two places the later one can be a part of the earlier, never the other way round.
        reach = [0, *accumulate((end for _, end in affirmed), max)]
        outer = [span for span, before in zip(affirmed, reach, strict=False) if span[1] > before]
        return tuple(dict.fromkeys(self._words.spelling[text[a:b]] for a, b in outer))


def _affirmed(text: str, spans: Sequence[Span], negations: Sequence[Span]) -> list[Span]:
    """Return the spans before which no negation begins in the same segment."""
    starts = [start for start, _ in negations]
    breaks = [match.start() for match in _BREAK.finditer(text)]

    def negated(start: int) -> bool:
        earlier = bisect_left(starts, start)
        if not earlier:
            return False
        end = negations[earlier - 1][1]
        return bisect_left(breaks, end) >= bisect_left(breaks, start)

    return [span for span in spans if not negated(span[0])]
