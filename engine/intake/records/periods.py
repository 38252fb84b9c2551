"""Between which days a record lies that tells none: a month, or the year of a title."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.values.reading import Reading
from qinjian.schemas.record import PERIOD, Record

_MONTH = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(1[0-2]|0?[1-9])月?(?:份)?")


def of_period(model: type[Record], year: int | None) -> Iterator[Derivation]:
    """Tell the period of records without a day: of the month that stands for it, else the year."""
    days = tuple(dict.fromkeys(first for first, _ in model.decisive_date))
    for place, name in enumerate(PERIOD):

        def end(*said: Reading, place: int = place) -> date | None:
            found = _period(said, year)
            return found[place] if found else None

        yield Derivation(name, days, end)


def _period(said: tuple[Reading, ...], year: int | None) -> tuple[date, date] | None:
    if any(isinstance(one.value, date) for one in said):
        return None
    stated = (str(one.values.get("value", "")) for one in said if one.problem == "month_only")
    for text in stated:
        if match := _MONTH.fullmatch(text.strip()):
            whole, month = int(match[1]), int(match[2])
            return date(whole, month, 1), date(whole, month, monthrange(whole, month)[1])
    return (date(year, 1, 1), date(year, 12, 31)) if year is not None else None
