"""Lines of a budget and its execution (预算、决算行)."""

from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Count, Money, Text


class BudgetLine(Shared):
    """What a unit may spend in a year on one thing, and what it spent.

    ``budget`` is the figure of the year with all its changes, ``executed`` what was spent of it by
    the books. Where only the year is given, ``start_date`` and ``end_date`` are its first and last
    day. ``economic_class`` or ``budget_item`` say what the line is for.
    """

    kind: ClassVar[str] = "budget_line"
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (("start_date", "end_date"),)

    department: Annotated[Text | None, About("form")] = None
    budget_item: Annotated[Text | None, About("form")] = None
    economic_class: Annotated[Text | None, About("form")] = None
    budget_year: Annotated[Count | None, About("form")] = None
    budget: Annotated[Money | None, About("form", "yuan")] = None
    executed: Annotated[Money | None, About("form", "yuan")] = None
    remarks: Annotated[Text | None, About("form")] = None
