"""Receptions of foreign guests (外宾接待)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import Companion, ForeignGuest
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Money, Text


class ForeignGuestRank(StrEnum):
    """Rank of the head of a foreign delegation."""

    HEAD_OF_STATE = "head_of_state"
    DEPUTY_HEAD = "deputy_head"
    MINISTER = "minister"
    OTHER = "other"


class HostRank(StrEnum):
    """Rank of the host who appears at a banquet or hands over a gift."""

    MINISTER = "minister"
    BUREAU = "bureau"
    BELOW_BUREAU = "below_bureau"


class ForeignReception(Envelope):
    """One reception of foreign guests.

    ``banquet_standard`` is the standard that the claim itself states, yuan per person and
    banquet.
    """

    kind: ClassVar[str] = "foreign_reception"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("menu",),
        "place": ("place", "venue", "lodging_place"),
        "party": ("seller", "payee"),
        "purpose": ("activity", "description", "remarks"),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "daily_meal_fee",
        "banquet_fee",
        "gift_value",
        "lodging_fee",
        "transport_fee",
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.APPROVAL_FORM: ("approval_no", "reception_approver"),
        Document.RECEPTION_PLAN: ("plan_no",),
    }

    nationality: Annotated[Text | None, About("form")] = None
    guest_unit: Annotated[Text | None, About("form")] = None
    guest_rank: Annotated[ForeignGuestRank | None, About("form")] = None
    guest_count: Annotated[Count | None, About("form", "person")] = None
    guests: Annotated[tuple[ForeignGuest, ...] | None, About("form")] = None
    host_rank: Annotated[HostRank | None, About("form")] = None
    companion_count: Annotated[Count | None, About("form", "person")] = None
    companions: Annotated[tuple[Companion, ...] | None, About("form")] = None
    reception_approver: Annotated[Text | None, About("form")] = None
    plan_no: Annotated[Text | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None
    days: Annotated[Count | None, About("form", "day")] = None
    daily_meal_fee: Annotated[Money | None, About("form", "yuan")] = None
    banquet_standard: Annotated[Money | None, About("form", "yuan/person/meal")] = None
    banquet_count: Annotated[Count | None, About("form", "meal")] = None
    banquet_guests: Annotated[Count | None, About("form", "person")] = None
    banquet_hosts: Annotated[Count | None, About("form", "person")] = None
    banquet_fee: Annotated[Money | None, About("form", "yuan")] = None
    gift_value: Annotated[Money | None, About("form", "yuan")] = None
    gift_recipients: Annotated[Count | None, About("statute", "person")] = None
    menu: Annotated[Text | None, About("form")] = None
    place: Annotated[Text | None, About("form")] = None
    venue: Annotated[Text | None, About("form")] = None
    lodging_place: Annotated[Text | None, About("form")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    transport_fee: Annotated[Money | None, About("form", "yuan")] = None
    vehicle: Annotated[Text | None, About("form")] = None
