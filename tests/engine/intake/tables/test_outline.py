"""Rows of a class over the lines that they sum up are no records."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from qinjian.engine.intake import Intake
from qinjian.engine.intake.tables.outline import class_rows

ReadText = Callable[..., Intake]


def rows(
    *lines: tuple[str, int | None], slack: int = 0, possible: set[int] | None = None
) -> set[int]:
    """Return the rows of classes among lines of a code or number and an amount."""
    amounts = [None if amount is None else Decimal(amount) for _, amount in lines]
    texts = [text for text, _ in lines]
    every = set(range(len(lines))) if possible is None else possible
    return class_rows([texts], [amounts], Decimal(slack), every)


def test_a_code_over_longer_ones_that_make_its_amount_is_a_class() -> None:
    assert rows(("301", 5), ("30101", 3), ("30102", 2), ("302", 4), ("30201", 4)) == {0, 3}


def test_classes_have_classes_of_their_own() -> None:
    lines = [("201", 9), ("20103", 9), ("2010301", 4), ("2010302", 5), ("204", 1), ("20401", 1)]
    assert rows(*lines) == {0, 1, 4}


@pytest.mark.parametrize(
    "form", ["{} 工资福利支出", "{}-基本工资", "[{}]津贴", "{}_办公费", "（{}）办公费"]
)
def test_the_name_may_stand_behind_the_code(form: str) -> None:
    lines = [("301", 5), ("30101", 3), ("30102", 2)]
    assert rows(*((form.format(code), amount) for code, amount in lines)) == {0}


def test_numbers_of_papers_tell_levels() -> None:
    assert rows(("一、公用", 9), ("（一）办公", 4), ("（二）差旅", 5), ("二、项目", 3)) == {0}
    assert rows(("一", 9), ("1", 4), ("2", 5), ("二", 3), ("1", 1), ("2", 2)) == {0, 3}
    assert rows(("3. 车", 9), ("（1）购置", 4), ("（2）运行", 5), ("①燃油", 2), ("②维修", 3)) == {
        0,
        2,
    }


def test_lines_that_make_another_amount_have_no_class() -> None:
    """Then each may be a record of its own."""
    assert rows(("301", 6), ("30101", 3), ("30102", 2)) == set()
    assert rows(("一、公用", 9), ("（一）办公", 4), ("（二）差旅", 4)) == set()
    assert rows(("301", None), ("30101", None)) == set()


def test_one_line_is_enough_under_a_code_and_not_under_a_number() -> None:
    assert rows(("301", 5), ("30101", 5)) == {0}
    assert rows(("一、公用", 5), ("（一）办公", 5)) == set()


def test_lines_of_another_class_between_them_part_a_class_from_its_lines() -> None:
    assert rows(("301", 5), ("302", 5), ("30101", 5)) == set()
    assert rows(("301", 5), ("", 5), ("30101", 5)) == set()


def test_amounts_that_were_rounded_may_be_off() -> None:
    assert rows(("301", 6), ("30101", 3), ("30102", 2)) == set()
    assert rows(("301", 6), ("30101", 3), ("30102", 2), slack=1) == {0}


def test_only_rows_that_may_be_classes_are() -> None:
    assert rows(("301", 5), ("30101", 5), ("302", 4), ("30201", 4), possible={2, 3}) == {2}


def test_the_first_amount_that_a_class_has_counts() -> None:
    spent = [Decimal(5), Decimal(3), Decimal(2), None, None]
    planned = [Decimal(9), Decimal(1), Decimal(1), Decimal(4), Decimal(4)]
    codes = ["301", "30101", "30102", "302", "30201"]
    assert class_rows([codes], [spent, planned], Decimal(0), range(5)) == {0, 3}


BUDGET = (
    "2019年基本支出决算表,,,\n科目编码,科目名称,预算数,决算数\n"
    "301,工资福利支出,5,5\n30101,基本工资,3,3\n30102,津贴补贴,2,2\n"
    "302,商品和服务支出,4,4\n30201,办公费,4,4\n,合计,9,9\n"
)  # fmt: skip


def test_classes_are_counted_as_totals_and_told(read_text: ReadText) -> None:
    found = read_text("a.csv", BUDGET)
    assert [one.place.row for one in found.records] == [4, 5, 7]
    (table,) = found.files[0].tables
    assert (table.rows["records"], table.rows["totals"]) == (3, 3)
    assert (table.rows_read, table.yuan_checked) == (3, Decimal("9.00"))
    assert [total.differs() for total in table.totals] == [False]
    told = {notice.code: notice for notice in found.notices}
    assert "totals_differ" not in told
    assert told["rows_of_classes"].words("en") == (
        "a.csv, row 2: 2 rows sum up the lines of their class below them (by code or number, "
        "rows 3, 6 …) and were taken for no records."
    )


def test_the_figure_of_a_class_alone_leaves_its_lines_untold(read_text: ReadText) -> None:
    found = read_text(
        "a.csv",
        "2018年预算执行情况表,,\n项目,调整预算数,执行数\n302 商品和服务支出,500,480\n"
        "30201 办公费,,300\n30211 差旅费,,180\n310 资本性支出,,90\n",
    )
    said = {one.place.row: "budget" in one.record.model_fields_set for one in found.records}
    assert said == {4: False, 5: False, 6: True}


def test_a_row_with_a_day_of_its_own_is_no_class(read_text: ReadText) -> None:
    head = "日期,凭证号,科目编码,科目名称,摘要,借方,贷方\n"
    found = read_text(
        "a.csv",
        f"{head}2019-03-05,记1,5001,业务活动费用,付办公费,5,\n"
        "2019-03-05,记2,500101,业务活动费用,付办公费,5,\n",
    )
    assert [one.place.row for one in found.records] == [2, 3]
    assert found.files[0].yuan_checked == 10


def test_a_list_of_costs_with_numbers_before_them(read_text: ReadText) -> None:
    found = read_text(
        "a.csv",
        "费用项目,金额\n一、日常公用,900\n（一）办公费,400\n（二）差旅费,500\n二、项目支出,300\n合计,1200\n",
    )
    assert [one.place.row for one in found.records] == [3, 4, 5]
    assert found.files[0].yuan_checked == 1200


@pytest.mark.parametrize("lines", [("201,,", "201,03,", "201,03,01", "201,03,02"), ("201,,", ",20103,", ",,2010301", ",,2010302"), ("201,,", "201,20103,", "201,20103,2010301", "201,20103,2010302")])  # fmt: skip
def test_parts_of_a_code_may_stand_in_columns_of_their_own(
    read_text: ReadText, lines: tuple[str, ...]
) -> None:
    cells = "\n".join(f"{code},科目{place},{yuan}" for place, (code, yuan) in enumerate(zip(lines, "9945", strict=True)))  # fmt: skip
    found = read_text("a.csv", f"支出决算表,,,,\n类,款,项,科目名称,决算数\n{cells}\n")
    assert [one.place.row for one in found.records] == [5, 6]
    assert found.files[0].yuan_checked == 9
