"""Lines of a budget and its execution (预算、决算行)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from qinjian.schemas.record import Shared
from qinjian.schemas.values import About, Count, Day, Money, Text


class ExpenditureKind(StrEnum):
    """Whether a line is for the running of the unit or for a project."""

    BASIC = "basic"
    PROJECT = "project"


class BudgetLine(Shared):
    """What a unit may spend in a year on one thing, and what it spent.

    ``budget`` is the figure of the year with all its changes, ``executed`` what was spent of it by
    the books, ``december_executed`` in December alone. Where only the year is given, ``start_date``
    and ``end_date`` are its first and last day. ``economic_class`` or ``budget_item`` say what the
    line is for, ``line_name`` is both as far as they are there. ``opening_budget`` is the figure at
    the start of the year and ``added`` what was added to it in its course; ``addition_reason``,
    ``addition_approval_no`` and ``addition_approval_date`` are those of the addition.
    ``performance_target`` is what the expenditure is to achieve, ``remitted`` what of the income of
    a line went into the treasury.
    """

    kind: ClassVar[str] = "budget_line"
    control: ClassVar[str] = "executed"
    decisive_date: ClassVar[tuple[tuple[str, str], ...]] = (("start_date", "end_date"),)

    department: Annotated[Text | None, About("form")] = None
    budget_item: Annotated[Text | None, About("form")] = None
    economic_class: Annotated[Text | None, About("form")] = None
    line_name: Annotated[Text | None, About("form")] = None
    budget_year: Annotated[Count | None, About("form")] = None
    expenditure_kind: Annotated[ExpenditureKind | None, About("form")] = None
    opening_budget: Annotated[Money | None, About("form", "yuan")] = None
    added: Annotated[Money | None, About("form", "yuan")] = None
    addition_reason: Annotated[Text | None, About("form")] = None
    addition_approval_no: Annotated[Text | None, About("form")] = None
    addition_approval_date: Annotated[Day | None, About("form")] = None
    budget: Annotated[Money | None, About("form", "yuan")] = None
    executed: Annotated[Money | None, About("form", "yuan")] = None
    december_executed: Annotated[Money | None, About("form", "yuan")] = None
    remitted: Annotated[Money | None, About("form", "yuan")] = None
    performance_target: Annotated[Text | None, About("form")] = None
    remarks: Annotated[Text | None, About("form")] = None
