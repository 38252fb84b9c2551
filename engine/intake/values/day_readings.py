"""Days and periods: from the text of a cell to a reading."""

import datetime as dt
from typing import cast

from pydantic_core import PydanticCustomError

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.values.amounts import plain
from qinjian.engine.intake.values.days import day_of, is_serial, lacks_year, period_of
from qinjian.engine.intake.values.reading import Reading, given, unreadable, untold
from qinjian.engine.wording.regex import regex
from qinjian.schemas.values import calendar_day

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_FILLERS = frozenset({dt.date(2099, 12, 31)})
_MONTH_ALONE = regex(
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:份|上旬|中旬|下旬|初|中|底|末)?|\d{4}[-./]\d{1,2}|(?:19|20)\d{4}|[一二三四五六七八九十]+月份?"
    r"|[一二三四1234](?:季度)|\d{4}年?第?[一二三四1-4]季度|\d{4}\s*年度?(?:上半年|下半年)?"
)
_OTHER_END = {
    "start_date": ("end_date", True),
    "check_in": ("check_out", True),
    "end_date": ("start_date", False),
    "check_out": ("check_in", False),
}
"""The field of the other day of a period; True for those that hold its first day."""


def read_day(field: str, raw: object, year: int | None) -> Reading:
    """Read one day; a period in its place tells its first and its last day."""
    if not isinstance(raw, str):
        return _checked(raw, raw)
    if nature(raw) == "number_1904" and is_serial(raw):
        return unreadable("serial_1904", raw)
    if iso := day_of(raw, year):
        return _checked(raw, iso)
    if days := period_of(raw, year):
        return _of_period(field, raw, days)
    if _MONTH_ALONE.fullmatch(plain(raw)):
        return unreadable("month_only", raw)
    return unreadable("year_missing" if lacks_year(raw) else "not_day", raw)


def read_days(raw: object, year: int | None) -> Reading:
    """Read a period: the value is its first and its last day."""
    if not isinstance(raw, str):
        day = _checked(raw, raw)
        return given((day.value, day.value)) if day.state == "given" else day
    if nature(raw) == "number_1904" and is_serial(raw):
        return unreadable("serial_1904", raw)
    days = period_of(raw, year)
    if days is None:
        return unreadable(_problem_of_period(raw), raw)
    ends = [_checked(raw, day) for day in days]
    flaw = next((end for end in ends if end.state != "given"), None)
    return flaw or given(tuple(end.value for end in ends))


def _problem_of_period(raw: str) -> str:
    if _MONTH_ALONE.fullmatch(plain(raw)):
        return "month_only"
    return "year_missing" if period_of(raw, 2000) else "not_period"


def _of_period(field: str, raw: str, days: tuple[str, str]) -> Reading:
    start, end = (_checked(raw, day) for day in days)
    flaw = next((one for one in (start, end) if one.state != "given"), None)
    if flaw is not None:
        return flaw
    if field == "event_date":
        return untold(("start_date", start.value), ("end_date", end.value))
    if field not in _OTHER_END:
        return unreadable("several_values", raw)
    other, holds_first = _OTHER_END[field]
    own, rest = (start, end) if holds_first else (end, start)
    return given(own.value, also=((other, rest.value),))


def _checked(raw: object, value: object) -> Reading:
    """Give a day as the model takes it, unless it can only fill an empty place."""
    try:
        day = cast("dt.date", calendar_day(value))
    except PydanticCustomError as error:
        if isinstance(value, str) and _is_filler_text(value):
            return unreadable("filler_day", raw)
        return unreadable(error.type, raw)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR or day in _FILLERS:
        return unreadable("filler_day", raw)
    return given(day)


def _is_filler_text(value: str) -> bool:
    """Tell a day that no calendar has and that is none: 0000-00-00."""
    return value[:4] == "0000" or value[5:] == "00-00"
