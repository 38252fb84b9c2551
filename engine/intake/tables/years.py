"""The year that the words above a table, its sheet or its file name."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qinjian.engine.intake.values.days import day_of, lacks_only_year

_YEAR = re.compile(
    r"(?<![\dA-Za-z])((?:19|20)\d{2})"
    r"(?=年|年度|[-_./．年度\s（(]|[01]\d(?!\d)|全年|[Qq][1-4]|[^\dA-Za-z]|$)"
)
"""A year stands by itself: in x2016b it is a part of a name."""
_FIRST, _LAST = 1990, 2100
_FEWEST = 3
"""So many whole days have to stand elsewhere in a workbook for its year to be told by them."""


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


def lacks_years(rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether any cell is a day or a period without its year, which is no number: 6月12日."""
    return any(lacks_only_year(cell) for row in rows for cell in row if _is_no_number(cell))


def _is_no_number(cell: str) -> bool:
    return not cell.replace(".", "", 1).strip().isdigit()


def year_of_days(cells: Iterable[str]) -> int | None:
    """Return the one year of the whole days among cells, None for few days or several years."""
    years = [int(day[:4]) for cell in cells if (day := _whole_day(cell.strip())) is not None]
    return years[0] if len(years) >= _FEWEST and len(set(years)) == 1 else None


@lru_cache(maxsize=4096)
def _whole_day(cell: str) -> str | None:
    """Return a day that says its year in four figures; the number of a spreadsheet is none."""
    if not re.match(r"(?:19|20)\d{2}\D", cell):
        return None
    day = day_of(cell)
    return day if day is not None and _FIRST <= int(day[:4]) <= _LAST else None
