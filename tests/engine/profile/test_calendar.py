"""Days of rest as they were in fact, by the notices of the State Council."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from qinjian.engine.profile.calendar import days_of_rest, sort_of
from tests.engine.profile.profiled import profile


@pytest.mark.parametrize(
    ("day", "sort"),
    [
        (date(2015, 10, 1), "holiday"),
        (date(2015, 10, 7), "holiday"),
        (date(2015, 10, 8), "workday"),
        (date(2015, 10, 10), "shifted"),  # a Saturday that was worked for the holiday
        (date(2015, 10, 11), "weekend"),
        (date(2015, 10, 3), "holiday"),  # a Saturday within it
        (date(2014, 2, 8), "shifted"),
        (date(2004, 1, 1), "holiday"),
        (date(2003, 10, 1), "unknown"),
        (date(2003, 10, 4), "unknown"),  # a Saturday: not guessed
        (date(2150, 1, 1), "unknown"),
    ],
)
def test_a_day_is_what_it_was(day: date, sort: str) -> None:
    assert sort_of(day) == sort


def test_each_row_is_counted_once() -> None:
    days: Counter[date | None] = Counter(
        {date(2015, 10, 1): 3, date(2015, 10, 12): 2, date(2003, 5, 1): 4, None: 1}
    )
    found = days_of_rest(days)
    assert found.model_dump() == {
        "workday": 2, "weekend": 0, "holiday": 3, "shifted": 0, "unknown": 4, "no_day": 1,
    }  # fmt: skip


def test_the_rows_of_a_table_are_counted_by_their_days(tmp_path: Path) -> None:
    rows = "".join(
        f"某县财政局,B{n},{day},甲,购办公用品,{n}.00\n"
        for n, day in enumerate(("2015-10-01", "2015-10-10", "2015-10-11", "2003-01-02", ""), 1)
    )
    found = profile(tmp_path, {"a.csv": rows}).tables[0].rest
    assert tuple(found.model_dump().values()) == (0, 1, 1, 1, 1, 1)
