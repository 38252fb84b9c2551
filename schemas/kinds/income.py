"""Non-tax income: fines, fees, rents and proceeds that go to the treasury (非税收入)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Day, Money, Text


class Income(Shared):
    """One receipt of non-tax income, and what of it was paid into the treasury.

    ``receivable`` is what was due, ``received`` what the payer paid on ``received_date``;
    ``remitted`` was paid into the treasury on ``remitted_date``. ``account_name`` is the holder of
    the account that the money went to. ``income_item`` is the item of income by its name, as
    罚没收入 or 国有资产出租收入.
    """

    kind: ClassVar[str] = "income"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "purpose": ("income_item", "description", "remarks"),
    }
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (
        ("received_date", "received_date"),
        ("event_date", "event_date"),
        ("start_date", "end_date"),
    )

    department: Annotated[Text | None, About("form")] = None
    handler: Annotated[Text | None, About("form")] = None
    income_item: Annotated[Text | None, About("form")] = None
    payer: Annotated[Text | None, About("form")] = None
    receivable: Annotated[Money | None, About("form", "yuan")] = None
    received: Annotated[Money | None, About("form", "yuan")] = None
    received_date: Annotated[Day | None, About("form")] = None
    account_name: Annotated[Text | None, About("form")] = None
    remitted: Annotated[Money | None, About("form", "yuan")] = None
    remitted_date: Annotated[Day | None, About("form")] = None
    description: Annotated[Text | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None
