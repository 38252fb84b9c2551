"""On which days a log of cars has one parked or sealed, and not on the way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.readings import values_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.plates import same_plate
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds import VehicleRunning

_SEALED = regex(r"封存|封停|停驶")
_IDLE = regex(r"无(?:出车|派车|用车)?任务|[未无]出车|未派车|没有出车|(?:停放|备班|备勤|留守)在库")
_NO_MORE = regex(r"解除|解封|启封|启用|结束|拟|不再|取消|未封|不封|试车|年检|维修")
_TEXTS = ("activity", "description", "remarks")
_DAY = timedelta(days=1)

Days = tuple[date, date]


def parked(table: TypedTable, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return the columns of the first and the last day on which a log has a car parked.

    A row that has it idle (本日无任务) is of its own days. One that has it sealed (节前封存) is of
    those behind it, up to the next trip of the car; without one it is not known when that ended.
    """
    if table.model is not VehicleRunning or "plate" not in columns:
        return {}
    said = (one for name in _TEXTS if name in columns for one in values_of(columns[name].readings))
    if not any(isinstance(value, str) and _is_parked(value) for value in said):
        return {}
    rows = [(row, days) for row in range(len(table)) if (days := _days(columns, row))]
    found = dict(_parked(columns, rows))
    if not found:
        return {}
    return {
        name: Column(
            range(len(table)),
            [
                Reading("given", found[row][end], derived=True) if row in found else UNTOLD
                for row in range(len(table))
            ],
        )
        for end, name in enumerate(("parked_from", "parked_until"))
    }


def _parked(
    columns: Mapping[str, Column], rows: list[tuple[int, Days]]
) -> Iterator[tuple[int, Days]]:
    """List the rows that have a car parked, with the days on which it was."""
    resting: list[tuple[int, str, str, Days]] = []
    trips: dict[str, list[Days]] = defaultdict(list)
    for row, days in rows:
        plate = same_plate(_said(columns, "plate", row))
        words = " ".join(_said(columns, name, row) for name in _TEXTS)
        if plate and _is_parked(words):
            resting.append((row, plate, words, days))
        elif plate:
            trips[plate].append(days)
    for row, plate, words, days in resting:
        stay = _until_next(days, trips[plate]) if _SEALED.search(words) else days
        if stay is None:
            continue
        first, last = stay
        if first <= last and not any(start <= last and first <= end for start, end in trips[plate]):
            yield row, stay


def _until_next(days: Days, trips: Iterable[Days]) -> Days | None:
    """Return the days from a day on which a car was sealed to its next trip, None if there is none.

    A row of several days has it sealed on those.
    """
    first, last = days
    if first != last:
        return days
    later = [start for start, _ in trips if start > last]
    return (last + _DAY, min(later) - _DAY) if later else None


def _is_parked(words: str) -> bool:
    return bool(_SEALED.search(words) or _IDLE.search(words)) and not _NO_MORE.search(words)


def _said(columns: Mapping[str, Column], name: str, row: int) -> str:
    column = columns.get(name)
    value = column.at(row).value if column is not None else None
    return str(value) if value is not None else ""


def _days(columns: Mapping[str, Column], row: int) -> Days | None:
    """Return the first and the last day of a row."""
    first, last, day = (
        columns[name].at(row).value if name in columns else None
        for name in ("start_date", "end_date", "event_date")
    )
    start = first if isinstance(first, date) else day
    end = last if isinstance(last, date) else start
    if not isinstance(start, date) or not isinstance(end, date) or start > end:
        return None
    return start, end
