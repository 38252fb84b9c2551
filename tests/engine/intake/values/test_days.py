import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake.values.days import day_of, is_serial, period_of

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
EPOCH = dt.date(1899, 12, 30)
WEEK = "一二三四五六日"
WIDE = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


def forms(day: dt.date) -> list[str]:
    year, month, date = day.year, day.month, day.day
    return [
        day.isoformat(),
        f"{year}-{month}-{date}",
        f"{year}/{month}/{date}",
        f"{year}.{month:02}.{date:02}",
        f"{year}年{month}月{date}日",
        f"{year}年{month:02}月{date:02}号",
        f"{year}年{month}月{date}",
        f"{day:%Y%m%d}",
        f"{day:%Y%m%d}".translate(WIDE),
        day.isoformat().translate(WIDE),
        f"{year}.{month}.{date}".translate(WIDE),
        f"{day.isoformat()} 08:30",
        f"{day.isoformat()} 08:30:15.250",
        f"{day.isoformat()}T08:30:15",
        f"{year}年{month}月{date}日8时30分",
        f"{year}年{month}月{date}日 8点",
        f"{day.isoformat()} 星期{WEEK[day.weekday()]}",
        f"{year}/{month}/{date}（周{WEEK[day.weekday()]}）",
        f"{year}.{month}.{date} 12:00 (星期{WEEK[day.weekday()]})",
        f"  {year}-{month}-{date}\u3000",
    ]


@settings(max_examples=500, deadline=None)
@given(DAYS)
def test_a_day_reads_back_in_every_form(day: dt.date) -> None:
    assert {day_of(form) for form in forms(day)} == {day.isoformat()}


@settings(max_examples=500, deadline=None)
@given(DAYS)
def test_the_number_of_a_day_is_that_day(day: dt.date) -> None:
    number = (day - EPOCH).days
    assert day_of(str(number)) == day_of(f"{number}.5") == day.isoformat()
    assert is_serial(str(number))
    assert not is_serial(day.isoformat())


def test_numbers_of_other_days_are_none() -> None:
    assert day_of("32873") is None
    assert day_of("32874") == "1990-01-01"
    assert day_of("73050") == "2099-12-31"
    assert day_of("73051") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3月5日",
        "3-5",
        "15-3-5",
        "15.03.05",
        "5/3/2015",
        "03/05/2015",
        "2015年3月",
        "2015-03",
        "2015.3",
        "201503",
        "2015",
        "2015-3.5",
        "2015/3-5",
        "2015-3-5-8",
        "2015.3.5至3.8",
        "2015年3月5、6日",
        "2015-03-05Z",
        "2015-03-05T18:00:00Z",
        "5-Mar-15",
        "同上",
        "待定",
    ],
)
def test_what_is_no_day_of_a_year_is_not_guessed_at(text: str) -> None:
    assert day_of(text) is None


def test_that_the_calendar_has_a_day_is_not_looked_at() -> None:
    assert day_of("2015年2月30日") == "2015-02-30"
    assert day_of("20151301") == "2015-13-01"


@settings(max_examples=500, deadline=None)
@given(
    DAYS, DAYS, st.sampled_from(["至", "到", "-", "－", "—", "——", "–", "~", "～", " 至 ", " - "])
)
def test_a_period_reads_back_in_every_form(one: dt.date, other: dt.date, to: str) -> None:
    start, end = min(one, other), max(one, other)
    read = (start.isoformat(), end.isoformat())
    dots = f"{start.year}.{start.month}.{start.day}"
    words = f"{start.year}年{start.month}月{start.day}日"
    assert period_of(f"{dots}{to}{end.year}.{end.month}.{end.day}") == read
    assert period_of(f"{words}{to}{end.year}年{end.month}月{end.day}日") == read
    assert period_of(f"{start.isoformat()} 8:00{to}{end.isoformat()} 18:30") == read
    if start.year == end.year:
        assert period_of(f"{dots}{to}{end.month}.{end.day}") == read
        assert period_of(f"{words}{to}{end.month}月{end.day}日") == read
        if start.month == end.month:
            assert period_of(f"{dots}{to}{end.day}") == read
            assert period_of(f"{words}{to}{end.day}日") == read


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_one_day_is_its_own_period(day: dt.date) -> None:
    assert {period_of(form) for form in forms(day)} == {(day.isoformat(), day.isoformat())}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3月5日-8日",
        "2015年3月",
        "2015年3月5日至3月",
        "2015年3月5、6日",
        "2015.3.5 2015.3.8",
        "2015.3.5-3.8、3.10",
        "2015.3.5-3.8（3天）",
        "2015.3.8-3.5",
        "2015.3.5-15.3.8",
        "5月中旬",
        "2015.3.5起",
        "至2015.3.8",
    ],
)
def test_what_is_no_period_is_not_guessed_at(text: str) -> None:
    assert period_of(text) is None
