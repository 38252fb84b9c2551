"""Faults of reading that make a wrong accusation or hide a breach.

Each was met in tables of offices; the tests hold the kind of fault, with other words and tables
than those in which it was seen. What makes a normal file useless stands in ``tests/faults``.
"""

import datetime as dt
from pathlib import Path

import pytest

from tests.faults.tables import (
    CLAIM,
    COMPANIONS,
    LETTER,
    OVERLAP,
    RECEPTION,
    TRIP,
    Cell,
    Grid,
    cited,
    grid,
    is_blank,
    look,
    numbered,
    records,
    save,
    taken,
    value,
)
from tests.faults.words import FILLERS, NO_INVOICE, NOBODY, NULLS, SAME_PERSON, TOTALS

# --- H1: a table is of a special kind only on evidence that is its own

SPECIAL = range(15, 38)
"""The articles on procurement, travel, missions abroad, receptions and cars."""

PURCHASES = [
    CLAIM,
    {**CLAIM, "单据编号": "F2", "报销金额": "1200.00", "事由": "办公楼水电费"},
    {**CLAIM, "单据编号": "F3", "报销金额": "864.00", "事由": "订阅下半年报刊"},
]
FLOWS = [
    {"流程编号": "OA-101", "申请日期": "2021-06-02", "申请人": "尚可", "摘要": "更换会议室灯管", "申请金额": "215.50"},
    {"流程编号": "OA-102", "申请日期": "2021-06-04", "申请人": "江亦舟", "摘要": "邮寄档案", "申请金额": "48.00"},
    {"流程编号": "OA-103", "申请日期": "2021-06-09", "申请人": "尚可", "摘要": "刻制印章", "申请金额": "260.00"},
]  # fmt: skip
CARD = [
    {"交易日期": "2018-11-05", "持卡人": "尚可", "商户名称": "渝岭新华书店", "交易金额": "132.00", "备注": "业务书籍"},
    {"交易日期": "2018-11-12", "持卡人": "江亦舟", "商户名称": "渝岭文具行", "交易金额": "96.00", "备注": "笔记本"},
    {"交易日期": "2018-11-19", "持卡人": "尚可", "商户名称": "渝岭邮政所", "交易金额": "35.00", "备注": "挂号信"},
]  # fmt: skip
PLAIN = {"claims": (PURCHASES, "2364.00"), "flows": (FLOWS, "523.50"), "card": (CARD, "263.00")}

LONELY = {
    "币别": "人民币", "币种": "CNY", "汇率": "1.00", "批准文号": "", "费用承担单位": "重庆市渝岭区水利局",
    "借款金额": "0.00", "预支": "", "目的地": "", "出发地": "", "接待单位": "", "酒店名称": "", "餐费": "",
    "供应商": "渝岭便民商店", "合同号": "", "单价": "", "验收日期": "", "司机": "", "里程": "", "停车费": "",
    "车牌号": "", "年度": "2019", "支出类型": "基本支出", "收款日期": "2019-03-15", "缴款人": "", "保管人": "尚可",
    "检查日期": "", "归还日期": "", "任务": "", "培训费": "", "注册费": "", "场地费": "", "单位性质": "行政机关",
    "费用项目": "办公费",
}  # fmt: skip
"""Headers that some special kind has alone, each with a cell of a plain list."""


@pytest.mark.parametrize("base", PLAIN)
@pytest.mark.parametrize("header", LONELY)
def test_one_header_does_not_make_a_plain_list_special(
    header: str, base: str, tmp_path: Path
) -> None:
    rows, yuan = PLAIN[base]
    found = look(
        save(tmp_path / "导出.csv", grid([{**row, header: LONELY[header]} for row in rows]))
    )
    (table,) = found.tables
    assert (table.kinds, table.rows_checked, table.yuan_checked) == (("expense",), 3, yuan)
    assert [one.message for one in found.leads if one.article in SPECIAL] == []


def test_a_project_and_its_payment_are_no_procurement(tmp_path: Path) -> None:
    rows = [
        {"日期": "2019-03-05", "项目名称": "机关运转", "摘要": "职工食堂购米面油", "支付金额": "1860.00"},
        {"日期": "2019-03-06", "项目名称": "机关运转", "摘要": "加班工作餐", "支付金额": "320.00"},
    ]  # fmt: skip
    found = look(save(tmp_path / "支付.csv", grid(rows)))
    assert [table.kinds for table in found.tables] == [("expense",)]
    assert [one.message for one in found.leads if one.article in SPECIAL] == []


def test_words_for_costs_are_read_row_by_row_and_none_costs_its_row(tmp_path: Path) -> None:
    words = ["空调维修", "差旅费", "印刷费", "会议费", "办公费", "租车费", "福利费", "劳务费", "业务招待费", "其他商品和服务支出"]  # fmt: skip
    for header in ("费用项目", "费用类型", "费用类别", "支出科目"):
        rows = numbered([{**CLAIM, header: word, "事由": f"付{word}"} for word in words])
        found = look(save(tmp_path / f"{header}.csv", grid(rows)))
        (table,) = found.tables
        assert (table.rows_checked, table.rows_rejected) == (len(words), 0), header
        assert table.yuan_checked == "3000.00"
        assert [lead.record.row for lead in found.leads if 33 <= lead.article <= 37] == []


def test_a_register_of_a_special_kind_is_still_told(tmp_path: Path) -> None:
    """Else the tests above would hold for a tool that takes everything for an expense."""
    for base, kind in ((RECEPTION, "reception"), (TRIP, "travel")):
        found = look(save(tmp_path / f"{kind}.csv", grid([base])))
        assert [table.kinds for table in found.tables] == [(kind,)]


# --- H2: a word for no invoice is no number that two claims could share

DOUBLES = frozenset({
    "CQ11-invoice-twice", "CQ11-invoice-divided", "CQ11-invoice-other-unit", "CQ11-number-divided",
    "CQ11-sequence", "CQ11-sequence-without-code",
})  # fmt: skip


def doubles(path: Path) -> list[str]:
    return [one.message for one in look(path).leads if cited(one) & DOUBLES]


@pytest.mark.parametrize("second", ["400.00", "455.00"], ids=["equal sums", "other sums"])
@pytest.mark.parametrize("headers", [("发票号码",), ("发票代码", "发票号码"), ("发票号",)])
def test_no_invoice_is_no_double_claim(
    headers: tuple[str, ...], second: str, tmp_path: Path
) -> None:
    rows = [
        {**RECEPTION, "接待日期": day, "餐费": yuan, "报销金额": yuan, **dict.fromkeys(headers, word)}
        for word in NO_INVOICE
        for day, yuan in (("2019-03-05", "400.00"), ("2019-04-09", second))
    ]  # fmt: skip
    assert doubles(save(tmp_path / "接待.csv", grid(numbered(rows)))) == []


def test_no_invoice_is_no_double_claim_of_two_units(tmp_path: Path) -> None:
    rows = [
        {**CLAIM, "报销单位": unit, "发票代码": word, "发票号码": word}
        for word in NO_INVOICE
        for unit in ("重庆市渝岭区水利局", "重庆市云麓县审计局")
    ]
    assert doubles(save(tmp_path / "两家.csv", grid(numbered(rows)))) == []


def test_a_word_for_no_invoice_is_no_number(tmp_path: Path) -> None:
    rows = [{**RECEPTION, "发票号码": word} for word in NO_INVOICE]
    found = records(taken(save(tmp_path / "接待.csv", grid(numbered(rows)))))
    kept = {value(one, "invoice_no") for one in found}
    assert (len(found), kept) == (len(NO_INVOICE), {None})


def test_a_number_that_stands_twice_is_found(tmp_path: Path) -> None:
    rows = [{**RECEPTION, "发票号码": "00382915"}, {**RECEPTION, "发票号码": "00382915"}]
    assert doubles(save(tmp_path / "接待.csv", grid(numbered(rows)))) != []


# --- H3: a role or a mask is nobody, and a person is one however the name is spaced


def trips(first: str, second: str) -> list[dict[str, str]]:
    later = {"出差人员": second, "出发日期": "2019-03-06", "返回日期": "2019-03-09", "出差地点": "湖北省鄂屏市"}  # fmt: skip
    return [{**TRIP, "出差人员": first}, {**TRIP, **later}]


def test_a_role_or_a_mask_does_not_travel_twice(tmp_path: Path) -> None:
    rows = [row for word in NOBODY for row in trips(word, word)]
    found = look(save(tmp_path / "差旅.csv", grid(numbered(rows))))
    assert found.tables[0].rows_checked == len(rows)
    assert [one.message for one in found.leads if OVERLAP in cited(one)] == []


@pytest.mark.parametrize(("first", "second"), SAME_PERSON)
def test_a_person_who_travels_twice_is_found(first: str, second: str, tmp_path: Path) -> None:
    path = save(tmp_path / "差旅.csv", grid(numbered(trips(first, second))))
    assert look(path).rows(OVERLAP) == [2]


@pytest.mark.parametrize(
    ("first", "second"), [("江亦舟", "江亦波"), ("张三", "张三丰"), ("江亦舟 尚可", "江亦波")]
)
def test_two_persons_are_two(first: str, second: str, tmp_path: Path) -> None:
    path = save(tmp_path / "差旅.csv", grid(numbered(trips(first, second))))
    assert look(path).rows(OVERLAP) == []


# --- H4: rows that add up others are no records

BOUGHT = [
    {**CLAIM, "单据编号": f"F{place}", "报销金额": yuan, "事由": text}
    for place, (yuan, text) in enumerate(
        [("400.00", "购打印纸"), ("500.00", "更换门锁"), ("310.00", "清洗窗帘")], start=1
    )
]


@pytest.mark.parametrize("column", ["单据编号", "发生日期", "报销单位", "部门", "事由"])
@pytest.mark.parametrize("label", TOTALS)
def test_a_row_of_totals_is_no_record(label: str, column: str, tmp_path: Path) -> None:
    yuan = {"平均": "403.33", "平均值": "403.33", "其中：工作餐": "900.00"}.get(label, "1210.00")
    total = {**dict.fromkeys(CLAIM, ""), column: label, "报销金额": yuan}
    (tally,) = taken(save(tmp_path / "导出.csv", grid([*BOUGHT, total]))).files[0].tables
    assert (tally.rows_checked, tally.rows_rejected) == (3, 0)
    assert f"{tally.yuan_read:.2f}" == "1210.00"


@pytest.mark.parametrize("name", ["分组.xlsx", "分组.csv"])
@pytest.mark.parametrize("column", ["报销单位", "部门", "经办人"])
def test_groups_with_totals_of_their_own(column: str, name: str, tmp_path: Path) -> None:
    """As a spreadsheet writes them: each group is followed by its name and 汇总, the last by 总计."""
    empty: dict[str, Cell] = dict.fromkeys(CLAIM, "")
    rows: list[dict[str, Cell]] = []
    for group, sums in (("河道科", (400, 500)), ("水政科", (310,))):
        rows += [{**CLAIM, column: group, "报销金额": yuan} for yuan in sums]
        rows.append({**empty, column: f"{group} 汇总", "报销金额": sum(sums)})
    rows.append({**empty, column: "总计", "报销金额": 1210})
    found = look(save(tmp_path / name, grid(rows)))
    (table,) = found.tables
    assert (table.rows_checked, table.rows_rejected, table.yuan_read) == (3, 0, "1210.00")
    assert [one.message for one in found.report.notices if one.code == "totals_differ"] == []


def test_a_row_of_figures_that_add_up_those_above_is_a_total(tmp_path: Path) -> None:
    total = {**dict.fromkeys(CLAIM, ""), "报销金额": "1210.00"}
    (table,) = look(save(tmp_path / "导出.csv", grid([*BOUGHT, total]))).tables
    assert (table.rows_checked, table.rows_rejected, table.yuan_read) == (3, 0, "1210.00")


def test_totals_and_balances_of_a_ledger_are_no_lines(tmp_path: Path) -> None:
    cells: Grid = [
        ["渝岭区水利局2019年明细账"],
        ["日期", "凭证号", "摘要", "科目名称", "借方", "贷方", "余额"],
        ["", "", "上年结转", "", "", "", "500.00"],
        ["2019-01-08", "记-3", "付水费", "商品和服务支出-水费", "120.00", "", "620.00"],
        ["2019-01-22", "记-9", "购档案盒", "商品和服务支出-办公费", "80.00", "", "700.00"],
        ["", "", "1月本月合计", "", "200.00", "", "700.00"],
        ["", "", "本年累计", "", "200.00", "", "700.00"],
        ["", "", "过次页", "", "200.00", "", "700.00"],
        ["", "", "承前页", "", "200.00", "", "700.00"],
        ["2019-02-13", "记-2", "付电费", "商品和服务支出-电费", "310.00", "", "1010.00"],
        ["", "", "2月本月合计", "", "310.00", "", "1010.00"],
        ["", "", "本年累计", "", "510.00", "", "1010.00"],
    ]
    (table,) = look(save(tmp_path / "明细账.csv", cells)).tables
    assert table.kinds == ("voucher",)
    assert (table.rows_checked, table.rows_rejected, table.yuan_read) == (3, 0, "510.00")


def test_a_purchase_whose_words_hold_a_label_is_a_record(tmp_path: Path) -> None:
    texts = [
        "购合计器1台",
        "印刷年度汇总表",
        "统计小计打印",
        "总计费用核算软件",
        "付累计积分卡工本费",
    ]
    rows = numbered([{**CLAIM, "事由": text} for text in texts])
    (table,) = look(save(tmp_path / "导出.csv", grid(rows))).tables
    assert (table.rows_checked, table.yuan_read) == (5, "1500.00")


# --- H5: a day that can only be a filler is unreadable and hides nothing

BREACH = {**RECEPTION, "陪餐人数": "6"}


@pytest.mark.parametrize("day", FILLERS)
def test_a_filler_for_a_day_is_listed(day: str, tmp_path: Path) -> None:
    rows = numbered([{**BREACH, "接待日期": day}, BREACH])
    found = look(save(tmp_path / "接待.csv", grid(rows)))
    (table,) = found.tables
    assert (table.rows_checked, table.rows_rejected) == (2, 0)
    assert found.cells() == [(2, "接待日期", day)]
    assert found.rows(COMPANIONS) == [3]
    assert any("event_date" in supply.missing for supply in found.report.undetermined)


@pytest.mark.parametrize("header", ["出发日期", "返回日期"])
def test_a_filler_in_a_trip_is_listed(header: str, tmp_path: Path) -> None:
    rows = numbered([{**TRIP, header: "1900-01-01"}, {**TRIP, header: "9999-12-31"}])
    found = look(save(tmp_path / "差旅.csv", grid(rows)))
    assert found.cells() == [(2, header, "1900-01-01"), (3, header, "9999-12-31")]
    assert found.tables[0].rows_checked == 2


def test_a_filler_in_a_date_cell_is_listed(tmp_path: Path) -> None:
    fillers = [dt.date(1900, 1, 1), dt.date(9999, 12, 31), dt.date(1919, 3, 5)]
    rows: list[dict[str, Cell]] = [{**BREACH, "接待日期": day} for day in fillers]
    rows.append({**BREACH, "接待日期": dt.date(2019, 3, 5)})
    found = look(save(tmp_path / "接待.xlsx", grid(rows)))
    assert found.tables[0].rows_checked == 4
    assert [(row, header) for row, header, _ in found.cells()] == [
        (2, "接待日期"), (3, "接待日期"), (4, "接待日期"),
    ]  # fmt: skip
    assert found.rows(COMPANIONS) == [5]


@pytest.mark.parametrize("day", ["2013-01-04", "2019-12-31", "2025-11-28", "2020-02-29"])
def test_a_real_day_is_a_day(day: str, tmp_path: Path) -> None:
    found = taken(save(tmp_path / "接待.csv", grid([{**RECEPTION, "接待日期": day}])))
    assert [value(one, "event_date") for one in records(found)] == [dt.date.fromisoformat(day)]
    assert found.unreadable == ()


# --- H6: a number that a spreadsheet shortened has lost its digits

SHORTENED = ("2.4502E+19", "2.45E+19", "1.23457E+11", "6.22202e+18", "24502000000010900000", "5000000000000000000")  # fmt: skip


@pytest.mark.parametrize("number", SHORTENED)
def test_a_shortened_number_is_listed_and_shared_by_nobody(number: str, tmp_path: Path) -> None:
    rows = [{**RECEPTION, "发票号码": number}, {**RECEPTION, "发票号码": number, "餐费": "455.00", "报销金额": "455.00"}]  # fmt: skip
    path = save(tmp_path / "接待.csv", grid(numbered(rows)))
    assert doubles(path) == []
    found = look(path)
    assert {(header, kept) for _, header, kept in found.cells()} == {("发票号码", number)}
    assert (found.tables[0].rows_checked, found.tables[0].rows_rejected) == (2, 0)


def test_a_number_that_a_workbook_shortened_is_listed(tmp_path: Path) -> None:
    rows: list[dict[str, Cell]] = [{**RECEPTION, "单据号": no, "发票号码": 24502000000010910141.0} for no in ("N1", "N2")]  # fmt: skip
    path = save(tmp_path / "接待.xlsx", grid(rows))
    assert doubles(path) == []
    assert {header for _, header, _ in look(path).cells()} == {"发票号码"}


@pytest.mark.parametrize("number", ["24502000000010910141", "00382915", "50000000", "033001900104"])
def test_a_whole_number_is_kept(number: str, tmp_path: Path) -> None:
    found = taken(save(tmp_path / "接待.csv", grid([{**RECEPTION, "发票号码": number}])))
    assert [value(one, "invoice_no") for one in records(found)] == [number]


# --- H7: a word for nothing is nothing, in every field

BLANKS = {
    "公函字号": "letter_no", "接待日期": "event_date", "接待人数": "guest_count", "用餐形式": "meal_type",
    "支付方式": "payment_method", "收款人": "payee", "审批日期": "approval_date", "刷卡金额": "card_amount",
}  # fmt: skip


@pytest.mark.parametrize("header", BLANKS)
def test_a_word_for_nothing_is_blank(header: str, tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, header: word} for word in NULLS])
    found = taken(save(tmp_path / "接待.csv", grid(rows)))
    assert (found.rejects, found.unreadable) == ((), ())
    kept = dict(zip(NULLS, records(found), strict=True))
    assert [word for word, one in kept.items() if not is_blank(one, BLANKS[header])] == []


def test_a_word_for_nothing_is_no_amount(tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, "餐费": word, "报销金额": word} for word in NULLS])
    found = taken(save(tmp_path / "接待.csv", grid(rows)))
    (tally,) = found.files[0].tables
    assert (found.rejects, found.unreadable) == ((), ())
    assert (tally.rows_checked, tally.rows_without_amount) == (len(NULLS), len(NULLS))


def test_a_letter_that_is_none_is_missed(tmp_path: Path) -> None:
    """电话 and 口头 tell of no letter either; most rows of the register have one."""
    words = ["", *NULLS, "电话", "口头", "口头通知", "0"]
    letters = [f"鄂屏水函〔2019〕{number}号" for number in range(len(words) + 1)]
    rows = numbered([{**RECEPTION, "公函字号": word} for word in (*words, *letters)])
    found = look(save(tmp_path / "接待.csv", grid(rows)))
    assert found.rows(LETTER) == list(range(2, len(words) + 2))


def test_a_letter_with_its_number_is_one(tmp_path: Path) -> None:
    words = ["鄂屏水函〔2019〕3号", "鄂屏水函[2019]12号", "鄂屏办便函2019-7", "有"]
    rows = numbered([{**RECEPTION, "公函字号": word} for word in words])
    assert look(save(tmp_path / "接待.csv", grid(rows))).rows(LETTER) == []
