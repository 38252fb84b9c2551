"""What follows in a register of vehicles: who has a car, its fuel, since when it is sealed."""

from collections.abc import Iterator
from datetime import date, timedelta

from qinjian.engine.intake.records.beside import OTHER_TEXTS
from qinjian.engine.intake.records.car_costs import fuel_class_of
from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.vehicles import (
    department_of,
    first_day_of_month,
    leader_of,
    not_exempt,
    vehicle_kind_of,
)
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex

_SEALED = regex(r"封存|封停|停驶|停用|报停")
_IN_USE = regex(
    r"解除|解封|启封|启用|恢复|结束|拟|不再|取消|未封|不封|在用|年检|维修|建议|待封|计划"
)
_DAY = regex(r"(20\d\d)\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})(?!\d))?")
_CLAUSE = regex(r"[,，;；。\n]")
_NEXT = timedelta(days=1)
_LONGEST_MONTH = timedelta(days=31)


def of_register() -> Iterator[Derivation]:
    """Tell of each vehicle who has it, when it may have come, its fuel and since when it rests."""
    yield Derivation("vehicle_kind", ("plate", "vehicle_use"), vehicle_kind_of)
    yield Derivation("holder", ("fixed_user",), lambda user: user.value)
    yield Derivation("user_department", ("holder",), department_of)
    yield Derivation("fixed_user", ("holder", "user_department"), leader_of)
    yield Derivation("marking_exempt", ("marked",), not_exempt)
    yield Derivation("acquired_from", ("acquired_on",), first_day_of_month)
    yield Derivation("fuel_class", ("fuel_kind",), fuel_class_of)
    yield Derivation("sealed_from", ("remarks", OTHER_TEXTS), sealed_from)


def sealed_from(*said: Reading) -> date | None:
    """Return the first day on which a vehicle surely was sealed: 2024年3月封存 is the 1st of April.

    Words that have it in use again, or that only plan it, say none.
    """
    texts = " ".join(text.value for text in said if isinstance(text.value, str))
    told = [part for part in _CLAUSE.split(texts) if _SEALED.search(part)]
    if len(told) != 1 or _IN_USE.search(texts):
        return None
    days = _DAY.findall(told[0])
    return _behind(*(int(part or 0) for part in days[0])) if len(days) == 1 else None


def _behind(year: int, month: int, day: int) -> date | None:
    """Return the day behind a day, or behind a month where no day is told."""
    try:
        if day:
            return date(year, month, day) + _NEXT
        return (date(year, month, 1) + _LONGEST_MONTH).replace(day=1)
    except ValueError:
        return None
