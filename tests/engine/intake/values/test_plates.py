"""Plates of vehicles, however they are written."""

import pytest

from qinjian.engine.intake.values.plates import (
    is_plate,
    plate_in,
    plates_in,
    same_plate,
    without_plates,
)


@pytest.mark.parametrize(
    "text",
    ["渝A12345", "渝A·12345", "渝A-12345", "渝a12345", "渝Ａ１２３４５", "渝 A 12345", "渝A12345（小型）", "黄 渝A12345", "车牌渝A12345"],
)  # fmt: skip
def test_one_plate_is_written_in_many_ways(text: str) -> None:
    assert same_plate(text) == "渝A12345"


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("渝G21016加油(垫水站)58升", "渝G21016"),
        ("付4月租车费(渝A5N336)", "渝A5N336"),
        ("渝A1237警（囚车）", "渝A1237警"),
        ("渝A1207应急", "渝A1207应急"),
        ("渝F120急", "渝F120急"),
        ("渝F120号楼", None),
        ("渝AD12345新能源", "渝AD12345"),
        ("渝A12345、渝A12346保险费", None),
        ("渝A12345加油，渝A·12345过路费", "渝A12345"),
        ("渝北区加油站", None),
        ("全部车辆", None),
        ("渝A***12", None),
        ("云A级景区", None),
        ("渝ABCDEF", None),
    ],
)
def test_a_text_names_one_plate_or_none(text: str, plate: str | None) -> None:
    assert plate_in(text) == plate


def test_all_plates_of_a_text_once_each() -> None:
    assert plates_in("渝A12345、渝B1Z345、渝A·12345") == ("渝A12345", "渝B1Z345")


def test_what_is_no_plate_is_compared_as_it_stands() -> None:
    assert same_plate("1 号车") == same_plate("１号车") == "1号车"
    assert same_plate("主卡") != same_plate("副卡")


@pytest.mark.parametrize(
    ("text", "alone"),
    [("渝A12345", True), ("渝A·12345（小型）", True), ("渝A12345加油", False), ("主卡", False)],
)
def test_a_cell_may_be_a_plate_alone(text: str, alone: bool) -> None:
    assert is_plate(text) is alone


@pytest.mark.parametrize(
    ("text", "rest"), [("公车渝A1377警", "公车"), ("渝A12345", "渝A12345"), ("动车", "动车")]
)
def test_what_stands_beside_a_plate(text: str, rest: str) -> None:
    assert without_plates(text) == rest
