"""Domestic official receptions (国内公务接待), investment promotion included."""

from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import Companion, Escort, Guest, Mealtime, MealType, ReceptionType
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Text, YesNo


class Reception(Envelope):
    """One reception of domestic guests.

    ``companion_count`` and ``companions`` are those of the host who eat with the guests (陪餐);
    ``escort_count`` and ``escorts`` those who go about with them (陪同), who need not eat.
    ``meal_standard`` is the standard that the claim itself states, yuan per person and meal.
    ``guest_payment`` and ``lodging_payment`` are what the guests paid for their meals and rooms,
    yuan. ``reception_approver`` and ``reception_approval_date`` are those of the reception;
    ``approver`` and ``approval_date`` of the envelope may be those of the claim. ``stated_day`` is
    the one day that the words of a line name, which may be booked later (报工作餐(4.20)).
    ``guest_organ`` is the organ of ``guest_unit`` by the name that others write (市教委).
    ``stated_host`` is the unit of which the words of a line say that it received the guests
    (区水务局接待市水利局检查组). ``letters_attached`` is how many letters the list of attachments
    counts (公函2份).
    """

    kind: ClassVar[str] = "reception"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("menu",),
        "place": ("place", "venue", "lodging_place"),
        "party": ("seller", "payee"),
        "purpose": ("activity", "description", "remarks"),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "meal_fee",
        "venue_rent",
        "lodging_fee",
        "transport_fee",
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.OFFICIAL_LETTER: ("letter_no", "letter_title", "letter_guest_count"),
        Document.APPROVAL_FORM: ("approval_no", "reception_approver", "reception_approval_date"),
        Document.GUEST_PAYMENT: ("guest_payment",),
        Document.LODGING_PAYMENT: ("lodging_payment",),
    }

    reception_type: Annotated[ReceptionType | None, About("form")] = None
    reception_approver: Annotated[Text | None, About("form")] = None
    reception_approval_date: Annotated[Day | None, About("form")] = None
    stated_day: Annotated[Day | None, About("form")] = None
    guest_unit: Annotated[Text | None, About("form")] = None
    guest_organ: Annotated[Text | None, About("form")] = None
    stated_host: Annotated[Text | None, About("form")] = None
    guest_count: Annotated[Count | None, About("form", "person")] = None
    guests: Annotated[tuple[Guest, ...] | None, About("form")] = None
    bureau_guest_count: Annotated[Count | None, About("form", "person")] = None
    division_guest_count: Annotated[Count | None, About("form", "person")] = None
    below_division_guest_count: Annotated[Count | None, About("form", "person")] = None
    letter_no: Annotated[Text | None, About("form")] = None
    letter_title: Annotated[Text | None, About("form")] = None
    letter_guest_count: Annotated[Count | None, About("statute", "person")] = None
    letters_attached: Annotated[Count | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None
    companion_count: Annotated[Count | None, About("form", "person")] = None
    companions: Annotated[tuple[Companion, ...] | None, About("form")] = None
    escort_count: Annotated[Count | None, About("form", "person")] = None
    escorts: Annotated[tuple[Escort, ...] | None, About("form")] = None
    meal_type: Annotated[MealType | None, About("form")] = None
    mealtime: Annotated[Mealtime | None, About("form")] = None
    meal_count: Annotated[Count | None, About("form", "meal")] = None
    diners: Annotated[Count | None, About("form", "person")] = None
    meal_standard: Annotated[Money | None, About("form", "yuan/person/meal")] = None
    meal_fee: Annotated[Money | None, About("form", "yuan")] = None
    guest_payment: Annotated[Money | None, About("statute", "yuan")] = None
    menu: Annotated[Text | None, About("form")] = None
    place: Annotated[Text | None, About("form")] = None
    venue: Annotated[Text | None, About("form")] = None
    venue_rent: Annotated[Money | None, About("form", "yuan")] = None
    lodging_arranged: Annotated[YesNo | None, About("form")] = None
    lodging_place: Annotated[Text | None, About("form")] = None
    nights: Annotated[Count | None, About("form", "night")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    lodging_payment: Annotated[Money | None, About("statute", "yuan")] = None
    transport_fee: Annotated[Money | None, About("form", "yuan")] = None
    vehicle: Annotated[Text | None, About("form")] = None
