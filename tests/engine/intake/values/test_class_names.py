"""Economic classes by code or name."""

import pytest

from qinjian.engine.intake.values.class_names import one_class


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30211 差旅费", "差旅费"),
        ("302-11差旅费", "30211"),
        ("3021101", "差旅费"),
        ("差旅费", "差旅费"),
        ("专项业务费", "专项业务费"),
        ("302-商品和服务支出-30211差旅费", "差旅费"),
        ("[30211]差旅费", "30211"),
        ("商品和服务支出/差旅费", "30211 差旅费"),
    ],
)
def test_one_class(one: str, other: str) -> None:
    assert one_class(one, other)
    assert one_class(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30211 差旅费", "30215 会议费"),
        ("差旅费", "会议费"),
        ("302", "30211"),
        ("专项业务费", "差旅费"),
    ],
)
def test_two_classes(one: str, other: str) -> None:
    assert not one_class(one, other)
