"""Figures of small tables, worked out by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.profile.digits import EXPECTED, digits_of, first_digit
from qinjian.engine.profile.figures import amount_figures, day_figures
from tests.engine.profile.profiled import field, profile

ROWS = """\
某县财政局,A1,2015-01-05,甲,购办公用品,10.00
某县财政局,A2,2015-01-06,乙,购办公用品,0.10
某县财政局,A3,2015-04-07,乙,购办公用品,0.20
某县水务局,A4,,丙,购水泵,-
某县水务局,A5,2015-04-09,丙,购水泵,1.0.0
"""


def test_what_stands_in_the_cells_is_counted(tmp_path: Path) -> None:
    amount = field(profile(tmp_path, {"a.csv": ROWS}), "amount")
    assert (amount.given, amount.blank, amount.unreadable) == (3, 1, 1)
    assert (amount.derived, amount.distinct) == (0, 3)
    assert amount.amounts is not None
    assert amount.amounts.model_dump() == {
        "sum": "10.30", "min": "0.10", "max": "10.00", "median": "0.20", "negative": 0, "zero": 0,
    }  # fmt: skip


def test_days_name_the_months_in_which_nothing_lies(tmp_path: Path) -> None:
    day = field(profile(tmp_path, {"a.csv": ROWS}), "event_date")
    assert day.days is not None
    assert (day.days.first, day.days.last) == ("2015-01-05", "2015-04-09")
    assert day.days.months_without == ("2015-02", "2015-03")
    assert (day.given, day.blank) == (4, 1)


def test_months_run_over_the_end_of_a_year() -> None:
    days = day_figures([date(2014, 11, 30), date(2015, 2, 1)])
    assert days.months_without == ("2014-12", "2015-01")
    assert day_figures([date(2015, 12, 31)]).months_without == ()


def test_sums_stand_by_unit_kind_and_month(tmp_path: Path) -> None:
    found = profile(tmp_path, {"a.csv": ROWS})
    assert [tuple(one.model_dump().values()) for one in found.by_unit] == [
        ("某县财政局", 3, "10.30", 0), ("某县水务局", 2, "0.00", 2),
    ]  # fmt: skip
    assert [tuple(one.model_dump().values()) for one in found.by_kind] == [
        ("expense", 5, "10.30", 2)
    ]
    assert [tuple(one.model_dump().values()) for one in found.by_month] == [
        ("2015-01", 2, "10.10", 0), ("2015-04", 2, "0.20", 1), (None, 1, "0.00", 1),
    ]  # fmt: skip


def test_the_rows_are_those_that_a_check_counts(tmp_path: Path) -> None:
    """A red entry and the line that it cancels are in no figure, and counted as cancelled."""
    rows = "某县财政局,A1,2015-01-05,甲,购办公用品,10.00\n某县财政局,A1,2015-01-06,甲,冲销,-10.00\n某县财政局,A2,2015-01-07,甲,购办公用品,3.00\n"
    found = profile(tmp_path, {"a.csv": rows})
    totals = found.totals
    assert (totals.rows_read, totals.rows_checked, totals.rows_cancelled) == (3, 1, 2)
    assert [one.records for one in found.tables] == [1]
    assert found.by_unit[0].yuan == totals.yuan_checked == "3.00"


def test_a_month_that_stands_in_its_year_too_is_counted_once(tmp_path: Path) -> None:
    year = "".join(
        f"某县财政局,A{n},2015-0{1 + n // 4}-1{n},甲,购办公用品,{n}.50\n" for n in range(1, 9)
    )
    january = "".join(f"{line}\n" for line in year.splitlines() if "-01-" in line)
    found = profile(tmp_path, {"year.csv": year, "january.csv": january})
    assert (found.totals.rows_read, found.totals.rows_checked, found.totals.rows_twice) == (
        11,
        8,
        3,
    )
    assert sum(one.rows for one in found.by_month) == 8
    assert found.repeats == ()


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=30))
def test_figures_of_amounts_are_those_of_a_sorted_list(cents: list[int]) -> None:
    counts: dict[Decimal, int] = {}
    for one in cents:
        amount = Decimal(one) / 100
        counts[amount] = counts.get(amount, 0) + 1
    found = amount_figures(counts)
    ordered = sorted(cents)
    twice = ordered[(len(cents) - 1) // 2] + ordered[len(cents) // 2]
    assert Decimal(found.sum) * 100 == sum(cents)
    assert Decimal(found.median) * 200 == twice
    assert (Decimal(found.min), Decimal(found.max)) == (
        Decimal(ordered[0]) / 100, Decimal(ordered[-1]) / 100,
    )  # fmt: skip
    assert (found.negative, found.zero) == (sum(one < 0 for one in cents), cents.count(0))


def test_a_median_between_two_cents_has_three_places() -> None:
    assert amount_figures({Decimal("0.01"): 1, Decimal("0.02"): 1}).median == "0.015"
    assert amount_figures({Decimal("0.01"): 1, Decimal("0.03"): 1}).median == "0.02"


def test_first_digits_are_compared_from_500_amounts_on() -> None:
    assert digits_of({Decimal("0.05"): 499, Decimal(0): 10}) is None
    found = digits_of({Decimal("0.05"): 250, Decimal("-12.00"): 250})
    assert found is not None
    assert found.amounts == 500
    assert {one.digit: one.amounts for one in found.digits if one.amounts} == {1: 250, 5: 250}
    assert [one.share for one in found.digits][:2] == ["0.5000", "0.0000"]
    assert found.deviation == "0.4208"  # 0.5 - 0.07918, rounded


def test_the_expected_shares_are_a_whole() -> None:
    assert sum(EXPECTED.values()) == 1
    assert [first_digit(Decimal(text)) for text in ("0.00", "0.09", "-730", "1E+3")] == [
        None, 9, 7, 1,
    ]  # fmt: skip


def test_rows_that_wait_in_a_file_are_counted_as_those_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.csv": ROWS, "b.csv": ROWS.replace(",A", ",B")}
    in_memory = profile(tmp_path, files)
    monkeypatch.setattr("qinjian.engine.once.held.IN_MEMORY", 3)
    assert profile(tmp_path, files) == in_memory
