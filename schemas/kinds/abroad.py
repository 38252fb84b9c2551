"""Official travel abroad and to Hong Kong, Macao and Taiwan (因公出国、出境)."""

from typing import Annotated, ClassVar

from qinjian.schemas.kinds.person import GroupMember, Rank, TransportMode
from qinjian.schemas.kinds.travel import SeatClass
from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Quantity, Text, YesNo


class Abroad(Envelope):
    """One journey of a group abroad.

    ``mission_no`` is the number by which records of one mission belong together: that of its
    approval, else of its group. ``start_date`` and ``end_date`` are the days of leaving and of
    entering the country. ``approved_days``, ``approved_size`` and ``approved_countries`` are those
    of the approved task, ``approved_budget`` the cost of the whole journey in its approval,
    ``business_days`` the days spent on official business. Fees are yuan. The standards of lodging,
    board and sundries are per person and day in the currency that is named beside them
    (``lodging_currency``, ``board_currency``, ``misc_currency``, else ``currency``): they have no
    unit here and compare with no amount of yuan. ``fx_rate`` is text as it is written.
    ``disclosed_before`` and ``disclosed_after`` say whether the journey was made public before and
    after it.
    """

    kind: ClassVar[str] = "abroad"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "party": ("seller", "payee"),
        "purpose": (
            "activity",
            "description",
            "remarks",
            "group_name",
            "group_type",
            "budget_item",
            "task_approval_no",
        ),
    }
    parts: ClassVar[tuple[str, ...]] = (
        "intl_fare",
        "abroad_city_transport",
        "lodging_fee",
        "board_fee",
        "misc_fee",
        "banquet_fee",
        "gift_fee",
        "training_fee",
        "visa_fee",
        "insurance_fee",
        "registration_fee",
        "other_fee",
    )
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.TASK_APPROVAL: ("task_approval_no", "task_approval_date"),
        Document.APPROVAL_FORM: ("approval_no",),
        Document.INVITATION: ("inviter",),
        Document.DISCLOSURE: ("disclosed_before", "disclosed_after"),
    }

    mission_no: Annotated[Text | None, About("form")] = None
    group_no: Annotated[Text | None, About("form")] = None
    group_name: Annotated[Text | None, About("form")] = None
    group_type: Annotated[Text | None, About("form")] = None
    group_level: Annotated[Text | None, About("form")] = None
    group_size: Annotated[Count | None, About("form", "person")] = None
    leader: Annotated[Text | None, About("form")] = None
    members: Annotated[tuple[GroupMember, ...] | None, About("form")] = None
    traveller_rank: Annotated[Rank | None, About("form")] = None
    countries: Annotated[Text | None, About("form")] = None
    approved_countries: Annotated[Text | None, About("form")] = None
    activity: Annotated[Text | None, About("form")] = None
    inviter: Annotated[Text | None, About("form")] = None
    in_annual_plan: Annotated[YesNo | None, About("form")] = None
    in_budget: Annotated[YesNo | None, About("form")] = None
    task_approval_no: Annotated[Text | None, About("form")] = None
    task_approval_date: Annotated[Day | None, About("form")] = None
    approved_budget: Annotated[Money | None, About("form", "yuan")] = None
    approved_days: Annotated[Count | None, About("statute", "day")] = None
    approved_size: Annotated[Count | None, About("statute", "person")] = None
    days: Annotated[Count | None, About("form", "day")] = None
    business_days: Annotated[Quantity | None, About("statute", "day")] = None
    route: Annotated[Text | None, About("form")] = None
    transport_mode: Annotated[TransportMode | None, About("statute")] = None
    seat_class: Annotated[SeatClass | None, About("form")] = None
    intl_fare: Annotated[Money | None, About("form", "yuan")] = None
    abroad_city_transport: Annotated[Money | None, About("form", "yuan")] = None
    currency: Annotated[Text | None, About("form")] = None
    fx_rate: Annotated[Text | None, About("form")] = None
    lodging_currency: Annotated[Text | None, About("form")] = None
    lodging_standard: Annotated[Quantity | None, About("form")] = None
    lodging_people: Annotated[Count | None, About("form", "person")] = None
    lodging_days: Annotated[Count | None, About("form", "day")] = None
    lodging_fee: Annotated[Money | None, About("form", "yuan")] = None
    board_currency: Annotated[Text | None, About("form")] = None
    board_standard: Annotated[Quantity | None, About("form")] = None
    board_people: Annotated[Count | None, About("form", "person")] = None
    board_days: Annotated[Count | None, About("form", "day")] = None
    board_fee: Annotated[Money | None, About("form", "yuan")] = None
    misc_currency: Annotated[Text | None, About("form")] = None
    misc_standard: Annotated[Quantity | None, About("form")] = None
    misc_people: Annotated[Count | None, About("form", "person")] = None
    misc_days: Annotated[Count | None, About("form", "day")] = None
    misc_fee: Annotated[Money | None, About("form", "yuan")] = None
    banquet_fee: Annotated[Money | None, About("form", "yuan")] = None
    gift_fee: Annotated[Money | None, About("statute", "yuan")] = None
    training_fee: Annotated[Money | None, About("form", "yuan")] = None
    visa_fee: Annotated[Money | None, About("form", "yuan")] = None
    insurance_fee: Annotated[Money | None, About("form", "yuan")] = None
    registration_fee: Annotated[Money | None, About("form", "yuan")] = None
    other_fee: Annotated[Money | None, About("statute", "yuan")] = None
    payer_unit: Annotated[Text | None, About("form")] = None
    disclosed_before: Annotated[YesNo | None, About("statute")] = None
    disclosed_after: Annotated[YesNo | None, About("statute")] = None
    passport_return_date: Annotated[Day | None, About("statute")] = None
