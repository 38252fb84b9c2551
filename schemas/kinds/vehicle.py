"""The register of official vehicles (公务用车台账)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.kinds.vehicle_running import FuelClass, VehicleKind
from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Day, Money, Quantity, Text, YesNo


class VehicleAcquisition(StrEnum):
    """How the unit came to the vehicle."""

    BOUGHT = "bought"
    ALLOCATED = "allocated"
    DONATED = "donated"
    BORROWED = "borrowed"
    SWAPPED = "swapped"
    HIRED = "hired"
    OTHER = "other"


class VehicleDisposal(StrEnum):
    """How the vehicle left the unit."""

    AUCTION = "auction"
    TENDER = "tender"
    LISTING = "listing"
    NEGOTIATED_SALE = "negotiated_sale"
    ALLOCATED = "allocated"
    SCRAPPED = "scrapped"
    OTHER = "other"


class Vehicle(Shared):
    """One vehicle of a unit, as its register has it.

    ``event_date`` is the day that the register speaks of, ``start_date`` and ``end_date`` are the
    period. ``user_department`` is the part of the unit that has the vehicle, ``fixed_user`` a
    person to whom it is given for good, ``holder`` whoever has it, one or the other.
    ``acquired_on`` and ``disposed_on`` are the days on which it came and went, ``acquired_from`` is
    the first day on which it may have come where a month is all that is known; ``disposal_venue``
    is where it was sold. ``price`` is what was paid for it, ``tank_capacity`` the capacity that the
    maker states. ``marked`` says whether it bears the common marking, ``marking_exempt`` that it
    need not.

    ``fuel_class`` is what ``fuel_kind`` (92#汽油, 柴油) comes to, ``sealed_from`` the first day on
    which the vehicle surely was sealed (封存, 停驶) by what the register says of it now.
    """

    kind: ClassVar[str] = "vehicle"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "purpose": ("vehicle_use", "holder", "user_department", "remarks")
    }
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("disposed_on", "disposed_on"),
        ("event_date", "event_date"),
        ("start_date", "end_date"),
        ("acquired_on", "acquired_on"),
    )

    plate: Annotated[Text | None, About("form")] = None
    vehicle_model: Annotated[Text | None, About("form")] = None
    vehicle_kind: Annotated[VehicleKind | None, About("form")] = None
    vehicle_use: Annotated[Text | None, About("form")] = None
    vehicle_owner: Annotated[Text | None, About("form")] = None
    holder: Annotated[Text | None, About("form")] = None
    user_department: Annotated[Text | None, About("form")] = None
    fixed_user: Annotated[Text | None, About("form")] = None
    vehicle_acquisition: Annotated[VehicleAcquisition | None, About("form")] = None
    acquired_on: Annotated[Day | None, About("form")] = None
    acquired_from: Annotated[Day | None, About("form")] = None
    price: Annotated[Money | None, About("form", "yuan")] = None
    displacement: Annotated[Quantity | None, About("form", "litre")] = None
    new_energy: Annotated[YesNo | None, About("form")] = None
    imported: Annotated[YesNo | None, About("form")] = None
    tank_capacity: Annotated[Quantity | None, About("form", "litre")] = None
    fuel_kind: Annotated[Text | None, About("form")] = None
    fuel_class: Annotated[FuelClass | None, About("form")] = None
    sealed_from: Annotated[Day | None, About("form")] = None
    marked: Annotated[YesNo | None, About("form")] = None
    marking_exempt: Annotated[YesNo | None, About("form")] = None
    disposed_on: Annotated[Day | None, About("form")] = None
    vehicle_disposal: Annotated[VehicleDisposal | None, About("form")] = None
    disposal_venue: Annotated[Text | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None
