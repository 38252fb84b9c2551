"""A column that counts the rows is no claim number, and a stated 0 is a figure."""

from pathlib import Path

import pytest

from tests.engine.once.checked import report_of

TRIPS = "编号,单位,出差人,出差日期,报销金额,发票号码,事由"


def doubles(folder: Path, *numbers: str) -> int:
    rows = [
        f"{number},江洲区水务局,张三,2015-0{place}-05,300,11112222,调研"
        for place, number in enumerate(numbers, start=1)
    ]
    report = report_of(folder, {"差旅费报销明细.csv": "\n".join([TRIPS, *rows])})
    return sum(
        one.rule in ("CQ11-invoice-twice", "CQ11-invoice-two-trips") for one in report.findings
    )


@pytest.mark.parametrize("numbers", [("1", "2"), ("1", "2", "3"), ("1", "", "2")])
def test_a_column_that_counts_the_rows_is_no_claim_number(
    tmp_path: Path, numbers: tuple[str, ...]
) -> None:
    assert doubles(tmp_path, *numbers) == 0


@pytest.mark.parametrize(
    "numbers", [("2", "1"), ("1", "3"), ("001", "002"), ("B1", "B2"), ("1", "2", "2")]
)
def test_other_numbers_are_claim_numbers(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    assert doubles(tmp_path, *numbers) == 1


def found(folder: Path, name: str, *rows: str) -> set[str]:
    return {one.rule for one in report_of(folder, {name: "\n".join(rows)}).findings}


INCOME = "单位,收入项目,收款日期,实收金额,上缴国库金额,上缴国库日期"


def test_a_remittance_of_0_is_a_figure_and_a_blank_one_is_none(tmp_path: Path) -> None:
    zero = "江洲区水务局,罚没收入,2015-03-05,500,0,"
    assert found(tmp_path, "非税收入台账.csv", INCOME, zero) == {"CQ7-remitted-less"}
    blank = "江洲区水务局,罚没收入,2015-03-05,500,,"
    assert found(tmp_path, "非税收入台账.csv", INCOME, blank) == {"CQ7-not-remitted"}


BUYING = "单位,采购日期,采购品目,采购预算,成交金额,采购方式"


def test_a_budget_of_0_is_a_budget_that_was_exceeded(tmp_path: Path) -> None:
    row = "江洲区水务局,2015-03-05,台式计算机,{},5000,询价"
    assert "CQ15-over-budget" in found(tmp_path, "政府采购台账.csv", BUYING, row.format("0"))
    assert "CQ15-over-budget" not in found(tmp_path, "政府采购台账.csv", BUYING, row.format(""))
    assert "CQ15-over-budget" not in found(tmp_path, "政府采购台账.csv", BUYING, row.format("5000"))
