"""What dishes cost on menus, and when one costs far more than another time."""

import pytest

from qinjian.engine.condition.dishes import dearer_dish
from qinjian.engine.wording.text import normalised


def dearer(menu: str, other: str) -> bool:
    return dearer_dish(normalised(menu), normalised(other))


@pytest.mark.parametrize(
    ("menu", "other"),
    [
        ("黄焖大鹅198元、米饭20元", "黄焖大鹅98元、米饭20元"),
        ("黄焖大鹅147元", "黄焖大鹅98元"),
        ("牛干巴4盘352元", "牛干巴1盘58元"),
        ("牛干巴2盘176元", "牛干巴58元/盘"),
        ("清蒸鱼（198元）、炒时蔬（28元）", "清蒸鱼98元；炒时蔬28元"),
        ("清蒸鱼：198.50元", "清蒸鱼￥98元"),
        ("水煮肉片×2 196元", "水煮肉片48元"),
    ],
)
def test_a_dish_that_costs_half_more(menu: str, other: str) -> None:
    assert dearer(menu, other)
    assert not dearer(other, menu)


@pytest.mark.parametrize(
    ("menu", "other"),
    [
        ("黄焖大鹅146.99元", "黄焖大鹅98元"),
        ("牛干巴4盘232元", "牛干巴1盘58元"),
        ("清蒸鱼2条196元", "清蒸鱼98元/条"),
        ("清蒸鱼3斤196元", "清蒸鱼1条98元"),
        ("清江鱼198元", "清蒸鱼98元"),
        ("清蒸鱼198元、清蒸鱼98元", "清蒸鱼98元"),
        ("清蒸鱼", "清蒸鱼98元"),
        ("清蒸鱼0元", "清蒸鱼0元"),
        ("合计500元，人均62元", "合计300元，人均42元/人"),
        ("", "清蒸鱼98元"),
    ],
)
def test_no_dish_that_costs_half_more(menu: str, other: str) -> None:
    assert not dearer(menu, other)
