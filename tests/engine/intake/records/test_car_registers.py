"""Registers and logs of cars, and claims of trips, as offices keep them: headers of every day."""

from pathlib import Path

import pytest
import xlsxwriter

from qinjian.engine.intake import read
from qinjian.engine.intake.model import Intake, Sourced
from qinjian.engine.intake.units.purposes import bare_exchange

Rows = list[list[str]]


def workbook(folder: Path, name: str, **sheets: Rows) -> Path:
    """Write a workbook of texts."""
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def first(found: Intake, kind: str, place: int = 0) -> dict[str, object]:
    """Return the fields of one record of a kind."""
    own: list[Sourced] = [one for one in found.records if one.place.kind == kind]
    return own[place].record.model_dump(mode="json", exclude_none=True)


def test_a_file_of_cars_is_read_whatever_its_sheets_are_called(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, "车辆档案及运行.xlsx",
        档案=[
            ["号牌", "厂牌", "性质", "购入", "处置", "说明"],
            ["渝B61107", "别克GL8", "机要通信", "2019.8", "—", "在用"],
            ["渝B6110C", "别克GL8", "机要通信", "2017.5", "2023.2.8 拍卖", ""],
        ],
        派车=[
            ["派车日期", "车辆", "司机", "乘坐人", "从", "到", "事由", "公里"],
            ["2023-04-12", "渝B61107", "何立", "钱小松", "院机关", "南坪镇", "送达", "38"],
        ],
        油料维修保险=[
            ["日期", "车号", "类别", "内容", "数量", "金额", "商户", "付款"],
            ["2023-04-17", "渝B61107", "加油", "92#", "42升", "334.74", "东门站", "油卡"],
            ["2023-05-11", "渝B61107", "维修", "更换电瓶", "1次", "860", "诚信汽修", "转账"],
        ],
    )  # fmt: skip
    found = read([str(path)])
    kept, sold = first(found, "vehicle"), first(found, "vehicle", 1)
    assert (kept["plate"], kept["vehicle_kind"]) == ("渝B61107", "communication")
    assert kept["acquired_from"] == "2019-08-01"
    assert (sold["disposed_on"], sold["vehicle_disposal"]) == ("2023-02-08", "auction")
    trip, fuel, repair = (first(found, "vehicle_running", place) for place in range(3))
    assert (trip["plate"], trip["route"], trip["vehicle_user"]) == ("渝B61107", "南坪镇", "钱小松")
    assert (fuel["vehicle_item"], fuel["payee"]) == ("fuel", "东门站")
    assert (repair["vehicle_item"], repair["repair_items"]) == ("repair", "更换电瓶")


def test_days_without_a_year_are_those_of_the_workbook(tmp_path: Path) -> None:
    tolls = [["车牌", "通行时间", "入口", "出口", "通行费"]]
    tolls += [["渝B120急", f"2023-0{month}-13 09:41", "平溪", "长寿", "46"] for month in (3, 4, 5)]
    log = [
        ["出车单号", "日期", "车辆", "任务", "往返"],
        ["—", "6月15日-16日", "渝B120急", "备班", "院内"],
    ]
    found = read([str(workbook(tmp_path, "车辆.xlsx", 出车登记=log, ETC=tolls))])
    day = first(found, "vehicle_running")
    assert (day["start_date"], day["end_date"]) == ("2023-06-15", "2023-06-16")
    assert (day["plate"], day["route"]) == ("渝B120急", "院内")

    tolls[1][1] = "2022-12-30 10:00"
    found = read([str(workbook(tmp_path, "两年.xlsx", 出车登记=log, ETC=tolls))])
    assert "start_date" not in first(found, "vehicle_running")


def test_a_claim_tells_the_car_and_the_allowances_in_short(tmp_path: Path) -> None:
    path = tmp_path / "差旅费台账.csv"
    path.write_text(
        "姓名,出发,返回,地点,出差事由,往返交通,交通费,住宿费,伙补,交补,报销合计\n"
        "瞿文,2024-07-10,2024-07-12,遵义,送达,公车渝A1377警,0,560,300,0,860\n"
        "马晓,2024-01-09,2024-01-11,达州,查控,动车二等,238,580,300,240,1358\n",
        encoding="utf-8",
    )
    found = read([str(path)])
    car, train = first(found, "travel"), first(found, "travel", 1)
    assert (car["transport_mode"], train["transport_mode"]) == ("official_car", "high_speed_train")
    assert (train["transport_fee"], train["meal_allowance"]) == ("238.00", "300.00")
    assert train["local_allowance"] == "240.00"


def test_a_log_tells_whose_car_it_was(tmp_path: Path) -> None:
    path = tmp_path / "派车.csv"
    path.write_text(
        "日期,号牌,所属,驾驶员,乘用人,用途,公里\n2025-02-13,渝B20817,水利站,李平,任兴,开会,42\n",
        encoding="utf-8",
    )
    trip = first(read([str(path)]), "vehicle_running")
    assert (trip["vehicle_owner"], trip["vehicle_user"]) == ("水利站", "任兴")


LOG = "派车单号,日期,车号,驾驶员,用车人,事由,目的地\n"


def days_parked(folder: Path, *rows: str) -> list[tuple[str, str]]:
    """Return the days on which the rows of a log have cars parked."""
    path = folder / "派车登记2024.csv"
    path.write_text(LOG + "\n".join(rows) + "\n", encoding="utf-8")
    own = [one.record.model_dump(mode="json") for one in read([str(path)]).records]
    return [(one["parked_from"], one["parked_until"]) for one in own if one["parked_from"]]


def test_a_sealed_car_rests_up_to_its_next_trip(tmp_path: Path) -> None:
    sealed = "P1,2024/9/30,渝F30618,蒋师,—,节前封存,车库"
    trip, other = (
        "P2,2024/10/8,渝F30618,蒋师,罗平,踏勘,双河镇",
        "P3,2024/10/2,渝F30625,甘,吴,值班,城区",
    )
    assert days_parked(tmp_path, sealed, other, trip) == [("2024-10-01", "2024-10-07")]
    assert days_parked(tmp_path, sealed, other) == []
    called = "P4,2024/10/1,渝F30618,蒋师,罗平,抢险,双河镇"
    assert days_parked(tmp_path, sealed, called, trip) == []
    assert days_parked(tmp_path, sealed.replace("节前封存", "解除封存"), trip) == []


def test_an_idle_car_rests_on_the_days_of_its_row(tmp_path: Path) -> None:
    idle = "—,6月15日-16日,渝F30618,值班,—,本日无任务，备班在库,院内"
    assert days_parked(tmp_path, idle) == [("2024-06-15", "2024-06-16")]
    trip = "P5,2024/6/16,渝F30618,蒋师,罗平,抢险,双河镇"
    assert days_parked(tmp_path, idle, trip) == []


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("民事审判研讨（通知：12日报到，14日中午散会）", "2024-06-14"),
        ("年会（会期6月12日至14日）", "2024-06-14"),
        ("年会，会期：6.12-14", "2024-06-14"),
        ("年会，6月13日结束", "2024-06-13"),
        ("年会，13日闭幕，14日离会", None),
        ("年会，6月20日结束", None),
        ("年会（12日报到）", None),
        ("第3次会议结束", None),
    ],
)
def test_the_words_of_a_trip_tell_when_its_meeting_ended(
    tmp_path: Path, words: str, end: str | None
) -> None:
    path = tmp_path / "差旅费台账.csv"
    head = "姓名,出发,返回,地点,出差事由,交通工具,住宿费,伙食补助,报销合计\n"
    path.write_text(
        f'{head}程远,2024-06-12,2024-06-16,昆明,"{words}",飞机,1280,500,3100\n', encoding="utf-8"
    )
    assert first(read([str(path)]), "travel").get("event_end") == end


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("学习交流", True), ("赴大理学习交流", True), ("学习考察3天", True), ("考察", True),
        ("基层治理学习交流", False), ("考察垃圾分类", False), ("业务会", False),
    ],
)  # fmt: skip
def test_a_purpose_may_be_an_exchange_alone(words: str, alone: bool) -> None:
    assert bare_exchange(words) is alone
