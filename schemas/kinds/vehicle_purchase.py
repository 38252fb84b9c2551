"""Purchase of official vehicles (公务用车购置)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.kinds.vehicle_running import VehicleKind
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Quantity, Text, YesNo


class VehicleProcurement(StrEnum):
    """Who bought the vehicle: the body of central procurement, or the unit by itself."""

    CENTRALISED = "centralised"
    DISPERSED = "dispersed"
    SELF = "self"
    OTHER = "other"


class VehiclePurchase(Envelope):
    """One official vehicle that was bought.

    ``event_date`` is the day of the purchase, ``price`` that of the vehicle without tax and fees,
    where ``amount`` is what was paid. ``quota`` is how many vehicles the unit may have, ``fleet``
    how many it has with this one. ``replaced_plate`` is the vehicle that this one is for,
    ``replaced_since`` the day since when that one was in use.
    """

    kind: ClassVar[str] = "vehicle_purchase"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "purpose": ("description", "remarks"),
    }
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.APPROVAL_FORM: ("approval_no",),
    }

    plate: Annotated[Text | None, About("form")] = None
    vehicle_model: Annotated[Text | None, About("form")] = None
    vehicle_kind: Annotated[VehicleKind | None, About("form")] = None
    price: Annotated[Money | None, About("form", "yuan")] = None
    displacement: Annotated[Quantity | None, About("form", "litre")] = None
    new_energy: Annotated[YesNo | None, About("form")] = None
    imported: Annotated[YesNo | None, About("form")] = None
    vehicle_procurement: Annotated[VehicleProcurement | None, About("form")] = None
    quota: Annotated[Count | None, About("form")] = None
    fleet: Annotated[Count | None, About("form")] = None
    replaced_plate: Annotated[Text | None, About("form")] = None
    replaced_since: Annotated[Day | None, About("form")] = None
