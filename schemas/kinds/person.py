"""People in the lists of a record: guests and those of the host who accompany them."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Text


class Person(Shared):
    """One person in a list. ``employer`` is the person's own unit, ``unit`` the one that pays."""

    name: Annotated[Text | None, About("form")] = None
    employer: Annotated[Text | None, About("form")] = None
    post: Annotated[Text | None, About("form")] = None


class Guest(Person):
    """A guest of a reception (接待对象)."""

    kind: ClassVar[str] = "guest"


class Companion(Person):
    """A person of the host unit who eats with the guests (陪餐人员)."""

    kind: ClassVar[str] = "companion"
