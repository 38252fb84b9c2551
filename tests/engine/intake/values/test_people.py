import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.intake.values.people import group_of
from qinjian.engine.wording.text import chinese_number

NUMBERS = st.integers(1, 99)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("张三等5人", "张三", 5),
        ("张三等５人", "张三", 5),
        ("张三 一行5人", "张三", 5),
        ("张三等一行12人", "张三", 12),
        ("张三共2人", "张三", 2),
        ("张三等五位", "张三", 5),
        ("张三等两名同志", "张三", 2),
        ("张三等十人", "张三", 10),
        ("张三等二十三人", "张三", 23),
        ("5人", "", 5),
        ("共5人", "", 5),
        ("合计十二人", "", 12),
        ("等5人", "", 5),
    ],
)
def test_the_words_of_a_group_say_how_many_it_has(text: str, name: str, count: int) -> None:
    assert group_of(text) == (name, count)


@pytest.mark.parametrize(
    "text",
    ["张三等", "张三等人", "张三等同志", "张三等领导", "张三一行", "张三一行人", "张三及随行", "张三及其随行人员"],
)  # fmt: skip
def test_the_words_of_a_group_may_leave_its_number_open(text: str) -> None:
    assert group_of(text) == ("张三", 0)


@pytest.mark.parametrize("text", ["等", "等人", "一行", "一行人", "及随行人员"])
def test_the_words_of_a_group_alone_name_nobody(text: str) -> None:
    assert group_of(text) == ("", 0)


@pytest.mark.parametrize(
    "text",
    [
        "张三",
        "王十",
        "李五人",
        "欧阳一名",
        "张三等一百人",
        "张三等12人次",
        "张三等三五人",
        "财政局3人",
        "张三（处长）",
        "张三和李四",
        "",
    ],
)
def test_a_name_without_such_words_stands_as_it_is(text: str) -> None:
    assert group_of(text) == (text, None)


def test_a_name_keeps_its_own_characters() -> None:
    assert group_of("  阿Ｑ ") == ("阿Ｑ", None)


@given(NUMBERS, st.sampled_from(["等", "一行", "等一行", "共", "共计"]), st.sampled_from("人名位"))
def test_every_number_below_a_hundred_reads_back(number: int, word: str, unit: str) -> None:
    assert group_of(f"张三{word}{number}{unit}") == ("张三", number)
    assert group_of(f"张三{word}{chinese_number(number)}{unit}") == ("张三", number)
