"""Forms as they are printed are one claim each, and tables are no forms."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qinjian.engine.intake import Intake, read

Grid = Sequence[Sequence[object]]
Save = Callable[..., str]

TRIP: Grid = [
    ["重庆市渝岭区水利局差旅费报销单"],
    ["姓名：江亦舟", "部门：办公室", "填报日期：2019年3月12日"],
    ["出差事由", "参加会议", "出差地点", "四川省川屏市"],
    ["起止日期", "2019.3.5-3.7", "天数", "3"],
    ["费用项目", "单据张数", "金额", "费用项目", "单据张数", "金额"],
    ["城市间交通费", "2", "308", "住宿费", "1", "660"],
    ["其他", "", "", "伙食补助费", "", "300"],
    ["", "", "", "市内交通费", "", "240"],
    ["合计", "3", "308.00", "", "1", "1200.00"],
    ["合计人民币（大写）壹仟伍佰零捌元整  ￥1508.00"],
    ["领导审批：", "财务：", "报销人："],
]
EXPENSE: Grid = [
    ["费 用 报 销 单"],
    ["报销部门：办公室", "", "2019年3月12日", "", "单据及附件共 3 页"],
    ["报销项目", "摘要", "金额", "备注"],
    ["办公费", "购打印纸", "300.00", ""],
    ["邮电费", "寄文件", "25.00", ""],
    ["合计", "", "325.00", ""],
    ["金额大写：叁佰贰拾伍元整", "", "", ""],
    ["部门负责人：", "会计：", "出纳：", "报销人：江亦舟"],
]
RECEPTION: Grid = [
    ["公务接待清单"],
    ["填报单位：重庆市渝岭区水利局", "", "", "2019年3月12日"],
    ["来访单位", "湖北省鄂屏市水利局", "公函文号", "鄂屏水函〔2019〕3号"],
    ["来访人数", "5", "陪餐人数", "3"],
    ["接待事由", "河道治理交流", "接待日期", "2019年3月5日"],
    ["餐费", "400.00", "住宿费", ""],
    ["费用合计", "400.00", "大写", "肆佰元整"],
    ["经办人", "江亦舟", "审批人", "尚可"],
]


@pytest.fixture
def taken(write_workbook: Save) -> Callable[..., Intake]:
    def take(cells: Grid, kind: str | None = None) -> Intake:
        return read([write_workbook("报销.xlsx", 甲=cells)], kind=kind)

    return take


def claims(found: Intake) -> list[Any]:
    return [one.record for one in found.records if one.place.member is None]


@pytest.mark.parametrize("kind", [None, "travel"])
def test_a_form_of_a_trip_is_one_claim(taken: Callable[..., Intake], kind: str | None) -> None:
    found = taken(TRIP, kind)
    (trip,) = claims(found)
    assert (trip.start_date, trip.end_date) == (dt.date(2019, 3, 5), dt.date(2019, 3, 7))
    assert (trip.unit, trip.to_place) == ("重庆市渝岭区水利局", "四川省川屏市")
    assert [person.name for person in trip.travelers] == ["江亦舟"]
    assert (trip.transport_fee, trip.lodging_fee, trip.local_allowance) == (308, 660, 240)
    assert (trip.amount, trip.amount_in_words) == (1508, 1508)
    (table,) = found.files[0].tables
    assert (table.rows_read, table.rows["records"], table.yuan_checked) == (1, 1, Decimal(1508))
    assert found.rejects == ()
    (told,) = [notice for notice in found.notices if notice.code == "form_read"]
    assert told.words("zh") == (
        "报销.xlsx，工作表“甲”，第 1 行：这是一张“重庆市渝岭区水利局差旅费报销单”，按一笔读取，共 1 行。"
    )


def test_what_was_not_read_of_a_form_is_told(taken: Callable[..., Intake]) -> None:
    (left,) = [notice for notice in taken(TRIP).notices if notice.code == "form_left"]
    assert left.values["count"] == 2
    assert "2, 1" in left.words("en")


def test_a_form_of_costs_is_a_claim_of_lines(taken: Callable[..., Intake]) -> None:
    """The amount of the whole, in figures and in words, is that of no line."""
    found = taken(EXPENSE)
    lines = claims(found)
    assert [(line.cost_type, line.description, line.amount) for line in lines] == [
        ("办公费", "购打印纸", 300), ("邮电费", "寄文件", 25),
    ]  # fmt: skip
    assert [one.place.row for one in found.records] == [4, 5]
    assert {(line.department, line.handler, line.filing_date) for line in lines} == {
        ("办公室", "江亦舟", dt.date(2019, 3, 12))
    }
    assert {line.voucher_pages for line in lines} == {3}
    assert {line.amount_in_words for line in lines} == {None}
    assert "claim_total" not in {notice.code for notice in found.notices}


def test_the_total_of_a_form_is_held_against_its_lines(taken: Callable[..., Intake]) -> None:
    wrong = [[cell if cell != "325.00" else "335.00" for cell in row] for row in EXPENSE]
    assert "claim_total" in {notice.code for notice in taken(wrong).notices}


def test_a_fee_in_the_head_of_a_form_of_lines_is_that_of_no_line(
    taken: Callable[..., Intake],
) -> None:
    cells = [
        ["公务接待费报销单"],
        ["报销部门：办公室", "", "2019年3月12日"],
        ["来访单位", "甲局", "餐费", "400"],
        ["摘要", "金额", "备注"],
        ["午餐", "250.00", ""],
        ["晚餐", "150.00", ""],
        ["合计", "400.00", ""],
    ]
    found = taken(cells, "reception")
    assert [(one.guest_unit, one.amount, one.meal_fee) for one in claims(found)] == [
        ("甲局", 250, None), ("甲局", 150, None),
    ]  # fmt: skip
    (told,) = [one for one in found.notices if one.code == "claim_amount_apart"]
    assert (told.where.row, told.where.field) == (3, "餐费")


def test_a_form_of_a_reception(taken: Callable[..., Intake]) -> None:
    (one,) = claims(taken(RECEPTION))
    assert (one.guest_unit, one.letter_no) == ("湖北省鄂屏市水利局", "鄂屏水函〔2019〕3号")
    assert (one.guest_count, one.companion_count, one.meal_fee) == (5, 3, 400)
    assert (one.event_date, one.filing_date) == (dt.date(2019, 3, 5), dt.date(2019, 3, 12))
    assert one.amount == one.amount_in_words == 400
    assert one.lodging_fee is None
    assert "lodging_fee" in one.model_fields_set


def test_labels_one_below_another_are_a_form(taken: Callable[..., Intake]) -> None:
    cells = [
        ["会议费报销单"], ["会议名称", "流域规划会"], ["召开日期", "2019-03-05"], ["参会人数", "30"],
        ["住宿费", "3000"], ["伙食费", "2000"], ["报销金额", "5000"],
    ]  # fmt: skip
    (one,) = claims(taken(cells))
    assert (one.kind, one.attendee_count, one.amount) == ("meeting", 30, 5000)


@pytest.mark.parametrize(
    "boxes",
    [
        ["", "2019", "年", "3", "月", "12", "日"],
        ["年", "2019", "月", "3", "日", "12"],
        ["年：", "2019", "月：", "3", "日：", "12"],
        ["", "20", "19", "年", "3", "月", "12", "日"],
        ["", "2019年", "3月", "12日"],
        ["", "", "", "２０１９", " 年", "３", "月 ", "１２", "日", "附件 3 张"],
        ["报销日期", "2019", "年", "3", "月", "12", "日"],
        ["填报日期：", "年", "2019", "月", "3", "日", "12"],
        ["部门", "办公室", "2019", "年", "3", "月", "12", "日"],
    ],
)
def test_a_day_split_over_boxes_is_a_day(taken: Callable[..., Intake], boxes: list[str]) -> None:
    cells = [
        ["费用报销单"], boxes, ["报销人", "江亦舟", "报销部门", "办公室"],
        ["报销事由", "购打印纸", "金额", "300.00"], ["合计", "300.00"],
    ]  # fmt: skip
    found = taken(cells)
    (one,) = claims(found)
    assert found.rejects == ()
    assert (one.filing_date, one.amount) == (dt.date(2019, 3, 12), 300)


def test_a_day_split_over_boxes_that_are_not_filled_in_is_none(
    taken: Callable[..., Intake],
) -> None:
    cells = [
        ["费用报销单"], ["", "年", "", "月", "", "日"], ["报销人", "江亦舟", "报销部门", "办公室"],
        ["报销事由", "购打印纸", "金额", "300.00"],
    ]  # fmt: skip
    assert [problem.code for problem in taken(cells).rejects] == ["form_unclear"]


def test_several_forms_of_one_sheet_are_as_many_claims(taken: Callable[..., Intake]) -> None:
    found = taken([*TRIP, [], *([cell.replace("江亦舟", "尚可") if isinstance(cell, str) else cell for cell in row] for row in TRIP)])  # fmt: skip
    assert [[person.name for person in trip.travelers] for trip in claims(found)] == [
        ["江亦舟"], ["尚可"],
    ]  # fmt: skip
    assert found.files[0].rows_read == 2


def test_a_cell_of_a_form_that_is_not_read_has_its_row(taken: Callable[..., Intake]) -> None:
    cells = [[cell if cell != "5" else "约五人" for cell in row] for row in RECEPTION]
    (one,) = taken(cells).unreadable
    assert (one.code, one.where.sheet, one.where.row, one.where.field) == (
        "not_count", "甲", 4, "来访人数",
    )  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        [["公务用车派车单"], ["用车部门", "办公室", "用车人", "江亦舟"], ["目的地", "川屏市", "车牌号", "渝A12345"], ["用车事由", "调研", "金额", "50"]],
        [["差旅费报销单"], ["姓名", "江亦舟", "职务", "科长", "出差事由", "参加会议"], ["月", "日", "地点"], ["3", "5", "重庆"], ["报销金额", "50", "报销人", "江亦舟"]],
    ],
)  # fmt: skip
def test_a_form_without_a_day_is_rejected_with_words_on_what_to_do(
    taken: Callable[..., Intake], cells: Grid
) -> None:
    found = taken(cells)
    assert found.records == ()
    (problem,) = found.rejects
    assert problem.code == "form_unclear"
    assert "qinjian template " in problem.words("zh")
    assert (found.files[0].rows_rejected, found.files[0].yuan_rejected) == (1, Decimal(50))


@pytest.mark.parametrize(
    "cells",
    [
        [["公务接待登记表"], ["填报单位：水利局", "", "填报日期：2019-12-31", "", "单位：元"],
         ["接待日期", "来宾单位", "来宾人数", "陪餐人数", "金额"],
         ["2019-03-05", "甲局", "5", "3", "400"], ["2019-03-06", "乙局", "5", "3", "300"],
         ["审核人：尚可", "", "制表人：江亦舟"]],
        [["单车核算台账"], ["车牌号", "渝A12345", "驾驶员", "江亦舟", "车型", "轿车"],
         ["日期", "加油量", "加油金额", "里程", "备注"],
         ["2019-03-05", "40", "300", "500", ""], ["2019-03-06", "40", "310", "500", ""]],
        [["差旅费报销单"], ["部门：办公室", "", "填报日期：2019-12-31"],
         ["出差人", "出发日期", "返回日期", "住宿费", "报销金额"],
         ["江亦舟", "2019-03-05", "2019-03-06", "300", "300"], ["尚可", "2019-03-07", "2019-03-08", "300", "300"],
         ["审核：尚可", "", "制表：江亦舟"]],
        [["青溪县水利局2021年公务接待清单"],
         ["序号", "来宾单位", "来宾人数", "陪餐人数", "事由", "金额"],
         ["1", "甲局", "5", "3", "调研", "400"], ["2", "乙局", "5", "3", "检查", "300"], ["合计", "", "10", "6", "", "700"]],
        [["青溪县中学9月工资发放表"], ["序号", "姓名", "薪级", "岗位", "绩效", "津贴", "应发", "签名"],
         ["1", "江亦舟", "100", "200", "300", "50", "650", ""], ["2", "尚可", "100", "200", "300", "50", "650", ""]],
        [["费用项目", "金额"], ["住宿费", "300"], ["餐费", "200"], ["交通费", "100"]],
    ],
)  # fmt: skip
def test_a_table_with_words_above_and_below_is_no_form(
    taken: Callable[..., Intake], cells: Grid
) -> None:
    found = taken(cells)
    assert "form_read" not in {notice.code for notice in found.notices}
    assert found.rejects == ()
    assert found.files[0].rows_checked >= 2


def test_a_mapping_of_its_columns_says_that_a_sheet_is_a_table(
    write_workbook: Save, write: Callable[[str, str], str]
) -> None:
    name = write_workbook("a.xlsx", 甲=RECEPTION)
    mapping = Path(write("m.yaml", "tables:\n- kind: reception\n  columns: {餐费: meal_fee}\n"))
    found = read([name], mapping=mapping)
    assert "form_read" not in {notice.code for notice in found.notices}
