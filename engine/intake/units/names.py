"""Names of units as they are compared, and the lists of ``schemas/units.yaml``."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.wording.regex import regex

MAX_NAME = 60
"""Longer text is no name of a unit."""

_NOTE = regex(r"\([^()]*\)$")
_ANY = regex(r"(?<!\\)\.(?=[{*+])")
"""In a pattern, what stands for any word."""
_CHARACTER = r"[^\s,;:、]"
_OF_SPENDING = "no_part_of_names"
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


class Names:
    """Patterns of names as one: what stands for any word in them holds no word of spending.

    White space in a pattern is there to be read only.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._written = "|".join(f"(?:{''.join(pattern.split())})" for pattern in patterns)

    @cached_property
    def _careful(self) -> re.Pattern[str]:
        return self._compiled(f"(?:(?!{any_of(_OF_SPENDING)}){_CHARACTER})")

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        """The same for a text without any word of spending: it is compiled sooner."""
        return self._compiled(_CHARACTER)

    def _compiled(self, any_character: str) -> re.Pattern[str]:
        return re.compile(_ANY.sub(lambda _: any_character, self._written))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a whole text."""
        return (self._careful if _is_of_spending(text) else self._plain).fullmatch(text)


@lru_cache(maxsize=8192)
def _is_of_spending(text: str) -> bool:
    return holds_word(_OF_SPENDING, text)


@cache
def pattern_of(name: str) -> Names:
    """Return the patterns of a list of ``schemas/units.yaml`` as one."""
    return Names(words(name))


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Return a name without white space, notes in brackets behind it and 本级."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    while (found := _NOTE.search(text)) and found.start():
        text = text[: found.start()]
    return _OWN.sub("", text)
