"""Whether a word is none of its own: half of its neighbours, or part of a name."""

from qinjian.engine.texts.amounts import has_amount
from qinjian.engine.texts.candidate import Candidate, Verdict
from qinjian.engine.texts.sentence import Sentence, overlap
from qinjian.engine.texts.words import Sign
from qinjian.engine.wording.regex import regex

_DOCUMENT = regex("《[^《》]*》?")
_ACTS: tuple[Sign, ...] = ("buying", "giving", "treating", "visiting")
_SHORT = 2
"""Chance makes a word of two characters out of its neighbours, hardly ever a longer one."""
_NAME = 3
"""The characters of a name of a person."""


def cut(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a short word is only a part of its neighbours: 走访友达.

    So it is with a single character before a gap: 送 in 运送.
    """
    if word.lone:
        token = sentence.boundaries.around(word.start)
        known = any(
            start <= word.start < end for sign in _ACTS for start, end in sentence.signs(sign)
        )
        return ("cut", token) if token and not known else None
    if word.end - word.start > _SHORT or has_amount(sentence, word):
        return None
    token = sentence.boundaries.cuts(*word.span)
    return ("cut", token) if token else None


def name(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a word is part of the name of a document, a place, a public body or a person."""
    for match in _DOCUMENT.finditer(sentence.text):
        if match.start() <= word.start < match.end() or (
            word.gap and overlap(match.span(), word.span)
        ):
            return "name", match[0]
    return _before(sentence, word, "place_name", "body_name") or _person(sentence, word)


def firm(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a word is part of the name of a firm."""
    return _before(sentence, word, "firm_name")


def body(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a column names a public body: its name ends so, whatever it begins with."""
    level = sentence.level_at(word.start)
    brackets = (inner.start - 1 for inner in sentence.levels[1:] if inner.start > word.end)
    end = next(brackets, level.end)
    for start, stop in sentence.signs("body_name"):
        if word.end <= start < end <= stop:
            return "name", sentence.text[word.start : stop]
    return None


def _before(sentence: Sentence, word: Candidate, *signs: Sign) -> Verdict:
    for sign in signs:
        for start, end in sentence.signs(sign):
            if start == word.end:
                return "name", sentence.text[word.start : end]
    return None


def _person(sentence: Sentence, word: Candidate) -> Verdict:
    """Tell whether a short word is in the name of a person: 贺礼彬参加培训, 苗会所."""
    text = sentence.text
    if word.end - word.start != _SHORT:
        return None
    for first in (word.start, word.start - 1):
        if first < 0 or text[first] not in sentence.surnames or not _begins(text, first):
            continue
        last = first + _NAME
        if any(word.end <= span[0] <= last for span in sentence.signs("person_name")):
            return "name", text[first:last]
        if first == 0 and word.start and last >= len(text):
            return "name", text
    return None


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " 、,;。:和与及("
