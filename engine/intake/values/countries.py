"""The countries that a text names, by ``schemas/countries.yaml``."""

import re
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import normalised

_PARTS = regex(r"[()、,;/+]|—|→|->|\s")
"""What stands between countries, so that 经停 is said of one of them only."""
_BEHIND = regex(r"\((\w+)\)")
"""A remark in brackets belongs to what stands before it: 芬兰(经停)."""


def more_countries(text: str, than: str) -> bool:
    """Tell whether a text names a country that another, which names some, does not."""
    known = countries_in(than)
    return bool(known) and bool(countries_in(text) - known)


@lru_cache(maxsize=8192)
def countries_in(text: str) -> frozenset[str]:
    """Return the countries of a text by their first names, without those only passed through."""
    names, passed = _names()
    joined = _BEHIND.sub(
        lambda found: found[1] if passed.fullmatch(found[1]) else found[0], normalised(text)
    )
    parts = [part for part in _PARTS.split(joined) if not passed.search(part)]
    return frozenset(_first()[name] for part in parts for name in names.findall(part))


@cache
def _first() -> dict[str, str]:
    listed = cast("list[list[str]]", data_file("countries.yaml")["countries"])
    return {normalised(name): names[0] for names in listed for name in names}


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what names a country, the longest name first, and what says that it was passed."""
    longest = sorted(_first(), key=len, reverse=True)
    passed = cast("list[str]", data_file("countries.yaml")["passed"])
    return re.compile("|".join(map(re.escape, longest))), re.compile("|".join(passed))
