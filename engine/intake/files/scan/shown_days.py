"""Formats of numbers that show a month or a year and no day: 2019年3月 is no first of March."""

import re

from qinjian.engine.wording.regex import regex

_MONTHS_OF_THE_FORMAT = frozenset({17, 27, 36, 50, 52, 57})
"""The formats without a code of their own: mmm-yy, and yyyy年m月 of Chinese workbooks."""
_NO_PLACEHOLDER = regex(r'"[^"]*"|\[(?![hms]+\])[^\]]*\]|[\\_*].|;.*', re.DOTALL | re.IGNORECASE)
_MOST = 1_000
"""Characters of a format that are looked at; the program writes 255 at most."""


def shows_no_day(number: int, code: str | None) -> bool:
    """Tell whether a format, by its number and the code it may have, shows days without the day."""
    if code is None:
        return number in _MONTHS_OF_THE_FORMAT
    placeholders = set(_NO_PLACEHOLDER.sub("", code[:_MOST]).lower())
    return bool(placeholders & set("ym")) and not placeholders & set("dhs")
