"""Columns that mean another thing than their headers say."""

from collections.abc import Sequence

import pytest

from qinjian.engine.intake.tables.cash_books import header_in_cash_book, is_cash_book
from qinjian.engine.intake.tables.header_words import heads_sums, priced_thing
from qinjian.engine.intake.tables.numbers import counted, is_number_column
from qinjian.engine.intake.tables.other_names import OtherNames
from qinjian.schemas.kinds import Expense, Reception, VehicleRunning, Voucher

CASH = ("日期", "凭证号", "摘要", "对方科目", "借方", "贷方", "余额")


@pytest.mark.parametrize(
    ("headers", "title", "is_one"),
    [
        (CASH, "现金日记账", True),
        (CASH, "银行存款日记账（2019）", True),
        (CASH, "出纳账", True),
        (CASH, "管理费用明细账", False),
        (CASH, "银行对账单", False),
        ((*CASH, "科目名称"), "现金日记账", False),
        (("日期", "摘要", "收入", "支出"), "现金日记账", False),
    ],
)
def test_a_cash_book_is_told_by_title_and_sides(
    headers: tuple[str, ...], title: str, is_one: bool
) -> None:
    assert is_cash_book(headers, [title]) is is_one


def test_a_cash_book_is_read_from_the_other_side() -> None:
    read = [header_in_cash_book(Voucher, header) for header in CASH[3:6]]
    assert read == ["account", "credit", "debit"]
    assert header_in_cash_book(Expense, "借方") == "借方"


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("陪餐", ["1", "2", "3"], "陪餐人数"),
        ("客人（人）", ["4", "", "12人"], "客人人数"),
        ("陪餐", ["张三、李四", "2"], None),
        ("陪餐", ["", ""], None),
        ("金额", ["1", "2"], None),
    ],
)
def test_figures_under_people_count_them(header: str, cells: list[str], name: str | None) -> None:
    assert counted(header, cells) == name


def test_counts_go_before_the_header() -> None:
    names = OtherNames(["陪餐", "菜品"], {"陪餐", "菜品"}, [["2", "家常菜"]], ["接待登记"])
    assert names.of(Reception, 0, ["陪餐"]) == ("陪餐人数",)
    assert names.of(Reception, 1, ["菜品"]) == ["菜品"]


@pytest.mark.parametrize("cell", ["银付5", "现收12", "记字第12号", "记12", "D1801"])
def test_a_voucher_is_known_by_words_and_a_number(cell: str) -> None:
    assert is_number_column("凭证", [cell, cell])


def test_a_header_may_name_what_its_sums_bought() -> None:
    assert priced_thing("酒水（元）") == "酒水费"
    assert priced_thing("餐费") is None
    assert heads_sums("杂项（元）")
    assert not heads_sums("经办人")


@pytest.mark.parametrize(
    ("headers", "row", "name"),
    [
        (["交易时间", "限定车号"], ["2024-01-02", "渝F30618"], ("车牌号",)),
        (["交易时间", "说明"], ["2024-01-02", "渝F30618加油"], ["说明"]),
        (["车牌号", "原车"], ["渝F30618", "渝F30619"], ["原车"]),
        (["所换车", "原车"], ["渝F30618", "渝F30619"], ["原车"]),
    ],
)
def test_a_column_of_plates_is_one_of_plates(
    headers: list[str], row: list[str], name: Sequence[str]
) -> None:
    names = OtherNames(headers, set(headers), [row], [])
    assert names.of(VehicleRunning, 1, headers[1:]) == name
    assert names.of(Expense, 1, headers[1:]) == headers[1:]
