"""Purposes of trips that are none."""

import pytest

from qinjian.engine.intake.units.purposes import no_purpose


@pytest.mark.parametrize(
    "text",
    [
        "成都出差", "3月差旅费", "报差旅费", "陆明远报销差旅费", "陆某报销差旅费", "陆明远等2人赴成都出差费用",
        "8月27-28日成都差旅费", "到四川省成都市出差住宿费及补助", "北京、上海出差", "赴川屏市出差", "工作需要",
    ],
)  # fmt: skip
def test_place_days_names_and_money_are_no_purpose(text: str) -> None:
    assert no_purpose(text)


@pytest.mark.parametrize(
    "text",
    [
        "成都调研", "陆明远赴成都培训", "培训赴成都差旅费", "党建赴成都", "调研全市", "送材料", "会议",
        "王家坝水库差旅费", "领取证件", "出差" * 40,
    ],
)  # fmt: skip
def test_a_word_of_anything_else_may_be_the_purpose(text: str) -> None:
    assert not no_purpose(text)
