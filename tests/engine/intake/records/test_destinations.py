"""Destinations of one trip."""

import pytest

from qinjian.engine.intake.units.destinations import one_trip


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("成都", "四川省成都市"),
        ("四川省", "成都市"),
        ("湖北", "宜昌市"),
        ("广西壮族自治区", "桂林市"),
        ("成都、绵阳", "绵阳市"),
    ],
)
def test_a_list_and_a_province_hold_their_places(text: str, other: str) -> None:
    assert one_trip(text, other)
    assert one_trip(other, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("成都", "北京"),
        ("四川省", "宜昌市"),
        ("四川省绵阳市", "四川省成都市"),
        ("成都、绵阳", "西安"),
    ],
)
def test_other_places_are_of_another_trip(text: str, other: str) -> None:
    assert not one_trip(text, other)
