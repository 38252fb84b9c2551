"""People in the lists of a record: guests and those of the host who accompany them."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Text


class ReceptionType(StrEnum):
    """What the guests came for."""

    DOMESTIC = "domestic"
    INVESTMENT = "investment"
    BUSINESS = "business"
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


OWN_FIELDS = frozenset(Person.model_fields) - frozenset(Shared.model_fields)
"""What is said of a person in the list; the rest is taken over from the record."""
