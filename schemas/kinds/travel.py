"""Official travel within the country (国内差旅)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import Rank, TransportMode, Traveller
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Quantity, Text, YesNo


class SeatClass(StrEnum):
    """Class of seat, berth or cabin.

    ``soft`` and ``hard`` are those of a train where the record does not say whether it was a
    seat or a sleeper; ``first_sleeper`` and ``second_sleeper`` those of a high-speed train.
    """

    FIRST_CLASS = "first_class"
    BUSINESS_CLASS = "business_class"
    PREMIUM_ECONOMY = "premium_economy"
    ECONOMY_CLASS = "economy_class"
    BUSINESS_SEAT = "business_seat"
    SPECIAL_SEAT = "special_seat"
    FIRST_SEAT = "first_seat"
    SECOND_SEAT = "second_seat"
    FIRST_SLEEPER = "first_sleeper"
    SECOND_SLEEPER = "second_sleeper"
    DELUXE_SOFT_SLEEPER = "deluxe_soft_sleeper"
    SOFT_SLEEPER = "soft_sleeper"
    SOFT_SEAT = "soft_seat"
    SOFT = "soft"
    HARD_SLEEPER = "hard_sleeper"
    HARD_SEAT = "hard_seat"
    HARD = "hard"
    NO_SEAT = "no_seat"
    SHIP_FIRST = "ship_first"
    SHIP_SECOND = "ship_second"
    SHIP_THIRD = "ship_third"
    SHIP_FOURTH = "ship_fourth"
    OTHER = "other"


class Travel(Envelope):
    """One trip, or the part of a trip that one claim or one of its lines covers.

    ``start_date`` and ``end_date`` are the days of leaving and coming back. ``transport_fee`` is
    that between cities. ``lodging_per_night`` is yuan per night for all travellers of the
    record; ``lodging_standard``, ``meal_rate``, ``local_rate`` and ``allowance_rate`` are those
    that the claim itself states. ``meal_allowance`` is for meals, ``local_allowance`` for
    transport in the city; ``allowance_days``, ``allowance_rate`` and ``travel_allowance`` belong
    to forms that do not tell the two apart. ``host_provided_meals`` and
    ``host_provided_transport`` say that the unit visited provided them, ``host_meal_days`` and
    ``host_transport_days`` on how many days, ``meal_payment`` and ``transport_payment`` what the
    travellers paid it for them. ``trip_approver`` and ``trip_approval_date`` are those of the
    trip; ``approver`` and ``approval_date`` of the envelope may be those of the claim.
    ``event_end`` is the day on which by the words of the record the meeting ended (14日中午散会)
    that it was to, ``bare_exchange`` whether these words are nothing but 学习交流 and the like.
    """

    kind: ClassVar[str] = "travel"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "place": ("lodging_place",),
        "party": ("seller", "payee"),
        "purpose": ("activity", "description", "remarks"),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "transport_fee",
        "lodging_fee",
        "meal_allowance",
        "local_allowance",
        "travel_allowance",
        "other_fee",
    )
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("event_date", "event_date"),
        ("start_date", "end_date"),
        ("check_in", "check_out"),
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.TRAVEL_APPROVAL: ("approval_no", "trip_approver", "trip_approval_date"),
        Document.APPROVAL_FORM: ("approval_no", "trip_approver", "trip_approval_date"),
    }

    traveller_rank: Annotated[Rank | None, About("form")] = None
    travelers: Annotated[tuple[Traveller, ...] | None, About("form")] = None
    headcount: Annotated[Count | None, About("form", "person")] = None
    trip_approver: Annotated[Text | None, About("statute")] = None
    trip_approval_date: Annotated[Day | None, About("statute")] = None
    activity: Annotated[Text | None, About("form")] = None
    event_end: Annotated[Day | None, About("form")] = None
    bare_exchange: Annotated[YesNo | None, About("form")] = None
    route: Annotated[Text | None, About("form")] = None
    from_place: Annotated[Text | None, About("form")] = None
    to_place: Annotated[Text | None, About("form")] = None
    host_unit: Annotated[Text | None, About("statute")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    transport_mode: Annotated[TransportMode | None, About("form")] = None
    seat_class: Annotated[SeatClass | None, About("form")] = None
    transport_fee: Annotated[Money | None, About("form", "yuan")] = None
    lodging_city: Annotated[Text | None, About("form")] = None
    lodging_place: Annotated[Text | None, About("form")] = None
    check_in: Annotated[Day | None, About("form")] = None
    check_out: Annotated[Day | None, About("form")] = None
    nights: Annotated[Count | None, About("form", "night")] = None
    peak_season: Annotated[YesNo | None, About("form")] = None
    lodging_standard: Annotated[Money | None, About("form", "yuan/person/night")] = None
    lodging_per_night: Annotated[Money | None, About("form", "yuan/night")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    meal_days: Annotated[Quantity | None, About("form", "day")] = None
    meal_rate: Annotated[Money | None, About("form", "yuan/person/day")] = None
    meal_allowance: Annotated[Money | None, About("form", "yuan")] = None
    local_days: Annotated[Quantity | None, About("form", "day")] = None
    local_rate: Annotated[Money | None, About("statute", "yuan/person/day")] = None
    local_allowance: Annotated[Money | None, About("form", "yuan")] = None
    allowance_days: Annotated[Quantity | None, About("form", "day")] = None
    allowance_rate: Annotated[Money | None, About("form", "yuan/person/day")] = None
    travel_allowance: Annotated[Money | None, About("form", "yuan")] = None
    host_provided_meals: Annotated[YesNo | None, About("statute")] = None
    host_provided_transport: Annotated[YesNo | None, About("statute")] = None
    host_meal_days: Annotated[Quantity | None, About("form", "day")] = None
    host_transport_days: Annotated[Quantity | None, About("form", "day")] = None
    meal_payment: Annotated[Money | None, About("statute", "yuan")] = None
    transport_payment: Annotated[Money | None, About("statute", "yuan")] = None
    other_fee: Annotated[Money | None, About("form", "yuan")] = None
    advance: Annotated[Money | None, About("form", "yuan")] = None
