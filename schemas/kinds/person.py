"""People in the lists of a record: guests, travellers, lecturers, those who accompany them.

A person has facts of their own, and takes over from the record what a rule on people needs of it.
"""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Document, Shared
from qinjian.schemas.values import About, Count, Money, Quantity, Text, YesNo


class ReceptionType(StrEnum):
    """What the guests came for."""

    DOMESTIC = "domestic"
    INVESTMENT = "investment"
    BUSINESS = "business"
    OTHER = "other"


class MealType(StrEnum):
    """How the guests were fed."""

    WORKING_MEAL = "working_meal"
    BUFFET = "buffet"
    BOX_MEAL = "box_meal"
    BANQUET = "banquet"
    CHARGED_MEAL = "charged_meal"


class Mealtime(StrEnum):
    """Which meal of the day it was (餐次)."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    SUPPER = "supper"


class Rank(StrEnum):
    """Rank by which travellers are put into classes of transport and lodging."""

    MINISTER = "minister"
    BUREAU = "bureau"
    OTHER = "other"


class TransportMode(StrEnum):
    """What the travellers went by.

    ``train`` is a train of any kind where the record does not say which, ``road`` any motor
    vehicle where it does not say whose.
    """

    PLANE = "plane"
    CHARTER_PLANE = "charter_plane"
    HIGH_SPEED_TRAIN = "high_speed_train"
    TRAIN = "train"
    SHIP = "ship"
    COACH = "coach"
    ROAD = "road"
    OFFICIAL_CAR = "official_car"
    OWN_CAR = "own_car"
    RENTAL_CAR = "rental_car"
    TAXI = "taxi"
    LOCAL_TRANSIT = "local_transit"
    OTHER = "other"


class LecturerTitle(StrEnum):
    """Professional title by which lecturers are paid."""

    ACADEMICIAN = "academician"
    FULL_SENIOR = "full_senior"
    ASSOCIATE_SENIOR = "associate_senior"
    OTHER = "other"


class PassportKind(StrEnum):
    """Whether a passport or permit was issued for official journeys or for private ones."""

    OFFICIAL = "official"
    PRIVATE = "private"


class OfClaim(Shared):
    """What all people take over from the claim."""

    amount: Annotated[Money | None, About("form", "yuan")] = None
    documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    other_documents: Annotated[Text | None, About("form")] = None
    shown_documents: Annotated[tuple[Document, ...] | None, About("form")] = None
    absent_documents: Annotated[tuple[Document, ...] | None, About("form")] = None


class OfReception(OfClaim):
    """What guests and their hosts take over from a reception."""

    reception_type: Annotated[ReceptionType | None, About("form")] = None
    meal_type: Annotated[MealType | None, About("form")] = None
    meal_count: Annotated[Count | None, About("form", "meal")] = None
    guest_unit: Annotated[Text | None, About("form")] = None
    guest_payment: Annotated[Money | None, About("statute", "yuan")] = None
    letter_no: Annotated[Text | None, About("form")] = None
    letter_guest_count: Annotated[Count | None, About("statute", "person")] = None
    place: Annotated[Text | None, About("form")] = None
    venue: Annotated[Text | None, About("form")] = None


class OfTrip(OfClaim):
    """What travellers take over from a trip; see ``Travel``."""

    to_place: Annotated[Text | None, About("form")] = None
    transport_mode: Annotated[TransportMode | None, About("form")] = None
    meal_allowance: Annotated[Money | None, About("form", "yuan")] = None
    local_allowance: Annotated[Money | None, About("form", "yuan")] = None
    travel_allowance: Annotated[Money | None, About("form", "yuan")] = None
    meal_payment: Annotated[Money | None, About("statute", "yuan")] = None


class OfMission(OfClaim):
    """What the members of a group take over from its journey; see ``Abroad``."""

    mission_no: Annotated[Text | None, About("form")] = None
    countries: Annotated[Text | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None


class Person(Shared):
    """One person in a list. ``employer`` is the person's own unit, ``unit`` the one that pays."""

    lists: ClassVar[tuple[str, ...]]
    """The kinds of record in whose lists such people stand."""

    name: Annotated[Text | None, About("form")] = None
    employer: Annotated[Text | None, About("form")] = None
    post: Annotated[Text | None, About("form")] = None


class Guest(Person, OfReception):
    """A guest of a domestic or investment reception (接待对象)."""

    kind: ClassVar[str] = "guest"
    lists: ClassVar[tuple[str, ...]] = ("reception",)
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.GUEST_PAYMENT: ("guest_payment",),
    }


class ForeignGuest(Person, OfClaim):
    """A foreign guest (外宾)."""

    kind: ClassVar[str] = "foreign_guest"
    lists: ClassVar[tuple[str, ...]] = ("foreign_reception",)


class Companion(Person, OfReception):
    """A person of the host unit who eats with the guests (陪餐人员)."""

    kind: ClassVar[str] = "companion"
    lists: ClassVar[tuple[str, ...]] = ("reception", "foreign_reception")


class Escort(Person, OfReception):
    """A person of the host unit who goes about with the guests (陪同人员) and need not eat."""

    kind: ClassVar[str] = "escort"
    lists: ClassVar[tuple[str, ...]] = ("reception",)


class Traveller(Person, OfTrip):
    """A person who travels on official business (出差人员)."""

    kind: ClassVar[str] = "traveller"
    lists: ClassVar[tuple[str, ...]] = ("travel",)
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.PAYMENT_RECEIPT: ("meal_payment",),
    }

    traveller_rank: Annotated[Rank | None, About("form")] = None


class GroupMember(Person, OfMission):
    """A member of a group that goes abroad (团组成员)."""

    kind: ClassVar[str] = "group_member"
    lists: ClassVar[tuple[str, ...]] = ("abroad",)

    traveller_rank: Annotated[Rank | None, About("form")] = None
    passport_kind: Annotated[PassportKind | None, About("form")] = None


class Lecturer(Person, OfClaim):
    """A lecturer of a training (授课人员).

    ``rate`` is yuan per teaching hour; ``gross`` what is paid before ``tax``, ``paid`` after it.
    ``outside`` says that the lecturer came from another place.
    """

    kind: ClassVar[str] = "lecturer"
    lists: ClassVar[tuple[str, ...]] = ("training",)

    lecturer_title: Annotated[LecturerTitle | None, About("form")] = None
    hours: Annotated[Quantity | None, About("form", "hour")] = None
    rate: Annotated[Money | None, About("form", "yuan/hour")] = None
    gross: Annotated[Money | None, About("form", "yuan")] = None
    tax: Annotated[Money | None, About("form", "yuan")] = None
    paid: Annotated[Money | None, About("form", "yuan")] = None
    outside: Annotated[YesNo | None, About("form")] = None
    transport_fee: Annotated[Money | None, About("form", "yuan")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    board_fee: Annotated[Money | None, About("form", "yuan")] = None


def taken_over(kind: type[Person]) -> frozenset[str]:
    """Name the fields that a person of a list takes over from the record."""
    bases = [base for base in kind.__mro__ if issubclass(base, Shared)]
    return frozenset(
        name for base in bases if not issubclass(base, Person) for name in base.model_fields
    )
