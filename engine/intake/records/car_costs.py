"""What a line says of one car in its text: 渝G21016加油(垫水站)58升 is fuel of that car."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from qinjian.engine.intake.records.derivation import Derivation
from qinjian.engine.intake.records.vehicles import refuelled_on
from qinjian.engine.intake.units.places import region_in
from qinjian.engine.intake.values.choices import read_choice
from qinjian.engine.intake.values.plates import plate_in
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.schemas.kinds.vehicle_running import FuelClass, VehicleItem, VehicleRunning
from qinjian.schemas.record import fields_of

_TEXTS = ("vehicle", "description", "repair_items")
_ITEMS = frozenset(item.value for item in VehicleItem)
_HIRE = regex(r"租车|车租|租赁|租用|包车")
_PETROL = regex(r"汽油|(?<!\d)9[02-8](?!\d)")
_DIESEL = regex(r"柴油|(?<![\d.])-?(?:0|10|20|35)\s*(?:#|号)|^\s*-?(?:0|10|20|35)\s*$")
_ROAD = regex(r"[路街道巷](?!桥)")
_OIL_COMPANY = regex(
    r"^(?:中国石油|中国石化|中石油|中石化|中油|延长石油|壳牌|中化石油)(?:化工)?(?:集团|股份|有限|公司|销售)*"
)
_NO_FUEL = regex(r"尿素|机油|润滑|添加|清洗|清洁")


def of_cars() -> Iterator[Derivation]:
    """Tell of a log the day of a fuelling, and by its texts the car and what was paid for it."""
    trip = ("event_date", "end_date", "litres", "driver", "activity", "route")
    yield Derivation("refuel_date", trip, refuelled_on)
    yield Derivation("event_date", ("refuel_date",), lambda day: day.value)
    yield Derivation("vehicle_item", _TEXTS, item_of)
    yield Derivation("vehicle_item", VehicleRunning.parts, item_of_fees)
    yield Derivation("plate", _TEXTS, plate_of)
    yield Derivation("fuel_class", ("fuel_kind",), fuel_class_of)
    yield Derivation("fuel_region", ("payee", "seller"), fuel_region_of)


@lru_cache(maxsize=65536)
def car_cost(text: str) -> str | None:
    """Return what a text that names one car says was paid for it: fuel, repair, toll, its hire.

    What else is paid for a car (购置税, 上户, 装饰) is none.
    """
    if plate_in(text) is None:
        return None
    item = next(item for item in fields_of(VehicleRunning) if item.name == "vehicle_item")
    read = read_choice(item, text)
    if read.state != "given" or (read.value == VehicleItem.OTHER and not _HIRE.search(text)):
        return None
    return str(read.value)


def plate_of(*texts: Reading) -> str | None:
    """Return the one plate of the first text that names one."""
    return _first(plate_in, texts)


def item_of(*texts: Reading) -> str | None:
    """Return what the first text that names a car says was paid for it."""
    return _first(car_cost, texts)


def fuel_region_of(*stations: Reading) -> str | None:
    """Return the province of a fuel station by the place that its name tells, no name of a road."""
    return _first(_province_of, stations)


def _province_of(station: str) -> str | None:
    return None if _ROAD.search(station) else region_in(_OIL_COMPANY.sub("", station.strip()))


def _first(tell: Callable[[str], str | None], texts: tuple[Reading, ...]) -> str | None:
    told = (tell(text.value) for text in texts if isinstance(text.value, str))
    return next(filter(None, told), None)


def item_of_fees(*fees: Reading) -> str | None:
    """Return what a row with a column for each item was paid for: the only one that has a sum."""
    paid = [
        name.removesuffix("_fee")
        for name, fee in zip(VehicleRunning.parts, fees, strict=True)
        if isinstance(fee.value, Decimal) and fee.value
    ]
    return paid[0] if len(paid) == 1 and paid[0] in _ITEMS else None


def fuel_class_of(fuel: Reading) -> str | None:
    """Tell petrol from diesel: 92#, 95号汽油, 0#柴油. What is no fuel is neither: 尿素, 机油."""
    if not isinstance(fuel.value, str) or _NO_FUEL.search(fuel.value):
        return None
    petrol, diesel = bool(_PETROL.search(fuel.value)), bool(_DIESEL.search(fuel.value))
    if petrol == diesel:
        return None
    return (FuelClass.PETROL if petrol else FuelClass.DIESEL).value
