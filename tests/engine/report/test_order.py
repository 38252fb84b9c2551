"""The order of leads, and their statistics."""

from pathlib import Path
from typing import get_args

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Order
from qinjian.engine.report.order import in_order
from qinjian.engine.report.write import render
from qinjian.schemas.finding import Report
from tests.book import BOOK

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "receptions.csv"


@pytest.fixture(scope="module")
def report() -> Report:
    return check([str(SAMPLE)], BOOK, Options("en", region="重庆")).report


@pytest.mark.parametrize("order", get_args(Order))
def test_every_order_has_the_same_leads(report: Report, order: Order) -> None:
    found = in_order(report, order).findings
    assert sorted(one.fingerprint for one in found) == sorted(
        one.fingerprint for one in report.findings
    )
    # Of equals the one that stands first in the files stays first.
    again = in_order(in_order(report, order), order).findings
    assert again == found


def test_what_is_graver_larger_earlier_stands_first(report: Report) -> None:
    levels = [one.level for one in in_order(report, "level").findings]
    assert levels == sorted(levels)
    amounts = [one.at_issue for one in in_order(report, "amount").findings]
    known = [float(one) for one in amounts if one is not None]
    assert known == sorted(known, reverse=True)
    assert amounts[len(known) :] == [None] * (len(amounts) - len(known))
    articles = [(one.regulation, one.article) for one in in_order(report, "article").findings]
    assert articles == sorted(articles)
    for name in ("unit", "day"):
        told = [getattr(one.about, name) for one in in_order(report, name).findings]
        told_first = [one for one in told if one is not None]
        assert told == sorted(told_first) + [None] * (len(told) - len(told_first))


def test_statistics_count_every_lead_once(report: Report) -> None:
    lines = render(report, "statistics").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("leads "))
    rows = [line.split() for line in lines[start + 1 : -1]]
    assert sum(int(row[0]) for row in rows) == report.totals.findings
    assert sum(int(row[1]) for row in rows) == report.totals.breach
    assert sum(int(row[2]) for row in rows) == report.totals.doubt
    counts = [int(row[0]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert "add up" in lines[-1]


def test_statistics_of_nothing_are_the_headline(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("单位,日期,摘要,金额\n重庆市江洲区水务局,2015-06-10,打印纸,300\n", "utf-8")
    report = check([str(file)], BOOK, Options("en", region="重庆")).report
    assert "add up" not in render(report, "statistics")
