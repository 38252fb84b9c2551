"""Any line of spending that no special kind describes (报销明细、支出登记、公务卡对账单)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Document, Envelope
from qinjian.schemas.values import About, Count, Day, Money, Quantity, Text


class Expense(Envelope):
    """One line of spending: a day, an amount and words.

    ``cost_type`` is the word by which the source sorts its lines (费用类型, 科目), ``item`` the
    thing that was bought as invoice or list name it, ``specification`` its model. ``place`` is
    where it was spent, ``person`` who spent, used or holds the card; ``headcount`` are people of
    any role. ``stated_day`` is the one day that its words name (10月12日讲座), ``stated_span`` the
    first and the last of several (赴成都9.5-9.7), as text, ``stated_report`` the number of a report
    that they name (检测费 报告编号JC-036). ``voucher_no`` is that of the voucher
    where a register has it beside the number of the claim.
    ``contract_amount`` is that of the whole contract, of which ``amount`` may be an instalment.
    ``received`` is what came in where a register has what came in and what was paid side by side
    (收, 付); such a line has no ``amount``.
    """

    kind: ClassVar[str] = "expense"
    roles: ClassVar[dict[str, tuple[str, ...]]] = {
        "goods": ("item", "specification"),
        "place": ("place",),
        "party": ("seller", "payee"),
        "purpose": ("description", "remarks", "cost_type"),
    }
    witnesses: ClassVar[dict[Document, tuple[str, ...]]] = {
        Document.CONTRACT: ("contract_no",),
    }

    cost_type: Annotated[Text | None, About("form")] = None
    item: Annotated[Text | None, About("form")] = None
    specification: Annotated[Text | None, About("form")] = None
    quantity: Annotated[Quantity | None, About("form")] = None
    unit_price: Annotated[Money | None, About("form", "yuan")] = None
    place: Annotated[Text | None, About("form")] = None
    stated_day: Annotated[Day | None, About("form")] = None
    stated_span: Annotated[Text | None, About("form")] = None
    stated_report: Annotated[Text | None, About("form")] = None
    voucher_no: Annotated[Text | None, About("form")] = None
    person: Annotated[Text | None, About("form")] = None
    headcount: Annotated[Count | None, About("form", "person")] = None
    days: Annotated[Quantity | None, About("form", "day")] = None
    received: Annotated[Money | None, About("form", "yuan")] = None
    contract_no: Annotated[Text | None, About("form")] = None
    contract_amount: Annotated[Money | None, About("form", "yuan")] = None
