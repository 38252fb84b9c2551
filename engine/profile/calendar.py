"""On what days rows are dated: working days, weekends, public holidays as they were in fact.

The days off and the Saturdays and Sundays that were worked instead are set each year by the General
Office of the State Council; the package ``chinesecalendar`` keeps them. What it does not have is
unknown, and never guessed from the days of the week.
"""

from collections import Counter
from datetime import date
from functools import cache
from typing import Literal

from qinjian.schemas.profile import DaysOfRest

Sort = Literal["workday", "weekend", "holiday", "shifted", "unknown"]

_SATURDAY = 5


@cache
def sort_of(day: date) -> Sort:
    """Tell what sort of day it was."""
    # Only a profile pays for the import.
    from chinese_calendar import get_holiday_detail  # noqa: PLC0415

    try:
        is_off, holiday = get_holiday_detail(day)
    except NotImplementedError:
        return "unknown"
    is_weekend = day.weekday() >= _SATURDAY
    if is_off:
        return "weekend" if holiday is None else "holiday"
    return "shifted" if is_weekend else "workday"


def days_of_rest(days: Counter[date | None]) -> DaysOfRest:
    """Count rows by the sorts of their days; None is the day of rows without one."""
    counts: Counter[str] = Counter()
    for day, rows in days.items():
        counts["no_day" if day is None else sort_of(day)] += rows
    return DaysOfRest(**{name: counts[name] for name in DaysOfRest.model_fields})
