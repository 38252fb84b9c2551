"""The programme of a group abroad (出访日程), as its table of days has it."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Quantity, Text


class Itinerary(Shared):
    """One line of the programme: a day or a part of one, where the group was and what it did.

    ``nature`` is what kind of day it was, as the programme calls it (公务, 途中, 自由活动).
    ``days`` is how much of a day the line stands for, ``business_days`` how much of it was official
    business; both are days, with halves. ``event_date`` is the day.
    """

    kind: ClassVar[str] = "itinerary"

    group_no: Annotated[Text | None, About("form")] = None
    group_name: Annotated[Text | None, About("form")] = None
    task_approval_no: Annotated[Text | None, About("form")] = None
    country: Annotated[Text | None, About("form")] = None
    place: Annotated[Text | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None
    nature: Annotated[Text | None, About("form")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    business_days: Annotated[Quantity | None, About("form", "day")] = None
    remarks: Annotated[Text | None, About("form")] = None
