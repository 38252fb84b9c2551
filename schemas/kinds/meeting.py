"""Meetings (会议)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import MealType
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Quantity, Text, YesNo


class MeetingClass(StrEnum):
    """Class of a meeting, by who called it."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"


class MeetingMode(StrEnum):
    """How the participants met."""

    ON_SITE = "on_site"
    VIDEO = "video"
    MIXED = "mixed"


class VenueKind(StrEnum):
    """What kind of place the meeting was held in.

    ``designated`` is a place of the list that the government buys from, ``commercial`` one of
    which it is not said whether it is on the list.
    """

    INTERNAL = "internal"
    NON_PROFIT = "non_profit"
    DESIGNATED = "designated"
    COMMERCIAL = "commercial"
    OTHER = "other"


class Meeting(Envelope):
    """One meeting.

    ``check_in`` and ``check_out`` are the days of registration and of leaving, around
    ``start_date`` and ``end_date``. ``attendee_count`` does not count the staff.
    ``comprehensive_standard`` and the standards of lodging, board (伙食) and other costs are
    those that the claim itself states, yuan per person and day; ``comprehensive_cap`` is the
    whole that it allows, yuan. ``transfer_paid``, ``direct_paid`` and ``other_paid`` are the
    parts of the amount by how they were paid. ``collected_fee`` is what participants were
    charged. ``meeting_approver`` and ``meeting_approval_date`` are those of the meeting;
    ``approver`` and ``approval_date`` of the envelope may be those of the claim.
    """

    kind: ClassVar[str] = "meeting"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("menu",),
        "place": ("venue",),
        "party": ("seller", "payee"),
        "purpose": ("meeting_name", "description", "remarks"),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "lodging_fee",
        "board_fee",
        "site_fee",
        "materials_fee",
        "transport_fee",
        "lecture_fee",
        "other_fee",
    )
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("event_date", "event_date"),
        ("start_date", "end_date"),
        ("check_in", "check_out"),
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.APPROVAL_FORM: ("approval_no", "meeting_approver", "meeting_approval_date"),
        Document.MEETING_NOTICE: ("notice_no",),
    }

    meeting_name: Annotated[Text | None, About("form")] = None
    meeting_class: Annotated[MeetingClass | None, About("form")] = None
    meeting_type: Annotated[Text | None, About("form")] = None
    meeting_mode: Annotated[MeetingMode | None, About("form")] = None
    organizer: Annotated[Text | None, About("statute")] = None
    notice_no: Annotated[Text | None, About("statute")] = None
    meeting_approver: Annotated[Text | None, About("statute")] = None
    meeting_approval_date: Annotated[Day | None, About("statute")] = None
    in_annual_plan: Annotated[YesNo | None, About("form")] = None
    venue: Annotated[Text | None, About("form")] = None
    venue_kind: Annotated[VenueKind | None, About("form")] = None
    check_in: Annotated[Day | None, About("form")] = None
    check_out: Annotated[Day | None, About("form")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    attendee_count: Annotated[Count | None, About("form", "person")] = None
    staff_count: Annotated[Count | None, About("form", "person")] = None
    meeting_budget: Annotated[Money | None, About("form", "yuan")] = None
    comprehensive_standard: Annotated[Money | None, About("statute", "yuan/person/day")] = None
    comprehensive_cap: Annotated[Money | None, About("form", "yuan")] = None
    lodging_standard: Annotated[Money | None, About("form", "yuan/person/day")] = None
    lodging_people: Annotated[Count | None, About("form", "person")] = None
    lodging_days: Annotated[Quantity | None, About("form", "day")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    board_standard: Annotated[Money | None, About("form", "yuan/person/day")] = None
    board_people: Annotated[Count | None, About("form", "person")] = None
    board_days: Annotated[Quantity | None, About("form", "day")] = None
    board_fee: Annotated[Money | None, About("form", "yuan")] = None
    meal_type: Annotated[MealType | None, About("statute")] = None
    menu: Annotated[Text | None, About("statute")] = None
    other_standard: Annotated[Money | None, About("form", "yuan/person/day")] = None
    other_people: Annotated[Count | None, About("form", "person")] = None
    other_days: Annotated[Quantity | None, About("form", "day")] = None
    other_fee: Annotated[Money | None, About("form", "yuan")] = None
    site_fee: Annotated[Money | None, About("form", "yuan")] = None
    materials_fee: Annotated[Money | None, About("form", "yuan")] = None
    transport_fee: Annotated[Money | None, About("form", "yuan")] = None
    lecture_fee: Annotated[Money | None, About("form", "yuan")] = None
    transfer_paid: Annotated[Money | None, About("form", "yuan")] = None
    direct_paid: Annotated[Money | None, About("form", "yuan")] = None
    other_paid: Annotated[Money | None, About("form", "yuan")] = None
    collected_fee: Annotated[Money | None, About("statute", "yuan")] = None
