"""What a table may hold that looks like something else: each once misread, or nearly so."""

from collections.abc import Callable
from typing import Any

import pytest

from qinjian.engine.intake import Intake

ReadText = Callable[..., Intake]
HEAD = "单据号,公函字号,接待人数,金额\n"


def codes(found: Intake) -> list[tuple[str, int | None]]:
    return [(reject.code, reject.where.row) for reject in found.rejects]


def unread(found: Intake) -> list[tuple[str, int | None]]:
    """List the cells that could not be read; their rows are checked for the rest."""
    assert not found.rejects
    return [(cell.code, cell.where.row) for cell in found.unreadable]


def told(found: Intake) -> list[str]:
    return [notice.code for notice in found.notices]


def amounts(found: Intake) -> list[str | None]:
    tops: list[Any] = [one.record for one in found.records if one.place.member is None]
    return [None if record.amount is None else str(record.amount) for record in tops]


@pytest.mark.parametrize("cell", ["1200①", "1200²", "1200½"])
def test_a_mark_of_a_footnote_is_no_digit(read_text: ReadText, cell: str) -> None:
    found = read_text("a.csv", f"{HEAD}A1,X,3,{cell}\n")
    assert (unread(found), amounts(found)) == ([("not_money", 2)], [None])


@pytest.mark.parametrize(
    "title",
    [
        "2015年公务接待支出表（万元）", "单位：人、万元", "金额单位为万元", "（金额：万元）", "单位：（万元）", "单位： 万元",
        "（单位：万元；人）", "接待费支出万元",
    ],
)  # fmt: skip
def test_the_unit_in_a_title_is_found_or_stops_the_table(read_text: ReadText, title: str) -> None:
    found = read_text("a.csv", f"{title},,,\n{HEAD}A1,X,3,0.5\n")
    if title == "接待费支出万元":
        assert codes(found) == [("unit_unknown", 2)]
    else:
        assert (amounts(found), told(found)) == (["5000.00"], ["amounts_scaled"])


@pytest.mark.parametrize("title", ["…（千元）", "币种：美元", "单位：亿元", "单位：万元,单位：元"])
def test_a_unit_that_is_not_known_stops_the_table(read_text: ReadText, title: str) -> None:
    assert codes(read_text("a.csv", f"{title}\n{HEAD}A1,X,3,0.5\n")) == [("unit_unknown", 2)]


@pytest.mark.parametrize("row", ["注：以上金额单位：万元,,,", "单位：万元,,,"])
def test_a_unit_named_below_is_a_reject(read_text: ReadText, row: str) -> None:
    found = read_text("a.csv", f"{HEAD}A1,X,3,0.5\n{row}\n")
    assert codes(found) == [("unit_late", 3)]
    assert "万元" in found.rejects[0].words("en")


def test_a_row_of_units_under_the_headers(read_text: ReadText) -> None:
    same = read_text("a.csv", HEAD + ",,人,（元）\nA1,X,3,0.5\n")
    assert (codes(same), amounts(same)) == ([], ["0.50"])
    other = read_text("b.csv", HEAD + ",,人,（万元）\nA1,X,3,0.5\n")
    assert codes(other) == [("unit_late", 2)]


def test_the_title_of_a_second_table_is_its_own(read_text: ReadText) -> None:
    second = "会议名称,会议类别,会议地点,金额\nB1,一类会议,甲宾馆,0.6\n"
    found = read_text("a.csv", f"单位：元,,,\n{HEAD}A1,X,3,100\n单位：万元,,,\n{second}")
    assert amounts(found) == ["100.00", "6000.00"]
    again = read_text("b.csv", f"单位：元,,,\n{HEAD}A1,X,3,100\n单位：万元,,,\n{HEAD}B1,X,3,0.6\n")
    assert amounts(again) == ["100.00", "6000.00"]
    unsaid = read_text("c.csv", f"单位：万元,,,\n{HEAD}A1,X,3,1\n{second}")
    assert (amounts(unsaid), codes(unsaid)) == (["10000.00"], [("unit_unknown", 4)])


def test_capitals_without_a_unit_are_no_amount_under_ten_thousands(read_text: ReadText) -> None:
    found = read_text(
        "a.csv", "单据号,公函字号,接待人数,金额(万元)\nA1,X,3,五\nA2,X,3,伍元\nA3,X,3,(负壹佰元)\n"
    )
    assert unread(found) == [("not_money", 2), ("not_money", 4)]
    assert amounts(found) == [None, "5.00", None]


@pytest.mark.parametrize(
    ("top", "bottom"),
    [("核减金额", "住宿费"), ("申请金额", "餐费"), ("收款信息", "单位"), ("发票信息", "单位"), ("住宿费", "人数")],
)  # fmt: skip
def test_a_part_under_a_group_is_not_what_it_is_alone(
    read_text: ReadText, top: str, bottom: str
) -> None:
    text = f"单据号,公函字号,{top},,金额\n,,{bottom},备用,\nA1,X,8,9,3\n"
    found = read_text("a.csv", text, kind="reception")
    assert f"{top}/{bottom}" in found.files[0].unmatched_headers


@pytest.mark.parametrize(
    "total",
    [
        "3,2015-12-31,合计,X,250", "1,31,,本月合计,250", "合计（元）,,,,250", "合计3笔,,,,250", "共1笔,,,,250", "合计金额,,,,250",
        "承前页,,,,250", "过次页,,,,250", "期初余额,,,,250", "办公室小计,,,3人,250元",
    ],
)  # fmt: skip
def test_totals_by_any_name_are_no_records(read_text: ReadText, total: str) -> None:
    text = f"单据号,接待日期,公函字号,接待人数,金额\nA1,2015-12-30,X,3,250\n{total}\n"
    found = read_text("a.csv", text)
    assert amounts(found) == ["250.00"]
    assert found.files[0].tables[0].rows["totals"] == 1


@pytest.mark.parametrize(
    ("row", "records", "totals"),
    [
        (",,,,500", 2, 1),
        (",,,6,500", 2, 1),
        (",,,6,260", 3, 0),
        (",,,6,", 3, 0),
        (",2015-12-31,,6,500", 3, 0),
    ],
)
def test_figures_without_words_are_a_total_where_they_add_up_those_above(
    read_text: ReadText, row: str, records: int, totals: int
) -> None:
    """Others are a record of which nothing says whose it is."""
    head = "单据号,接待日期,公函字号,接待人数,金额\n"
    found = read_text("a.csv", f"{head}A1,2015-12-30,X,3,250\nA2,2015-12-30,X,3,250\n{row}\n")
    (tally,) = found.files[0].tables
    assert (tally.rows_checked, tally.rows["records"], tally.rows["totals"]) == (
        records,
        records,
        totals,
    )
    assert not found.rejects


@pytest.mark.parametrize(
    "row",
    [
        "1001,1-3月工作餐合计,,300",
        "2015.03.05,一季度工作餐合计,,300",
        "审核：年度审计工作餐,X,Y,800",
    ],
)
def test_a_record_may_speak_of_totals_and_notes(read_text: ReadText, row: str) -> None:
    found = read_text("a.csv", f"单据号,事由,公函字号,餐费\n{row}\n")
    assert (len(found.records), codes(found)) == (1, [])


@pytest.mark.parametrize("row", ["栏次,1,2,3", "1,2,3,4", "甲,乙,1,2"])
def test_a_row_that_numbers_the_columns_belongs_to_the_headers(
    read_text: ReadText, row: str
) -> None:
    found = read_text("a.csv", f"{HEAD}{row}\nA1,X,3,5\n")
    assert (amounts(found), codes(found)) == (["5.00"], [])


@pytest.mark.parametrize(
    "row",
    ["2015年12月31日,,,", "单位负责人（签章）：,,,", "填表人 张三,,复核人 李四,", "制表：张三,,,"],
)
def test_days_and_signatures_alone_are_no_records(read_text: ReadText, row: str) -> None:
    found = read_text("a.csv", f"{HEAD}A1,X,3,5\n{row}\n")
    assert (amounts(found), codes(found)) == (["5.00"], [])


def test_a_stray_pair_of_quotes_does_not_swallow_rows_in_silence(read_text: ReadText) -> None:
    found = read_text("a.csv", HEAD + 'A0,X,3,7\nA1,"X,3,100\nA2,Y,4,200\nA3,Z",5,300\nA4,X,3,9\n')
    assert codes(found) == [("csv_swallowed", 3)]
    assert amounts(found) == ["7.00", "9.00"]


def test_a_second_head_may_hold_a_digit(read_text: ReadText) -> None:
    found = read_text("a.csv", HEAD + "A1,X,3,5\n2、单据号,公函字号,金额,接待人数\nB1,X,300,4\n")
    assert amounts(found) == ["5.00", "300.00"]


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ("王五等3人、赵六等4人", None), ("张三等5人、李四", None), ("张三，主任，李四，科长", None), ("张三 李四、王五", 3),
        ("张三和李四、王五", 3), ("张三夫妇、李四", None), ("张三（财政局，主任）、李四", 2), ("张三、李四", 2), ("张三、李四等5人", 5),
    ],
)  # fmt: skip
def test_people_are_counted_only_where_that_is_sure(
    read_text: ReadText, names: str, count: int | None
) -> None:
    found = read_text("a.csv", f'单据号,公函字号,来访人员,餐费\nA1,X,"{names}",5\n')
    assert found.records[0].record.guest_count == count  # type: ignore[attr-defined]


@pytest.mark.parametrize("cell", ["NULL", "None", "\\N", "&nbsp;", "××", "\u200b", "无"])
def test_words_of_machines_for_nothing_are_blank(read_text: ReadText, cell: str) -> None:
    found = read_text("a.csv", f"单据号,公函字号,餐费\nA1,{cell},5\n")
    assert found.records[0].record.letter_no is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("cell", ["同上", "〃", "″"])
def test_ditto_is_not_read(read_text: ReadText, cell: str) -> None:
    assert unread(read_text("a.csv", f"单据号,公函字号,餐费\nA1,{cell},5\n")) == [("ditto", 2)]


def test_invisible_characters_are_no_part_of_text(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,公函\u200b字号,餐费\n\ufeffA2,某函\u200b〔2019〕3号,5\n")
    assert found.records[0].record.claim_no == "A2"  # type: ignore[attr-defined]
    assert found.records[0].record.letter_no == "某函〔2019〕3号"  # type: ignore[attr-defined]


@pytest.mark.parametrize("cell", ["-", "—", "/"])
def test_a_dash_for_nothing_is_a_blank_figure(read_text: ReadText, cell: str) -> None:
    found = read_text("a.csv", f"{HEAD}A1,X,{cell},{cell}\n")
    assert (amounts(found), codes(found)) == ([None], [])


def test_an_hour_is_no_day(read_text: ReadText) -> None:
    text = "单据号,起止日期,公函字号,餐费\nA1,2014-3-5 8:00-12,X,5\nA2,20140305-20140308,X,5\n"
    assert unread(read_text("a.csv", text)) == [("not_period", 2)]


def test_more_digits_than_a_cell_holds_are_not_rounded_away(read_text: ReadText) -> None:
    found = read_text("a.csv", f"{HEAD}A1,X,3,1.{'0' * 40}1\n")
    assert (unread(found), amounts(found)) == ([("money_places", 2)], [None])


def test_many_months_without_a_day_are_one_line(read_text: ReadText) -> None:
    """Up to three different texts of a column are told one by one."""
    months = "\n".join(f"A{month},X,{month},5,2016-{month:02}" for month in range(1, 13))
    found = read_text("a.csv", f"单据号,公函字号,接待人数,金额,接待日期\n{months}\n")
    (line,) = found.unreadable
    assert (line.code, line.where.row, line.where.field) == ("month_only", 2, "接待日期")
    assert line.words("zh").endswith(
        "“2016-01”没有写到日。请写成 2015-03-05 的形式。同样的共 12 处（第 2, 3, 4, 5, 6 行等，另如"
        "“2016-02”、“2016-03”、“2016-04”、“2016-05”）。"
    )
    assert line.words("en").endswith(
        " 12 alike (rows 2, 3, 4, 5, 6 …; others: “2016-02”, “2016-03”, “2016-04”, “2016-05”)."
    )
    assert found.files[0].tables[0].cells_unreadable == 12
    few = read_text("b.csv", HEAD + "A1,X,约5,3\nA2,X,约6,3\nA3,X,约5,3\n")
    assert unread(few) == [("not_count", 2), ("not_count", 3)]


def test_a_contradiction_that_is_told_beside_has_its_place(read_text: ReadText) -> None:
    """The seat is told beside the means of transport, of which two columns speak."""
    found = read_text(
        "a.csv",
        "单据号,出差人,出差事由,交通工具,交通工具,城市间交通费,出发日期,返回日期\n"
        "A1,甲,调研,高铁二等座,高铁一等座,300,2016-03-05,2016-03-06\n",
    )
    assert [(one.code, one.where.field) for one in found.unreadable] == [
        ("cells_contradict", "交通工具")
    ]


def test_documents_beside_a_list_that_cannot_be_read_may_be_there(read_text: ReadText) -> None:
    """What was read counts; that another one is attached is not known, in a table and a claim."""
    table = read_text(
        "a.csv", "单据号,接待日期,接待人数,陪餐人数,附件,附件名称\nA1,2016-03-05,5,3,发票,见附件\n"
    )
    claim = read_text(
        "a.json",
        '{"单据号": "A1", "接待日期": "2016-03-05", "接待人数": 5, "陪餐人数": 3, "附件": "发票",'
        '"附件名称": "见附件"}',
    )
    for found in (table, claim):
        (one,) = found.records
        assert one.record.documents == ("invoice",)  # type: ignore[attr-defined]
        assert one.unreadable == {"other_documents"}
        assert [cell.code for cell in found.unreadable] == ["refers_elsewhere"]
