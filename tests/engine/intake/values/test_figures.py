"""Amounts, counts and quantities as people write them, and what is none."""

from decimal import Decimal

import pytest

from tests.engine.intake.values.reading_of import told

YUAN = {
    "1200": "1200", "1200.5": "1200.50", "1,234.50": "1234.50", "￥1,234.50": "1234.50", "¥ 300": "300",
    "3000元整": "3000", "3000元": "3000", "RMB 3,000": "3000", "人民币300元": "300", "1 200.00": "1200",
    "1 234 567.80": "1234567.80", "△1200": "-1200", "▲1200.50": "-1200.50", "△ 3": "-3", "(1,200.00)": "-1200",
    "（1200）": "-1200", "-35": "-35", "－35": "-35", "35-": "-35", "1.5万": "15000", "1.5万元": "15000",
    "3千元": "3000", "1.2亿元": "120000000", "300块": "300", "共计300元": "300", "合计：1200.00": "1200",
    "壹仟贰佰元整": "1200", "人民币壹仟元整": "1000", "伍角": "0.50", "0": "0", "0.00": "0", "１２３": "123",
}  # fmt: skip
NO_YUAN = [
    "100元/人", "2180.5元左右", "约300", "300多", "USD 300", "免费", "12 00", "2017 300", "1 2345", "-△3",
    "300+200", "300-500", "三百左右", "300元×2", "按标准", "1.2.3", "1,23", "①200",
]  # fmt: skip


@pytest.mark.parametrize(("text", "yuan"), YUAN.items())
def test_an_amount_is_read(text: str, yuan: str) -> None:
    assert told("amount", text) == Decimal(yuan)


@pytest.mark.parametrize("text", NO_YUAN)
def test_what_is_no_amount_is_unreadable(text: str) -> None:
    assert told("amount", text) == "<not_money>"


def test_an_amount_has_two_places_and_bounds() -> None:
    assert told("amount", "1.234") == "<money_places>"
    assert told("amount", "99999999999999") == "<money_bound>"


def test_the_unit_of_the_column_is_that_of_amounts_without_one() -> None:
    assert told("amount", "1.5", scale=10_000) == Decimal(15_000)
    assert told("amount", "1.5元", scale=10_000) == Decimal("1.5")
    assert told("amount", Decimal("1.5"), scale=10_000) == Decimal(15_000)


@pytest.mark.parametrize(
    ("field", "kind", "text", "yuan"),
    [
        ("rate", "lecturer", "500/学时", 500),
        ("rate", "lecturer", "1000元/课时", 1000),
        ("meal_standard", "reception", "50元/人", 50),
        ("meal_standard", "reception", "50元/人·餐", 50),
        ("meal_standard", "reception", "50元/人/餐", 50),
        ("lodging_standard", "travel", "350元/天", 350),
        ("lodging_standard", "travel", "350元/人/天", 350),
        ("meal_rate", "travel", "100元/人天", 100),
        ("meal_rate", "travel", "100元/桌", None),
        ("amount", "travel", "100元/人", None),
    ],
)
def test_a_rate_may_say_what_it_is_for(field: str, kind: str, text: str, yuan: int | None) -> None:
    assert told(field, text, kind) == ("<not_money>" if yuan is None else yuan)


PEOPLE = {
    "3": 3, "3人": 3, "3 人": 3, "三人": 3, "五名": 5, "3位": 3, "十二人": 12, "二十": 20, "二十三人": 23, "两人": 2,
    "一百零五人": 105, "2.0": 2, "１２": 12, "共5人": 5, "1,200": 1200, "0": 0, "三": 3, "叁人": 3, "3（人）": 3, "3个": 3,
}  # fmt: skip
NO_COUNT = [
    "约80人", "近百人", "若干", "15+2", "2-3人", "10余人", "3.5", "5人（含司机）", "一二人", "3台", "半", "几人",
    "3男2女", "-3", "多人", "全体", "百", "一百五",
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), PEOPLE.items())
def test_people_are_counted(text: str, count: int) -> None:
    assert told("guest_count", text, "reception") == count


@pytest.mark.parametrize("text", NO_COUNT)
def test_what_is_no_count_is_unreadable(text: str) -> None:
    assert told("guest_count", text, "reception") in ("<not_count>", "<count_bound>")


@pytest.mark.parametrize("text", ["3人次", "120人次", "三人次", "共12人次"])
def test_attendances_are_no_people(text: str) -> None:
    assert told("guest_count", text, "reception") == "<person_times>"


@pytest.mark.parametrize(
    ("field", "kind", "text", "value"),
    [
        ("days", "travel", "半天", "0.5"),
        ("days", "travel", "半日", "0.5"),
        ("days", "travel", "2天", "2"),
        ("days", "travel", "两天", "2"),
        ("days", "travel", "1.5天", "1.5"),
        ("days", "travel", "两天半", "2.5"),
        ("days", "travel", "1天半", "1.5"),
        ("days", "travel", "3个工作日", "3"),
        ("days", "travel", "十天", "10"),
        ("nights", "travel", "2晚", "2"),
        ("nights", "travel", "两晚", "2"),
        ("meal_count", "reception", "2餐", "2"),
        ("meal_count", "reception", "一次", "1"),
        ("hours", "training", "16学时", "16"),
        ("litres", "vehicle_running", "34.70升", "34.7"),
        ("litres", "vehicle_running", "52L", "52"),
        ("odometer", "vehicle_running", "123,456公里", "123456"),
        ("voucher_pages", "expense", "5张", "5"),
        ("voucher_pages", "expense", "附件5张", "5"),
        ("meal_count", "reception", "一", "1"),
        ("quantity", "expense", "3台", "3"),
        ("quantity", "expense", "两箱", "2"),
        ("quantity", "expense", "2.5kg", "2.5"),
        ("budget_year", "budget_line", "2017年", "2017"),
        ("budget_year", "budget_line", "2017年度", "2017"),
        ("months", "transport_subsidy", "3个月", "3"),
    ],
)  # fmt: skip
def test_a_measure_may_have_its_unit(field: str, kind: str, text: str, value: str) -> None:
    assert told(field, text, kind) == Decimal(value)


@pytest.mark.parametrize(
    ("field", "text"),
    [("days", "2晚"), ("days", "半"), ("days", "3天左右"), ("litres", "约50升"), ("litres", "92号 52升"), ("quantity", "3多")],
)  # fmt: skip
def test_what_is_no_measure_is_unreadable(field: str, text: str) -> None:
    kind = {"days": "travel", "litres": "vehicle_running", "quantity": "expense"}[field]
    assert told(field, text, kind) == "<not_quantity>"
