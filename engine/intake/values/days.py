"""Days as people write them, and periods from one day to another."""

import datetime as dt
import re
from functools import lru_cache

from qinjian.engine.intake.values.amounts import plain

_DAY = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|年(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]?)"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BEHIND = re.compile(
    r"(?:[ T]*\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?|\s*\d{1,2}[时点](?:\d{1,2}分(?:\d{1,2}秒)?)?)?"
    r"\s*\(?(?:(?:星期|周)[一二三四五六日天])?\)?"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050
_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of the spreadsheets' count; taken for a day from 1990 to 2099 only."""

_COMPACT_PERIOD = re.compile(r"(\d{8})\s*(?:至|到|—+|–|~|-+)\s*(\d{8})")
_TO = re.compile(r"\s*(?:至|到|—+|–|~+|-+)\s*")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})(?:[-./]|月)(\d{1,2})[日号]?")
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?")


@lru_cache(maxsize=4096)
def day_of(text: str) -> str | None:
    """Write a day as ``2015-03-05``; None if it is not written as a day of a year.

    A time of day or a day of the week behind it is left out. That the calendar has the day is
    not looked at.
    """
    words = _closed(plain(text))
    match = _DAY.match(words)
    if match is not None:
        return _iso(match) if _BEHIND.fullmatch(words, match.end()) else None
    if compact := _COMPACT.fullmatch(words):
        return "-".join(compact.groups())
    serial = _SERIAL.fullmatch(words)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return (_EPOCH + dt.timedelta(days=int(serial[1]))).isoformat()
    return None


def is_serial(text: str) -> bool:
    """Tell whether a day is written as the number that a spreadsheet stores for it."""
    return _SERIAL.fullmatch(plain(text)) is not None


def _closed(words: str) -> str:
    """Take white space out between figures and 年, 月, 日."""
    return re.sub(r"\s*([年月日号])\s*(?=[\d年月日号至到]|$)", r"\1", words)


def _iso(match: re.Match[str]) -> str:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return f"{match['year']}-{int(month):02}-{int(day):02}"


def period_of(text: str) -> tuple[str, str] | None:
    """Read the first and last day of a period; None if it is none.

    The last day may leave out the year (2014.3.5-3.8) or year and month (2014.3.5-8); one day
    alone is both.
    """
    words = _closed(plain(text))
    if one := day_of(words):
        return one, one
    if compact := _COMPACT_PERIOD.fullmatch(words):
        start, end = day_of(compact[1]), day_of(compact[2])
        return (start, end) if start and end and start <= end else None
    match = _DAY.match(words)
    if match is None:
        return None
    rest = words[match.end() :]
    behind = _BEHIND.match(rest)
    timed = behind is not None and ":" in behind[0]
    to = _TO.match(rest, behind.end() if behind else 0)
    if to is None:
        return None
    start = _iso(match)
    end = _end(rest[to.end() :], start, timed=timed)
    return (start, end) if end is not None and start <= end else None


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
