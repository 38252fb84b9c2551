"""Lines of a list of pay, allowances or fees (工资表、津补贴发放表、劳务费发放表)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Money, Quantity, Text


class Payment(Envelope):
    """What one person, or a number of people, got for what.

    ``amount`` is what is due before deductions (应发) where the list tells the two apart, ``paid``
    what was handed over (实发). ``pay_item`` is what it was paid for, ``pay_standard`` the rate.
    ``pay_month`` is the month that it is for, as the list writes it; ``pay_count`` what the rate is
    multiplied by where one column holds days, times or heads (天数/次数/人数).
    """

    kind: ClassVar[str] = "payment"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "purpose": ("pay_item", "description", "remarks"),
    }
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {}
    never_kept: ClassVar[frozenset[str]] = frozenset({
        "rank", "amount_in_words", "card_date", "card_amount", "invoice_code", "invoice_no",
        "invoice_date", "seller", "buyer", "confidential",
    })  # fmt: skip

    recipient: Annotated[Text | None, About("form")] = None
    post: Annotated[Text | None, About("form")] = None
    pay_item: Annotated[Text | None, About("form")] = None
    headcount: Annotated[Count | None, About("form", "person")] = None
    pay_standard: Annotated[Money | None, About("form", "yuan")] = None
    pay_month: Annotated[Text | None, About("form")] = None
    pay_count: Annotated[Text | None, About("form")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    months: Annotated[Count | None, About("form", "month")] = None
    paid: Annotated[Money | None, About("form", "yuan")] = None
