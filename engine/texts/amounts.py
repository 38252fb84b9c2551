"""Quantities and prices beside a word."""

from qinjian.engine.texts.candidate import Candidate
from qinjian.engine.texts.notation import BUILT_IN
from qinjian.engine.texts.sentence import Sentence
from qinjian.engine.wording.regex import regex

_EITHER = f"(?:{BUILT_IN['quantity']}|{BUILT_IN['yuan']})"
_AFTER = regex(rf"(?:\([^()]{{0,12}}\)|[^,;。()\d]{{0,6}}?)[\"”」』]?{_EITHER}")
_DIRECTLY_AFTER = regex(rf"[^,;。()\d]{{0,2}}?\(?{_EITHER}")
_BEFORE = regex(rf"{BUILT_IN['quantity']}[的左右\"“「『]*$")
_REACH_BEFORE = 8
_COST_REACH = 4


def has_amount(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a quantity or a price belongs to a word."""
    text, before = sentence.text, max(0, word.start - _REACH_BEFORE)
    return bool(_AFTER.match(text, word.end) or _BEFORE.search(text, before, word.start))


def outweighs(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a quantity or price of a word is stronger than what the work is about."""
    if word.listed == "things":
        return has_amount(sentence, word)
    return word.listed != "given" and bool(_DIRECTLY_AFTER.match(sentence.text, word.end))


def has_cost(sentence: Sentence, word: Candidate) -> bool:
    """Tell whether a cost is named behind a word, or before the bracket or colon that it is in."""
    level = sentence.level_at(word.start)
    opened = max(level.start, sentence.text.rfind(":", 0, word.start) + 1) - 1
    return any(
        word.end <= start <= word.end + _COST_REACH or end == opened > 0
        for start, end in sentence.signs("cost")
    )
