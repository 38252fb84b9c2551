"""Budgets that stand on the row of a section."""

from pathlib import Path

import pytest

from tests.engine.once.checked import report_of

HEAD = "单位,年度,经济分类,预算数,执行数\n"


def spent_without_budget(folder: Path, rows: str) -> list[int]:
    report = report_of(folder, {"预算执行2018.csv": HEAD + rows}, "reference")
    return sorted(
        finding.record.row
        for finding in report.findings
        if finding.rule == "CQ8-executed-without" and finding.outcome == "violation"
    )


@pytest.mark.parametrize(
    "rows",
    [
        "江洲区水务局,2018,302 商品和服务支出,500000,480000\n江洲区水务局,2018,30201 办公费,,200000\n",
        "江洲区水务局,2018,302 商品和服务支出,500000,\n江洲区水务局,2018,30211 差旅费,,280000\n",
        "江洲区水务局,2018,商品和服务支出,500000,480000\n江洲区水务局,2018,差旅费,,180000\n",
    ],
)
def test_a_class_without_a_budget_has_that_of_its_section(tmp_path: Path, rows: str) -> None:
    assert spent_without_budget(tmp_path, rows) == []


@pytest.mark.parametrize(
    "rows",
    [
        "江洲区水务局,2018,302 商品和服务支出,500000,480000\n江洲区水务局,2018,31002 办公设备购置,,200000\n",
        "江洲区水务局,2017,302 商品和服务支出,500000,480000\n江洲区水务局,2018,30201 办公费,,200000\n",
        "江洲区农委,2018,302 商品和服务支出,500000,480000\n江洲区水务局,2018,30201 办公费,,200000\n",
        "江洲区水务局,2018,302 商品和服务支出,,480000\n江洲区水务局,2017,30201 办公费,9,8\n",
    ],
)
def test_another_section_year_or_unit_and_none_tell_nothing(tmp_path: Path, rows: str) -> None:
    assert spent_without_budget(tmp_path, rows) != []
