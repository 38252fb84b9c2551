"""What follows in lists of pay: the days of a count, and those of a month."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex

_DAYS = regex(r"(\d{1,3}(?:\.\d)?)\s*(?:天|日)")
_MONTH = regex(
    r"(?:(?P<year>(?:19|20)\d\d)[-年./]?)?(?P<month>0?[1-9]|1[0-2])(?:月份?)?"
    r"(?(year)(?:[-./]?\d{1,2}日?)?)"
)


def of_pay(year: int | None) -> Iterator[Derivation]:
    """Tell the days of a count that says that it is one of days, and those of the month of pay."""
    yield Derivation(
        "days",
        ("pay_count",),
        lambda count: None if count.value is None else _days_told(str(count.value)),
    )

    def month(said: Reading, day: Reading, tell: Callable[[int, int], date]) -> date | None:
        match = _MONTH.fullmatch(said.value.strip()) if isinstance(said.value, str) else None
        of_year = int(match["year"]) if match and match["year"] else year
        if match is None or of_year is None or day.value is not None:
            return None
        return tell(of_year, int(match["month"]))

    inputs = ("pay_month", "event_date")
    yield Derivation("start_date", inputs, lambda said, day: month(said, day, _first_of_month))
    yield Derivation("end_date", inputs, lambda said, day: month(said, day, _last_of_month))


def _first_of_month(year: int, month: int) -> date:
    return date(year, month, 1)


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _days_told(count: str) -> Decimal | None:
    """Return the days of a count that says that it is one of days: 35天."""
    match = _DAYS.fullmatch(count.strip())
    return Decimal(match[1]) if match else None
