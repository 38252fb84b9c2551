"""The car, and what was paid for it, of lines that have no column for either."""

from decimal import Decimal
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import read_records
from qinjian.engine.intake.records.car_costs import (
    car_cost,
    fuel_class_of,
    fuel_region_of,
    item_of_fees,
)
from qinjian.engine.intake.values.reading import Reading
from qinjian.schemas.kinds import VehicleRunning

BOOK = """日期,凭证号,摘要,金额,收款人
2016-03-24,记40,付帕萨特渝G21016购车款,178500,某某4S店
2016-05-06,记12,渝G21016加油(垫水站)58升,362,中石化垫水站
2016-05-07,记13,付渝G21016、渝G21029保养费,378,定点厂
2016-05-08,记14,付打印机维修,120,打印店
2016-05-09,记15,付5月租车费(渝A5N336),5000,顺风租车行
"""


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("渝G21016加油(垫水站)58升", "fuel"),
        ("付渝G21029保养", "repair"),
        ("付渝G21042轮胎", "repair"),
        ("渝G21029过路费(票号00872116)", "toll"),
        ("付渝G21035保险费", "insurance"),
        ("付4月租车费(渝A5N336)", "other"),
        ("付渝G21016购车款", None),
        ("付渝G21016购置税", None),
        ("渝G21016选装真皮座椅", None),
        ("付公务用车加油", None),
        ("渝G21016、渝G21029加油", None),
        ("渝G21016加油及过路费", None),
    ],
)
def test_what_was_paid_for_one_car(text: str, item: str | None) -> None:
    assert car_cost(text) == item


@pytest.mark.parametrize(
    ("fuel", "of"),
    [
        ("92#汽油", "petrol"),
        ("95#", "petrol"),
        ("98号", "petrol"),
        ("0#柴油", "diesel"),
        ("-10#柴油", "diesel"),
        ("0号", "diesel"),
        ("柴油机尿素", None),
        ("柴油机油", None),
        ("便利店商品", None),
        ("92#汽油、0#柴油", None),
        ("圈存", None),
    ],
)
def test_petrol_or_diesel(fuel: str, of: str | None) -> None:
    assert fuel_class_of(Reading("given", fuel)) == of


def test_a_line_of_a_general_table_is_a_cost_of_the_car_that_its_text_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("车辆费用凭证.csv").write_text(BOOK, encoding="utf-8")
    intake = read_records(["车辆费用凭证.csv"], Options(language="zh"))
    found = {}
    for sourced in intake.records:
        for view in (sourced, *sourced.views):
            if isinstance(view.record, VehicleRunning):
                found[view.place.row] = view.record.plate, view.record.vehicle_item
    assert found == {3: ("渝G21016", "fuel"), 6: ("渝A5N336", "other")}


@pytest.mark.parametrize(
    ("station", "region"),
    [
        ("广州", "广东"),
        ("中石化成都武侯加油站", "四川"),
        ("江北加油站", None),
        ("成都路加油站", None),
        ("中国石油", None),
    ],
)
def test_a_station_tells_its_province_by_a_place_in_its_name(
    station: str, region: str | None
) -> None:
    assert fuel_region_of(Reading("given", station)) == region


def _fees(**paid: str) -> tuple[Reading, ...]:
    return tuple(
        Reading("given", Decimal(paid[name])) if name in paid else Reading("blank")
        for name in VehicleRunning.parts
    )


def test_the_only_column_of_costs_with_a_sum_tells_what_was_paid_for() -> None:
    assert item_of_fees(*_fees(fuel_fee="3000", repair_fee="0")) == "fuel"
    assert item_of_fees(*_fees(toll_fee="20")) == "toll"
    assert item_of_fees(*_fees(other_fee="20")) == "other"
    assert item_of_fees(*_fees(fuel_fee="300", toll_fee="20")) is None
    assert item_of_fees(*_fees()) is None
