"""The one normalised form of text, the likeness of names, and Chinese numerals."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"


@lru_cache(maxsize=1 << 14)
def normalised(text: str) -> str:
    """Return the form in which text is compared: NFKC, case-folded, trimmed."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return up to three known names like ``word``, the likeliest first; else all of them."""
    names = sorted(set(known))
    close = get_close_matches(word, names, n=3, cutoff=0.6)
    close = close or [name for name in names if word and word in name][:3]
    return ", ".join(close or names[:12])


def likeness(word: str, names: Iterable[str]) -> float:
    """Tell from 0 to 1 how like a word is to the likest of some names."""
    plain = normalised(word)
    ratios = (SequenceMatcher(None, plain, normalised(name)).ratio() for name in names)
    return max(ratios, default=0.0)


def nearest_first(word: str, known: Iterable[str]) -> str:
    """List all known names for a message, those most like a word first."""
    return ", ".join(sorted(known, key=lambda name: likeness(word, [name]), reverse=True))


def chinese_number(number: int) -> str:
    """Write a number below 1,000 as articles are numbered: 28 is 二十八."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not number else "")
