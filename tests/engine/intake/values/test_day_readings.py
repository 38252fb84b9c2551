"""Days and periods: whose year is known, what tells two days, what only fills a place."""

import datetime as dt

import pytest

from qinjian.engine.intake.values.cell_reading import read_period
from tests.engine.intake.values.reading_of import beside, told

MARCH_5 = dt.date(2019, 3, 5)

WHOLE = [
    "2019-03-05", "2019-3-5", "2019/3/5", "2019.3.5", "2019.03.05", "20190305", "2019年3月5日", "2019年03月05日", "2019 年 3 月 5 日",
    "2019年3月5号", "２０１９年３月５日", "二〇一九年三月五日", "二零一九年三月五日", "2019-03-05 15:14:55", "2019-03-05 15:14",
    "2019/3/5 0:00:00", "2019/3/5 上午 9:05:00", "2019-03-05T00:00:00.000+08:00", "2019-03-05T01:02:03Z", "2019年3月5日12:00",
    "2019年3月5日上午", "2019年3月5日（周二）", "2019年3月5日（周二）上午", "2019-03-05 星期二", "2019年3月5日晚", "2019.3.5.", "43529", "2019. 3. 5", "20190305143000", "43529.5", "20190305.0",
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_a_day_is_read_with_what_stands_behind_it(text: str) -> None:
    assert told("event_date", text) == MARCH_5
    assert told("event_date", text, year=2017) == MARCH_5


@pytest.mark.parametrize(
    "text", ["3月5日", "3月5日12:00", "3-5", "3/5", "3.5", "03-05", "3月5号", "3月5日（周二）", "19.3.5", "19-03-05", "19年3月5日"]
)  # fmt: skip
def test_a_day_without_its_year_takes_that_of_the_table(text: str) -> None:
    assert told("event_date", text, year=2019) == MARCH_5
    assert told("event_date", text) in ("<year_missing>", "<not_day>")


def test_the_year_of_the_table_does_not_change_a_short_year() -> None:
    assert told("event_date", "19.3.5", year=2017) == "<not_day>"


def test_a_figure_that_may_have_lost_a_zero_is_no_day() -> None:
    assert told("event_date", "3.1", year=2019) == "<not_day>"
    assert told("event_date", "3.10", year=2019) == dt.date(2019, 3, 10)


@pytest.mark.parametrize(
    "text",
    ["1899-12-30", "1900-01-01", "1900/1/1 0:00:00", "1753-01-01", "0001-01-01", "0019-03-05", "1919-03-05", "1970-01-01", "9999-12-31",
     "3019-03-05", "2099-12-31", "0000-00-00", "9999年12月31日"],
)  # fmt: skip
def test_a_filler_is_no_day(text: str) -> None:
    assert told("event_date", text) == "<filler_day>"


@pytest.mark.parametrize(
    "text", ["2017年3月", "2017-03", "2017/3", "2017.3", "201703", "3月", "3月份", "5月中旬", "2017年3月上旬", "2017年", "2017年度", "2季度", "一季度", "2017年上半年"]
)  # fmt: skip
def test_a_month_is_no_day(text: str) -> None:
    assert told("event_date", text, year=2017) == "<month_only>"
    assert read_period(text, year=2017).problem == "month_only"


@pytest.mark.parametrize(
    "text", ["15:14:55", "22:47", "上午", "星期二", "3人", "长期", "1月内", "12345", "2017.3.2017"]
)  # fmt: skip
def test_what_is_no_day_is_unreadable(text: str) -> None:
    assert told("event_date", text) == "<not_day>"


def test_a_day_that_the_calendar_lacks_is_unreadable() -> None:
    assert told("event_date", "2015-09-31") == "<no_such_day>"
    assert read_period("2015-09-31").problem == "no_such_day"


PERIODS = {
    "2018-03-14至03-15": ("2018-03-14", "2018-03-15"),
    "2018-03-14至2018-03-15": ("2018-03-14", "2018-03-15"),
    "2016.4.18-2016.4.22": ("2016-04-18", "2016-04-22"),
    "2017.3.20-3.22": ("2017-03-20", "2017-03-22"),
    "2017年3月5日至3月8日": ("2017-03-05", "2017-03-08"),
    "2017年3月5日—8日": ("2017-03-05", "2017-03-08"),
    "2018年3月14-15日": ("2018-03-14", "2018-03-15"),
    "2017/6/6-2017/6/9": ("2017-06-06", "2017-06-09"),
    "2018.3.14～22": ("2018-03-14", "2018-03-22"),
    "20170305-20170308": ("2017-03-05", "2017-03-08"),
    "2017-03-05/2017-03-08": ("2017-03-05", "2017-03-08"),
    "2017-03-05\n2017-03-08": ("2017-03-05", "2017-03-08"),
    "2017-03-05 08:00 至 2017-03-08 18:00": ("2017-03-05", "2017-03-08"),
    "自2017年3月5日起至2017年3月8日止": ("2017-03-05", "2017-03-08"),
    "2017.3.5-2017.3.8（4天）": ("2017-03-05", "2017-03-08"),
    "2016年12月28日至1月3日": ("2016-12-28", "2017-01-03"),
    "2015-07-06": ("2015-07-06", "2015-07-06"),
    "20150819": ("2015-08-19", "2015-08-19"),
}
WITHOUT_YEAR = {
    "7月16日至18日": ("2017-07-16", "2017-07-18"),
    "7月16-18日": ("2017-07-16", "2017-07-18"),
    "7.16-7.18": ("2017-07-16", "2017-07-18"),
    "7月30日至8月2日": ("2017-07-30", "2017-08-02"),
    "7月16日": ("2017-07-16", "2017-07-16"),
}


@pytest.mark.parametrize(("text", "days"), PERIODS.items())
def test_a_period_is_read(text: str, days: tuple[str, str]) -> None:
    expected = tuple(dt.date.fromisoformat(day) for day in days)
    assert read_period(text).value == expected
    assert read_period(text, year=2011).value == expected


@pytest.mark.parametrize(("text", "days"), WITHOUT_YEAR.items())
def test_a_period_takes_its_year_from_the_table(text: str, days: tuple[str, str]) -> None:
    assert read_period(text, year=2017).value == tuple(map(dt.date.fromisoformat, days))
    assert read_period(text).problem == "year_missing"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("16日-18日", "not_period"),
        ("2017-03-08至2017-03-05", "not_period"),
        ("12月28日至1月3日", "not_period"),
        ("全年", "not_period"),
        ("2017.3.5-3.8（3天）", "not_period"),
        ("2017年3月5日起", "not_period"),
        ("见附件", "refers_elsewhere"),
        ("同上", "ditto"),
        ("1900-01-01至1900-01-03", "filler_day"),
    ],
)
def test_what_is_no_period_is_unreadable(text: str, problem: str) -> None:
    assert read_period(text, year=2017).problem == problem


@pytest.mark.parametrize("text", [None, "", " ", "无", "/", "NULL"])
def test_a_period_may_be_blank(text: str | None) -> None:
    assert read_period(text).state == "blank"


def test_a_period_under_the_header_of_a_day_tells_both_its_days() -> None:
    text = "2017-03-05至03-08"
    first, last = dt.date(2017, 3, 5), dt.date(2017, 3, 8)
    assert told("event_date", text) == "<untold>"
    assert beside("event_date", text) == {"start_date": first, "end_date": last}
    assert (told("start_date", text), beside("start_date", text)) == (first, {"end_date": last})
    assert (told("end_date", text), beside("end_date", text)) == (last, {"start_date": first})
    assert told("filing_date", text) == "<several_values>"
