"""The year that the words above a table, its sheet or its file name, or that its days have."""

from collections import Counter
from collections.abc import Iterable, Sequence

from qinjian.engine.wording.regex import regex

_YEAR = regex(
    r"(?<![\dA-Za-z])((?:19|20)\d{2})"
    r"(?=年|年度|[-_./．年度\s（(]|[01]\d(?!\d)|全年|[Qq][1-4]|[^\dA-Za-z]|$)"
)
"""A year stands by itself: in x2016b it is a part of a name."""
_SHORT_YEAR = regex(
    r"(?:^|[^\dA-Za-z.\-/])(1[4-9]|2\d)(?=年(?!\d)|年?度?(?:部门)?(?:预算|决算|三公))"
)
"""The last two digits of a year: 24年, 24预算执行."""
_FIRST, _LAST = 1990, 2100
_WHOLE_DAY = regex(
    r"((?:19|20)\d{2})(?:[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-2]?\d|3[01])日?(?:[ T].*)?"
    r"|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))"
)
_SHORT_DAY = regex(
    r"\d{1,2}月\d{1,2}[日号]?.*|\d{1,2}[./]\d{1,2}(?:\s*[-–—~至到]\s*\d.*)?|\d{1,2}[./]\d{1,2}\D.*|\d{2}-\d{2}"
)
_OF_DAYS = regex(r"(?!.*(?:生日|出生)).*(?:日期|时间|日$|^日|起止|起讫|期间|会期|时期)")
_SHARE = 9
"""Of ten days that name their year so many have to name the same, and that three times."""
_FEWEST = 3


def year_in(texts: Sequence[str]) -> int | None:
    """Return the one year that the texts name, None if they name none or several.

    The first text that names one decides: a title goes before the sheet, the sheet before the file.
    """
    for text in texts:
        years = {int(year) for year in _YEAR.findall(text)}
        plausible = {year for year in years if _FIRST <= year <= _LAST}
        if plausible:
            return plausible.pop() if len(plausible) == 1 else None
    short = {2000 + int(year) for text in texts for year in _SHORT_YEAR.findall(text)}
    return short.pop() if len(short) == 1 else None


def years_of_days(rows: Iterable[Sequence[str]]) -> Counter[int]:
    """Count the cells that hold a day with its year, by that year."""
    found = (_WHOLE_DAY.fullmatch(cell.strip()) for cells in rows for cell in cells if cell)
    return Counter(int(match[1]) for match in found if match)


def agreed(years: Counter[int]) -> int | None:
    """Return the year that nearly all days name, None if there are too few or too different."""
    year, count = max(years.items(), key=lambda one: one[1], default=(0, 0))
    told = count >= _FEWEST and 10 * count >= _SHARE * years.total()
    return year if told and _FIRST <= year <= _LAST else None


def lacks_years(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether a table has days without a year (3月6日, 8.19-8.21) under a header of days."""
    places = [number for number, header in enumerate(headers) if _OF_DAYS.match(header)]
    cells = (row[number].strip() for row in rows for number in places if number < len(row))
    return {"月", "日"} <= set(headers) or any(map(_SHORT_DAY.fullmatch, cells))
