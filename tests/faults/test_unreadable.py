"""A cell never costs its row: it is listed with its place, and the row is checked for the rest."""

from decimal import Decimal
from pathlib import Path

import pytest

from qinjian.schemas.finding import Remark, Report
from qinjian.schemas.manifest import TableRead
from tests.command import Run, runner
from tests.faults.tables import (
    CLAIM,
    COMPANIONS,
    RECEPTION,
    TRIP,
    Cell,
    grid,
    look,
    numbered,
    records,
    save,
    save_sheets,
    taken,
    value,
)

UNREADABLE = [
    ("接待类型", "按惯例"), ("用餐形式", "参照上次"), ("支付方式", "按老办法办理"), ("接待人数", "约80人"),
    ("接待人数", "见名单"), ("陪餐人数", "不超过三分之一"), ("餐费", "三百余元"), ("餐费", "见附件"),
    ("接待日期", "2019年3月"), ("接待日期", "3月上旬"), ("接待日期", "2019-02-30"), ("审批日期", "当日"),
    ("涉密标识", "待定密"), ("单位性质", "综合类"),
]  # fmt: skip
"""Cells that their fields cannot take, none of which is a word for nothing."""


@pytest.mark.parametrize(("header", "cell"), UNREADABLE)
def test_a_cell_that_is_not_read_is_listed_and_its_row_checked(
    header: str, cell: str, tmp_path: Path
) -> None:
    found = look(save(tmp_path / "接待.csv", grid([{**RECEPTION, header: cell}])))
    (table,) = found.tables
    assert (table.rows_read, table.rows_checked, table.rows_rejected) == (1, 1, 0)
    assert found.report.rejects == ()
    assert (table.cells_unreadable, table.amounts_unreadable) == (1, 0)
    (remark,) = found.unreadable
    assert remark.file.endswith("接待.csv")
    assert (remark.sheet, remark.row, remark.column, remark.value) == (None, 2, header, cell)
    assert cell in remark.message


@pytest.mark.parametrize("cell", ["三百余元", "见附件", "1,2,3", "400（含酒水）元左右"])
def test_an_amount_that_is_not_read_is_counted(cell: str, tmp_path: Path) -> None:
    rows = numbered([{**CLAIM, "报销金额": cell}, CLAIM, {**CLAIM, "报销金额": ""}])
    found = look(save(tmp_path / "导出.csv", grid(rows)))
    (table,) = found.tables
    assert (table.rows_checked, table.yuan_checked) == (3, "300.00")
    assert (table.rows_without_amount, table.amounts_unreadable, table.cells_unreadable) == (2, 1, 1)  # fmt: skip


def test_every_cell_of_a_row_is_listed(tmp_path: Path) -> None:
    cells = {"接待人数": "约80人", "用餐形式": "参照上次", "接待日期": "3月上旬"}
    sheets = {"一季度": grid([RECEPTION]), "二季度": grid([{**RECEPTION, **cells}])}
    found = look(save_sheets(tmp_path / "接待.xlsx", sheets))
    assert [table.rows_checked for table in found.tables] == [1, 1]
    assert [table.cells_unreadable for table in found.tables] == [0, 3]
    assert {(one.sheet, one.row, one.column, one.value) for one in found.unreadable} == {
        ("二季度", 2, header, cell) for header, cell in cells.items()
    }


@pytest.mark.parametrize(
    ("header", "cell"), [("涉密标识", "待定密"), ("支付方式", "按老办法办理"), ("餐费", "三百余元")]
)
def test_a_breach_beside_a_cell_that_is_not_read_is_found(
    header: str, cell: str, tmp_path: Path
) -> None:
    row = {**RECEPTION, "陪餐人数": "6", header: cell}
    found = look(save(tmp_path / "接待.csv", grid([row])))
    assert found.rows(COMPANIONS) == [2]
    assert len(found.unreadable) == 1


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"陪餐人数": "超过规定"}, "companion_count"),
        ({"陪餐人数": "6", "接待类型": "按惯例"}, "reception_type"),
    ],
)
def test_what_is_not_read_leaves_its_rules_open(
    cells: dict[str, str], missing: str, tmp_path: Path
) -> None:
    """Nothing is presumed over what stands there and could not be read."""
    found = look(save(tmp_path / "接待.csv", grid([{**RECEPTION, **cells}])))
    assert found.rows(COMPANIONS) == []
    assert any(missing in supply.missing for supply in found.report.undetermined)


@pytest.mark.parametrize("header", ["收款人账号", "银行账号"])
def test_an_account_that_lost_its_digits_costs_nothing_else(header: str, tmp_path: Path) -> None:
    row: dict[str, Cell] = {**RECEPTION, "陪餐人数": "6", header: 6222020200112233445.0}
    found = look(save(tmp_path / "接待.xlsx", grid([row])))
    assert found.tables[0].rows_checked == 1
    assert [(row, column) for row, column, _ in found.cells()] == [(2, header)]
    assert found.rows(COMPANIONS) == [2]


@pytest.mark.parametrize("header", ["币别", "姓名", "年度", "汇率", "车牌号", "培训班次"])
def test_a_header_of_another_kind_costs_no_row(header: str, tmp_path: Path) -> None:
    """Where a column tells the kind row by row, a column that few kinds have is filled for all."""
    words = {"费用类型": "差旅费"}, {"费用类型": "公务接待费"}, {"费用类型": "办公费"}
    rows = numbered([{**CLAIM, **word, header: "2019"} for word in words])
    found = look(save(tmp_path / "导出.csv", grid(rows)))
    assert (found.tables[0].rows_checked, found.tables[0].rows_rejected) == (3, 0)


def test_a_document_that_is_not_known_is_another_one_with_its_words(tmp_path: Path) -> None:
    words = ["发票、水利工程巡查记录", "发票1张，调度令", "住宿发票;结业证", "网上截屏"]
    rows = numbered([{**CLAIM, "附件": word} for word in words])
    found = taken(save(tmp_path / "导出.csv", grid(rows)))
    assert (found.rejects, found.unreadable) == ((), ())
    kept = [value(one, "other_documents") for one in records(found)]
    for word, text in zip(("水利工程巡查记录", "调度令", "结业证", "网上截屏"), kept, strict=True):
        assert word in str(text)


READABLE = {
    ("附件", "发票1张"): ("documents", ("invoice",)),
    ("附件", "公函3份"): ("documents", ("official_letter",)),
    ("附件", "火车票2张（二等座）"): ("documents", ("tickets",)),
    ("附件", "5张"): ("voucher_pages", 5),
    ("附件", "12"): ("voucher_pages", 12),
    ("接待人数", "三人"): ("guest_count", 3),
    ("接待人数", "五名"): ("guest_count", 5),
    ("陪餐人数", "3人"): ("companion_count", 3),
    ("支付方式", "公务卡、转账"): ("payment_method", ("official_card", "bank_transfer")),
    ("支付方式", "现金/公务卡"): ("payment_method", ("cash", "official_card")),
}


@pytest.mark.parametrize(("header", "cell"), READABLE)
def test_decorations_and_numbers_in_words_are_read(header: str, cell: str, tmp_path: Path) -> None:
    found = taken(save(tmp_path / "接待.csv", grid([{**RECEPTION, header: cell}])))
    assert (found.rejects, found.unreadable) == ((), ())
    (record,) = records(found)
    field, expected = READABLE[header, cell]
    kept = value(record, field)
    assert (set(kept) if isinstance(kept, tuple) else kept) == (
        set(expected) if isinstance(expected, tuple) else expected
    )


@pytest.mark.parametrize(
    ("cell", "mode", "seat"),
    [
        ("高铁二等座", "high_speed_train", "second_seat"),
        ("飞机经济舱", "plane", "economy_class"),
        ("动车（一等座）", "high_speed_train", "first_seat"),
        ("火车硬卧", "train", "hard_sleeper"),
    ],
)
def test_two_facts_in_one_cell_are_two(cell: str, mode: str, seat: str, tmp_path: Path) -> None:
    found = taken(save(tmp_path / "差旅.csv", grid([{**TRIP, "交通工具": cell}])))
    (record,) = records(found)
    assert (value(record, "transport_mode"), value(record, "seat_class")) == (mode, seat)
    assert found.unreadable == ()


def test_a_thousand_like_cells_are_one_line_with_a_count(tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, "用餐形式": "参照上次"}] * 1000)
    found = look(save(tmp_path / "接待.csv", grid([RECEPTION, *rows])))
    assert found.tables[0].rows_checked == 1001
    assert found.tables[0].cells_unreadable == 1000
    (remark,) = found.unreadable
    assert (remark.row, remark.column, remark.value, remark.count) == (3, "用餐形式", "参照上次", 1000)  # fmt: skip


def test_other_values_are_lines_of_their_own(tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, "接待人数": cell} for cell in ("约80人", "近百人", "约80人")])
    found = look(save(tmp_path / "接待.csv", grid(rows)))
    assert [(one.row, one.value, one.count) for one in found.unreadable] == [
        (2, "约80人", 2),
        (3, "近百人", 1),
    ]


def test_messages_stand_in_both_languages(tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, header: cell} for header, cell in UNREADABLE[:1]])
    (problem,) = taken(save(tmp_path / "接待.csv", grid(rows))).unreadable
    assert problem.where.field == "接待类型"
    for language in ("zh", "en"):
        assert "按惯例" in problem.words(language)


# --- control totals


def adds_up(table: TableRead) -> None:
    """Rows and yuan read are those of their parts, whatever parts there are."""
    parts = table.model_dump()
    rows = {name for name in parts if name.startswith("rows_")}
    yuan = {name for name in parts if name.startswith("yuan_")}
    others = rows - {"rows_read", "rows_without_amount"}
    assert table.rows_read == sum(parts[name] for name in others)
    assert Decimal(table.yuan_read) == sum(Decimal(parts[name]) for name in yuan - {"yuan_read"})
    assert table.amounts_unreadable <= min(table.rows_without_amount, table.cells_unreadable)


def test_control_totals_tell_of_every_row_and_amount(tmp_path: Path) -> None:
    amounts = ["100.00", "见附件", "", "250.50", "约三百", "-40.00", "待核实金额"]
    rows = numbered([{**CLAIM, "报销金额": amount} for amount in amounts])
    cells = grid(rows)
    cells.insert(3, [*cells[2], "多出的一格", "再一格"])  # cells that cannot be told apart
    (table,) = look(save(tmp_path / "导出.csv", cells)).tables
    adds_up(table)
    assert (table.rows_read, table.rows_checked, table.rows_rejected) == (8, 7, 1)
    assert table.yuan_checked == "310.50"
    assert table.amounts_unreadable == 3


def test_control_totals_of_several_sheets(tmp_path: Path) -> None:
    sheets = {
        "接待": grid([RECEPTION, {**RECEPTION, "报销金额": "若干元"}]),
        "差旅": grid([TRIP, {**TRIP, "报销金额": "1000"}]),
    }
    tables = look(save_sheets(tmp_path / "账.xlsx", sheets)).tables
    for table in tables:
        adds_up(table)
    assert [table.yuan_read for table in tables] == ["400.00", "2268.00"]
    assert [table.amounts_unreadable for table in tables] == [1, 0]


# --- exit codes


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(tmp_path, monkeypatch, capfd)


def check(run: Run, *more: str) -> tuple[int, Report]:
    result = run("check", ".", "--region", "重庆", "--format", "json", "--fail-on", "never", *more)
    return result.code, Report.model_validate_json(result.out)


def test_a_cell_that_is_not_read_is_a_fault_only_if_asked(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "接待.csv", grid([{**RECEPTION, "接待人数": "约80人"}]))
    code, report = check(run)
    assert (code, len(report.unreadable), report.rejects) == (0, 1, ())
    assert check(run, "--strict")[0] == 2


def test_a_reject_is_a_fault_only_if_asked(run: Run, tmp_path: Path) -> None:
    cells = grid([RECEPTION, {**RECEPTION, "单据号": "J2"}])
    save(tmp_path / "接待.csv", [*cells[:2], [*cells[2], "多出的一格"]])
    code, report = check(run)
    assert (code, len(report.rejects)) == (0, 1)
    assert check(run, "--strict")[0] == 2


def test_what_was_read_whole_is_no_fault_if_asked(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "接待.csv", grid([RECEPTION, {**RECEPTION, "单据号": "J2", "收款人": "无"}]))
    assert check(run, "--strict")[0] == 0


def test_a_lead_counts_before_what_was_not_read(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "接待.csv", grid([{**RECEPTION, "陪餐人数": "6", "涉密标识": "待定密"}]))
    assert run("check", ".", "--region", "重庆").code == 1
    assert run("check", ".", "--region", "重庆", "--strict").code == 2


def test_a_table_file_that_cannot_be_read_is_a_fault(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "接待.csv", grid([RECEPTION]))
    broken = ["坏.ods", "坏.parquet", "坏.xls", "坏.xlsx"]
    for name in broken:
        (tmp_path / name).write_bytes(b"PK\x03\x04 cut off")
    code, report = check(run)
    assert code == 2
    assert sorted({one.file.removeprefix("./") for one in report.rejects}) == broken
    assert report.totals.rows_checked == 1


OTHERS = {
    "发票.pdf": b"%PDF-1.7\n%%EOF\n", "电子发票.ofd": b"PK\x03\x04", "小票.jpg": b"\xff\xd8\xff\xe0",
    "扫描.png": b"\x89PNG\r\n\x1a\n", "账套.mdb": b"\x00\x01\x00\x00Standard Jet DB",
    "账套备份.bak": b"TAPE\x00\x00", "说明.docx": b"PK\x03\x04",
}  # fmt: skip


@pytest.mark.parametrize("more", [(), ("--strict",)])
def test_what_is_no_table_is_named_and_is_no_fault(
    more: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    save(tmp_path / "接待.csv", grid([RECEPTION]))
    for name, content in OTHERS.items():
        (tmp_path / name).write_bytes(content)
    code, report = check(run, *more)
    assert (code, report.rejects, report.unreadable) == (0, (), ())
    told = [f"{one.file} {one.message}" for one in report.notices if one.code == "file_other_kind"]
    for name in OTHERS:
        assert sum(name in line for line in told) == 1, name


def test_the_table_of_leads_lists_what_was_not_read(run: Run, tmp_path: Path) -> None:
    """On the screen too: place, header, value and what to do."""
    save(tmp_path / "接待.csv", grid([{**RECEPTION, "接待人数": "约80人"}]))
    result = run("check", ".", "--region", "重庆", "--lang", "zh")
    assert "约80人" in result.out + result.err
    assert "接待人数" in result.out + result.err


def test_remarks_keep_their_shape() -> None:
    """``score.py`` and other programs read these keys."""
    names = set(Remark.model_fields)
    assert names >= {"code", "file", "sheet", "row", "column", "value", "message", "count"}
    assert "unreadable" in Report.model_fields
