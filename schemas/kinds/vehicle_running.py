"""Running and maintenance of official vehicles (公务用车运行维护)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Day, Money, Quantity, Text, YesNo


class VehicleKind(StrEnum):
    """What an official vehicle is kept for."""

    COMMUNICATION = "communication"
    EMERGENCY = "emergency"
    LAW_ENFORCEMENT = "law_enforcement"
    SPECIAL_TECHNICAL = "special_technical"
    LEADER = "leader"
    RETIRED_CADRES = "retired_cadres"
    GENERAL = "general"
    OTHER = "other"


class VehicleItem(StrEnum):
    """What was paid for."""

    FUEL = "fuel"
    CHARGING = "charging"
    REPAIR = "repair"
    INSURANCE = "insurance"
    TOLL = "toll"
    PARKING = "parking"
    WASH = "wash"
    INSPECTION = "inspection"
    VEHICLE_TAX = "vehicle_tax"
    SAFETY_AWARD = "safety_award"
    OTHER = "other"


class FuelClass(StrEnum):
    """What an engine takes: petrol or diesel, never both."""

    PETROL = "petrol"
    DIESEL = "diesel"


class VehicleRunning(Envelope):
    """One expense of a vehicle, or all of them in a period.

    ``mileage`` is a figure of which the form does not say whether it was read from the meter
    (``odometer``) or driven (``distance``). ``start_date`` and ``end_date`` are the days on which
    the vehicle went out and came back, or the period of the record. ``vehicle_owner`` is the
    unit that the vehicle belongs to, ``fuel_class`` what ``fuel_kind`` (92#, 0#柴油) comes to.
    ``parked_from`` and ``parked_until`` are the days on which a log has the vehicle parked.
    """

    kind: ClassVar[str] = "vehicle_running"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("repair_items",),
        "party": ("seller", "payee", "repair_shop"),
        "purpose": ("activity", "description", "remarks", "route"),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "fuel_fee",
        "repair_fee",
        "insurance_fee",
        "toll_fee",
        "parking_fee",
        "wash_fee",
        "inspection_fee",
        "other_fee",
    )
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("event_date", "event_date"),
        ("refuel_date", "refuel_date"),
        ("start_date", "end_date"),
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.DISPATCH_SLIP: ("dispatch_no",),
        Document.APPROVAL_FORM: ("approval_no",),
    }

    plate: Annotated[Text | None, About("form")] = None
    vehicle: Annotated[Text | None, About("form")] = None
    vehicle_model: Annotated[Text | None, About("statute")] = None
    vehicle_kind: Annotated[VehicleKind | None, About("statute")] = None
    vehicle_owner: Annotated[Text | None, About("statute")] = None
    marked: Annotated[YesNo | None, About("statute")] = None
    vehicle_item: Annotated[VehicleItem | None, About("form")] = None
    driver: Annotated[Text | None, About("form")] = None
    vehicle_user: Annotated[Text | None, About("form")] = None
    dispatch_no: Annotated[Text | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None
    route: Annotated[Text | None, About("form")] = None
    parked_from: Annotated[Day | None, About("form")] = None
    parked_until: Annotated[Day | None, About("form")] = None
    holiday_use: Annotated[YesNo | None, About("form")] = None
    refuel_date: Annotated[Day | None, About("form")] = None
    litres: Annotated[Quantity | None, About("form", "litre")] = None
    fuel_kind: Annotated[Text | None, About("statute")] = None
    fuel_class: Annotated[FuelClass | None, About("statute")] = None
    fuel_price: Annotated[Money | None, About("statute", "yuan/litre")] = None
    fuel_card_no: Annotated[Text | None, About("form")] = None
    one_card_per_vehicle: Annotated[YesNo | None, About("form")] = None
    fuel_region: Annotated[Text | None, About("form")] = None
    mileage: Annotated[Quantity | None, About("form", "kilometre")] = None
    odometer: Annotated[Quantity | None, About("form", "kilometre")] = None
    distance: Annotated[Quantity | None, About("form", "kilometre")] = None
    repair_shop: Annotated[Text | None, About("form")] = None
    repair_items: Annotated[Text | None, About("statute")] = None
    designated_repair: Annotated[YesNo | None, About("statute")] = None
    designated_fuel: Annotated[YesNo | None, About("statute")] = None
    fuel_fee: Annotated[Money | None, About("statute", "yuan")] = None
    repair_fee: Annotated[Money | None, About("statute", "yuan")] = None
    insurance_fee: Annotated[Money | None, About("statute", "yuan")] = None
    toll_fee: Annotated[Money | None, About("statute", "yuan")] = None
    parking_fee: Annotated[Money | None, About("statute", "yuan")] = None
    wash_fee: Annotated[Money | None, About("statute", "yuan")] = None
    inspection_fee: Annotated[Money | None, About("statute", "yuan")] = None
    other_fee: Annotated[Money | None, About("statute", "yuan")] = None
