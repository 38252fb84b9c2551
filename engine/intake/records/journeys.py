"""The days of a journey and where it went, as far as its row tells them."""

import re
from datetime import date, timedelta
from decimal import Decimal

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.schemas.kinds.abroad import Abroad
from qinjian.schemas.kinds.travel import Travel

_STOPS = re.compile(r"\s*(?:[-—–－~→至]+|—>|->)\s*")


def as_told(table: TypedTable) -> dict[str, Column]:
    """Return the columns of a table as they stand, without what was inferred of journeys.

    Of a journey of which one day only is told (出差日期 6月6日) it is open on which it ended: the
    day may be the first.
    """
    columns = dict(table.columns)
    if table.model in (Abroad, Travel) and "end_date" in columns:
        end = columns["end_date"]
        readings = [UNTOLD if one.derived else one for one in end.readings]
        columns["end_date"] = Column(end.codes, readings)
    return columns


def end_of_days(start: Reading, days: Reading) -> date | None:
    """Return the last day of a journey by the first and the number of days."""
    first, count = start.value, days.value
    if not isinstance(first, date) or not isinstance(count, Decimal | int):
        return None
    return first + timedelta(days=int(count) - 1) if count >= 1 and count % 1 == 0 else None


def days_of(start: Reading, end: Reading) -> int | None:
    """Count the days of a journey, the first and the last included."""
    first, last = start.value, end.value
    if not isinstance(first, date) or not isinstance(last, date) or first > last:
        return None
    return (last - first).days + 1


def destination_of(route: Reading) -> str | None:
    """Return where a journey of two stops went: 云麓—成都, 云麓—成都—云麓."""
    stops = [stop for stop in _STOPS.split(str(route.value or "").strip()) if stop]
    there = stops[:-1] if len(stops) > 2 and stops[0] == stops[-1] else stops  # noqa: PLR2004
    return there[-1] if len(there) == 2 and there[0] != there[-1] else None  # noqa: PLR2004
