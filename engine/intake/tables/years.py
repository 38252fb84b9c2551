"""The year that the words above a table, its sheet or its file name."""

import re
from collections.abc import Iterable

_YEAR = re.compile(
    r"(?<![\dA-Za-z])((?:19|20)\d{2})"
    r"(?=年|年度|[-_./．年度\s（(]|[01]\d(?!\d)|全年|[Qq][1-4]|[^\dA-Za-z]|$)"
)
"""A year stands by itself: in x2016b it is a part of a name."""
_FIRST, _LAST = 1990, 2100


def year_in(texts: Iterable[str]) -> int | None:
    """Return the one year that the texts name, None if they name none or several.

    The first text that names one decides: a title goes before the sheet, the sheet before the file.
    """
    for text in texts:
        years = {int(year) for year in _YEAR.findall(text)}
        plausible = {year for year in years if _FIRST <= year <= _LAST}
        if plausible:
            return plausible.pop() if len(plausible) == 1 else None
    return None
