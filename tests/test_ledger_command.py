"""``qinjian ledger merge`` and ``qinjian diff``: what people entered stays, whatever they did."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from qinjian.engine.ledger.workbook import write_workbook
from qinjian.engine.report.write import render
from qinjian.engine.rulebook import load
from qinjian.schemas.finding import Report
from tests.command import Run, runner
from tests.engine.ledger.books import BOOK, headers, opened, report_of, rows, with_leads

REPORT = report_of()
KEPT, OTHER, GONE, NEW = REPORT.findings[:4]
MARK = "疑点指纹"


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    monkeypatch.setattr(load, "load_rulebook", lambda *_, **__: BOOK)
    Path("old.xlsx").write_bytes(write_workbook(with_leads(REPORT, KEPT, OTHER, GONE), BOOK))
    save(with_leads(REPORT, KEPT, OTHER, NEW), "new.json")
    return run


def save(report: Report, name: str) -> None:
    Path(name).write_text(render(report, "json"), encoding="utf-8")


def work(name: str, change: Callable[[Worksheet], None], sheet: str = "疑点核查表") -> None:
    """Open a ledger as people do, change a sheet, and save it."""
    book = openpyxl.load_workbook(name)
    change(book[sheet])
    book.save(name)


def at(sheet: Worksheet, mark: str, header: str) -> openpyxl.cell.Cell:
    row = next(n for n, one in enumerate(rows(sheet), start=2) if one[MARK] == mark)
    return sheet.cell(row, headers(sheet).index(header) + 1)  # type: ignore[return-value]


def fill(sheet: Worksheet, mark: str, **values: object) -> None:
    for header, value in values.items():
        at(sheet, mark, header).value = value  # type: ignore[assignment]


def by_mark(name: str, sheet: str = "疑点核查表") -> dict[object, dict[object, object]]:
    return {row[MARK]: row for row in rows(opened(Path(name))[sheet])}


def merge(run: Run, old: str = "old.xlsx", new: str = "new.json", output: str = "out.xlsx") -> str:
    result = run("ledger", "merge", old, new, "-o", output)
    assert (result.code, result.out) == (0, "")
    return result.err


ENTERED = {
    "核实金额": 1234.5,
    "核查方式及取得资料": "=访谈",
    "被审计单位说明": "http://example.com 无异议",
    "核查结论": "部分属实",
    "取证单编号": "00123",
    "底稿索引号": "1234567890123456789",
    "核查人": "甲",
    "核查日期": dt.datetime(2026, 3, 5),  # noqa: DTZ001
}


def enter(sheet: Worksheet) -> None:
    fill(sheet, KEPT.fingerprint, **ENTERED)
    at(sheet, KEPT.fingerprint, "核查方式及取得资料").data_type = "s"


def test_what_people_entered_stays(qinjian: Run) -> None:
    work("old.xlsx", enter)
    told = merge(qinjian)
    assert "out.xlsx: 1 rows have leads that the new report has no more" in told
    found = by_mark("out.xlsx")
    assert {*found} == {KEPT.fingerprint, OTHER.fingerprint, NEW.fingerprint}
    assert {header: found[KEPT.fingerprint][header] for header in ENTERED} == ENTERED
    for header in ENTERED:
        assert found[NEW.fingerprint][header] == ("待核查" if header == "核查结论" else None)
    sheet = opened(Path("out.xlsx"))["疑点核查表"]
    assert at(sheet, KEPT.fingerprint, "核查方式及取得资料").data_type == "s"
    worked_in = opened(Path("old.xlsx"))["疑点核查表"]
    for header in ("核查日期", "核实金额"):
        old, new = (at(one, KEPT.fingerprint, header) for one in (worked_in, sheet))
        assert new.number_format == old.number_format


def test_a_lead_keeps_its_number_and_new_ones_come_after(qinjian: Run) -> None:
    before = {mark: row["事项编号"] for mark, row in by_mark("old.xlsx").items()}
    merge(qinjian)
    after = {mark: row["事项编号"] for mark, row in by_mark("out.xlsx").items()}
    assert after[KEPT.fingerprint] == before[KEPT.fingerprint]
    assert after[OTHER.fingerprint] == before[OTHER.fingerprint]
    assert after[NEW.fingerprint] == 4


def test_columns_may_be_moved_renamed_and_added(qinjian: Run) -> None:
    def rework(sheet: Worksheet) -> None:
        enter(sheet)
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        sheet.append(["某县审计局疑点核查台账"])
        renamed = {
            "核实金额": "认定金额",
            "核查结论": "核查\n结果",
            "核查人": "审计人员",
            MARK: "指纹",
        }
        for row in cells:
            sheet.append([renamed.get(str(one), one) for one in reversed(row)])
        sheet.cell(2, 60, "备注").value = "备注"
        kept = next(n for n in range(3, 9) if KEPT.fingerprint in [c.value for c in sheet[n]])
        sheet.cell(kept, 60).value = "下周再问"
        sheet.cell(kept, 61).value = "无列名"

    work("old.xlsx", rework)
    merge(qinjian)
    found = by_mark("out.xlsx")[KEPT.fingerprint]
    assert {header: found[header] for header in ENTERED} == ENTERED
    sheet = opened(Path("out.xlsx"))["疑点核查表"]
    assert headers(sheet)[-2:] == ["备注", ""]
    assert [found["备注"], found[""]] == ["下周再问", "无列名"]
    assert by_mark("out.xlsx")[OTHER.fingerprint]["备注"] is None


def test_rows_comments_formulas_and_sheets_of_people_stay(qinjian: Run) -> None:
    def rework(sheet: Worksheet) -> None:
        at(sheet, KEPT.fingerprint, "单位").comment = Comment("与丙核对", "乙")
        at(sheet, OTHER.fingerprint, "核实金额").value = "=F2*2"
        at(sheet, OTHER.fingerprint, "排除理由").value = "_x0041_"
        sheet.append(["自行发现", *[None] * 12, "手工补充的疑点"])
        assert sheet.parent is not None
        sheet.parent.create_sheet("走访记录")["C4"] = "00123"

    work("old.xlsx", rework)
    told = merge(qinjian)
    assert "the sheets that were added (走访记录)" in told
    for old, output in (("out.xlsx", "again.xlsx"), ("again.xlsx", "third.xlsx")):
        merge(qinjian, old, output=output)
        book = opened(Path(output))
        found = by_mark(output)
        assert found[KEPT.fingerprint]["批注"] == "与丙核对"
        other = at(book["疑点核查表"], OTHER.fingerprint, "核实金额")
        assert (other.value, other.data_type) == ("=F2*2", "s")
        assert str(found[OTHER.fingerprint]["排除理由"]).replace("x005F_", "") == "_x0041_"
        assert found[None]["事项编号"] == "自行发现"
        assert found[None]["问题摘要"] == "手工补充的疑点"
        assert book["走访记录"]["C4"].value == "00123"


def test_a_lead_that_is_gone_keeps_everything_and_may_come_back(qinjian: Run) -> None:
    work("old.xlsx", lambda sheet: fill(sheet, GONE.fingerprint, 核查结论="属实", 核查人="丁"))
    save(with_leads(REPORT, KEPT, OTHER, GONE), "first.json")
    merge(qinjian, new="first.json", output="one.xlsx")

    def deal_with(sheet: Worksheet) -> None:
        fill(sheet, GONE.fingerprint, 整改措施="追回", 责任人="戊")
        sheet.cell(1, sheet.max_column + 1).value = "督办"
        at(sheet, GONE.fingerprint, "督办").value = "是"

    work("one.xlsx", deal_with, "问题台账")
    merge(qinjian, "one.xlsx", output="two.xlsx")
    assert GONE.fingerprint not in by_mark("two.xlsx")
    assert GONE.fingerprint not in by_mark("two.xlsx", "问题台账")
    gone = by_mark("two.xlsx", "未再出现")[GONE.fingerprint]
    expected = {
        "核查结论": "属实", "核查人": "丁", "整改措施": "追回", "责任人": "戊",
        "问题台账：督办": "是", "问题摘要": GONE.title,
    }  # fmt: skip
    assert {header: gone[header] for header in expected} == expected
    merge(qinjian, "two.xlsx", "first.json", "three.xlsx")
    back = by_mark("three.xlsx")[GONE.fingerprint]
    assert (back["核查结论"], back["核查人"], back["事项编号"]) == ("属实", "丁", gone["事项编号"])
    problem = by_mark("three.xlsx", "问题台账")[GONE.fingerprint]
    assert (problem["整改措施"], problem["责任人"], problem["督办"]) == ("追回", "戊", "是")
    assert {*by_mark("three.xlsx", "未再出现")} == {NEW.fingerprint}


def test_confirmed_leads_become_problems_and_what_is_entered_there_stays(qinjian: Run) -> None:
    def conclude(sheet: Worksheet) -> None:
        fill(sheet, KEPT.fingerprint, 核查结论="属实", 核实金额=88.8)
        fill(sheet, OTHER.fingerprint, 核查结论="排除")

    work("old.xlsx", conclude)
    merge(qinjian)
    problems = by_mark("out.xlsx", "问题台账")
    assert {*problems} == {KEPT.fingerprint}
    mine = problems[KEPT.fingerprint]
    assert (mine["已核实金额（元）"], mine["结论"], mine["整改状态"]) == (88.8, "属实", "未整改")
    assert mine["定性依据"] == by_mark("out.xlsx")[KEPT.fingerprint]["引用条款"]
    filled = {"定性依据": "条例第二十条", "整改措施": "退款", "整改状态": "已整改"}
    work("out.xlsx", lambda sheet: fill(sheet, KEPT.fingerprint, **filled), "问题台账")
    work("out.xlsx", lambda sheet: fill(sheet, KEPT.fingerprint, 核查结论="资料不足"))
    merge(qinjian, "out.xlsx", output="again.xlsx")
    mine = by_mark("again.xlsx", "问题台账")[KEPT.fingerprint]
    assert {header: mine[header] for header in filled} == filled
    assert mine["结论"] == "资料不足"


def test_a_problem_of_which_nothing_was_entered_goes_with_its_verdict(qinjian: Run) -> None:
    work("old.xlsx", lambda sheet: fill(sheet, KEPT.fingerprint, 核查结论="属实"))
    merge(qinjian)
    work("out.xlsx", lambda sheet: fill(sheet, KEPT.fingerprint, 核查结论="排除"))
    merge(qinjian, "out.xlsx", output="again.xlsx")
    assert KEPT.fingerprint not in by_mark("again.xlsx", "问题台账")


def test_a_cell_of_the_program_that_was_changed_is_listed(qinjian: Run) -> None:
    work("old.xlsx", lambda sheet: fill(sheet, KEPT.fingerprint, 部门="经查为办公室"))
    merge(qinjian)
    changed = rows(opened(Path("out.xlsx"))["程序栏变动"])
    assert [(row[MARK], row["列"], row["原内容"], row["现内容"]) for row in changed] == [
        (KEPT.fingerprint, "部门", "经查为办公室", None)
    ]


def test_a_ledger_of_the_other_language_is_understood(qinjian: Run) -> None:
    work("old.xlsx", enter)
    save(with_leads(report_of("en"), *report_of("en").findings[:2]), "en.json")
    merge(qinjian, new="en.json")
    found = {row["Fingerprint"]: row for row in rows(opened(Path("out.xlsx"))["Leads"])}
    mine = found[KEPT.fingerprint]
    assert (mine["Verdict"], mine["Verified amount"]) == ("partly confirmed", 1234.5)
    assert mine["Number of evidence"] == "00123"


def test_a_sheet_with_another_name_is_still_the_ledger_and_a_copy_of_it_is_not(
    qinjian: Run,
) -> None:
    def rework(sheet: Worksheet) -> None:
        enter(sheet)
        sheet.title = "核查表2026"
        assert sheet.parent is not None
        sheet.parent.copy_worksheet(sheet).title = "备份"

    work("old.xlsx", rework)
    assert "the sheets that were added (备份)" in merge(qinjian)
    assert by_mark("out.xlsx")[KEPT.fingerprint]["取证单编号"] == "00123"
    copy = opened(Path("out.xlsx"))["备份"]
    assert (copy["A1"].value, copy["B2"].value) == (
        "事项编号",
        opened(Path("old.xlsx"))["备份"]["B2"].value,
    )


def test_what_is_written_beside_a_table_of_the_program_is_kept_once(qinjian: Run) -> None:
    def note(sheet: Worksheet) -> None:
        sheet.cell(2, sheet.max_column + 1).value = "已发函索要"

    work("old.xlsx", note, "待补资料")
    merge(qinjian)
    merge(qinjian, "out.xlsx", output="again.xlsx")
    book = opened(Path("again.xlsx"))
    assert book.sheetnames[-1] == "待补资料（旧）"
    assert sum("旧" in name for name in book.sheetnames) == 1
    assert "已发函索要" in [cell.value for cell in book["待补资料（旧）"][2]]
    assert "已发函索要" not in [cell.value for cell in book["待补资料"][2]]


def test_the_same_merge_gives_the_same_bytes(qinjian: Run) -> None:
    work("old.xlsx", enter)
    merge(qinjian, output="a.xlsx")
    merge(qinjian, output="b.xlsx")
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()


def without_marks(sheet: Worksheet) -> None:
    sheet.cell(1, headers(sheet).index(MARK) + 1).value = "某列"


def twice(sheet: Worksheet) -> None:
    fill(sheet, OTHER.fingerprint, **{MARK: KEPT.fingerprint})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without_marks, "there is no column Fingerprint"),
        (twice, f"the fingerprint “{KEPT.fingerprint}” stands here twice"),
    ],
)
def test_a_ledger_that_is_not_told_apart_is_refused_whole(
    qinjian: Run, change: Callable[[Worksheet], None], message: str
) -> None:
    work("old.xlsx", change)
    result = qinjian("ledger", "merge", "old.xlsx", "new.json", "-o", "out.xlsx")
    assert result.code == 2
    assert "old.xlsx" in result.err
    assert message in result.err
    assert not Path("out.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(qinjian: Run, content: bytes) -> None:
    Path("old.xlsx").write_bytes(content)
    result = qinjian("ledger", "merge", "old.xlsx", "new.json", "-o", "out.xlsx")
    assert result.code == 2
    assert "old.xlsx: the ledger cannot be read: " in result.err
    assert not Path("out.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"manifest": null}'])
@pytest.mark.parametrize("command", ["diff", "merge"])
def test_what_is_no_report_is_refused(qinjian: Run, content: bytes, command: str) -> None:
    Path("bad.json").write_bytes(content)
    arguments = {
        "diff": ("diff", "new.json", "bad.json"),
        "merge": ("ledger", "merge", "old.xlsx", "bad.json", "-o", "out.xlsx"),
    }[command]
    result = qinjian(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "bad.json: no report of qinjian check --format json: " in result.err
    assert not Path("out.xlsx").exists()


@pytest.mark.parametrize("output", ["old.xlsx", "./new.json", "link.xlsx"])
def test_an_input_is_never_written_over(qinjian: Run, output: str) -> None:
    Path("link.xlsx").symlink_to("old.xlsx")
    before = [Path(name).read_bytes() for name in ("old.xlsx", "new.json")]
    result = qinjian("ledger", "merge", "old.xlsx", "new.json", "-o", output)
    assert result.code == 2
    assert "this file is being read and is not written over" in result.err
    assert [Path(name).read_bytes() for name in ("old.xlsx", "new.json")] == before


def test_reports_are_compared_by_fingerprint(qinjian: Run) -> None:
    save(with_leads(REPORT, KEPT, OTHER, GONE), "old.json")
    result = qinjian("diff", "old.json", "new.json", "--format", "json")
    assert result.code == 1
    found = json.loads(result.out)
    marks = {key: [one["fingerprint"] for one in leads] for key, leads in found.items()}
    assert marks == {
        "new": [NEW.fingerprint],
        "gone": [GONE.fingerprint],
        "kept": [KEPT.fingerprint, OTHER.fingerprint],
    }
    assert found["new"][0] == {
        "fingerprint": NEW.fingerprint,
        "record": NEW.record.model_dump(),
        "rule": NEW.rule,
        "title": NEW.title,
        "level": NEW.level.value,
        "at_issue": NEW.at_issue,
    }
    table = qinjian("diff", "old.json", "new.json").out.splitlines()
    assert [line for line in table if not line.startswith(" ")] == [
        "1 new leads", "1 leads that are gone", "2 leads that are still there",
    ]  # fmt: skip
    assert table[1].split("  ")[2] == NEW.fingerprint
    assert NEW.title in table[1]
    assert f":{NEW.record.row}  {NEW.record.claim_no}" in table[1]
    assert "新增疑点 1 个" in qinjian("diff", "old.json", "new.json", "--lang", "zh").out


def test_without_new_leads_a_difference_ends_with_0(qinjian: Run) -> None:
    save(with_leads(REPORT, KEPT), "less.json")
    result = qinjian("diff", "new.json", "less.json")
    assert result.code == 0
    assert result.out.startswith("0 new leads\n2 leads that are gone\n")


def test_what_cannot_be_told_is_no_new_lead(qinjian: Run) -> None:
    open_one = NEW.model_copy(update={"outcome": "undetermined"})
    save(with_leads(REPORT, KEPT), "a.json")
    save(with_leads(REPORT, KEPT, open_one), "b.json")
    assert qinjian("diff", "a.json", "b.json").code == 0
