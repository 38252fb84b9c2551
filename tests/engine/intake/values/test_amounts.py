import re
import unicodedata
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake.values import amounts
from qinjian.engine.intake.values.amounts import figure_of, plain, yuan_of

CENTS = st.integers(0, 10**12)
PERSONS = frozenset({"人", "名"})


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("0", "0"),
        ("1234.5", "1234.5"),
        (" 1234.50\t", "1234.50"),
        ("1,234,567.89", "1234567.89"),
        ("１，２３４．５０", "1234.50"),
        ("¥1,234.50", "1234.50"),
        ("￥1,234.50", "1234.50"),
        ("¥ 1,234.50", "1234.50"),
        ("RMB 80", "80"),
        ("80CNY", "80"),
        ("人民币：80元", "80"),
        ("80圆整", "80"),
        ("80.50元正", "80.50"),
        ("1\u200b2\u20603", "123"),
    ],
)
def test_an_amount_may_be_written_with_signs_and_words_of_money(text: str, yuan: str) -> None:
    assert yuan_of(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text",
    [
        "-1200.5",
        "−1200.5",
        "－1200.5",
        "1200.5-",
        "(1200.5)",
        "（1,200.50）",
        "( 1,200.50 )",
        "-¥1,200.50",
        "¥-1,200.50",
        "(¥1200.5元)",
        "负壹仟贰佰元伍角",
        "(壹仟贰佰元伍角)",
    ],
)
def test_a_refund_is_negative_however_it_is_marked(text: str) -> None:
    assert yuan_of(text) == Decimal("-1200.50")


@pytest.mark.parametrize("text", ["(-5)", "-5-", "--5", "-(5)", "+-5", "-¥-5", "（5-）"])
def test_two_marks_of_a_sign_are_no_amount(text: str) -> None:
    assert yuan_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "—",
        "无",
        "元",
        "¥",
        "整",
        "若干元",
        "约500",
        "500左右",
        "100+200",
        "100/人",
        "100元/人",
        "50%",
        "1e3",
        "1 200",
        "12,00",
        "1,2345",
        "1.234,50",
        "1,234.5.6",
        ".5",
        "5.",
        "$5",
        "5美元",
        "5千",
        "5亿",
        "100元5角",
        "一千二",
        "壹佰元零",
        "二〇一五",
        "五元六",
        "NaN",
        "Infinity",
        "#REF!",
    ],
)
def test_what_is_no_amount_is_not_guessed_at(text: str) -> None:
    assert yuan_of(text) is None


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1.25", 12_500),
        ("0", 0),
        ("(0.5)", -5_000),
        ("1.25万", 12_500),
        ("1.25万元", 12_500),
        ("12500元", 12_500),
        ("12,500.00圆", 12_500),
        ("壹万贰仟伍佰元整", 12_500),
    ],
)
def test_a_unit_in_the_cell_overrules_that_of_the_column(text: str, yuan: int) -> None:
    assert yuan_of(text, 10_000) == yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("零元整", "0"),
        ("伍分", "0.05"),
        ("伍角", "0.50"),
        ("壹拾元零伍分", "10.05"),
        ("拾元整", "10"),
        ("人民币壹佰贰拾叁元肆角伍分", "123.45"),
        ("壹仟零壹圆正", "1001"),
        ("叁佰员整", "300"),
        ("一百二十三元四角", "123.4"),
        ("壹亿零壹元", "100000001"),
    ],
)
def test_chinese_capitals_are_an_amount(text: str, yuan: str) -> None:
    assert yuan_of(text) == Decimal(yuan)


@settings(max_examples=1000, deadline=None)
@given(CENTS)
def test_capitals_read_back(cents: int) -> None:
    yuan = Decimal(cents) / 100
    assert yuan_of(cn2an.an2cn(str(yuan), "rmb")) == yuan


@settings(max_examples=1000, deadline=None)
@given(
    CENTS,
    st.booleans(),
    st.sampled_from(["", "¥", "￥ ", "人民币", "RMB "]),
    st.sampled_from(["", "元", "元整"]),
    st.sampled_from(["-{}", "({})", "（{}）", "{}-"]),
)
def test_figures_read_back(cents: int, grouped: bool, before: str, behind: str, minus: str) -> None:
    yuan = Decimal(cents) / 100
    written = before + format(yuan, ",.2f" if grouped else ".2f") + behind
    assert yuan_of(written) == yuan
    assert yuan_of(minus.format(written)) == -yuan


@settings(max_examples=1000, deadline=None)
@given(CENTS)
def test_ten_thousands_read_back(cents: int) -> None:
    yuan = Decimal(cents) / 100
    written = format(yuan / 10_000, "f")
    assert yuan_of(written, 10_000) == yuan_of(f"{written}万元") == yuan


def test_how_many_decimals_an_amount_has_is_not_looked_at() -> None:
    assert yuan_of("315.755") == Decimal("315.755")
    assert yuan_of("0.12345", 10_000) == Decimal("1234.5")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3", "3"),
        ("３", "3"),
        ("3人", "3"),
        (" 3 名 ", "3"),
        ("3.0", "3.0"),
        ("1,200人", "1200"),
        ("-3", "-3"),
        ("3天", None),
        ("3人次", None),
        ("3-5人", None),
        ("约3人", None),
        ("三人", None),
        ("十", None),
        ("3+1", None),
        ("", None),
    ],
)
def test_a_count_may_have_its_unit_behind_it(text: str, figure: str | None) -> None:
    assert figure_of(text, PERSONS) == figure


def test_a_count_without_units_has_none_behind_it() -> None:
    assert figure_of("3人", frozenset()) is None


def test_text_is_compared_without_invisible_characters() -> None:
    assert plain("\ufeff\u3000Ａ\u200bＢ（１）\xa0") == "AB(1)"


@pytest.mark.parametrize(
    ("category", "pattern"), [("Cf", amounts._INVISIBLE), ("No", amounts._FOOTNOTES)]
)
def test_the_patterns_are_those_of_unicode(category: str, pattern: re.Pattern[str]) -> None:
    basic = map(chr, range(0x10000))
    missed = [c for c in basic if (unicodedata.category(c) == category) != bool(pattern.search(c))]
    assert missed == []
