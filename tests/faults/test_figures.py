"""Figures that were wrong or doubtful: shifted rows, months for days, rounding, hidden rows, forms."""

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.command import runner
from tests.faults.tables import (
    CLAIM,
    COMPANIONS,
    RECEPTION,
    TRIP,
    Cell,
    Grid,
    cited,
    grid,
    look,
    numbered,
    records,
    save,
    taken,
    value,
)

# --- thousands that were not quoted shift the cells behind them


def shifted(row: dict[str, str], column: str, yuan: str) -> list[str]:
    """Write the cells of a row with an amount that its comma cuts in two."""
    cells: list[str] = []
    for header, cell in row.items():
        cells += yuan.split(",") if header == column else [cell]
    return cells


@pytest.mark.parametrize("last", ["发票", ""], ids=["last filled", "last blank"])
@pytest.mark.parametrize("padding", [0, 2, 4])
@pytest.mark.parametrize("yuan", ["1,560.00", "12,300.00", "1,234,560.00"])
def test_unquoted_thousands_give_no_wrong_amount(
    yuan: str, padding: int, last: str, tmp_path: Path
) -> None:
    """The row is read right or listed as one whose cells cannot be told apart."""
    lines = [
        [*CLAIM, *[""] * padding],
        [*CLAIM.values(), *[""] * padding],
        [*shifted({**CLAIM, "附件": last}, "报销金额", yuan), *[""] * (padding - yuan.count(","))],
    ]
    path = tmp_path / "导出.csv"
    path.write_text("\n".join(",".join(line) for line in lines), "utf-8")
    found = look(path)
    (table,) = found.tables
    right = Decimal(yuan.replace(",", ""))
    if table.rows_rejected:
        assert (table.rows_checked, table.yuan_checked) == (1, "300.00")
        assert [one.row for one in found.report.rejects] == [3]
    else:
        assert Decimal(table.yuan_checked) == right + 300


def test_a_row_that_fills_cells_beyond_the_headers_is_too_wide(tmp_path: Path) -> None:
    cells: list[list[Cell]] = [[*row, "", ""] for row in grid(numbered([RECEPTION] * 3))]
    cells[2] = [*cells[2][:-3], "400", "00", "接待"]
    found = look(save(tmp_path / "接待.csv", cells))
    assert (found.tables[0].rows_checked, found.tables[0].rows_rejected) == (2, 1)
    assert [one.row for one in found.report.rejects] == [3]


def test_a_note_beside_the_table_costs_no_row(tmp_path: Path) -> None:
    """The cells of a workbook have their places: a word to the right of a row shifts none."""
    cells: list[list[Cell]] = [[*row, "", ""] for row in grid(numbered([RECEPTION] * 3))]
    cells[2][-1] = "已核对"
    found = look(save(tmp_path / "接待.xlsx", cells))
    (table,) = found.tables
    assert (table.rows_checked, table.rows_rejected, table.yuan_checked) == (3, 0, "1200.00")


# --- a month is no day


@pytest.mark.parametrize("pattern", ["yyyy年m月", 'yyyy"年"m"月"', "yyyy-mm", "mmm-yy", "yyyy/m"])
def test_a_cell_that_shows_a_month_is_no_day(pattern: str, tmp_path: Path) -> None:
    row = {**RECEPTION, "接待审批日期": "2019-03-05"}
    path = tmp_path / "接待.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        month = book.add_format({"num_format": pattern})
        sheet.write_row(0, 0, list(row))
        sheet.write_row(1, 0, list(row.values()))
        place = list(row).index("接待日期")
        sheet.write_datetime(1, place, dt.datetime(2019, 3, 1), month)  # noqa: DTZ001 - a cell has no zone
    found = look(path)
    assert found.tables[0].rows_checked == 1
    assert [(row, header) for row, header, _ in found.cells()] == [(2, "接待日期")]
    assert [one.message for one in found.leads if "CQ26-approval-date" in cited(one)] == []


@pytest.mark.parametrize("text", ["2019年3月", "2019-03", "2019.3", "201903", "二〇一九年三月"])
def test_a_month_in_words_is_no_day(text: str, tmp_path: Path) -> None:
    row = {**RECEPTION, "接待日期": text, "接待审批日期": "2019-03-05"}
    found = look(save(tmp_path / "接待.csv", grid([row])))
    assert found.tables[0].rows_checked == 1
    assert found.cells() == [(2, "接待日期", text)]
    assert [one.message for one in found.leads if "CQ26-approval-date" in cited(one)] == []


# --- the report as CSV, opened in a spreadsheet

NUMBERS = ("20240305000000000001", "00123", "3-5", "1E5", "2024/3")


def test_numbers_survive_a_spreadsheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Bare, a spreadsheet makes 2.02403E+19, 123 or a day of them."""
    rows = [{**RECEPTION, "单据号": number, "陪餐人数": "6"} for number in NUMBERS]
    save(tmp_path / "接待.csv", grid(rows))
    run = runner(tmp_path, monkeypatch, capfd)
    out = run("check", "接待.csv", "--region", "重庆", "--format", "csv").out
    cells = [cell for row in csv.reader(io.StringIO(out.lstrip("\ufeff"))) for cell in row]
    assert [number for number in NUMBERS if not any(number in cell for cell in cells)] == []
    assert [number for number in NUMBERS if number in (cell.strip() for cell in cells)] == []


# --- totals that were rounded, and lines that contain others


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        ((0.156, 0.2344, 0.3155), 0.71),
        ((0.156, 0.2344, 0.3155), 0.706),
        ((1.2345, 2.3456, 3.4567), 7.04),
        ((1.25, 2.35), 3.6),
    ],
)
def test_a_rounded_total_is_not_wrong(
    amounts: tuple[float, ...], total: float, tmp_path: Path
) -> None:
    cells = rounded(amounts, total)
    found = look(save(tmp_path / "接待.xlsx", cells))
    assert found.tables[0].rows_checked == len(amounts)
    assert [one.message for one in found.report.notices if one.code == "totals_differ"] == []


@pytest.mark.parametrize(("amounts", "total"), [((0.156, 0.2344), 0.41), ((1.25, 2.35), 3.5)])
def test_a_wrong_total_is_told(amounts: tuple[float, ...], total: float, tmp_path: Path) -> None:
    found = look(save(tmp_path / "接待.xlsx", rounded(amounts, total)))
    assert [one.code for one in found.report.notices if one.code.startswith("totals_")] == ["totals_differ"]  # fmt: skip


def rounded(amounts: tuple[float, ...], total: float) -> Grid:
    rows: list[dict[str, Cell]] = [{**RECEPTION, "单据号": f"R{place}", "餐费": None, "报销金额": yuan} for place, yuan in enumerate(amounts)]  # fmt: skip
    rows.append({**dict.fromkeys(RECEPTION), "单据号": "合计", "报销金额": total})
    return [["公务接待费明细表"], ["单位：万元"], *grid(rows)]


def test_classes_and_their_lines_are_not_added_up(tmp_path: Path) -> None:
    """A budget by class and item: the total is that of the classes, and of the items."""
    cells: Grid = [
        ["重庆市渝岭区水利局2019年一般公共预算基本支出表"],
        ["单位：万元"],
        ["科目编码", "科目名称", "预算数", "决算数"],
        ["301", "工资福利支出", "500.00", "480.00"],
        ["30101", "基本工资", "300.00", "290.00"],
        ["30102", "津贴补贴", "200.00", "190.00"],
        ["302", "商品和服务支出", "60.00", "55.00"],
        ["30201", "办公费", "40.00", "38.00"],
        ["30211", "差旅费", "20.00", "17.00"],
        ["", "合计", "560.00", "535.00"],
    ]
    found = look(save(tmp_path / "预算.csv", cells))
    assert sum(table.rows_checked for table in found.tables) > 0
    assert [one.message for one in found.report.notices if one.code == "totals_differ"] == []


# --- hidden and filtered rows


@pytest.mark.parametrize("filtered", [False, True], ids=["hidden", "filtered"])
def test_hidden_rows_are_read_and_told(filtered: bool, tmp_path: Path) -> None:
    rows = numbered([RECEPTION, {**RECEPTION, "陪餐人数": "6", "报销金额": "900.00"}, RECEPTION])
    path = tmp_path / "接待.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        for place, cells in enumerate(grid(rows)):
            sheet.write_row(place, 0, cells)
        if filtered:
            sheet.autofilter(0, 0, 3, len(RECEPTION) - 1)
        sheet.set_row(2, None, None, {"hidden": True})
    found = look(path)
    assert (found.tables[0].rows_checked, found.tables[0].yuan_checked) == (3, "1700.00")
    assert found.rows(COMPANIONS) == [3]
    told = [one for one in found.report.notices if "hidden" in one.code and one.sheet == "台账"]
    assert len(told) == 1


def test_no_hidden_row_no_notice(tmp_path: Path) -> None:
    found = look(save(tmp_path / "接待.xlsx", grid([RECEPTION])))
    assert [one for one in found.report.notices if "hidden" in one.code] == []


# --- a form as it is printed

FORM: Grid = [
    ["差旅费报销单"],
    ["单位：", "重庆市渝岭区水利局", "", "填报日期：", "2019年3月12日", "", "附单据：", "5张"],
    ["姓名", "江亦舟", "职务", "科长", "出差事由", "参加会议", "出差地点", "四川省川屏市"],
    ["出发日期", "2019-03-05", "返回日期", "2019-03-07", "天数", 3, "人数", 1],
    ["项目", "金额", "", "", "", "", "备注", ""],
    ["城市间交通费", 308, "", "", "", "", "", ""],
    ["住宿费", 1200, "", "", "", "", "", ""],
    ["伙食补助费", 300, "", "", "", "", "", ""],
    ["市内交通费", 240, "", "", "", "", "", ""],
    ["合计（大写）", "贰仟零肆拾捌元整", "", "（小写）", "￥2048.00", "", "", ""],
    ["单位负责人：", "", "财务审核：", "", "报销人：", "江亦舟", "", ""],
]


@pytest.mark.parametrize("kind", [None, "travel"])
def test_a_printed_form_is_not_four_trips(kind: str | None, tmp_path: Path) -> None:
    """It is one trip, or nothing that was checked; in any case nothing without a day and a person."""
    path = save(tmp_path / "报销单.xlsx", FORM)
    kept = [one for one in records(taken(path, kind=kind)) if one.kind == "travel"]
    assert len(kept) <= 1
    for one in kept:
        assert value(one, "start_date") == dt.date(2019, 3, 5)
        assert value(one, "travelers")
    found = look(path, kind=kind)
    told = (*found.report.rejects, *found.report.notices, *found.unreadable)
    assert kept or told


# --- lines of one claim

LINES: Grid = [
    [*TRIP],
    ["C1", "重庆市渝岭区水利局", "江亦舟", "2019-03-05", "2019-03-07", "四川省川屏市", "308.00", "", "", "308.00", "参加会议"],
    ["", "", "", "", "", "", "", "660.00", "", "660.00", ""],
    ["", "", "", "", "", "", "", "", "300.00", "300.00", ""],
    ["C2", "重庆市渝岭区水利局", "尚可", "2019-04-05", "2019-04-07", "四川省川屏市", "308.00", "", "", "308.00", "参加会议"],
    ["", "", "", "", "", "", "", "", "300.00", "300.00", ""],
]  # fmt: skip


@pytest.mark.parametrize("name", ["差旅.csv", "差旅.xlsx"])
def test_lines_whose_claim_stands_on_the_first_of_them(name: str, tmp_path: Path) -> None:
    path = save(tmp_path / name, LINES)
    (table,) = look(path).tables
    assert (table.rows_checked, table.rows_rejected, table.yuan_checked) == (5, 0, "1876.00")
    kept = [(value(one, "claim_no"), value(one, "unit"), value(one, "start_date")) for one in records(taken(path))]  # fmt: skip
    first, second = (
        (no, "重庆市渝岭区水利局", dt.date(2019, month, 5)) for no, month in (("C1", 3), ("C2", 4))
    )
    assert kept == [first] * 3 + [second] * 2


def test_a_line_that_tells_of_its_own_event_takes_over_nothing(tmp_path: Path) -> None:
    rows = [
        CLAIM,
        {**CLAIM, "单据编号": "", "发生日期": "2019-03-09", "报销单位": "重庆市云麓县审计局"},
    ]
    kept = records(taken(save(tmp_path / "导出.csv", grid(rows))))
    assert [value(one, "event_date") for one in kept] == [dt.date(2019, 3, 5), dt.date(2019, 3, 9)]
    assert value(kept[1], "unit") == "重庆市云麓县审计局"


# --- one number, several ways to write it

SAME_NUMBER = ("00382915", "No.00382915", "№00382915", "NO:00382915", "0038 2915", "№ 00382915", "００３８２９１５", "'00382915", '="00382915"')  # fmt: skip


@pytest.mark.parametrize("other", SAME_NUMBER)
def test_one_invoice_in_two_ways_to_write_is_found(other: str, tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, "发票号码": "00382915"}, {**RECEPTION, "发票号码": other}])
    assert look(save(tmp_path / "接待.csv", grid(rows))).rows("CQ11-invoice-twice") == [2]


@pytest.mark.parametrize("other", ["382915", "00382916", "10382915"])
def test_another_number_is_another_invoice(other: str, tmp_path: Path) -> None:
    rows = numbered([{**RECEPTION, "发票号码": "00382915"}, {**RECEPTION, "发票号码": other}])
    found = look(save(tmp_path / "接待.csv", grid(rows)))
    assert found.rows("CQ11-invoice-twice") == []
