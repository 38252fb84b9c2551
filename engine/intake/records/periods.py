"""Between which days a record lies that tells none: a month, or the year of a title."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.record import PERIOD, Record

_MONTH = regex(r"((?:19|20)\d\d)(?:[-./]|年)?(0?[1-9]|1[0-2])月?份?")
_DAY = regex(
    r"(?<!\d)(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]"
    # (4.20), (西山宾馆5.18): a number that closes a bracket; no price, size or version
    r"|[(（](?:[^()（）\da-zA-Z¥￥×]*[^()（）\da-zA-Z¥￥×.\-价元额计共率约重高长宽积每至到])?"
    r"(1[0-2]|0?[1-9])[.．](3[01]|[12]\d|0?[1-9])(?:[日号早午中晚]|[早午中晚][餐饭上午])?[)）]"
)
_HALF_A_YEAR = timedelta(days=182)
_MONTH_OF_SPAN, _DAY_OF_SPAN = r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
_DAYS = regex(
    rf"(?<![\d.])(?:20\d\d[.年])?{_MONTH_OF_SPAN}[.月]{_DAY_OF_SPAN}[日号]?\s*[-—–~～至到]+\s*"
    rf"(?:(?:20\d\d[.年])?{_MONTH_OF_SPAN}[.月])?{_DAY_OF_SPAN}(?![\d.])"
)
_SPAN = regex(r"[日号\d]\s*[-—–~～至到、]\s*(?:\d{1,2}月)?\d{1,2}[日号]")
_CALLED_OFF = regex(
    r"取消|撤回|撤销|作废|未休|未请|改期|推迟|延期|顺延|提前|召回|中断|因公|改为|折返|销假上班"
)


def of_period(model: type[Record], year: int | None) -> Iterator[Derivation]:
    """Tell the period of records without a day: of the month that stands for it, else the year."""
    days = tuple(dict.fromkeys(first for first, _ in model.decisive_date))
    for place, name in enumerate(PERIOD):

        def end(*said: Reading, place: int = place) -> date | None:
            found = _period(said, year)
            return found[place] if found else None

        yield Derivation(name, days, end)


def first_of_month(stated: Reading) -> date | None:
    """Return the first day of the month that stands where a day was asked for: 2016-03."""
    if stated.problem != "month_only":
        return None
    match = _MONTH.fullmatch(re.sub(r"\s", "", str(stated.values.get("value", ""))))
    return date(int(match[1]), int(match[2]), 1) if match else None


def _period(said: tuple[Reading, ...], year: int | None) -> tuple[date, date] | None:
    if any(isinstance(one.value, date) for one in said):
        return None
    for first in filter(None, map(first_of_month, said)):
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    return (date(year, 1, 1), date(year, 12, 31)) if year is not None else None


def day_named(booked: Reading, filed: Reading, *texts: Reading) -> date | None:
    """Return the one day that texts name by month and day (10月12日讲座), None for several.

    It is of the year in which the line was booked, or of the one before: in January, 12月28日.
    """
    spoken = "；".join(str(text.value) for text in texts if isinstance(text.value, str))
    days = {tuple(map(int, filter(None, found))) for found in _DAY.findall(spoken)}
    known = booked.value if isinstance(booked.value, date) else filed.value
    if len(days) != 1 or _SPAN.search(spoken) or not isinstance(known, date):
        return None
    month, day = days.pop()
    year = known.year if date(known.year, month, 1) - known < _HALF_A_YEAR else known.year - 1
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def span_named(*texts: Reading) -> str | None:
    """Return the first and last day that texts name (9.5-9.7, 9月5日至7日), None for several."""
    spoken = "；".join(str(text.value) for text in texts if isinstance(text.value, str))
    spans = {
        (int(month), int(first), int(last_month or month), int(last))
        for month, first, last_month, last in _DAYS.findall(spoken)
    }
    if len(spans) != 1:
        return None
    month, first, last_month, last = spans.pop()
    return f"{month}月{first}日至{last_month}月{last}日"


def called_off(*texts: Reading) -> bool:
    """Tell whether a line of leave says that it was not taken, moved or broken off."""
    return any(_CALLED_OFF.search(str(text.value)) for text in texts if text.value is not None)
