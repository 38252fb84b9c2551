"""The ledger as others open it: what stands where, and that it adds up."""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl.utils import get_column_letter

from qinjian.engine.ledger.columns import LEADS, PROBLEMS, SHEETS
from qinjian.engine.ledger.entries import read_ledger
from qinjian.engine.ledger.sheets import MOST_CHARACTERS, Sheets
from qinjian.engine.ledger.workbook import write_workbook
from tests.engine.ledger.books import (
    BOOK,
    SAMPLE,
    headers,
    lead,
    opened,
    report_of,
    rows,
    with_leads,
)

REPORT = report_of()
LEDGER = opened(write_workbook(REPORT, BOOK))
YUAN = "疑点金额（元，不重复计）"


def yuan(value: object) -> Decimal:
    return Decimal(str(value or 0))


def test_each_lead_is_a_row_with_its_own_figures() -> None:
    found = {row["疑点指纹"]: row for row in rows(LEDGER["疑点核查表"])}
    assert len(REPORT.findings) == len(found) == REPORT.totals.findings > 50
    for finding in REPORT.findings:
        row = found[finding.fingerprint]
        assert row["问题摘要"] == finding.title
        assert row["具体描述"] == finding.message
        assert row["条"] == finding.article
        assert row["行"] == finding.record.row
        assert row["单位"] == finding.about.unit
        assert yuan(row["疑点金额（元）"]) == yuan(finding.at_issue)
        assert (row["疑点金额（元）"] is None) == (finding.at_issue is None)
        assert yuan(row["记录金额（元）"]) == yuan(finding.about.amount)
        assert finding.about.day is not None
        assert row["日期"] == dt.datetime.fromisoformat(finding.about.day)
        assert row["核查结论"] == "待核查"


def test_breaches_come_first_then_what_has_most_at_issue() -> None:
    found = rows(LEDGER["疑点核查表"])
    order = [
        (row["级别"] != "资料直接反映", row["疑点金额（元）"] is None, -yuan(row["疑点金额（元）"]))
        for row in found
    ]
    assert order == sorted(order)
    assert [row["事项编号"] for row in found] == list(range(1, len(found) + 1))


def test_the_sums_are_those_of_the_report_to_the_cent() -> None:
    totals = REPORT.totals
    whole = Decimal(totals.at_issue)
    assert whole > 0
    counted = sum(yuan(row["计入合计（元）"]) for row in rows(LEDGER["疑点核查表"]))
    assert counted == whole
    for name, head in (("按单位", "单位"), ("按人员", "单位"), ("按月份", "月份")):
        *parts, last = rows(LEDGER[name])
        assert last[head] == "合计"
        assert sum(yuan(row[YUAN]) for row in parts) == yuan(last[YUAN]) == whole
        assert sum(int(str(row["疑点（个）"])) for row in parts) == totals.findings
        assert last["疑点（个）"] == totals.findings
        assert last["其中资料直接反映"] == totals.breach
        assert last["涉及记录（条）"] == totals.records_with_findings
    *tables, last = rows(LEDGER["控制总数"])
    assert yuan(last["读取金额（元）"]) == Decimal(totals.yuan_read)
    assert sum(yuan(row["读取金额（元）"]) for row in tables) == Decimal(totals.yuan_read)
    assert last["检查行"] == totals.rows_checked
    manifest = {row["项目"]: row["内容"] for row in rows(LEDGER["运行清单"])}
    assert manifest["疑点（个）"] == totals.findings
    assert yuan(manifest["疑点金额（元，不重复计）"]) == whole


def test_articles_count_the_leads_that_cite_them_and_show_their_text() -> None:
    cited = {(one.regulation, one.article) for f in REPORT.findings for one in f.citations}
    by_article = {row["条款"]: row for row in rows(LEDGER["按条款"])}
    texts = {row["条款"]: row for row in rows(LEDGER["引用条文"])}
    assert len(by_article) == len(texts) == len(cited)
    name = "《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》第二十八条"
    citing = [f for f in REPORT.findings if ("chongqing-2014", 28) in
              {(one.regulation, one.article) for one in f.citations}]  # fmt: skip
    assert by_article[name]["疑点（个）"] == texts[name]["疑点（个）"] == len(citing) > 1
    article = BOOK.laws["chongqing-2014"].articles[28]
    assert str(texts[name]["条文"]).split("\n")[1] == article.paragraphs[1].text


def test_leads_that_occur_together_are_counted_by_record() -> None:
    found = rows(LEDGER["同现疑点"])
    by_record: dict[object, set[str]] = {}
    for finding in REPORT.findings:
        by_record.setdefault(finding.record.row, set()).add(finding.rule)
    first = found[0]
    pair = {str(first[name]).split("  ")[0] for name in ("疑点甲", "疑点乙")}
    assert first["同时出现的记录（条）"] == sum(pair <= rules for rules in by_record.values()) > 1


def test_what_people_choose_from_is_a_list() -> None:
    sheet = LEDGER["疑点核查表"]
    at = headers(sheet).index("核查结论")
    letter = get_column_letter(at + 1)
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert [one.formula1 for one in lists] == ['"待核查,属实,部分属实,排除,资料不足"']
    assert str(lists[0].sqref) == f"{letter}2:{letter}{REPORT.totals.findings + 1}"


def test_the_problems_begin_with_a_head_and_a_note() -> None:
    sheet = LEDGER["问题台账"]
    assert headers(sheet) == [column.zh for column in PROBLEMS]
    assert sheet.max_row == 2
    assert "qinjian ledger merge" in str(sheet["A2"].value)


@pytest.mark.parametrize("name", LEDGER.sheetnames)
def test_each_sheet_prints_on_a4_across_with_its_head_on_each_page(name: str) -> None:
    sheet = LEDGER[name]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None


def test_text_stays_text_whatever_it_looks_like() -> None:
    texts = {
        "department": "1234567890123456789",
        "person": "00123",
        "purpose": "=1+1",
        "unit": "http://example.com/a",
    }
    odd = lead(about=texts, message="@SUM(A1)", why="x" * MOST_CHARACTERS, title="1E5")
    sheet = opened(write_workbook(with_leads(REPORT, odd), BOOK))["疑点核查表"]
    cells = dict(zip(headers(sheet), sheet[2], strict=True))
    expected = {
        "部门": "1234567890123456789", "人员": "00123", "事由": "=1+1", "具体描述": "@SUM(A1)",
        "单位": "http://example.com/a", "需核实事项": "x" * MOST_CHARACTERS, "问题摘要": "1E5",
    }  # fmt: skip
    for header, text in expected.items():
        assert (cells[header].value, cells[header].data_type) == (text, "s")
        assert cells[header].hyperlink is None


def test_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    long = lead(why="长" * MOST_CHARACTERS + "尾", message="𠀀" * (MOST_CHARACTERS // 2 + 1))
    row = rows(opened(write_workbook(with_leads(REPORT, long), BOOK))["疑点核查表"])[0]
    for header in ("需核实事项", "具体描述"):
        text = str(row[header])
        assert text.endswith("……（过长，全文见 JSON 报告）")
        assert len(text.encode("utf-16-le")) // 2 in (MOST_CHARACTERS, MOST_CHARACTERS - 1)


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("0.01", 0.01),
        ("-8.95", -8.95),
        ("1234567890123.45", 1234567890123.45),
        ("12345678901234.56", "12345678901234.56"),
        ("0.005", "0.005"),
        ("不详", "不详"),
    ],
)
def test_money_is_a_number_where_a_spreadsheet_keeps_its_digits(
    amount: str, value: float | str
) -> None:
    odd = lead(about={"amount": amount}, limit=amount)
    sheet = opened(write_workbook(with_leads(REPORT, odd), BOOK))["疑点核查表"]
    row = dict(zip(headers(sheet), sheet[2], strict=True))
    assert row["记录金额（元）"].value == row["限额"].value == value
    assert row["记录金额（元）"].number_format == ("@" if isinstance(value, str) else "#,##0.00")


@pytest.mark.parametrize(
    ("day", "value"),
    [("2015-02-28", dt.datetime(2015, 2, 28)), ("1900-02-28", "1900-02-28"), ("不详", "不详")],  # noqa: DTZ001
)
def test_days_are_days_where_spreadsheets_count_them_right(day: str, value: object) -> None:
    odd = lead(about={"day": day})
    row = rows(opened(write_workbook(with_leads(REPORT, odd), BOOK))["疑点核查表"])[0]
    assert row["日期"] == value


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_workbook(REPORT, BOOK) == write_workbook(report_of(), BOOK)


def test_both_languages_have_the_same_sheets_and_columns() -> None:
    english = opened(write_workbook(report_of("en"), BOOK))
    names = [key for key, (zh, _) in SHEETS.items() if zh in LEDGER.sheetnames]
    assert english.sheetnames == [SHEETS[key][1] for key in names]
    assert headers(english["Leads"]) == [column.en for column in LEADS]
    for chinese, other in zip(LEDGER.worksheets, english.worksheets, strict=True):
        assert len(headers(chinese)) == len(headers(other))
        assert not {*headers(chinese)} & {*headers(other)}
    first = rows(english["Leads"])[0]
    assert (first["Level"], first["Verdict"]) == ("breach", "to be verified")


def test_a_file_at_hand_is_linked_from_where_the_ledger_will_be() -> None:
    gone = lead(fingerprint="b", record=lead().record.model_copy(update={"file": "gone.csv"}))
    sheeted = lead(
        fingerprint="c", record=lead().record.model_copy(update={"sheet": "一'表", "row": 7})
    )
    report = with_leads(REPORT, lead(), gone, sheeted)
    written = write_workbook(report, BOOK, target=SAMPLE.parent / "out" / "ledger.xlsx")
    sheet = opened(written)["疑点核查表"]
    column = headers(sheet).index("文件") + 1
    linked, absent, placed = (sheet.cell(row, column) for row in (2, 3, 4))
    assert linked.value == str(SAMPLE)
    assert linked.hyperlink is not None
    assert str(linked.hyperlink.target).replace("\\", "/") == "../receptions.csv"
    assert placed.hyperlink is not None
    assert placed.hyperlink.location == "'一''表'!A7"
    assert (absent.value, absent.hyperlink) == ("gone.csv", None)


def test_what_cannot_be_told_has_a_sheet_of_its_own_and_is_no_lead() -> None:
    aside = [lead(outcome="undetermined", fingerprint=f"u{n}") for n in range(3)]
    told = opened(write_workbook(REPORT, BOOK, aside))
    assert [row["疑点指纹"] for row in rows(told["无法判断"])] == ["u0", "u1", "u2"]
    assert rows(told["无法判断"])[0]["级别"] == "无法判断"
    assert len(rows(told["疑点核查表"])) == REPORT.totals.findings
    assert "无法判断" not in LEDGER.sheetnames


def test_a_report_without_leads_has_a_ledger_too() -> None:
    told = opened(write_workbook(with_leads(REPORT), BOOK))
    assert rows(told["疑点核查表"]) == []
    assert rows(told["按单位"])[0][YUAN] == 0


def test_a_sheet_that_is_full_is_continued(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as workbook:
        leads = [{"no": n, "fingerprint": f"f{n}", "verdict": "排除"} for n in range(1, 6)]
        Sheets(workbook, "zh", most_rows=3).table("leads", LEADS, leads)
    assert opened(made.getvalue()).sheetnames == [
        "疑点核查表", "疑点核查表（续2）", "疑点核查表（续3）",
    ]  # fmt: skip
    path = tmp_path / "long.xlsx"
    path.write_bytes(made.getvalue())
    assert list(read_ledger(path).leads.rows) == ["f1", "f2", "f3", "f4", "f5"]


@pytest.mark.parametrize(
    ("together", "counts"),
    [("120.00", ["100.00", "50.00", "0"]), ("200.00", ["0", "0", "200.00"])],
)
def test_of_a_group_and_its_members_the_larger_sum_counts(together: str, counts: list[str]) -> None:
    first, second = (lead().record.model_copy(update={"row": row}) for row in (2, 3))
    leads = (
        lead(record=first, at_issue="100.00", fingerprint="a"),
        lead(record=second, at_issue="50.00", fingerprint="b"),
        lead(record=first, at_issue=together, members=(first, second), fingerprint="c"),
    )
    told = opened(write_workbook(with_leads(REPORT, *leads), BOOK))
    found = {str(row["疑点指纹"]): yuan(row["计入合计（元）"]) for row in rows(told["疑点核查表"])}
    assert [found[mark] for mark in "abc"] == [Decimal(count) for count in counts]
    assert yuan(rows(told["按单位"])[-1][YUAN]) == sum(map(Decimal, counts))
