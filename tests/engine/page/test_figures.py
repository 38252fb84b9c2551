"""What the first screen counts comes, to the yuan, to the control totals."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

from qinjian.engine.answer.at_issue import counted
from qinjian.engine.page import figures
from qinjian.engine.page.charts import bars, years
from qinjian.engine.page.figures import Bar
from qinjian.schemas.finding import Finding, Place, Report
from qinjian.schemas.rule import Level
from tests.engine.page.reports import BOOK, many, samples


@pytest.mark.parametrize("made", [samples, lambda: many(1000)], ids=["samples", "many"])
def test_the_bars_come_to_the_totals(made: Callable[[], Report]) -> None:
    report = made()
    leads = figures.leads_of(report, BOOK)
    for found in (figures.by_chapter(leads, BOOK), figures.by_month(leads)):
        of = list(found.values())
        assert sum(len(bar.leads) for bar in of) == report.totals.findings
        assert sum(bar.breach for bar in of) == report.totals.breach
        assert sum(bar.at_issue for bar in of) == Decimal(report.totals.at_issue)
    assert Decimal(report.totals.at_issue) > 0


def test_the_gravest_come_first() -> None:
    found = [lead.finding for lead in figures.by_gravity(figures.leads_of(samples(), BOOK))]
    for one, other in pairwise(found):
        if one.level is other.level:
            assert Decimal(one.at_issue or 0) >= Decimal(other.at_issue or 0)
        else:
            assert (one.level, other.level) == (Level.BREACH, Level.DOUBT)
    known = [one for one in found if one.level is Level.DOUBT and one.at_issue is None]
    amounts = [Decimal(one.about.amount or 0) for one in known]
    assert amounts == sorted(amounts, reverse=True)


def _place(row: int) -> Place:
    return Place(file="a.csv", sheet=None, row=row, claim_no=None, kind="reception")


Written = tuple[int, str | None] | tuple[int, str, int, int]
"""A lead: its row, the amount, and the rows of its group."""


def _lead(row: int, amount: str | None, *members: int) -> Finding:
    one = samples().findings[0]
    places = tuple(map(_place, members))
    return one.model_copy(update={"record": _place(row), "at_issue": amount, "members": places})


@pytest.mark.parametrize(
    ("leads", "each"),
    [
        ([], []),
        ([(1, None)], ["0"]),
        # of two leads on a record the larger one counts, of equal ones the first
        ([(1, "10.10"), (1, "20.20")], ["0", "20.20"]),
        ([(1, "10.00"), (1, "10.00"), (2, "0.30")], ["10.00", "0", "0.30"]),
        # a group counts where it has more than its records alone have, else these
        ([(1, "10.00"), (2, "5.00"), (1, "20.00", 1, 2)], ["0", "0", "20.00"]),
        ([(1, "10.00"), (2, "15.00"), (1, "20.00", 1, 2)], ["10.00", "15.00", "0"]),
        # groups that share a record are one
        ([(1, "7.00", 1, 2), (2, "9.00", 2, 3), (4, "1.00")], ["0", "9.00", "1.00"]),
    ],
)
def test_no_yuan_counts_twice(leads: list[Written], each: list[str]) -> None:
    assert counted([_lead(*one) for one in leads]) == [Decimal(one) for one in each]


def test_leads_without_a_day_stand_last() -> None:
    report = samples()
    undated = report.findings[0].about.model_copy(update={"day": None})
    first = report.findings[0].model_copy(update={"about": undated})
    report = report.model_copy(update={"findings": (first, *report.findings[1:])})
    months = list(figures.by_month(figures.leads_of(report, BOOK)))
    assert months[-1] == figures.NO_MONTH
    assert months[:-1] == sorted(months[:-1])


def test_columns_are_as_high_as_their_leads_are_many() -> None:
    leads = figures.leads_of(samples(), BOOK)
    few, some = Bar(list(leads[:1])), Bar(list(leads[:4]))
    drawn = bars("month", [("2015-03", few), ("2016-12", some)], "en")
    first, second = years(drawn, 40)
    assert [column.height for column in first.columns if column.drawn] == [10]
    assert (second.name, second.height, len(second.columns)) == ("2016", 40, 12)
    assert [one.length for one in drawn] == ["11.2", "45.0"]
    assert drawn[0].text.startswith("2015-03: leads 1, breaches ")
