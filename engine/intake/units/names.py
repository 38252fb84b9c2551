"""Names of units as they are compared, and the lists of ``schemas/units.yaml``."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.wording.regex import regex

MAX_NAME = 60
"""Longer text is no name of a unit."""

_NOTE = regex(r"\([^()]*\)$")
_OWN = regex(r"(?<=.{3})(?:机关)?本级$")


def words(name: str) -> list[str]:
    """Return a list of words of ``schemas/units.yaml``."""
    return cast("list[str]", data_file("units.yaml")[name])


def holds_word(name: str, text: str) -> bool:
    """Tell whether a text holds a word of a list of ``schemas/units.yaml``."""
    return any(word in text for word in words(name))


@cache
def any_of(name: str) -> str:
    """Return a regular expression, without a group, of the words of a list, longest first."""
    return "|".join(re.escape(word) for word in sorted(words(name), key=len, reverse=True))


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """Return the patterns of a list of ``schemas/units.yaml`` as one."""
    return joined(words(name))


def joined(patterns: list[str]) -> re.Pattern[str]:
    """Make patterns of names into one: what stands for any word holds no word of spending.

    White space in a pattern is there to be read only.
    """
    any_character = f"(?:(?!{any_of('no_part_of_names')})[^\\\\s,;:、])"
    text = "|".join(f"(?:{''.join(pattern.split())})" for pattern in patterns)
    return regex(re.sub(r"(?<!\\)\.(?=[{*+])", any_character, text))


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Return a name without white space, notes in brackets behind it and 本级."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    while (found := _NOTE.search(text)) and found.start():
        text = text[: found.start()]
    return _OWN.sub("", text)
