"""Training courses (培训)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import Lecturer, MealType
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Quantity, Text, YesNo


class TrainingClass(StrEnum):
    """Class of a training, by the rank of the trainees."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class Training(Envelope):
    """One training course.

    ``organizer`` is the institution that gives it. ``check_in`` and ``check_out`` are the days of
    registration and of leaving, around ``start_date`` and ``end_date``. ``trainee_count`` does not
    count the staff. ``hours`` are the teaching hours of the whole course.
    ``comprehensive_standard`` is the standard that the claim itself states, yuan per person and
    day; ``comprehensive_cap`` the whole that it allows, yuan. ``lecturer_cost`` is all that was
    spent on lecturers, ``lecture_fee`` what they were paid. ``collected_fee`` is what trainees
    were charged. ``training_approver`` and ``training_approval_date`` are those of the course;
    ``approver`` and ``approval_date`` of the envelope may be those of the claim.
    """

    kind: ClassVar[str] = "training"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("menu",),
        "place": ("venue",),
        "party": ("seller", "payee", "organizer"),
        "purpose": ("training_name", "description", "remarks"),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "lecturer_cost",
        "lecture_fee",
        "lodging_fee",
        "board_fee",
        "site_fee",
        "materials_fee",
        "transport_fee",
        "other_fee",
    )
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("event_date", "event_date"),
        ("start_date", "end_date"),
        ("check_in", "check_out"),
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.APPROVAL_FORM: ("approval_no", "training_approver", "training_approval_date"),
        Document.TRAINING_NOTICE: ("notice_no",),
    }

    training_name: Annotated[Text | None, About("form")] = None
    training_class: Annotated[TrainingClass | None, About("form")] = None
    training_type: Annotated[Text | None, About("form")] = None
    organizer: Annotated[Text | None, About("form")] = None
    notice_no: Annotated[Text | None, About("statute")] = None
    training_approver: Annotated[Text | None, About("statute")] = None
    training_approval_date: Annotated[Day | None, About("statute")] = None
    in_annual_plan: Annotated[YesNo | None, About("statute")] = None
    venue: Annotated[Text | None, About("form")] = None
    check_in: Annotated[Day | None, About("statute")] = None
    check_out: Annotated[Day | None, About("statute")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    trainee_count: Annotated[Count | None, About("form", "person")] = None
    staff_count: Annotated[Count | None, About("form", "person")] = None
    hours: Annotated[Quantity | None, About("form", "hour")] = None
    lecturers: Annotated[tuple[Lecturer, ...] | None, About("form")] = None
    lecturer_cost: Annotated[Money | None, About("statute", "yuan")] = None
    lecture_fee: Annotated[Money | None, About("form", "yuan")] = None
    training_budget: Annotated[Money | None, About("statute", "yuan")] = None
    comprehensive_standard: Annotated[Money | None, About("statute", "yuan/person/day")] = None
    comprehensive_cap: Annotated[Money | None, About("form", "yuan")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    board_fee: Annotated[Money | None, About("form", "yuan")] = None
    meal_type: Annotated[MealType | None, About("statute")] = None
    menu: Annotated[Text | None, About("statute")] = None
    site_fee: Annotated[Money | None, About("form", "yuan")] = None
    materials_fee: Annotated[Money | None, About("form", "yuan")] = None
    transport_fee: Annotated[Money | None, About("form", "yuan")] = None
    other_fee: Annotated[Money | None, About("form", "yuan")] = None
    collected_fee: Annotated[Money | None, About("statute", "yuan")] = None
