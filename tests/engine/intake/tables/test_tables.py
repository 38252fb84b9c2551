from collections.abc import Callable
from typing import Any

import pytest

from qinjian.engine.intake import Intake
from qinjian.schemas.kinds import Guest

ReadText = Callable[..., Intake]


def faults(found: Intake) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.where.row, problem.where.field) for problem in found.rejects]


def unread(found: Intake) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.where.row, problem.where.field) for problem in found.unreadable]


def records(found: Intake) -> list[Any]:
    return [one.record for one in found.records]


def test_a_row_is_a_record_and_the_header_is_row_one(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,事由,餐费（元）\nBX-1,座谈,800\n,,\n\nBX-2,,900.5\n")
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
    assert (
        read_text("a.csv", "\ufeff单据号,事由\nBX-1,座谈\n", "expense").records[0].place.claim_no
        == "BX-1"
    )


def test_the_four_states(read_text: ReadText) -> None:
    """Given, blank, unreadable and not collected, each by its own cell and column."""
    found = read_text("a.csv", "餐费,公函字号,接待人数\n800,  ,若干\n")
    (one,) = found.records
    record: Any = one.record
    assert record.meal_fee == 800
    assert record.letter_no is None
    assert {"meal_fee", "letter_no"} <= record.model_fields_set
    assert one.unreadable == {"guest_count"}
    assert {"guest_count", "venue"}.isdisjoint(record.model_fields_set)
    assert unread(found) == [("not_count", 2, "接待人数")]
    assert (found.files[0].rows_checked, found.rejects) == (1, ())


def test_an_empty_cell_of_documents_is_blank(read_text: ReadText) -> None:
    (record,) = records(read_text("a.csv", "餐费,公函字号,附件\n800,X,\n"))
    assert record.documents is None
    assert "documents" in record.model_fields_set


def test_people_in_a_cell_have_names_only(read_text: ReadText) -> None:
    text = '工作餐费,来访人员\n800,"张三、李四，王五,赵六；钱七/孙八\n周九"\n'
    _, *guests = records(read_text("a.csv", text, "reception"))
    assert all(isinstance(guest, Guest) for guest in guests)
    assert "".join(guest.name for guest in guests) == "张三李四王五赵六钱七孙八周九"
    assert all(guest.model_fields_set.isdisjoint({"rank", "unit"}) for guest in guests)


def test_what_a_short_row_lacks_is_not_collected(read_text: ReadText) -> None:
    found = read_text("a.csv", "单据号,公函字号,餐费\nBX-1\nBX-2,渝函1号,1,\nBX-3,,3\n")
    first, second, third = records(found)
    assert {"letter_no", "meal_fee"}.isdisjoint(first.model_fields_set)
    assert (second.letter_no, second.meal_fee) == ("渝函1号", 1)
    assert (third.letter_no, "letter_no" in third.model_fields_set) == (None, True)
    assert (found.rejects, found.files[0].rows_without_amount) == ((), 1)
    assert [notice.code for notice in found.notices] == ["rows_short"]


def test_a_row_of_text_that_is_wider_than_its_headers_is_a_reject(read_text: ReadText) -> None:
    """Its cells cannot be told apart: the rows beside it are read."""
    rows = "".join(f"BX-{n},渝函{n}号,{n}\n" for n in range(1, 6))
    found = read_text("a.csv", f"单据号,公函字号,餐费\n{rows}BX-6,渝函6号,4,5\n")
    assert faults(found) == [("row_width", 7, None)]
    assert (found.files[0].rows_checked, found.files[0].rows_rejected) == (5, 1)
    assert found.files[0].rows_without_amount == 1


def test_rows_before_an_open_quote_are_read(read_text: ReadText) -> None:
    found = read_text("a.csv", '单据号,餐费\nBX-1,1\n"BX-2,2\nBX-3,3\n', "reception")
    assert faults(found) == [("csv_quote", 3, None)]
    assert (found.files[0].rows_checked, found.files[0].rows_rejected) == (1, 1)


def test_an_open_quote_in_the_header_stops_the_file(read_text: ReadText) -> None:
    assert faults(read_text("a.csv", '"餐费\n1\n')) == [("csv_quote", 1, None)]


def test_every_cell_that_is_not_read_names_its_column(read_text: ReadText) -> None:
    text = "接待日期,餐 费 *,用餐形式,陪餐人数\n2015-13-01,若干元,大餐,三人\n"
    found = read_text("a.csv", text)
    assert sorted(unread(found)) == [
        ("no_such_day", 2, "接待日期"),
        ("not_listed", 2, "用餐形式"),
        ("not_money", 2, "餐 费 *"),
    ]
    by_code = {problem.code: problem.values for problem in found.unreadable}
    assert by_code["not_money"]["value"] == "若干元"
    (record,) = records(found)
    assert record.companion_count == 3
    (table,) = found.files[0].tables
    assert (table.rows_checked, table.rows_rejected, table.cells_unreadable) == (1, 0, 3)


def test_like_cells_are_told_as_one_with_their_count(read_text: ReadText) -> None:
    rows = "".join(f"渝函{n}号,大餐,{n}\n" for n in range(1, 9))
    found = read_text("a.csv", f"公函字号,用餐形式,餐费\n{rows}")
    (one,) = found.unreadable
    assert (one.where.row, one.values["count"]) == (2, 8)
    assert "8 alike" in one.words("en")
    assert "共 8 处" in one.words("zh")
    assert found.files[0].tables[0].cells_unreadable == 8


def test_an_unknown_column_is_told_and_rows_are_read(read_text: ReadText) -> None:
    rows = "".join(f"{n},X,800,2,x\n" for n in range(1, 5))
    found = read_text("a.csv", f"序号,公函字号,餐费,厅级及以上人数,\n{rows}")
    assert [(problem.code, problem.where.column) for problem in found.notices] == [
        ("header_unmatched", None),
        ("header_unmatched", 5),
    ]
    assert (
        found.notices[0]
        .words("en")
        .startswith(
            "a.csv, row 1, 厅级及以上人数: this header is not known: the column is looked through for words, and nothing else. "
        )
    )
    assert found.files[0].unmatched_headers == ("厅级及以上人数", "#5")
    assert (found.files[0].rows_checked, found.rejects) == (4, ())


def test_a_row_alone_that_fills_a_cell_beyond_the_headers_is_a_reject(read_text: ReadText) -> None:
    rows = "".join(f"{n},X,800,\n" for n in range(1, 5))
    found = read_text("a.csv", f"序号,公函字号,餐费,\n{rows}5,X,8,00\n")
    assert faults(found) == [("row_width", 6, None)]
    assert found.files[0].rows_checked == 4


def test_an_empty_column_without_a_header_is_nothing(read_text: ReadText) -> None:
    found = read_text("a.csv", "公函字号,餐费,,\nX,800,,\n")
    assert (found.rejects, found.notices, found.files[0].rows_checked) == ((), (), 1)


def test_columns_of_equal_rank_that_say_different_things_are_unreadable(
    read_text: ReadText,
) -> None:
    text = (
        "公函字号,接待日期,来访日期,餐费\nX,2015-03-05,2015-03-06,7\nX,2015-03-05,2015.3.5,7\n"
        "X,,2015-03-07,7\nX,2015-03-08,,7\n"
    )
    found = read_text("a.csv", text)
    days = [record.event_date and record.event_date.day for record in records(found)]
    assert days == [None, 5, 7, 8]
    assert [one.unreadable for one in found.records] == [{"event_date"}, set(), set(), set()]
    assert [(problem.code, problem.where.row) for problem in found.unreadable] == [
        ("cells_contradict", 2)
    ]
    assert found.files[0].rows_rejected == 0


def test_the_next_of_ranked_columns_fills_the_gaps(read_text: ReadText) -> None:
    text = "公函字号,餐费,申请金额,报销金额,实付金额\nX,1,9,8,7\nX,1,9,8,\nX,1,9,,\n"
    found = read_text("a.csv", text)
    assert [record.amount for record in records(found)] == [7, 8, 9]
    assert (found.rejects, found.unreadable) == ((), ())


def test_a_column_may_tell_the_kind_of_each_row(read_text: ReadText) -> None:
    """Headers of one kind alone do not make all the rows of that kind."""
    found = read_text(
        "a.csv",
        "费用类别,接待人数,餐费,宴请费,金额\n"
        "公务接待,3,100,,100\n外宾接待,4,,200,200\n办公费,,,,300\n,5,1,,1\n"
        "外宾接待,1,50,,50\n",
    )
    assert [(one.place.kind, one.place.row) for one in found.records] == [
        ("reception", 2),
        ("foreign_reception", 3),
        ("expense", 4),
        ("expense", 5),
        ("foreign_reception", 6),
    ]
    assert [[view.place.kind for view in one.views] for one in found.records] == [
        ["expense"], ["expense"], [], [], ["expense"],
    ]  # fmt: skip
    assert (found.rejects, found.unreadable, found.notices) == ((), (), ())
    assert found.files[0].yuan_checked == 651
    (table,) = found.files[0].tables
    assert [kind.kind for kind in table.kinds] == ["expense"]
    assert {kind.kind for kind in table.also} == {"reception", "foreign_reception"}


def test_a_column_that_names_the_kind_of_the_headers_changes_nothing(read_text: ReadText) -> None:
    text = "类别,公函字号,接待人数,餐费\n公务接待,X,3,5\n,X,4,6\n报销单,X,4,6\n"
    assert [one.place.kind for one in read_text("a.csv", text).records] == ["reception"] * 3


def test_the_argument_comes_before_the_column(read_text: ReadText) -> None:
    found = read_text("a.csv", "类别,接待人数\n外宾接待,3\n", kind="reception")
    assert found.records[0].place.kind == "reception"


def test_the_argument_leaves_a_table_alone_that_is_clearly_another(read_text: ReadText) -> None:
    text = "出差人,出发日期,返回日期,住宿费\n江亦舟,2015-03-05,2015-03-06,300\n"
    assert read_text("a.csv", text, kind="reception").records[0].place.kind == "travel"


def test_a_table_of_no_amount_or_day_and_text_is_unclear(read_text: ReadText) -> None:
    found = read_text("a.csv", "接待人数,住宿费\n1,2\n")
    assert faults(found) == [("kind_unclear", 1, None)]
    assert found.rejects[0].values == {"candidates": "reception 1+0, travel 0+1"}


@pytest.mark.parametrize("rows", ["", ",\n", ",\n,\n"])
def test_a_table_without_rows_is_a_notice(read_text: ReadText, rows: str) -> None:
    found = read_text("a.csv", f"餐费,公函字号\n{rows}")
    assert (found.rejects, found.records) == ((), ())
    assert [notice.code for notice in found.notices] == ["table_empty"]


def test_a_table_without_headers_is_a_reject(read_text: ReadText) -> None:
    found = read_text("b.csv", "甲,乙\n1,2\n", kind="reception")
    assert faults(found) == [("header_missing", None, None)]


@pytest.mark.parametrize("word", ["无", "/", "—", "-", "待补", "暂无", "Ｎ／Ａ"])
def test_words_for_an_empty_cell_are_blank_in_every_field(read_text: ReadText, word: str) -> None:
    text = f"公函字号,批准文号,接待场所,附件,备注,菜单,餐费\n{word},{word},{word},{word},{word},{word},1\n"
    (record,) = records(read_text("a.csv", text))
    assert record.letter_no is record.approval_no is record.venue is record.documents is None
    assert record.remarks is record.menu is None
    blank = {"letter_no", "approval_no", "venue", "documents", "remarks", "menu"}
    assert blank <= record.model_fields_set


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
