"""The two languages of everything that is said to a reader."""

from collections.abc import Iterable, Mapping
from typing import Literal

Language = Literal["zh", "en"]

Wording = Mapping[str, tuple[str, str]]
"""Chinese and English by a key."""


def say(wording: Wording, key: str, language: Language, /, **values: object) -> str:
    """Return the words of a key in a language, with values filled in."""
    return wording[key][0 if language == "zh" else 1].format(**values)


def listed(names: Iterable[str], language: Language) -> str:
    """Join names as the language joins them."""
    return ("、" if language == "zh" else ", ").join(names)
