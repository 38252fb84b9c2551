"""The year that a title or a file name says."""

import pytest

from qinjian.engine.intake.tables.years import lacks_years, year_in, year_of_days


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
    ],
)
def test_a_year_stands_by_itself(texts: list[str], year: int | None) -> None:
    assert year_in(texts) == year


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        ("3月13日", True), ("6月15日-16日", True), ("5.12-5.15", True), ("3-8", True),
        ("2024-03-13", False), ("3.13", False), ("1350.00", False), ("李明", False),
    ],
)  # fmt: skip
def test_a_cell_may_be_a_day_that_lacks_its_year(cell: str, lacks: bool) -> None:
    assert lacks_years([["单号", cell]]) is lacks


@pytest.mark.parametrize(
    ("cells", "year"),
    [
        (["2024-03-13 09:41", "2024/4/2", "2024年5月1日"], 2024),
        (["2024-03-13", "2024-04-02"], None),
        (["2024-03-13", "2024-04-02", "2023-12-30"], None),
        (["45412", "20240413", "3月2日", "2024"], None),
    ],
)
def test_whole_days_of_one_year_tell_it(cells: list[str], year: int | None) -> None:
    assert year_of_days(cells) == year
