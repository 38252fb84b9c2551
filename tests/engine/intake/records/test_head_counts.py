"""What the words of a reception tell of the number of people."""

import pytest

from qinjian.engine.intake.records.head_counts import of_head_counts
from qinjian.engine.intake.values.reading import UNTOLD, Reading

TELL = {one.field: one.tell for one in of_head_counts()}
"""What tells each number."""


def told(*texts: str) -> dict[str, int]:
    said = [Reading("given", text) for text in texts]
    found = {name: tell(*said, UNTOLD) for name, tell in TELL.items()}
    return {name: number for name, number in found.items() if isinstance(number, int)}


GUESTS, HOSTS, ESCORTS, DINERS = "guest_count", "companion_count", "escort_count", "diners"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("接待市水利局检查组来客4人，陪餐9人", {GUESTS: 4, HOSTS: 9}),
        ("市社科院3人陪1，食堂", {GUESTS: 3, HOSTS: 1}),
        (
            "公务接待：市教科院视导组工作餐（10人，陪餐3人，公函〔2017〕12号）",
            {GUESTS: 10, HOSTS: 3},
        ),
        ("6月20日接待专科联盟一行7人（联盟签约）用餐，陪3人", {GUESTS: 7, HOSTS: 3}),
        ("6名客人2名陪餐共2960元", {GUESTS: 6, HOSTS: 2}),
        ("接待川屏市水务局一行十二人，局领导5人作陪", {GUESTS: 12, HOSTS: 5}),
        ("检查组8人，陪同人员2人", {GUESTS: 8, ESCORTS: 2}),
        ("来宾5人，陪餐2人，司机1人", {GUESTS: 5, HOSTS: 2}),
        ("市局督查组6人，用餐8人", {GUESTS: 6, DINERS: 8}),
        ("接待市局督查组，共8人", {DINERS: 8}),
        ("桌餐16人", {DINERS: 16}),
        ("县卫健委来访5人", {GUESTS: 5}),
        ("陪餐人数：2人", {HOSTS: 2}),
        ("来客5人陪餐2人", {GUESTS: 5, HOSTS: 2}),
        ("督导组1行5人 陪餐人数3人", {GUESTS: 5, HOSTS: 3}),
        ("市局8人，我局2人陪餐", {GUESTS: 8, HOSTS: 2}),
        ("市局8人，局领导两人作陪，共10人", {GUESTS: 8, HOSTS: 2, DINERS: 10}),
        ("来客10人陪同用餐3人", {GUESTS: 10, HOSTS: 3}),
        ("来客10人陪同3人", {GUESTS: 10, ESCORTS: 3}),
        ("接待一餐，来客4人，陪餐9人", {GUESTS: 4, HOSTS: 9}),
    ],
)
def test_words_tell_how_many_came_and_ate(text: str, numbers: dict[str, int]) -> None:
    assert told(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "接待两批来客8人、6人，陪餐5人",  # several receptions
        "陪餐3人、2人",
        "来客4人，陪餐4人，两餐",
        "来客12人2桌，陪餐6人",
        "省厅6人，市局6人午餐",  # two groups of one size
        "陪3天",
        "陪餐5人，其中2人为司机",
        "陪餐5人中2人为司机",
        "季度接待结算（安全督查8人、水质抽检6人，公函2份）",
        "提押在押人员午餐12人次",
        "市乡村振兴调研组工作餐6人×50",
        "公函第12号，陪餐人数未填",
        "检查组4人，座谈会15人",  # which of them were guests is not told
        "接待第三人民医院",
        "陪同参观",
        "招待费0.5人",
        "购桌椅3套",
        "",
    ],
)
def test_numbers_of_others_or_of_several_tell_nothing(text: str) -> None:
    assert told(text) == {}


def test_what_two_fields_say_alike_is_one_number() -> None:
    assert told("市局调研5人", "来客5人午餐") == {GUESTS: 5}
    assert told("市局调研5人", "来客6人午餐") == {}
