"""Budgets whose headers are short: 年初, 调整, 执行."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from qinjian.engine.intake import Intake
from qinjian.engine.intake.tables.budget_columns import adjusted_columns
from qinjian.engine.intake.tables.recognition import recognise

CHANGES = [["印刷费", "10", "0", "9"], ["维修费", "3", "9", "11.9"], ["出国费", "4", "", "0"]]
TOTALS = [["印刷费", "10", "10", "9"], ["维修费", "3", "12", "11.9"], ["会议费", "4", "4", "0"]]


@pytest.mark.parametrize(
    ("headers", "rows", "called"),
    [
        (["科目", "年初", "调整", "执行"], CHANGES, {2: "追加预算数"}),
        (["科目", "年初", "调整", "执行"], TOTALS, {2: "调整预算数"}),
        (["科目", "批复数", "调整数(万元)", "执行数"], TOTALS, {2: "调整预算数(万元)"}),
        (["科目", "年初预算", "调整", "执行数"], [["出国费", "4", "-4", "0"]], {2: "追加预算数"}),
        (["科目", "年初数", "调整数", "全年可用", "累计支出"], TOTALS, {2: "追加预算数"}),
        (["科目", "年初", "调整", "执行"], [["维修费", "3", "9", "11.9"]], {}),
        (["科目", "预算类型", "调整", "执行"], TOTALS, {}),
        (["科目", "年初", "调整预算", "预算调整", "执行"], TOTALS, {}),
    ],
)
def test_lines_that_did_not_change_tell_what_is_under_it(
    headers: list[str], rows: list[list[str]], called: dict[int, str]
) -> None:
    assert adjusted_columns(headers, rows) == called


@pytest.mark.parametrize(
    ("text", "budget", "opening", "executed"),
    [
        ("支出事项,年初,调整,执行,差额\n印刷费,10,10,9,1\n维修费,3,12,11,1\n", 12, 3, 11),
        ("科目,年初预算,调整,执行数\n印刷费,10,0,9\n维修费,3,9,11\n", 12, 3, 11),
        ("经费项,批复,调整,1-12月支出\n印刷费,10,10,9\n维修费,3,12,11\n", 12, 3, 11),
        ("预算项目,年初数,调整数,全年可用,累计支出,其中12月\n维修费,3,9,12,11,1\n", 12, 3, 11),
        ("支出项目,预算(元),调整后(元),实际支出(元)\n维修费,3,12,11\n", 12, 3, 11),
        ("经济科目,年初预算,调整后,支出\n维修费,3,12,11\n", 12, 3, 11),
        ("预算项目,预算数,执行数\n维修费,12,11\n", 12, None, 11),
    ],
)
def test_short_headers_of_a_budget_are_read(
    read_text: Callable[..., Intake], text: str, budget: int, opening: int | None, executed: int
) -> None:
    line = read_text("2019预算执行.csv", text).records[-1].record.model_dump()
    assert (line["budget"], line["executed"]) == (Decimal(budget), Decimal(executed))
    assert line["opening_budget"] == (None if opening is None else Decimal(opening))


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("支出事项,年初,调整,执行,差额,备注", "budget_line"),
        ("收入项目,预算数,决算数,上缴国库,说明", "income"),
        ("收入来源,年初预算,执行数,缴库数", "income"),
        ("收入项目,预算数,支出项目,预算数,决算数", "budget_line"),
    ],
)
def test_income_is_no_line_of_spending(headers: str, kind: str) -> None:
    told = recognise([[name] for name in headers.split(",")])
    assert told.kind is not None
    assert told.kind.kind == kind


PLAIN = "科目,年初,调整,执行\n办公费,18,18,17.2\n会议费,2,2,1.5\n培训费,4,4,3.9\n"


@pytest.mark.parametrize(
    ("name", "text", "executed"),
    [
        ("2019预算执行.csv", PLAIN, "17.2e4"),
        ("2019预算执行.csv", "单位：元,,,\n" + PLAIN, "17.2"),
        ("2019预算执行.csv", PLAIN.replace("执行\n", "执行(元)\n"), "17.2"),
        ("2019预算执行.csv", PLAIN.replace("3.9", "39000"), "17.2"),
        (
            "2019预算执行.csv",
            PLAIN.replace("17.2", "17").replace("1.5", "1").replace("3.9", "3"),
            "17",
        ),
    ],
)
def test_a_budget_without_a_unit_that_can_only_be_in_ten_thousands(
    read_text: Callable[..., Intake], name: str, text: str, executed: str
) -> None:
    found = read_text(name, text)
    assert found.records[0].record.model_dump()["executed"] == Decimal(executed)
    told = [one.code for one in found.notices if one.code == "unit_presumed"]
    assert bool(told) is executed.endswith("e4")
