"""Whether what a word names was denied, forbidden, undone, or paid for by somebody himself."""

from collections.abc import Sequence

from qinjian.engine.texts.candidate import Candidate, Verdict
from qinjian.engine.texts.notation import BUILT_IN
from qinjian.engine.texts.sentence import Sentence, Span
from qinjian.engine.texts.words import Sign
from qinjian.engine.wording.regex import regex

# What may stand between a thing and a denial that follows it: 茅台2瓶、香烟等均未提供.
_LINK = regex(
    rf"(?:等|费用?|款|[:\s\"”」』)均都也皆系为]|全部|一律|一概|{BUILT_IN['quantity']}"
    r"|[、及和与或][^,;。]{1,12}?)*"
)


def denied(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a thing is said not to be there, or is forbidden."""
    if word.gap and not word.denies:
        for start, end in sentence.signs("denial"):
            if word.start < start and end < word.end:
                return "denial", sentence.said((start, end))
    for span in sentence.near(word.span, "denial"):
        before = span[0] < word.start and not _turned(sentence, span[1], word.start)
        behind = span[0] >= word.end and _LINK.fullmatch(sentence.text, word.end, span[0])
        if before or behind:
            return "denial", sentence.said(span)
    for span in sentence.along(word.span, "ban"):
        if span[1] <= word.start or span[0] > word.start:
            return "denial", sentence.said(span)
    return None


def own_pocket(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether somebody pays for a thing himself."""
    found = _within(sentence, word, "own_pocket") or _said_of(sentence, word, "own_pocket")
    return ("own_pocket", found) if found else None


def undone(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a thing was taken back, came to nothing, or something else came instead."""
    found = (
        _said_of(sentence, word, "undone")
        or _behind(sentence, word, "replaced")
        or _before(sentence, word, "returned")
    )
    return ("undone", found) if found else None


def barred(sentence: Sentence, word: Candidate, signs: Sequence[Sign]) -> Verdict:
    """Tell whether a sign that takes words of this subject away stands in the clause of a word."""
    span = next(sentence.near(word.span, *signs), None) if signs else None
    return ("undone", sentence.said(span)) if span else None


def returned(sentence: Sentence, word: Candidate) -> str:
    """Return the words by which a thing was given back or handed in behind it, if there are any."""
    return _behind(sentence, word, "returned")


def _turned(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether after a denial something else is said: 未饮酒但购茅台."""
    return any(start <= span[0] < end for span in sentence.signs("contrast"))


def _within(sentence: Sentence, word: Candidate, sign: Sign) -> str:
    """Return a sign in the gap of a word: 客人自购中华烟."""
    inside = (s for s in sentence.signs(sign) if word.gap and word.start < s[0] and s[1] < word.end)
    return sentence.said(next(inside, (0, 0)))


def _behind(sentence: Sentence, word: Candidate, sign: Sign) -> str:
    spans = (span for span in sentence.along(word.span, sign) if span[0] >= word.end)
    return sentence.said(next(spans, (0, 0)))


def _before(sentence: Sentence, word: Candidate, sign: Sign) -> str:
    spans = (span for span in sentence.near(word.span, sign) if span[1] <= word.start)
    return sentence.said(next(spans, (0, 0)))


def _said_of(sentence: Sentence, word: Candidate, sign: Sign) -> str:
    """Return a sign in the clause of a word, or in a later one that speaks of no other cost."""
    near = set(sentence.near(word.span, sign))
    for span in sentence.along(word.span, sign):
        if span in near or (span[0] >= word.end and not _of_another(sentence, span)):
            return sentence.said(span)
    return ""


def _of_another(sentence: Sentence, sign: Span) -> bool:
    """Tell whether the clause of a sign names a cost of its own before it: 住宿费自理."""
    start, _ = sentence.clause(sign[0])
    return any(start <= span[0] < sign[0] for span in sentence.signs("other_cost"))
