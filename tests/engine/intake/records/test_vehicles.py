"""What a register or a log of vehicles tells beside what it says."""

import datetime as dt
from decimal import Decimal

import pytest

from qinjian.engine.intake.records.derive import with_derived
from qinjian.engine.intake.records.typed import said_by, table_of
from qinjian.engine.intake.records.vehicles import leader_in
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.intake.values.reading import Reading
from qinjian.schemas.kinds import Vehicle, VehicleRunning
from qinjian.schemas.record import Record

MONTH = Reading("unreadable", problem="month_only", values={"value": "2017-02"})


def derived(record: Record, year: int | None = None, **said: Reading) -> dict[str, object]:
    """Return what follows of one record in a table whose title names a year."""
    table = with_derived(
        table_of(type(record), range(2, 3), [{**said_by(record), **said}]), Whose(), year
    )
    made = table.record(0)
    return {name: getattr(made, name) for name, one in table.said(0) if one.derived}


def test_a_register_is_dated_by_the_year_of_its_title() -> None:
    found = derived(Vehicle(plate="渝A1027警"), 2017, acquired_on=MONTH)
    assert (found["start_date"], found["end_date"]) == (dt.date(2017, 1, 1), dt.date(2017, 12, 31))
    assert "start_date" not in derived(Vehicle(plate="渝A1027警"))
    assert "start_date" not in derived(Vehicle(event_date=dt.date(2017, 6, 30)), 2017)


def test_a_month_is_no_day_but_tells_since_when() -> None:
    found = derived(Vehicle(plate="渝A1027"), acquired_on=MONTH)
    assert found["acquired_from"] == dt.date(2017, 2, 1)
    assert "acquired_on" not in found
    day = derived(Vehicle(acquired_on=dt.date(2016, 5, 4)))
    assert day["acquired_from"] == dt.date(2016, 5, 4)


@pytest.mark.parametrize(
    ("plate", "use", "kind"),
    [
        ("渝A1027警", None, "law_enforcement"),
        ("渝A·1027警", "文件收发", "law_enforcement"),
        ("渝A12345", "水政执法", "law_enforcement"),
        ("渝A12345", "机要通信", "communication"),
        ("渝A12345", "公务", None),
        ("渝A12345", "领导用车", None),
    ],
)
def test_what_a_vehicle_is_kept_for(plate: str, use: str | None, kind: str | None) -> None:
    assert derived(Vehicle(plate=plate, vehicle_use=use)).get("vehicle_kind") == kind


@pytest.mark.parametrize(
    "holder",
    [
        "石门派出所",
        "刑侦支队",
        "局办公室",
        "政治处",
        "局长办公室",
        "领导小组办公室",
        "公务用车平台",
    ],
)
def test_a_holder_that_is_a_department(holder: str) -> None:
    found = derived(Vehicle(holder=holder))
    assert (found.get("user_department"), found.get("fixed_user")) == (holder, None)


@pytest.mark.parametrize(
    "holder",
    [
        "局领导",
        "陈副局长",
        "王局长",
        "班子成员",
        "一把手",
        "主要领导",
        "张副局长（分管）",
        "李书记",
        "局长专用",
    ],
)
def test_a_holder_that_is_a_leader(holder: str) -> None:
    found = derived(Vehicle(holder=holder))
    assert (found.get("fixed_user"), found.get("user_department")) == (holder, None)
    assert leader_in(holder)


@pytest.mark.parametrize("holder", ["李强", "驾驶员李强", "各科室轮用"])
def test_a_name_alone_is_no_leader(holder: str) -> None:
    assert "fixed_user" not in derived(Vehicle(holder=holder))


def test_a_vehicle_that_is_plainly_marked_or_not_needs_its_marking() -> None:
    assert derived(Vehicle(marked=False))["marking_exempt"] is False
    assert "marking_exempt" not in derived(Vehicle(plate="渝A1027警"))


def test_the_row_of_one_trip_was_refuelled_on_its_day() -> None:
    day = dt.date(2017, 3, 14)
    trip = VehicleRunning(event_date=day, litres=Decimal(118), activity="辖区巡逻")
    assert derived(trip)["refuel_date"] == day
    for other in (
        {"litres": Decimal(0)},
        {"activity": None},
        {"end_date": dt.date(2017, 3, 16)},
    ):
        assert "refuel_date" not in derived(trip.model_copy(update=other))


@pytest.mark.parametrize(
    ("remarks", "day"),
    [
        ("2024年3月封存待处置", dt.date(2024, 4, 1)),
        ("2023.12起停驶", dt.date(2024, 1, 1)),
        ("状况差，2024-05-16封存", dt.date(2024, 5, 17)),
        ("2012年8月购置，2024年3月封存", dt.date(2024, 4, 1)),
        ("2024年3月封存，2024年6月启用", None),
        ("拟2024年10月封存", None),
        ("封存待处置", None),
        ("2024年3月购置", None),
        ("2024年13月封存", None),
        ("2024年2月至2024年3月封存", None),
    ],
)
def test_since_when_a_register_has_a_vehicle_sealed(remarks: str, day: dt.date | None) -> None:
    assert derived(Vehicle(plate="渝A1027", remarks=remarks)).get("sealed_from") == day


def test_the_fuel_of_a_register_is_petrol_or_diesel() -> None:
    found = {fuel: derived(Vehicle(fuel_kind=fuel)).get("fuel_class") for fuel in ("92#汽油", "0")}
    assert found == {"92#汽油": "petrol", "0": "diesel"}
