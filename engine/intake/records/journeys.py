"""The days of a journey and where it went, as far as its row tells them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.units.purposes import bare_exchange, no_purpose
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.intake.values.transport import read_transport
from qinjian.engine.texts import passes
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds.abroad import Abroad
from qinjian.schemas.kinds.travel import Travel

_SEAT = regex(
    r"(?:飞机|高铁|动车|火车|轮船)?(?:头等舱|公务舱|商务舱|(?:超级|高端)?经济舱|商务座|特等座|[一二]等座|(?:高级)?软卧|硬卧|[软硬]座)"
)
_MONTH, _DAY_OF_MONTH = r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
_ENDED = regex(
    rf"(?<![\d.])(?:{_MONTH}[月.])?{_DAY_OF_MONTH}[日号]?(?:上午|中午|下午|晚上?|傍晚)?"
    r"(?:会议|活动|培训|培训班)?(?:散会|闭会|闭幕|结束|疏散|离会|结业)"
)
_HELD = regex(
    rf"(?:会期|会议时间|活动时间|培训时间)[为是：:]?\s*(?:20\d\d[年.])?{_MONTH}[月.]\d{{1,2}}[日号]?"
    rf"\s*[-—–~～至到]+\s*(?:{_MONTH}[月.])?{_DAY_OF_MONTH}(?![\d.])"
)
_ENDS = "散会|闭会|闭幕|结束|疏散|离会|结业|会期|会议时间|活动时间|培训时间"
"""One of these words stands in whatever either of the two above finds."""
_STOPS = regex(r"\s*(?:[-—–－~→至]+|—>|->)\s*")


def of_trips() -> Iterator[Derivation]:
    """List what the row of a trip tells beside its days: where it went, in which seat."""
    yield Derivation("to_place", ("route",), destination_of)
    for name in ("seat_class", "transport_mode"):
        told = partial(seat_in, name)
        yield Derivation(name, ("remarks", "description"), told, signs="[舱座卧]")
    days = ("start_date", "end_date", "activity", "description", "remarks")
    yield Derivation("event_end", days, event_end, signs=_ENDS)
    yield Derivation("bare_exchange", ("activity", "description"), exchange_alone)


def event_end(start: Reading, end: Reading, *texts: Reading) -> date | None:
    """Return the day within a journey on which a meeting ended by the words of its row.

    It is one that says so: 14日中午散会, 会期6月12日至14日. None for several.
    """
    first, last = start.value, end.value
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    spoken = "；".join(str(text.value) for text in texts if isinstance(text.value, str))
    told = {(month or str(first.month), day) for month, day in _ENDED.findall(spoken)}
    told |= {(last_month or month, day) for month, last_month, day in _HELD.findall(spoken)}
    days = {found for month, day in told if (found := _day(first.year, int(month), int(day)))}
    return next(iter(days)) if len(days) == 1 and first <= min(days) <= last else None


def exchange_alone(*texts: Reading) -> bool | None:
    """Tell whether the purpose is nothing but an exchange or a visit, None without a purpose."""
    said = [str(text.value) for text in texts if text.value]
    if not said:
        return None
    bare = any(map(bare_exchange, said))
    return bare and all(bare_exchange(text) or no_purpose(text) for text in said)


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day that the calendar has, else None."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


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


def seat_in(field: str, *texts: Reading) -> object:
    """Return the class of seat, or what it is of, that texts name (商务座), None for several.

    A seat that the work is about is not the traveller's: 核查违规乘坐头等舱.
    """
    spoken = " ".join(str(text.value) for text in texts if isinstance(text.value, str))
    seats = {one[0] for one in _SEAT.finditer(spoken) if not passes(spoken, one.span())}
    if len(seats) != 1:
        return None
    read = read_transport(field, seats.pop())
    return read.value if read.state == "given" else dict(read.also).get(field)
