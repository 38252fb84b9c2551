"""Tables that people have and that were refused: they are read, or say what to do."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
import pytest
import xlsxwriter

from qinjian.engine import check
from tests.command import runner
from tests.faults.tables import (
    CLAIM,
    RECEPTION,
    TRIP,
    Cell,
    Grid,
    grid,
    look,
    numbered,
    records,
    rulebook,
    save,
    save_sheets,
    taken,
    text_of,
    value,
)

TREASURY: dict[str, Cell] = {
    "序号": 1, "单位编码": "203001", "单位名称": "重庆市渝岭区水利局", "支付申请编号": "ZF20190305001",
    "预算项目": "公务接待费", "指标文号": "渝财预〔2019〕1号", "功能分类": "2130301-行政运行",
    "政府经济分类": "50206-公务接待费", "部门经济分类": "30217-公务接待费", "资金性质": "一般公共预算资金",
    "支付金额(元)": 1560.0, "收款人全称": "渝岭饭店", "收款人账号": "6222020000000000018",
    "收款人开户银行": "工商银行渝岭支行", "摘要": "付接待费", "支付方式": "授权支付", "结算方式": "公务卡",
    "支付日期": "2019-03-05", "凭证状态": "已支付",
}  # fmt: skip


# --- two columns for one field


@pytest.mark.parametrize("name", ["支付.csv", "支付.xlsx"])
def test_an_export_of_the_treasury_has_two_ways_to_pay(name: str, tmp_path: Path) -> None:
    other = {**TREASURY, "支付申请编号": "ZF20190306002", "部门经济分类": "30201-办公费", "政府经济分类": "50201-办公经费",
             "预算项目": "公用经费", "摘要": "付办公费", "支付金额(元)": 240.0, "支付方式": "直接支付", "结算方式": "转账"}  # fmt: skip
    path = save(tmp_path / name, grid([TREASURY, other]))
    found = look(path)
    (table,) = found.tables
    assert (table.rows_checked, table.rows_rejected, table.yuan_checked) == (2, 0, "1800.00")
    assert found.report.rejects == ()
    methods = [value(one, "payment_method") for one in records(taken(path))]
    assert [bool(method) for method in methods] == [True, True]


REMARKS = [("甲", "乙"), ("甲", "甲"), ("甲", ""), ("", "乙"), ("", "")]


def test_two_columns_of_remarks(tmp_path: Path) -> None:
    """The one that is filled counts; where both are and differ, none is lost in silence."""
    base = grid(numbered([CLAIM] * len(REMARKS)))
    cells = [[*base[0], "备注", "备注"]]
    cells += [[*row, *pair] for row, pair in zip(base[1:], REMARKS, strict=True)]
    for name in ("导出.csv", "导出.xlsx"):
        found = taken(save(tmp_path / name, cells))
        assert found.rejects == ()
        kept = [value(one, "remarks") for one in records(found)]
        assert kept[1:] == ["甲", "甲", "乙", None]
        listed = [problem.where.row for problem in found.unreadable]
        assert listed == [2] or {"甲", "乙"} <= set(str(kept[0]))


@pytest.mark.parametrize(
    ("first", "second", "paid"),
    [
        ({"申请金额": "500.00"}, {"报销金额": "480.00"}, "480.00"),
        ({"报销金额": "480.00"}, {"核定金额": "450.00"}, "450.00"),
        ({"核定金额": "450.00"}, {"实付金额": "440.00"}, "440.00"),
        ({"实付金额": ""}, {"报销金额": "480.00"}, "480.00"),
        ({"金额": "100.00"}, {"价税合计": "113.00"}, "113.00"),
    ],
)
def test_two_amounts_are_ranked_by_what_they_mean(
    first: dict[str, str], second: dict[str, str], paid: str, tmp_path: Path
) -> None:
    plain = {name: cell for name, cell in CLAIM.items() if name != "报销金额"}
    for place, amounts in enumerate(({**first, **second}, {**second, **first})):
        (table,) = look(save(tmp_path / f"{place}.csv", grid([{**plain, **amounts}]))).tables
        assert (table.rows_checked, table.yuan_checked) == (1, paid)


def test_two_dates_of_one_meaning_that_differ_are_unreadable(tmp_path: Path) -> None:
    """用餐时间 and 接待日期 say the same; where they do, and where they do not."""
    rows = numbered([{**RECEPTION, "用餐时间": day} for day in ("2019-03-05", "", "2019-03-08")])
    found = look(save(tmp_path / "接待.csv", grid(rows)))
    assert (found.tables[0].rows_checked, found.tables[0].rows_rejected) == (3, 0)
    assert {row for row, _, _ in found.cells()} <= {4}


@pytest.mark.parametrize(("stated", "differing"), [("3180.50", 0), ("4180.00", 1)])
def test_a_ledger_of_one_column_of_money_has_its_control_totals(
    tmp_path: Path, stated: str, differing: int
) -> None:
    rows = [
        ["日期", "凭证号", "摘要", "科目", "金额"],
        ["2018-03-06", "记-1", "接待市水利局检查组午餐", "公务接待费", "1280.50"],
        ["2018-03-07", "记-2", "印刷费", "印刷费", "1600"],
        ["2018-03-08", "记-3", "办公用纸", "办公费", "300"],
        ["合计", "", "", "", stated],
    ]
    (table,) = look(save(tmp_path / "明细账.csv", rows)).tables
    assert (table.kinds, table.rows_checked) == (("voucher",), 3)
    assert (table.yuan_read, table.yuan_checked) == ("3180.50", "3180.50")
    assert (table.rows_without_amount, len(table.totals)) == (0, 1)
    assert sum(total.differs is True for total in table.totals) == differing


# --- headers with decorations

DECORATED = (
    "{}（必填）", "{}(选填)", "（必填）{}", "*{}", "{}*", "【{}】", "“{}”", "[{}]", "{}：", "{}:", "{}_1", "☆{}", "★{}",
    "{}（文本）", "{}（yyyy-mm-dd）", " {} ", "{}\n", "1.{}", "①{}", "{}★必填",
)  # fmt: skip


@pytest.mark.parametrize("form", DECORATED)
def test_headers_with_decorations(form: str, tmp_path: Path) -> None:
    for place, (base, kind) in enumerate([(RECEPTION, "reception"), (TRIP, "travel"), (CLAIM, "expense")]):  # fmt: skip
        row = {form.format(header): cell for header, cell in base.items()}
        (table,) = look(save(tmp_path / f"{place}.xlsx", grid([row]))).tables
        assert (table.kinds, table.rows_checked) == ((kind,), 1)
        assert table.yuan_checked == base["报销金额"]
        assert table.unmatched_headers == ()


UNITS = ("{}/元", "{}元", "{}(¥)", "{}，元", "{}（元）", "{}[元]", "{}【元】", "{}（人民币）", "{}（人民币元）", "{}(RMB)", "{}/RMB")  # fmt: skip


@pytest.mark.parametrize("form", UNITS)
def test_amounts_with_their_unit_in_the_header(form: str, tmp_path: Path) -> None:
    row = {(form.format(name) if name in ("餐费", "报销金额") else name): cell for name, cell in RECEPTION.items()}  # fmt: skip
    path = save(tmp_path / "接待.csv", grid([row]))
    (table,) = look(path).tables
    assert (table.yuan_checked, table.unmatched_headers) == ("400.00", ())
    assert value(records(taken(path))[0], "meal_fee") == Decimal("400.00")


@pytest.mark.parametrize("header", ["接待人数（人次）", "接待人数(人)", "接待人数/人", "接待人数（单位：人）"])  # fmt: skip
def test_people_with_their_unit_in_the_header(header: str, tmp_path: Path) -> None:
    row = {(header if name == "接待人数" else name): cell for name, cell in RECEPTION.items()}
    assert value(records(taken(save(tmp_path / "接待.csv", grid([row]))))[0], "guest_count") == 5


def test_amounts_in_ten_thousands(tmp_path: Path) -> None:
    for place, header in enumerate(
        ("报销金额（万元）", "报销金额/万元", "报销金额万元", "报销金额[万元]")
    ):
        row = {(header if name == "报销金额" else name): cell for name, cell in CLAIM.items()}
        (table,) = look(save(tmp_path / f"{place}.csv", grid([{**row, header: "0.0300"}]))).tables
        assert table.yuan_checked == "300.00", header


def test_headers_in_traditional_characters(tmp_path: Path) -> None:
    headers = ["單據號", "單位", "接待類型", "接待日期", "接待對象單位", "接待人數", "公函字號", "公務活動", "用餐形式", "陪餐人數", "餐費", "報銷金額", "事由"]  # fmt: skip
    (table,) = look(save(tmp_path / "接待.csv", [headers, [*RECEPTION.values()]])).tables
    assert (table.kinds, table.rows_checked, table.yuan_checked) == (("reception",), 1, "400.00")


# --- headers of three rows, sheets without rows


def three_rows(path: Path) -> Path:
    """Write a register whose headers stand in three rows of merged cells."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("差旅")
        sheet.merge_range("A1:J1", "重庆市渝岭区水利局2019年差旅费明细表")
        for column, header in enumerate(
            ("报销单号", "出差人员", "出发日期", "返回日期", "出差地点")
        ):
            sheet.merge_range(1, column, 3, column, header)
        sheet.merge_range("F2:I2", "费用")
        sheet.merge_range("F3:G3", "城市间")
        sheet.merge_range("H3:I3", "补助")
        sheet.write_row("F4", ["车船费", "住宿费", "伙食补助费", "市内交通费"])
        sheet.merge_range("J2:J4", "报销金额")
        for place, name in enumerate(("江亦舟", "尚可")):
            row = [f"C{place}", name, "2019-03-05", "2019-03-07", "四川省川屏市", 308, 660, 300, 240, 1508]  # fmt: skip
            sheet.write_row(4 + place, 0, row)
    return path


def test_headers_of_three_rows(tmp_path: Path) -> None:
    path = three_rows(tmp_path / "差旅.xlsx")
    found = look(path)
    (table,) = found.tables
    assert (table.kinds, table.rows_checked, table.yuan_checked) == (("travel",), 2, "3016.00")
    assert found.report.rejects == ()
    kept = [(value(one, "transport_fee"), value(one, "meal_allowance")) for one in records(taken(path))]  # fmt: skip
    assert kept == [(Decimal(308), Decimal(300))] * 2


@pytest.mark.parametrize("more", [[], [["合计"]], [["", ""], ["填表人：尚可"]]])
def test_a_month_without_rows_is_no_fault(
    more: list[list[Cell]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    sheets: dict[str, Grid] = {
        f"{month}月": grid([CLAIM | {"单据编号": f"F{month}"}]) for month in (1, 2)
    }
    sheets |= {f"{month}月": [[*CLAIM], *more] for month in (3, 4, 5)}
    path = save_sheets(tmp_path / "报销.xlsx", sheets)
    found = look(path)
    assert found.report.rejects == ()
    assert sum(table.rows_checked for table in found.tables) == 2
    run = runner(tmp_path, monkeypatch, capfd)
    assert run("check", path.name, "--region", "重庆", "--fail-on", "never", "--strict").code == 0


# --- files whose ending says something else


def as_html(cells: Grid) -> str:
    rows = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in cells)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table border="1">{body}</table></body></html>'


def as_xml_2003(cells: Grid) -> str:
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    rows = ("".join(cell.format(escape(str(one))) for one in row) for row in cells)
    body = "".join(f"<Row>{row}</Row>" for row in rows)
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Sheet1"><Table>{body}</Table></Worksheet></Workbook>'
    )


DISGUISED: dict[str, Callable[[Grid], bytes]] = {
    "HTML": lambda cells: as_html(cells).encode(),
    "HTML in GBK": lambda cells: as_html(cells).replace("utf-8", "gb2312").encode("gb18030"),
    "XML Spreadsheet 2003": lambda cells: as_xml_2003(cells).encode(),
    "TSV in GBK": lambda cells: text_of(cells, "\t").encode("gb18030"),
    "CSV in GBK": lambda cells: text_of(cells).encode("gb18030"),
    "CSV in UTF-8": lambda cells: text_of(cells).encode("utf-8-sig"),
    "TSV in UTF-16": lambda cells: text_of(cells, "\t").encode("utf-16"),
}


@pytest.mark.parametrize("ending", ["html", "htm"])
def test_a_page_under_its_own_name_is_read(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"接待.{ending}"
    path.write_bytes(as_html(grid([RECEPTION])).encode())
    found = look(path)
    assert (found.report.rejects, sum(table.rows_checked for table in found.tables)) == ((), 1)


@pytest.mark.parametrize("ending", ["xls", "xlsx"])
@pytest.mark.parametrize("form", DISGUISED)
def test_a_file_is_read_as_what_it_is(form: str, ending: str, tmp_path: Path) -> None:
    """And as it stands: a number of 20 digits and leading zeros are kept."""
    rows = [
        {**RECEPTION, "发票号码": "24502000000010910141"},
        {**RECEPTION, "单据号": "007", "发票号码": "00382915"},
    ]
    path = tmp_path / f"接待.{ending}"
    path.write_bytes(DISGUISED[form](grid(rows)))
    found = look(path)
    assert found.report.rejects == ()
    (table,) = found.tables
    assert (table.kinds, table.rows_checked, table.yuan_checked) == (("reception",), 2, "800.00")
    kept = [(value(one, "claim_no"), value(one, "invoice_no")) for one in records(taken(path))]
    assert kept == [("J1", "24502000000010910141"), ("007", "00382915")]


# --- JSON with its records inside of an answer

WRAPPED: dict[str, dict[str, object]] = {
    "data.records": {"code": 0, "msg": "ok"}, "data.rows": {"success": True}, "data": {"total": 2},
    "rows": {"total": 2}, "records": {"page": 1}, "data.list": {"code": "200"}, "result.data": {},
}  # fmt: skip


@pytest.mark.parametrize("path", WRAPPED)
def test_records_inside_of_an_answer_are_found(path: str, tmp_path: Path) -> None:
    inner: object = [RECEPTION, {**RECEPTION, "单据号": "J2"}]
    *outer, last = path.split(".")
    answer: dict[str, object] = {last: inner}
    for part in reversed(outer):
        answer = {part: answer}
    file = tmp_path / "接口.json"
    file.write_text(json.dumps({**WRAPPED[path], **answer}, ensure_ascii=False), "utf-8")
    found = look(file)
    assert sum(table.rows_checked for table in found.tables) == 2
    assert found.report.rejects == ()
    assert any(path in notice.message for notice in found.report.notices)


# --- days in other certain forms

SAME_DAY = (
    "2019-03-05T00:00:00.000+08:00", "2019-03-05T00:00:00Z", "2019-03-05 09:05:00.0", "2019/3/5 上午 9:05:00",
    "2019/3/5 下午 03:12", "二〇一九年三月五日", "二○一九年三月五日", "二零一九年三月五日", "2019年03月05日 星期二",
    "2019.3.5", "2019-3-5(周二)", "2019年3月5日上午", "20190305", "２０１９年３月５日",
)  # fmt: skip


@pytest.mark.parametrize("text", SAME_DAY)
def test_one_certain_day_in_other_forms(text: str, tmp_path: Path) -> None:
    found = taken(save(tmp_path / "接待.csv", grid([{**RECEPTION, "接待日期": text}])))
    assert [value(one, "event_date") for one in records(found)] == [dt.date(2019, 3, 5)]
    assert (found.rejects, found.unreadable) == ((), ())


# --- tables of a program


def test_a_column_of_days_and_text_in_memory() -> None:
    """What ``pandas.read_excel`` gives where one cell of a column of days is text."""
    days: list[object] = [pd.Timestamp("2019-03-05"), "2019年3月6日", dt.datetime(2019, 3, 7), None]  # noqa: DTZ001
    rows = [{**RECEPTION, "单据号": f"J{place}", "接待日期": day} for place, day in enumerate(days)]
    found = check(pd.DataFrame(rows), region="重庆", rulebook=rulebook())
    assert found.rejects == ()
    assert found.summary.rows_checked == len(days)
    assert found.report.unreadable == ()


def test_a_column_of_numbers_and_text_in_memory() -> None:
    rows = [{**CLAIM, "单据编号": no, "报销金额": yuan} for no, yuan in (("A", 120), ("B", "80.50"), ("C", 9.5), ("D", "见附件"))]  # fmt: skip
    found = check(pd.DataFrame(rows), region="重庆", rulebook=rulebook())
    assert found.rejects == ()
    assert (found.summary.rows_checked, found.summary.yuan_checked) == (4, "210.00")
    assert [one.value for one in found.report.unreadable] == ["见附件"]


@pytest.mark.parametrize("number", [24502000000010910141, 2**64, -(2**70), 6222020200112233445])
@pytest.mark.parametrize("header", ["发票号码", "收款人账号"])
def test_whole_numbers_of_any_size_in_memory(header: str, number: int) -> None:
    """Python's own, as ``read_json`` and databases give them, beside a blank cell too."""
    for others in ([], [None], ["00382915"]):
        cells = [number, number + 1, *others]
        frame = pd.DataFrame(
            {**{name: [text] * len(cells) for name, text in RECEPTION.items()}, header: pd.Series(cells, dtype=object)}
        )  # fmt: skip
        found = check(frame, region="重庆", rulebook=rulebook())
        assert (found.summary.rows_checked, found.rejects) == (len(cells), ())
        assert [one for one in found.report.findings if one.rule.startswith("CQ11-invoice")] == []
