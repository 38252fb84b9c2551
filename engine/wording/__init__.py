"""The two languages of everything that is said to a reader."""

import locale
import os
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


def sentences(parts: Iterable[str], language: Language) -> str:
    """Join what stands for itself; what several of them say, such as the papers, is said once."""
    mark = "；" if language == "zh" else "; "
    said = dict.fromkeys(sentence for part in parts for sentence in part.split(mark))
    return mark.join(filter(None, said))


def system_language() -> Language:
    """Return the language of the environment: Chinese where its locale is, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    found = locale.getlocale()[0] or ""
    return "zh" if found.lower().startswith(("zh", "chinese")) else "en"
