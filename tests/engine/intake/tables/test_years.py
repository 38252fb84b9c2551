"""The year that a title or a file name says."""

import pytest

from qinjian.engine.intake.tables.years import year_in


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
