"""Cells of registers of vehicles: displacement, marking."""

import datetime as dt
from decimal import Decimal

import pytest

from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.reading import Reading
from qinjian.schemas.kinds import Vehicle
from qinjian.schemas.record import fields_of


def read(name: str, raw: str) -> Reading:
    field = next(field for field in fields_of(Vehicle) if field.name == name)
    return read_value(field, raw)


@pytest.mark.parametrize(
    ("raw", "litres"),
    [
        ("1.5T", "1.5"),
        ("1.8L", "1.8"),
        ("2.0", "2"),
        ("3.5L", "3.5"),
        ("1498ml", "1.498"),
        ("1598", "1.598"),
        ("2.0TD 柴油", "2"),
        ("2.4升", "2.4"),
    ],
)
def test_a_displacement_is_read_in_litres(raw: str, litres: str) -> None:
    reading = read("displacement", raw)
    assert (reading.state, reading.value) == ("given", Decimal(litres))
    assert reading.also == ()


def test_an_electric_engine_tells_the_energy() -> None:
    assert read("displacement", "混动") == Reading("untold", also=(("new_energy", True),))
    assert read("displacement", "纯电动").also == (("new_energy", True),)
    both = read("displacement", "1.5L插电混动")
    assert (both.value, both.also) == (Decimal("1.5"), (("new_energy", True),))


@pytest.mark.parametrize(
    "raw",
    ["大排量", "25", "0.01", "见登记证", "2015款", "2015年", "150kW", "180马力", "5座", "7人"],
)
def test_what_is_no_displacement(raw: str) -> None:
    assert read("displacement", raw).value is None


@pytest.mark.parametrize(
    "raw", ["制式涂装", "已喷涂", "统一标识", "标识齐全", "是", "有", "公务用车字样"]
)
def test_a_vehicle_is_marked(raw: str) -> None:
    assert read("marked", raw) == Reading("given", value=True)


@pytest.mark.parametrize(
    "raw",
    ["无标识", "未喷涂", "无", "没有", "否", "未喷", "标识已清除", "已去除标识", "无统一标识"],
)
def test_a_vehicle_is_not_marked(raw: str) -> None:
    assert read("marked", raw) == Reading("given", value=False)


@pytest.mark.parametrize(
    "raw", ["经批准不涂装", "免喷", "保密不喷涂", "免于喷涂", "经批准未喷涂标识"]
)
def test_a_vehicle_need_not_be_marked(raw: str) -> None:
    assert read("marked", raw) == Reading("untold", also=(("marking_exempt", True),))


@pytest.mark.parametrize("raw", ["白色", "详见照片说明"])
def test_what_tells_no_marking(raw: str) -> None:
    assert read("marked", raw).value is None


@pytest.mark.parametrize("raw", ["2024.3.11 拍卖", "2024-03-11（公开拍卖）", "2024年3月11日，拍卖"])
def test_one_cell_tells_the_day_of_a_disposal_and_how(raw: str) -> None:
    reading = read("disposed_on", raw)
    assert reading.value == dt.date(2024, 3, 11)
    assert reading.also == (("vehicle_disposal", "auction"),)


def test_a_vehicle_in_use_is_not_disposed_of() -> None:
    assert read("disposed_on", "在用").state == "blank"
    assert read("disposed_on", "2024-03-11").value == dt.date(2024, 3, 11)
    assert read("disposed_on", "2024.3.11 情况不明").state == "unreadable"
