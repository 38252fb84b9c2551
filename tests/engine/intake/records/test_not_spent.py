"""Rows that were voided, refused or paid back by the person are read past, and told."""

from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from tests.book import BOOK


@pytest.mark.parametrize(
    ("state", "checked"),
    [
        ("已报销(会务费)", True),
        ("审批中", True),
        ("未报销", True),
        ("", True),
        ("已作废", False),
        ("作废（重复）", False),
        ("审批驳回", False),
        ("本人自还", False),
        ("不报，已还", False),
    ],
)
def test_a_state_that_says_that_the_unit_did_not_pay(
    tmp_path: Path, state: str, checked: bool
) -> None:
    path = tmp_path / "公务卡消费明细.csv"
    path.write_text(
        "交易日期,商户名称,交易金额,摘要,报销状态\n"
        "2017-08-01,办公用品店,120.00,纸张,已报销\n"
        f"2017-08-15,江屏名烟名酒行,1580.00,购烟,{state}\n",
        encoding="utf-8",
    )
    report = check([str(path)], BOOK, Options(language="zh", region="重庆")).report
    totals = report.totals
    assert (totals.rows_read, totals.rows_checked, totals.rows_past) == (
        2,
        1 + checked,
        not checked,
    )
    assert totals.yuan_read == ("1700.00" if checked else "120.00")
    assert any(one.record.row == 3 for one in report.findings) is checked
    told = [one.message for one in report.notices if "本人自还等" in one.message]
    assert len(told) == (not checked)


@pytest.mark.parametrize(
    ("answer", "checked"), [("是", True), ("否", False), ("否（自己还）", False), ("", True)]
)
def test_a_column_that_asks_whether_the_unit_paid(
    tmp_path: Path, answer: str, checked: bool
) -> None:
    path = tmp_path / "公务卡还款明细.csv"
    path.write_text(
        "持卡人,交易日期,商户,金额,用途说明,是否报销\n"
        "江云,2017-08-01,办公用品店,120.00,纸张,是\n"
        f"黄涛,2017-08-15,江屏海鲜城,1580.00,家里人聚餐，自己还,{answer}\n",
        encoding="utf-8",
    )
    totals = check([str(path)], BOOK, Options(language="zh", region="重庆")).report.totals
    assert (totals.rows_checked, totals.rows_past) == (1 + checked, not checked)
