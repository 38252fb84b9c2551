"""People in the lists of a record: guests, travellers, lecturers, those who accompany them."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Money, Quantity, Text, YesNo


class ReceptionType(StrEnum):
    """What the guests came for."""

    DOMESTIC = "domestic"
    INVESTMENT = "investment"
    BUSINESS = "business"
    OTHER = "other"


class Rank(StrEnum):
    """Rank by which travellers are put into classes of transport and lodging."""

    MINISTER = "minister"
    BUREAU = "bureau"
    OTHER = "other"


class LecturerTitle(StrEnum):
    """Professional title by which lecturers are paid."""

    ACADEMICIAN = "academician"
    FULL_SENIOR = "full_senior"
    ASSOCIATE_SENIOR = "associate_senior"
    OTHER = "other"


class Person(Shared):
    """One person in a list. ``employer`` is the person's own unit, ``unit`` the one that pays."""

    name: Annotated[Text | None, About("form")] = None
    employer: Annotated[Text | None, About("form")] = None
    post: Annotated[Text | None, About("form")] = None


class Guest(Person):
    """A guest of a domestic or investment reception (接待对象)."""

    kind: ClassVar[str] = "guest"

    reception_type: Annotated[ReceptionType | None, About("form")] = None


class ForeignGuest(Person):
    """A foreign guest (外宾)."""

    kind: ClassVar[str] = "foreign_guest"


class Companion(Person):
    """A person of the host unit who eats with the guests (陪餐人员)."""

    kind: ClassVar[str] = "companion"


class Escort(Person):
    """A person of the host unit who goes about with the guests (陪同人员) and need not eat."""

    kind: ClassVar[str] = "escort"


class Traveller(Person):
    """A person who travels on official business (出差人员)."""

    kind: ClassVar[str] = "traveller"

    traveller_rank: Annotated[Rank | None, About("form")] = None


class GroupMember(Person):
    """A member of a group that goes abroad (团组成员)."""

    kind: ClassVar[str] = "group_member"

    traveller_rank: Annotated[Rank | None, About("form")] = None


class Lecturer(Person):
    """A lecturer of a training (授课人员).

    ``rate`` is yuan per teaching hour; ``gross`` what is paid before ``tax``, ``paid`` after it.
    ``outside`` says that the lecturer came from another place.
    """

    kind: ClassVar[str] = "lecturer"

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


OWN_FIELDS = frozenset(
    name for kind in (Person, Traveller, GroupMember, Lecturer) for name in kind.model_fields
) - frozenset(Shared.model_fields)
"""What is said of a person in the list; the rest is taken over from the record."""
