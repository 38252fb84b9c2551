from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter

from qinjian.engine.intake import Intake, read
from qinjian.engine.intake.files.cells import CellText
from qinjian.engine.intake.tables.layout import Layout, find_layout
from qinjian.engine.intake.tables.money_units import units_in
from tests.engine.intake.tables.test_tables import ReadText, faults, records

HEAD = ["单据号", "接待日期", "公函字号", "报销金额"]
ROW = ["A1", "2015-03-05", "渝函1号", "500"]


def layout(*rows: Sequence[str]) -> Layout:
    found = find_layout([(n, row) for n, row in enumerate(rows, start=1)], None, None)
    assert found is not None
    return found


def names(top: Sequence[str], bottom: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = layout(top, bottom, ROW)
    assert [number for number, _ in found.header_rows] == [1, 2]
    return dict(zip(found.headers, found.names, strict=True))


def covered(text: str, count: int) -> list[str]:
    return [text, *[CellText("", "covered", text)] * (count - 1)]


def test_the_headers_may_stand_in_the_first_row() -> None:
    found = layout(HEAD, ROW)
    assert (found.titles, found.headers) == ((), tuple(HEAD))
    assert found.names == tuple((header,) for header in HEAD)


def test_titles_stand_above_the_headers() -> None:
    titles = [["2015年公务接待明细表"], ["单位：重庆市江洲区水务局", "", "", "单位：元"]]
    found = layout(*titles, HEAD, ROW)
    assert found.header_rows == ((3, HEAD),)
    assert found.title_words() == ["2015年公务接待明细表", "单位：重庆市江洲区水务局", "单位：元"]


def test_a_row_of_labels_and_values_is_no_row_of_headers() -> None:
    labels = ["单位名称", "江洲区水务局", "填报日期", "2015-12-31"]
    assert layout(labels, HEAD, ROW).header_rows == ((2, HEAD),)


def test_repeated_headers_leave_the_first_in_place() -> None:
    assert layout(["明细"], HEAD, ROW, ["明细"], HEAD, ROW).header_rows == ((2, HEAD),)


def test_without_a_known_header_there_is_no_layout() -> None:
    assert find_layout([(1, ["甲", "乙"]), (2, ["1", "2"])], None, None) is None
    assert find_layout([], None, None) is None


def test_white_space_in_headers_is_shown_once() -> None:
    assert layout(["单据号", " 报销\n 金额 "], ROW).headers == ("单据号", "报销 金额")


def test_two_rows_of_headers_in_plain_text() -> None:
    top = ["单据号", "公函字号", "接待费用", "", "报销金额"]
    bottom = ["", "", "餐费", "住宿费", ""]
    assert names(top, bottom) == {
        "单据号": ("单据号",),
        "公函字号": ("公函字号",),
        "接待费用/餐费": ("接待费用餐费", "餐费"),
        "接待费用/住宿费": ("接待费用住宿费", "住宿费"),
        "报销金额": ("报销金额",),
    }


def test_two_rows_of_headers_of_a_workbook_say_what_is_merged() -> None:
    top = ["单据号", *covered("接待费用", 2), "公函字号", "报销金额"]
    bottom = ["单据号", "餐费", "住宿费", "公函字号", "报销金额"]
    assert list(names(top, bottom)) == [
        "单据号", "接待费用/餐费", "接待费用/住宿费", "公函字号", "报销金额",
    ]  # fmt: skip


def test_a_title_over_several_columns_is_no_group() -> None:
    for title in ("编制单位：江洲区水务局", "2015年第一季度"):
        found = layout([*covered(title, 2), "", ""], HEAD, ROW)
        assert found.header_rows == ((2, HEAD),)


def test_a_first_row_without_figures_is_no_second_row_of_headers() -> None:
    found = layout(["单据号", "事由", "公函字号"], ["甲", "座谈", "无"])
    assert found.header_rows == ((1, ["单据号", "事由", "公函字号"]),)


def test_a_part_called_amount_may_mean_its_group() -> None:
    found = names(
        ["报销单号", "住宿费", "", "伙食补助费", ""], ["", "天数", "金额", "天数", "小计"]
    )
    assert found["住宿费/金额"] == ("住宿费金额", "住宿费")
    assert found["伙食补助费/小计"] == ("伙食补助费小计", "伙食补助费")


def test_a_part_of_two_groups_means_nothing_alone() -> None:
    found = names(
        ["报销单号", "住宿费", "", "伙食补助费", ""], ["", "天数", "金额", "天数", "金额"]
    )
    assert found["住宿费/天数"] == ("住宿费天数",)
    assert found["伙食补助费/天数"] == ("伙食补助费天数",)


@pytest.mark.parametrize(
    "group",
    ["接待对象", "来访人员", "预算金额", "计划支出", "标准", "个人自付费用", "应退金额", "上年支出", "对方单位信息"],
)  # fmt: skip
def test_a_part_means_nothing_alone_under_a_group_of_others(group: str) -> None:
    found = names(["单据号", group, "", "报销金额"], ["", "餐费", "住宿费", ""])
    assert found[f"{group}/餐费"] == (f"{group}餐费",)
    assert found[f"{group}/住宿费"] == (f"{group}住宿费",)


def three(*rows: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = layout(*rows, ROW)
    assert [number for number, _ in found.header_rows] == [1, 2, 3]
    return dict(zip(found.headers, found.names, strict=True))


def test_three_rows_of_headers_are_joined_from_the_top() -> None:
    """What the highest group is of, costs, holds for the parts under groups of their own."""
    found = three(
        ["报销单号", "费用", "", "", "", "报销金额"],
        ["", "城市间", "", "补助", "", ""],
        ["", "车船费", "住宿费", "伙食补助费", "市内交通费", ""],
    )
    assert found == {
        "报销单号": ("报销单号",),
        "费用/城市间/车船费": ("城市间车船费", "车船费"),
        "费用/城市间/住宿费": ("城市间住宿费", "住宿费"),
        "费用/补助/伙食补助费": ("补助伙食补助费", "伙食补助费"),
        "费用/补助/市内交通费": ("补助市内交通费", "市内交通费"),
        "报销金额": ("报销金额",),
    }


def test_a_group_above_the_group_bars_its_parts_too() -> None:
    found = three(
        ["报销单号", "预算", "", "", "", "报销金额"],
        ["", "交通费用", "", "食宿费用", "", ""],
        ["", "车船费", "市内交通费", "伙食补助费", "住宿费", ""],
    )
    assert found["预算/交通费用/车船费"] == ("交通费用车船费",)
    assert found["预算/食宿费用/住宿费"] == ("食宿费用住宿费",)


def test_headers_merged_down_to_the_third_row_say_how_far_the_head_goes() -> None:
    """Its parts may be words that no kind knows."""
    merged = [CellText("单据号", "merged"), CellText("公函字号", "merged")]
    found = three(
        ["单据号", "公函字号", *covered("情况", 4)],
        [*merged, *covered("甲类", 2), *covered("乙类", 2)],
        [*merged, "子", "丑", "寅", "卯"],
    )
    assert list(found)[2:] == ["情况/甲类/子", "情况/甲类/丑", "情况/乙类/寅", "情况/乙类/卯"]


def test_a_first_row_of_words_is_no_third_row_of_headers() -> None:
    found = layout(
        ["单据号", "接待费用", "", "事由", "报销金额"], ["", "餐费", "住宿费", "", ""], ["甲", "乙", "丙", "座谈", "丁"]
    )  # fmt: skip
    assert [number for number, _ in found.header_rows] == [1, 2]


def test_the_post_of_guests_is_not_that_of_the_handler(read_text: ReadText) -> None:
    found = read_text(
        "a.csv",
        "单据号,接待对象,,公函字号,报销金额\n,单位,职务,,\nA1,南川区水务局,局长,渝函1号,500\n",
    )
    (record,) = records(found)
    assert record.guest_unit == "南川区水务局"
    assert {"unit", "rank"}.isdisjoint(record.model_fields_set)
    assert [(p.code, p.where.field) for p in found.notices] == [
        ("header_unmatched", "接待对象/职务")
    ]


def test_planned_and_spent_amounts_are_told_apart(read_text: ReadText) -> None:
    text = (
        "会议名称,会议类别,预算金额,,实际支出,,报销金额\n"
        ",,住宿费,伙食费,住宿费,伙食费,\n"
        "例会,三类会议,900,800,100,200,300\n"
    )
    (record,) = records(read_text("a.csv", text))
    assert (record.lodging_fee, record.board_fee) == (100, 200)


def test_groups_of_a_workbook_are_read_as_they_are_merged() -> None:
    workbook = xlsxwriter.Workbook("a.xlsx")
    sheet = workbook.add_worksheet()
    for column, header in ((0, "单据号"), (1, "公函字号"), (4, "报销金额")):
        sheet.merge_range(0, column, 1, column, header)
    sheet.merge_range(0, 2, 0, 3, "接待费用")
    sheet.write_row(1, 2, ["餐费", "住宿费"])
    sheet.write_row(2, 0, ["A1", "渝函1号", 300, 200, 500])
    workbook.close()
    found = read(["a.xlsx"])
    (record,) = records(found)
    assert (record.meal_fee, record.lodging_fee, record.amount) == (300, 200, 500)
    assert found.files[0].tables[0].header_rows == (1, 2)
    assert (found.rejects, found.notices) == ((), ())


@pytest.mark.parametrize(
    ("titles", "units"),
    [
        (["单位：元"], {"元"}),
        (["（单位:万元）"], {"万元"}),
        (["2015年支出明细表　金额单位：人民币万元"], {"人民币万元"}),
        (["单 位 ：", "万 元"], {"万元"}),
        (["（万元）"], {"万元"}),
        (["元"], {"元"}),
        (["货币单位：美元"], {"美元"}),
        (["单位：千元"], {"千元"}),
        (["单位：元", "金额单位：万元"], {"元", "万元"}),
        (["编制单位：元江县财政局"], set()),
        (["单位：万元宝公司"], set()),
        (["单位：重庆市江洲区水务局", "2015年"], set()),
        ([], set()),
    ],
)
def test_titles_may_name_the_unit_of_money(titles: list[str], units: set[str]) -> None:
    assert units_in(titles) == units


@pytest.mark.parametrize(
    ("title", "header", "amount"),
    [
        ("单位：元", "报销金额", "1.50"),
        ("单位：万元", "报销金额", "15000.00"),
        ("单位：万元", "报销金额（元）", "1.50"),
        ("单位：元", "报销金额（万元）", "15000.00"),
        ("", "报销金额（单位：万元）", "15000.00"),
        ("", "报销金额", "1.50"),
    ],
)
def test_the_unit_of_a_header_goes_before_that_of_a_title(
    read_text: ReadText, title: str, header: str, amount: str
) -> None:
    found = read_text("a.csv", f"{title},\n公函字号,陪餐人数,{header}\n渝函1号,2,1.5\n")
    (record,) = records(found)
    assert str(record.amount) == amount
    scaled = [p for p in found.notices if p.code == "amounts_scaled"]
    assert [p.values["columns"] for p in scaled] == ([header] if amount == "15000.00" else [])


@pytest.mark.parametrize(
    ("titles", "value"),
    [
        ("单位：千元,\n", "千元"),
        ("单位：元,\n单位：万元,\n", "万元, 元"),
        ("货币单位：港币,\n", "港币"),
    ],
)
def test_a_unit_that_is_not_settled_stops_the_table(
    read_text: ReadText, titles: str, value: str
) -> None:
    found: Intake = read_text("a.csv", f"{titles}公函字号,报销金额\n渝函1号,1.5\n")
    assert [p.code for p in found.rejects] == ["unit_unknown"]
    assert found.rejects[0].values == {"value": value}
    assert found.records == ()


def test_headers_beyond_the_rows_that_are_searched_are_missing(read_text: ReadText) -> None:
    title = "说明文字,\n"
    text = "公函字号,陪餐人数,报销金额\n渝函1号,2,5\n"
    assert len(read_text("a.csv", title * 29 + text).records) == 1
    found = read_text("b.csv", title * 31 + text)
    assert faults(found) == [("header_missing", None, None)]
    assert found.rejects[0].values == {"rows": 30}


def test_empty_rows_above_the_headers_count_for_nothing(read_text: ReadText) -> None:
    found = read_text("a.csv", "\n\n公务接待,\n\n公函字号,陪餐人数,报销金额\n渝函1号,2,5\n")
    assert [one.place.row for one in found.records] == [6]
    rows: Any = found.files[0].tables[0].rows
    assert (rows["titles"], rows["headers"], rows["records"], rows["blank"]) == (1, 1, 1, 1)


def test_columns_may_be_empty_on_the_left(write_workbook: Callable[..., str]) -> None:
    rows = [["", "", "公务接待"], ["", *HEAD], ["", *ROW]]
    (record,) = records(read([write_workbook("a.xlsx", 一=rows)]))
    assert (record.claim_no, str(record.amount)) == ("A1", "500.00")


def test_a_group_of_numbers_or_costs_is_said_behind_its_part_with_its_unit() -> None:
    found = names(
        ["接待日期", "人数（人）", "", "费用（万元）", "", "备注"],
        ["", "来宾", "陪同", "餐饮", "住宿费", ""],
    )
    assert found["人数（人）/陪同"] == ("人数（人）陪同", "陪同人数")
    assert found["费用（万元）/餐饮"] == ("费用（万元）餐饮", "餐饮费（万元）", "餐饮（万元）")
    assert found["费用（万元）/住宿费"] == ("费用（万元）住宿费", "住宿费（万元）")
