"""Cells that hold words and no value: words for nothing, references to elsewhere, dittos."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.wording.regex import regex

_BRACKETS = {
    "(": ")",
    "[": "]",
    "<": ">",
    "{": "}",
    "【": "】",
    "〔": "〕",
    "《": "》",
    '"': '"',
    "“": "”",
}
_LONGEST_NOTHING = 16
_LONGEST_REFERENCE = 24
_SIGNS = frozenset("见附详参查同另如以")
"""One of these is in every reference; most cells are done with at a glance."""

_STOPS = regex(r"[。.!！,，;；:：]+$")


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words.yaml in the form in which words are compared."""
    listed = cast("list[str]", data_file("words.yaml")[name])
    return frozenset(map(compared, listed))


@cache
def word_table(name: str) -> dict[str, list[str]]:
    """Return a table of words.yaml: lists of words by their key, as they are written."""
    return cast("dict[str, list[str]]", data_file("words.yaml")[name])


@lru_cache(maxsize=8192)
def compared(text: str) -> str:
    """Return the form in which words are compared: NFKC, case folded, without white space."""
    return "".join(visible(unicodedata.normalize("NFKC", text).casefold()).split())


def bare(text: str) -> str:
    """Return a word as it is compared, without brackets around the whole and a stop behind."""
    word = _STOPS.sub("", compared(text))
    while len(word) > 1 and _BRACKETS.get(word[0]) == word[-1]:
        word = word[1:-1]
    return word


@lru_cache(maxsize=8192)
def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty or holds a word or sign for nothing: 无, /, 待补, (NULL)."""
    if len(text) > _LONGEST_NOTHING and text.strip():
        return False
    word = compared(text)
    crossed = cast("str", data_file("words.yaml")["crossed_out"])
    if not word.strip(crossed):
        return True
    return word in words("nothing") or bare(text) in words("nothing") or not bare(text)


@lru_cache(maxsize=8192)
def refers_elsewhere(text: str) -> bool:
    """Tell whether a whole cell only says where its content is to be found: 详见附件2."""
    if len(text) > _LONGEST_REFERENCE or _SIGNS.isdisjoint(text):
        return False
    word = bare(text)
    return word in _alone() or _reference().fullmatch(word) is not None


def is_ditto(text: str) -> bool:
    """Tell whether a cell repeats another in a word: 同上, 〃."""
    return text.strip() in cast("list[str]", data_file("words.yaml")["ditto"])


@cache
def _alone() -> frozenset[str]:
    return frozenset(map(compared, word_table("elsewhere")["alone"]))


@cache
def _reference() -> re.Pattern[str]:
    table = word_table("elsewhere")
    before, things = ("|".join(map(re.escape, table[key])) for key in ("before", "things"))
    return re.compile(
        rf"(?:具体|内容|明细|人员)?(?:{before}).{{0,8}}?(?:{things})[\d一二三四五六七八九十]*"
    )
