"""The year that a title or a file name says."""

import pytest

from qinjian.engine.intake.tables.years import agreed, lacks_years, year_in, years_of_days


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["江洲区水务局2016年差旅费明细"], 2016),
        (["差旅费_2016.csv"], 2016),
        (["2016Q1报销"], 2016),
        (["201603导出"], 2016),
        (["2015年和2016年明细"], None),
        (["明细", "2017年"], 2017),
        (["tmpx2016b/a.csv"], None),
        (["BX2016008"], None),
        (["120160"], None),
        (["24预算执行（万元）"], 2024),
        (["24年差旅"], 2024),
        (["合同期24个月"], None),
    ],
)
def test_a_year_stands_by_itself(texts: list[str], year: int | None) -> None:
    assert year_in(texts) == year


def test_days_that_name_their_year_agree_or_do_not() -> None:
    rows = [["2019-01-05", "20190206", "2019.3.7", "2019年4月8日", "票据2018-11", "100", "201901"]]
    assert agreed(years_of_days(rows)) == 2019
    assert agreed(years_of_days([["2019-01-05", "2019-02-06"]])) is None
    assert agreed(years_of_days([*rows, ["2018-12-05"]])) is None
    assert agreed(years_of_days([])) is None


@pytest.mark.parametrize(
    ("header", "cell", "lacks"),
    [
        ("出差日期", "3.6-3.8", True),
        ("时间", "3月13日", True),
        ("起止", "8月19日至21日", True),
        ("日期", "2019-03-06", False),
        ("金额", "3.6", False),
    ],
)
def test_a_day_without_a_year_is_told_under_its_header(header: str, cell: str, lacks: bool) -> None:
    assert lacks_years([header], [[cell]]) is lacks
