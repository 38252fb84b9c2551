from collections.abc import Callable
from typing import Any

import pytest

from qinjian.engine.intake import Intake
from qinjian.schemas.kinds import Guest

ReadText = Callable[..., Intake]


def faults(found: Intake) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.where.row, problem.where.field) for problem in found.rejects]


def records(found: Intake) -> list[Any]:
    return [one.record for one in found.records]


def test_a_row_is_a_record_and_the_header_is_row_one(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,餐费（元）\nBX-1,800\n,\n\nBX-2,900.5\n")
    assert [(one.place.claim_no, one.place.row) for one in found.records] == [
        ("BX-1", 2),
        ("BX-2", 5),
    ]
    assert found.files[0].rows_read == 2


def test_a_line_break_in_quotes_stays_in_its_row(read_text: ReadText) -> None:
    found = read_text("a.csv", '事由,餐费\n"座谈\n调研, ""二""",1\n会议,2\n')
    assert [one.place.row for one in found.records] == [2, 3]
    assert records(found)[0].description == '座谈\n调研, "二"'


def test_a_byte_order_mark_is_no_part_of_the_header(read_text: ReadText) -> None:
    assert read_text("a.csv", "\ufeff单据号,餐费\nBX-1,800\n").records[0].place.claim_no == "BX-1"


def test_the_three_states(read_text: ReadText) -> None:
    (record,) = records(read_text("a.csv", "餐费,公函字号\n800,  \n"))
    assert record.model_fields_set == {"meal_fee", "letter_no", "reception_type"}
    assert record.letter_no is None


def test_an_empty_cell_of_documents_is_blank(read_text: ReadText) -> None:
    (record,) = records(read_text("a.csv", "餐费,附件\n800,\n"))
    assert record.documents is None
    assert "documents" in record.model_fields_set


def test_people_in_a_cell_have_names_only(read_text: ReadText) -> None:
    text = '工作餐费,来访人员\n800,"张三、李四，王五,赵六；钱七/孙八\n周九"\n'
    _, *guests = records(read_text("a.csv", text))
    assert all(isinstance(guest, Guest) for guest in guests)
    assert "".join(guest.name for guest in guests) == "张三李四王五赵六钱七孙八周九"
    assert guests[0].model_fields_set == {"name", "reception_type"}


def test_a_row_of_another_width_is_a_reject(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,餐费\nBX-1\nBX-2,1,\nBX-3,3\nBX-4,4,5\n")
    assert faults(found) == [("row_width", 2, None), ("row_width", 5, None)]
    assert found.files[0].rows_without_amount == 4


def test_rows_before_an_open_quote_are_read(read_text: ReadText) -> None:
    found = read_text("a.csv", '单据号,餐费\nBX-1,1\n"BX-2,2\nBX-3,3\n')
    assert faults(found) == [("csv_quote", 3, None)]
    assert (found.files[0].rows_checked, found.files[0].rows_rejected) == (1, 1)


def test_an_open_quote_in_the_header_stops_the_file(read_text: ReadText) -> None:
    assert faults(read_text("a.csv", '"餐费\n1\n')) == [("csv_quote", 1, None)]


def test_every_problem_of_a_row_names_its_column(read_text: ReadText) -> None:
    found = read_text("a.csv", "接待日期,餐 费 *,用餐形式\n2015-13-01,若干元,大餐\n")
    assert faults(found) == [
        ("not_listed", 2, "用餐形式"),
        ("no_such_day", 2, "接待日期"),
        ("not_money", 2, "餐 费 *"),
    ]
    assert found.rejects[2].values == {"value": "若干元"}


def test_an_unknown_column_is_told_and_rows_are_read(read_text: ReadText) -> None:
    found = read_text("a.csv", "序号,餐费,厅级及以上人数,\n1,800,2,x\n")
    assert [(problem.code, problem.where.column) for problem in found.notices] == [
        ("header_unmatched", None),
        ("header_unmatched", 4),
    ]
    assert (
        found.notices[0]
        .words("en")
        .startswith(
            "a.csv, row 1, 厅级及以上人数: this header is not known, the column was not read. "
        )
    )
    assert found.files[0].unmatched_headers == ("厅级及以上人数", "#4")
    assert found.files[0].rows_checked == 1


def test_an_empty_column_without_a_header_is_nothing(read_text: ReadText) -> None:
    assert not read_text("a.csv", "餐费,,\n800,,\n").rejects


def test_two_columns_for_one_field_stop_the_file(read_text: ReadText) -> None:
    found = read_text("a.csv", "餐费,用餐费,meal_fee\n5,6,7\n")
    assert faults(found) == [("header_twice", 1, "用餐费"), ("header_twice", 1, "meal_fee")]
    assert (found.files[0].rows_read, found.files[0].rows_rejected) == (1, 1)


def test_a_column_may_tell_the_kind_of_each_row(read_text: ReadText) -> None:
    found = read_text(
        "a.csv",
        "费用类别,接待人数,餐费,宴请费,金额\n"
        "公务接待,3,100,,100\n外宾接待,4,,200,200\n办公费,,,,300\n,5,1,,1\n"
        "外宾接待,1,50,,50\n",
    )
    assert [(one.place.kind, one.place.row) for one in found.records] == [
        ("reception", 2),
        ("foreign_reception", 3),
    ]
    assert faults(found) == [
        ("kind_unknown", 4, "费用类别"),
        ("kind_unclear", 5, None),
        ("field_unknown", 6, "餐费"),
    ]
    assert found.files[0].yuan_checked == 300
    assert found.files[0].yuan_rejected == 351


def test_two_columns_for_one_field_reject_the_rows_of_that_kind(read_text: ReadText) -> None:
    text = "类别,公函标题,公函名称,餐费,金额\n公务接待,甲,乙,3,3\n外宾接待,,,,5\n"
    found = read_text("a.csv", text)
    assert faults(found) == [("header_twice", 1, "公函名称")]
    assert [one.place.kind for one in found.records] == ["foreign_reception"]


def test_the_argument_comes_before_the_column(read_text: ReadText) -> None:
    found = read_text("a.csv", "类别,接待人数\n外宾接待,3\n", kind="reception")
    assert found.records[0].place.kind == "reception"


def test_a_tie_stops_the_file(read_text: ReadText) -> None:
    found = read_text("a.csv", "接待人数,住宿费\n1,2\n")
    assert faults(found) == [("kind_unclear", 1, None)]
    assert found.rejects[0].values == {
        "candidates": "reception 0.67/100%, foreign_reception 0.67/100%, travel 0.17/50%"
    }


def test_a_table_without_rows_is_a_reject(read_text: ReadText) -> None:
    assert faults(read_text("a.csv", "餐费,备注\n,\n")) == [("no_rows", None, None)]


def test_a_table_without_headers_is_a_reject(read_text: ReadText) -> None:
    found = read_text("b.csv", "甲,乙\n1,2\n", kind="reception")
    assert faults(found) == [("header_missing", None, None)]


@pytest.mark.parametrize("word", ["无", "/", "—", "-", "待补", "暂无", "Ｎ／Ａ"])
def test_words_for_an_empty_cell_are_blank_where_they_can_mean_nothing_else(
    read_text: ReadText, word: str
) -> None:
    text = f"公函字号,批准文号,接待场所,附件,备注,菜单,餐费\n{word},{word},{word},{word},{word},{word},1\n"
    (record,) = records(read_text("a.csv", text))
    assert record.letter_no is record.approval_no is record.venue is record.documents is None
    assert {"letter_no", "approval_no", "venue", "documents"} <= record.model_fields_set
    assert (record.remarks, record.menu) == (word, word)


TWO = """一、公务接待
单据号,接待日期,公函字号,陪餐人数,餐费
BX-1,2015-03-05,江函1号,2,300
办公室
BX-2,2015-03-06,江函2号,1,200

二、差旅费
单据号,出差人,起止日期,车船费,住宿费,伙食补助费,报销金额
CL-1,张三,2015.3.5-3.6,100,350,200,650
CL-2,李四,2015.3.7,80,,100,180
"""


def test_a_second_table_is_read_under_its_own_headers(read_text: ReadText) -> None:
    found = read_text("a.csv", TWO)
    assert faults(found) == []
    assert [(one.place.kind, one.place.row) for one in found.records if not one.place.member] == [
        ("reception", 3),
        ("reception", 5),
        ("travel", 9),
        ("travel", 10),
    ]
    first, second = found.files[0].tables
    assert +first.rows == {"headers": 1, "titles": 1, "records": 2, "single": 1, "blank": 1}
    assert +second.rows == {"headers": 1, "titles": 1, "records": 2}
    assert second.yuan_checked == 830
    assert [(notice.code, notice.values["rows"]) for notice in found.notices] == [
        ("rows_single", "4")
    ]


def test_a_row_of_one_word_is_a_title_and_is_told(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,公函字号,餐费,金额\nBX-1,甲,3,3\n办公室,,,\nBX-2,,,\n,,5,\n")
    assert [one.place.row for one in found.records] == [2, 4, 5]
    assert found.notices[0].words("en") == (
        "a.csv, row 1: 1 rows hold one cell alone (rows 3 …) and were taken for titles, "
        "not for records. Check them."
    )


def test_a_larger_table_below_does_not_hide_the_first(read_text: ReadText) -> None:
    text = (
        "单据号,餐费,接待人数\nBX-1,3,4\n"
        "单据号,公函字号,餐费,接待人数,陪餐人数,金额\nBX-2,甲,3,3,1,3\n"
    )
    found = read_text("a.csv", text, kind="reception")
    assert [one.place.claim_no for one in found.records] == ["BX-1", "BX-2"]


def test_rows_of_a_table_that_is_not_read_count_as_rejected(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,住宿费,金额\nBX-1,3,3\n合计,,3\nBX-2,3\nBX-3,4,4.5\n")
    assert [reject.code for reject in found.rejects] == ["kind_unclear"]
    (tally,) = found.files
    assert (tally.rows_read, tally.rows_rejected) == (3, 3)
    assert (str(tally.yuan_read), str(tally.yuan_rejected)) == ("7.50", "7.50")
