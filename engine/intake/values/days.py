"""Days as people write them, and periods from one day to another."""

import datetime as dt
import re
from functools import lru_cache

from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.wording.regex import regex

_DAY = regex(
    r"(?P<year>\d{4})(?:(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
    r"|年(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]?)"
)
_COMPACT = regex(r"(\d{4})(\d{2})(\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?|\.0|[012]\d{5})?")
_HALF_OF_DAY = r"(?:上午|下午|中午|早上|早|晚上|晚|凌晨|傍晚|夜间|夜|am|pm)"
_CLOCK = (
    rf"[ T]*{_HALF_OF_DAY}?\s*\d{{1,2}}(?::\d{{2}}){{1,2}}(?:\.\d+)?\s*{_HALF_OF_DAY}?"
    r"(?:\s?\+08:?00)?|T(?:0\d|1[0-5]):\d{2}(?::\d{2})?(?:\.\d+)?Z"
)
_WEEKDAY = r"\s*\(?(?:(?:星期|周|礼拜)[一二三四五六日天])?\)?"
_BEHIND = regex(
    rf"{_WEEKDAY}(?:{_CLOCK}|\s*{_HALF_OF_DAY}?\s*\d{{1,2}}[时点](?:\d{{1,2}}分(?:\d{{1,2}}秒)?|半|整)?"
    rf"|\s*{_HALF_OF_DAY})?"
    rf"[.。]?{_WEEKDAY}",
    re.IGNORECASE,
)
"""What may stand behind a day. A time of Greenwich counts only where China has the same day."""

_SERIAL = regex(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050
_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of the spreadsheets' count; taken for a day from 1990 to 2099 only."""

_WORDED = regex(
    r"([〇○◯Oo零一二三四五六七八九]{4})年(元|[一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_FIGURES = str.maketrans("〇○◯Oo零元一二三四五六七八九", "0000001123456789")

_COMPACT_PERIOD = regex(r"(\d{8})\s*(?:至|到|—+|–|~|-+)\s*(\d{8})")
_TO = regex(r"\s*起?(?:至|到|—+|–|~+|-+)\s*")
_BETWEEN_DAYS = regex(r"\s*[/\n]\s*")
_AROUND = regex(r"^(?:自|从)|止$")
_LENGTH = regex(r"\(?[,，]?共?(\d{1,3})天\)?$")
_MONTH_AND_DAY = regex(r"(?P<month>\d{1,2})(?:[-./]|月)(?P<day>\d{1,2})(?!\d)[日号]?")
_CUT_SHORT = regex(r"\d{1,2}\.[123]")
"""A month and a day that may be a number without its last zero: 3.1 is March 1 or March 10."""

_DAY_ALONE = regex(r"(\d{1,2})(?!\d)[日号]?")
_SHORT_YEAR = regex(r"(?P<year>\d{2})(?P<rest>[-./]\d{1,2}[-./]\d{1,2}(?!\d).*|年\d{1,2}月.*)")
_LONGEST = 60
"""Days of a period whose end is in the next year though the text does not say so."""


@lru_cache(maxsize=4096)
def day_of(text: str, year: int | None = None) -> str | None:
    """Write a day as ``2015-03-05``; None if it is not written as a day.

    ``year`` is that of the table, for a day that does not say its own. A time of day or a day of
    the week behind it is left out. That the calendar has the day is not looked at.
    """
    words = _closed(plain(text))
    match = _DAY.match(words)
    if match is not None:
        return _iso(match) if _BEHIND.fullmatch(words, match.end()) else None
    if compact := _COMPACT.fullmatch(words):
        return "-".join(compact.groups()[:3])
    serial = _SERIAL.fullmatch(words)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return (_EPOCH + dt.timedelta(days=int(serial[1]))).isoformat()
    return None if year is None else _day_in_year(words, year)


def _day_in_year(words: str, year: int) -> str | None:
    """Read a day that leaves out its year, or writes only its last two figures."""
    short = _SHORT_YEAR.fullmatch(words)
    if short and int(short["year"]) == year % 100:
        return day_of(f"{year}{short['rest']}")
    match = _MONTH_AND_DAY.match(words)
    if match is None or not _BEHIND.fullmatch(words, match.end()) or _CUT_SHORT.fullmatch(words):
        return None
    return f"{year}-{int(match['month']):02}-{int(match['day']):02}"


def lacks_year(text: str) -> bool:
    """Tell whether a cell holds a day that only lacks its year: 6月12日, 3-8."""
    words = _closed(plain(text))
    return day_of(text) is None and _day_in_year(words, 2000) is not None


def is_serial(text: str) -> bool:
    """Tell whether a day is written as the number that a spreadsheet stores for it."""
    return _SERIAL.fullmatch(plain(text)) is not None


def _closed(words: str) -> str:
    """Write figures for words and take white space out between figures and 年, 月, 日."""
    if match := _WORDED.match(words):
        year, month, day = match.groups()
        parts = (year.translate(_FIGURES), _below_hundred(month), _below_hundred(day))
        words = "{}年{}月{}日".format(*parts) + words[match.end() :]
    words = re.sub(r"(?<=\d)\s*([./])\s*(?=\d)", r"\1", words)
    return re.sub(r"\s*([年月日号])\s*(?=[\d年月日号至到]|$)", r"\1", words)


def _below_hundred(words: str) -> str:
    """Write a number below a hundred in figures: 十二, 三十一."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return words.translate(_FIGURES)
    return (tens or "一").translate(_FIGURES) + (ones or "零").translate(_FIGURES)


def _iso(match: re.Match[str]) -> str:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return f"{match['year']}-{int(month):02}-{int(day):02}"


@lru_cache(maxsize=4096)
def period_of(text: str, year: int | None = None) -> tuple[str, str] | None:
    """Read the first and last day of a period; None if it is none.

    The last day may leave out the year (2014.3.5-3.8) or year and month (2014.3.5-8); one day
    alone is both. ``year`` is that of the table, for a period that does not say its own.
    """
    words = _closed(plain(text))
    if one := day_of(words, year):
        return one, one
    if length := _LENGTH.search(words):
        days = period_of(words[: length.start()], year)
        return days if days and _days_in(days) == int(length[1]) else None
    words = _AROUND.sub("", words).strip()
    if compact := _COMPACT_PERIOD.fullmatch(words):
        return _ordered(day_of(compact[1]), day_of(compact[2]))
    parts = _BETWEEN_DAYS.split(words)
    if len(parts) == 2 and day_of(parts[0]) and day_of(parts[1]):  # noqa: PLR2004
        return _ordered(day_of(parts[0]), day_of(parts[1]))
    start = _start(words, year)
    if start is None:
        return None
    first, rest, own_year = start
    behind = _BEHIND.match(rest)
    timed = behind is not None and ":" in behind[0]
    to = _TO.match(rest, behind.end() if behind else 0)
    if to is None:
        return None
    end = _end(rest[to.end() :], first, timed=timed)
    if end is not None and end < first and own_year:
        return _over_new_year(first, end)
    return _ordered(first, end)


def _days_in(days: tuple[str, str]) -> int | None:
    """Count the days of a period, None if the calendar lacks one of its ends."""
    try:
        start, end = map(dt.date.fromisoformat, days)
    except ValueError:
        return None
    return (end - start).days + 1


def _start(words: str, year: int | None) -> tuple[str, str, bool] | None:
    """Take the first day of a period off its text; the last part tells whether it has a year."""
    if match := _DAY.match(words):
        return _iso(match), words[match.end() :], True
    match = _MONTH_AND_DAY.match(words)
    if match is None or year is None:
        return None
    day = f"{year}-{int(match['month']):02}-{int(match['day']):02}"
    return day, words[match.end() :], False


def _ordered(start: str | None, end: str | None) -> tuple[str, str] | None:
    return (start, end) if start and end and start <= end else None


def _over_new_year(start: str, end: str) -> tuple[str, str] | None:
    """Put an end without a year that is before its start into the next year, if soon after."""
    later = f"{int(start[:4]) + 1}{end[4:]}"
    try:
        length = dt.date.fromisoformat(later) - dt.date.fromisoformat(start)
    except ValueError:
        return None
    return (start, later) if end[:4] == start[:4] and length.days <= _LONGEST else None


def _end(words: str, start: str, *, timed: bool) -> str | None:
    """Complete the last day of a period from its first.

    A number alone behind a time of day (8:00-12) is an hour.
    """
    if full := day_of(words):
        return full
    year, month, _ = start.split("-")
    for pattern in (_MONTH_AND_DAY,) if timed else (_MONTH_AND_DAY, _DAY_ALONE):
        match = pattern.match(words)
        if match and _BEHIND.fullmatch(words, match.end()):
            parts = [int(part) for part in match.groups()]
            found = parts if len(parts) > 1 else [int(month), *parts]
            return f"{year}-{found[0]:02}-{found[1]:02}"
    return None
