from collections.abc import Callable
from decimal import Decimal

import pytest

from qinjian.engine.intake import Intake, read
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.tables.layout import Layout
from qinjian.engine.intake.tables.rows import RowClasses, is_no_table
from qinjian.engine.intake.tables.totals import RunningSums

Tell = Callable[..., TableTally]
HEAD = "部门,单据号,事由,金额\n"


def stated(tally: TableTally) -> list[tuple[int, str, str | None, str, bool | None]]:
    return [
        (
            total.row,
            total.label,
            str(total.stated) if total.stated is not None else None,
            str(total.found),
            total.differs(),
        )
        for total in tally.totals
    ]


def noticed(found: Intake) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.row) for problem in found.notices]


def table(found: Intake) -> TableTally:
    (tally,) = found.files[0].tables
    return tally


@pytest.fixture
def tell(read_text: Callable[..., Intake]) -> Callable[[str], Intake]:
    def tell_rows(rows: str) -> Intake:
        return read_text("a.csv", HEAD + rows)

    return tell_rows


def test_a_subtotal_sums_up_the_rows_since_the_last(tell: Callable[[str], Intake]) -> None:
    found = tell(
        "甲,1,X,5\n甲,2,X,6\n小计,,,11\n乙,3,X,7\n本页小计,,,7\n乙,4,X,8\n本页合计,,,8.00\n合计,,,26\n"
    )
    assert stated(table(found)) == [
        (4, "小计", "11.00", "11.00", False),
        (6, "本页小计", "7.00", "7.00", False),
        (8, "本页合计", "8.00", "8.00", False),
        (9, "合计", "26.00", "26.00", False),
    ]
    assert (found.rejects, found.notices) == ((), ())
    assert dict(table(found).rows) | {"records": 4, "totals": 4} == dict(table(found).rows)


def test_totals_of_months_and_of_the_year_have_spans_of_their_own(
    tell: Callable[[str], Intake],
) -> None:
    found = tell(
        "甲,1,X,5\n小计,,,5\n甲,2,X,6\n本月合计,,,11\n本年累计,,,11\n"
        "甲,3,X,7\n本月合计,,,7\n累计,,,18\n总计,,,18\n"
    )
    assert [total[2:] for total in stated(table(found))] == [
        ("5.00", "5.00", False),
        ("11.00", "11.00", False),
        ("11.00", "11.00", False),
        ("7.00", "7.00", False),
        ("18.00", "18.00", False),
        ("18.00", "18.00", False),
    ]


def test_a_wrong_total_is_told_and_the_rows_count(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,5\n甲,2,X,6\n合计,,,12\n")
    assert noticed(found) == [("totals_differ", 4)]
    values = found.notices[0].values
    assert (values["label"], values["stated"], values["found"]) == ("合计", "12.00", "11.00")
    assert found.files[0].yuan_checked == Decimal("11.00")


def test_a_refund_is_part_of_a_total(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,500\n甲,2,X,（120.50）\n甲,3,X,-79.50\n合计,,,300\n")
    assert stated(table(found)) == [(5, "合计", "300.00", "300.00", False)]
    assert found.files[0].yuan_checked == Decimal("300.00")


def test_a_total_may_be_negative(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,-5\n小计,,,（5.00）\n")
    assert stated(table(found)) == [(3, "小计", "-5.00", "-5.00", False)]


def test_rejected_rows_are_part_of_a_total(read_text: Callable[..., Intake]) -> None:
    rows = "".join(f"{n},X,3,5\n" for n in range(1, 5))
    found = read_text("a.csv", f"单据号,公函字号,接待人数,金额\n{rows}5,X,3,6,7\n合计,,,20\n")
    assert [problem.code for problem in found.rejects] == ["row_width"]
    (total,) = table(found).totals
    assert (total.open_rows, total.differs()) == (1, False)
    assert (table(found).rows_checked, table(found).rows_rejected) == (4, 1)


def test_a_cell_that_is_not_read_leaves_its_amount_in_the_total(
    read_text: Callable[..., Intake],
) -> None:
    found = read_text("a.csv", "单据号,公函字号,接待人数,金额\n1,X,3,5\n2,X,约三人,6\n合计,,,11\n")
    assert [problem.code for problem in found.unreadable] == ["not_count"]
    assert stated(table(found)) == [(4, "合计", "11.00", "11.00", False)]
    assert found.files[0].yuan_checked == 11
    assert found.files[0].yuan_rejected == 0


def test_rows_without_an_amount_leave_a_total_open(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,5\n甲,2,X,\n甲,3,X,若干\n甲,4,X\n小计,,,20\n甲,5,X,1\n小计,,,1\n")
    assert noticed(found) == [("totals_open", 6), ("rows_short", 1)]
    assert (table(found).rows_without_amount, table(found).amounts_unreadable) == (3, 1)
    first, second = table(found).totals
    assert (first.open_rows, first.differs()) == (3, None)
    assert (second.open_rows, second.differs()) == (0, False)


def test_a_blank_amount_does_not_open_a_total_that_agrees(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,5\n甲,2,X,\n合计,,,5\n")
    assert stated(table(found)) == [(4, "合计", "5.00", "5.00", False)]
    assert found.notices == ()


def test_a_total_that_cannot_be_read_is_told(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,5\n合计,,,见附表\n")
    assert stated(table(found)) == [(3, "合计", None, "5.00", None)]
    assert noticed(found) == [("totals_open", 3)]


def test_a_total_without_a_figure_is_no_total_to_compare(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,5\n合计,,3,\n")
    assert (table(found).totals, found.notices, table(found).rows["totals"]) == ([], (), 1)


def test_totals_are_in_the_unit_of_their_column_unless_they_say_another(
    read_text: Callable[..., Intake],
) -> None:
    found = read_text(
        "a.csv",
        "单位：万元,,\n单据号,事由,金额\n1,X,0.5\n2,X,6000元\n小计,,1.1\n合计,,壹万壹仟元整\n总计,,11000元\n",
    )
    assert [total[2:] for total in stated(table(found))] == [("11000.00", "11000.00", False)] * 3


@pytest.mark.parametrize(
    "label",
    ["合 计", "合计：", "合　计:", " 合计 ", "总计", "共计", "累计", "本年累计", "小计", "本月小计", "TOTAL", "Subtotal"],
)  # fmt: skip
def test_labels_of_totals_may_be_written_apart(tell: Callable[[str], Intake], label: str) -> None:
    found = tell(f"甲,1,X,5\n{label},,,5\n")
    assert [(total.label, total.differs()) for total in table(found).totals] == [
        (label.strip(), False)
    ]


def test_a_label_may_stand_in_the_second_column(tell: Callable[[str], Intake]) -> None:
    found = tell("甲,1,X,5\n2,小计,,5\n,合计,,5\n")
    assert [total.label for total in table(found).totals] == ["小计", "合计"]
    assert found.files[0].rows_read == 1


def test_a_label_may_begin_with_what_it_sums_up(tell: Callable[[str], Intake]) -> None:
    found = tell("办公室,1,X,5\n办公室小计,,,5\n人事处,2,X,6\n人事处合计,,,(6)\n")
    assert [(total.label, total.differs()) for total in table(found).totals] == [
        ("办公室小计", False),
        ("人事处合计", True),
    ]


def test_a_record_whose_words_end_like_a_total_is_a_record(tell: Callable[[str], Intake]) -> None:
    found = tell("办公室,1,一季度电费合计,5\n审计处小计,2,购打印纸,6\n")
    assert [one.place.row for one in found.records] == [2, 3]
    assert table(found).totals == []


def test_total_words_inside_of_others_are_none() -> None:
    def total_in(*cells: str) -> tuple[str, str] | None:
        return RowClasses(Layout((), (), (), ()), frozenset(range(1, 9))).total(cells)

    assert total_in("江洲区联合计量所", "5") is None
    assert total_in("小计算机维修", "5") is None
    assert total_in("", "合计", "5") == ("合计", "from_start")
    assert total_in("办公室小计", "", "3", "-1,200.50", "50%") == ("办公室小计", "since_last")
    assert total_in("办公室小计", "") is None
    assert total_in() is None
    assert total_in("1", "31", "", "本月合计", "100") == ("本月合计", "since_last_month")
    assert total_in("合计（元）", "5") == ("合计（元）", "from_start")
    assert total_in("合计3笔", "5") == ("合计3笔", "from_start")
    assert total_in("合计：人民币壹佰元整", "5") == ("合计：人民币壹佰元整", "from_start")
    assert total_in("承前页", "5") == ("承前页", "apart")
    assert total_in("办公室小计", "3人", "—", "100元") == ("办公室小计", "since_last")
    assert total_in("共用设备维修", "5") is None


def test_a_sum_begins_anew_only_for_the_span_that_was_compared() -> None:
    sums = RunningSums()
    sums.add(Decimal(5))
    sums.add(None)
    first = sums.compare(4, "小计", "since_last", Decimal(5))
    sums.add(Decimal(6))
    second = sums.compare(6, "小计", "since_last", Decimal(6))
    whole = sums.compare(7, "合计", "from_start", Decimal(11))
    again = sums.compare(8, "总计", "from_start", Decimal(12))
    month = sums.compare(9, "本月合计", "since_last_month", None)
    assert [(str(t.found), t.open_rows, t.differs()) for t in (first, second)] == [
        ("5", 1, False),
        ("6", 0, False),
    ]
    assert [(str(t.found), t.open_rows, t.differs()) for t in (whole, again, month)] == [
        ("11", 1, False),
        ("11", 1, None),
        ("11", 1, None),
    ]


@pytest.mark.parametrize(
    "note",
    ["制表人：张三", "审核:李四", "填表日期：2015年3月5日", "说明：以上为一季度数据", "注：含退款", " 复核 ：王五 "],
)  # fmt: skip
def test_notes_under_a_table_are_no_records(tell: Callable[[str], Intake], note: str) -> None:
    found = tell(f"甲,1,X,5\n{note},,,\n")
    assert (table(found).rows["notes"], table(found).rows["records"]) == (1, 1)
    assert found.rejects == ()


def test_a_row_with_an_amount_is_no_note(tell: Callable[[str], Intake]) -> None:
    found = tell("说明：补记,1,X,5\n")
    assert table(found).rows["notes"] == 0
    assert found.files[0].yuan_checked == 5


def test_headers_and_titles_that_come_again_are_no_records(
    read_text: Callable[..., Intake],
) -> None:
    page = "公务接待明细表,,\n单据号,公函字号,金额\n"
    again = "公务 接待明细表,,\n单据号,公函字号, 金额\n"
    found = read_text("a.csv", f"{page}1,X,5\n小计,,5\n{again}2,X,6\n小计,,6\n合计,,11\n")
    rows = table(found).rows
    assert (rows["headers"], rows["titles"], rows["records"], rows["totals"]) == (2, 2, 2, 3)
    assert [total.differs() for total in table(found).totals] == [False] * 3


def test_sheets_of_instructions_are_known_by_name(write_workbook: Callable[..., str]) -> None:
    assert is_no_table(" 填表 说明 ")
    assert is_no_table("README")
    assert not is_no_table("说明会费用")
    rows = [["单据号", "事由", "金额"], ["1", "X", 5]]
    found = read([write_workbook("a.xlsx", 封面=rows, 一月=rows)])
    assert [one.place.sheet for one in found.records] == ["一月"]
    assert [(p.code, p.where.sheet) for p in found.notices] == [("sheet_ignored", "封面")]


@pytest.mark.parametrize(
    "label",
    ["汇总", "部门汇总", "本季累计", "年度累计", "总金额", "总额", "以上共计", "Grand Total", "Sum", "“合计”", "〔合计〕",
     "合计→", "3月本月合计", "12月份合计", "第一季度合计", "2017年合计", "本年累计", "全年合计", "合计 2 笔"],
)  # fmt: skip
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_total_is_told_by_any_of_its_labels_in_any_column(
    tell: Callable[[str], Intake], label: str, column: int
) -> None:
    cells = ["", "", ""]
    cells[column] = label
    found = tell(f"甲,1,X,5\n甲,2,X,6\n{','.join(cells)},11\n")
    assert (table(found).rows["totals"], found.files[0].rows_read) == (1, 2)
    assert [total.differs() for total in table(found).totals] == [False]


@pytest.mark.parametrize("label", ["办公室 汇总", "某局 小计", "甲科合计", "办公室　小计"])
def test_a_subtotal_of_a_spreadsheet_names_what_it_sums_up(
    tell: Callable[[str], Intake], label: str
) -> None:
    found = tell(f"甲,1,X,5\n{label},,,5\n乙,2,X,6\n,{label},,6\n总计,,,11\n")
    assert table(found).rows["totals"] == 3
    assert found.files[0].yuan_checked == 11
    assert [total.differs() for total in table(found).totals] == [False] * 3


def test_a_row_of_figures_alone_that_adds_up_those_above_is_a_total(
    tell: Callable[[str], Intake],
) -> None:
    found = tell("甲,1,X,5\n甲,2,X,6\n,,,11\n乙,3,X,7\n乙,4,X,8\n,,,15\n,,,4\n")
    assert table(found).rows["totals"] == 2
    assert [one.place.row for one in found.records] == [2, 3, 5, 6, 8]
    assert found.files[0].yuan_checked == 30


def test_a_total_of_rounded_amounts_may_be_off_by_half_of_its_last_place(
    read_text: Callable[..., Intake],
) -> None:
    head = "单位：万元,,\n单据号,事由,金额\n1,X,0.156\n2,X,0.2344\n"
    for stated_, differs in (("0.39", False), ("0.390", False), ("0.41", True), ("0.3905", True)):
        (total,) = table(read_text("a.csv", f"{head}合计,,{stated_}\n")).totals
        assert (total.differs(), stated_) == (differs, stated_)


def test_totals_of_a_second_table_are_its_own(read_text: Callable[..., Intake]) -> None:
    found = read_text(
        "a.csv",
        "单据号,公函字号,接待人数,金额\n1,X,3,5\n合计,,,5\n\n"
        "报销单号,出差人,出发日期,车船费,报销金额\n1,江亦舟,2015-03-05,6,6\n合计,,,6,6\n",
    )
    tables = found.files[0].tables
    assert [[total.differs() for total in one.totals] for one in tables] == [[False], [False]]
