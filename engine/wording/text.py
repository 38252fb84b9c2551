"""The one normalised form of text, the likeness of names, and Chinese numerals."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"


@lru_cache(maxsize=1 << 14)
def normalised(text: str) -> str:
    """Return the form in which text is compared: NFKC, case-folded, trimmed."""
    return _untrimmed(text).strip()


def each_at_once(change: Callable[[str], str], texts: Sequence[str]) -> list[str]:
    """Change many texts as ``change`` does each, with one call where it leaves line ends alone.

    For texts of a line each: for others it is called one by one.
    """
    changed = change("\n".join(texts)).split("\n")
    return changed if len(changed) == len(texts) else list(map(change, texts))


def all_normalised(texts: Sequence[str]) -> list[str]:
    """Return the normalised forms of many texts."""
    return [text.strip() for text in each_at_once(_untrimmed, texts)]


def _untrimmed(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


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
