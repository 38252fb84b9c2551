"""Marked copies: the rows of leads, in a file of another name, beside an original left alone."""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from qinjian.engine.ledger.marked import write_marked
from qinjian.engine.rulebook import load
from qinjian.schemas.finding import Report
from tests.command import Result, Run, runner
from tests.engine.ledger.books import BOOK

EXPORTS = Path(__file__).resolve().parents[3] / "samples/exports"
BREACH, DOUBT = "00FFC7CE", "00FFEB9C"
HEAD = [
    "单据号",
    "单位",
    "接待日期",
    "接待人数",
    "陪餐人数",
    "用餐形式",
    "公函字号",
    "报销金额",
    "附件",
]
BAD = [
    "A2",
    "重庆市南塘区水务局",
    "2015-06-02",
    10,
    6,
    "工作餐",
    "渝函2号",
    500,
    "公函、接待审批单、接待清单",
]
FINE = [
    "A1",
    "重庆市南塘区水务局",
    "2015-06-01",
    10,
    1,
    "工作餐",
    "渝函1号",
    90,
    "公函、接待审批单、接待清单",
]
FIRST = "marked/疑点标注件，非原件_a.xlsx"


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    monkeypatch.setattr(load, "load_rulebook", lambda *_, **__: BOOK)
    return run


def write(name: str, *rows: Sequence[object]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    book.save(name)


def mark(run: Run, *paths: str, code: int = 1) -> Result:
    result = run("check", *paths, "--region", "重庆", "--mark", "marked", "--format", "json")
    assert result.code == code
    return result


def coloured(name: str) -> dict[tuple[str, str], str]:
    """Return the colours of leads by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): cell.fill.fgColor.rgb
        for sheet in openpyxl.load_workbook(name).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in (BREACH, DOUBT)
    }


def test_the_cells_that_the_rule_read_are_marked_below_titles_too(qinjian: Run) -> None:
    write("a.xlsx", ["公务接待清单"], [], HEAD, FINE, BAD, FINE)
    before = Path("a.xlsx").read_bytes()
    report = Report.model_validate_json(mark(qinjian, "a.xlsx").out)
    (lead,) = report.findings
    assert lead.record.row == 5
    colours = coloured(FIRST)
    assert {cell[1:] for _, cell in colours} == {"5"}
    assert {"D5", "E5", "F5"} <= {cell for _, cell in colours} < {f"{one}5" for one in "ABCDEFGHI"}
    sheet = openpyxl.load_workbook(FIRST).worksheets[0]
    comments = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert len(comments) == 1
    for text in (lead.title, lead.message, lead.citation):
        assert text in comments[0]
    assert [cell.value for cell in sheet[5]] == BAD
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text == "疑点标注件，非原件"
    assert Path("a.xlsx").read_bytes() == before


def test_in_a_real_register_the_rows_of_the_lead_and_of_its_members_are_marked(
    qinjian: Run,
) -> None:
    shutil.copy(EXPORTS / "12-公务接待登记簿.xlsx", "a.xlsx")
    report = Report.model_validate_json(mark(qinjian, "a.xlsx").out)
    expected = {
        (str(place.sheet), str(place.row))
        for lead in report.findings
        for place in (lead.record, *lead.members)
    }
    assert expected == {("2017年", "3"), ("2017年", "4")}
    cells = coloured(FIRST)
    assert {(sheet, cell[1:]) for sheet, cell in cells} == expected
    # The unit and the guests stand in cells over several rows, some of them without a lead.
    assert not {"A", "B", "C", "D"} & {cell[0] for _, cell in cells}


def test_formulas_and_comments_of_the_original_stay(qinjian: Run) -> None:
    write("a.xlsx", HEAD, FINE, BAD)
    book = openpyxl.load_workbook("a.xlsx")
    sheet = book.worksheets[0]
    sheet["D3"].comment = Comment("原有批注", "甲")
    sheet["K1"] = "=SUM(H2:H3)"
    book.save("a.xlsx")
    mark(qinjian, "a.xlsx")
    copy = openpyxl.load_workbook(FIRST).worksheets[0]
    assert copy["K1"].value == "=SUM(H2:H3)"
    notes = [cell.comment.text for cell in copy[3] if cell.comment]
    assert any("原有批注" in note for note in notes)


def test_a_copy_is_never_written_over_a_file(qinjian: Run) -> None:
    write("a.xlsx", HEAD, BAD)
    mark(qinjian, "a.xlsx")
    first = Path(FIRST).read_bytes()
    told = mark(qinjian, "a.xlsx").err
    assert "疑点标注件，非原件_a_2.xlsx was written (1 leads). The original is unchanged." in told
    assert Path(FIRST).read_bytes() == first == Path(FIRST.replace("_a", "_a_2")).read_bytes()


def test_copies_of_one_name_are_numbered_and_names_are_safe(qinjian: Run) -> None:
    Path("one").mkdir()
    for name in ("a.xlsx", "one/a.xlsx", "b;&$(x) .xlsx"):
        write(name, HEAD, BAD, [*BAD[:3], 10, 7, *BAD[5:7], len(name), BAD[8]])
    mark(qinjian, "a.xlsx", "one", "b;&$(x) .xlsx")
    assert sorted(path.name for path in Path("marked").iterdir()) == [
        "疑点标注件，非原件_a.xlsx", "疑点标注件，非原件_a_2.xlsx", "疑点标注件，非原件_b_(x).xlsx",
    ]  # fmt: skip


def test_what_is_no_workbook_of_its_own_is_told_and_leaves_nothing(qinjian: Run) -> None:
    write("a.xlsx", HEAD, BAD)
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.write("a.xlsx", "../../outside.xlsx")
    lines = (",".join(map(str, row)) for row in (HEAD, ["A3", *BAD[1:7], 640, BAD[8]]))
    Path("a.csv").write_text("\n".join(lines), encoding="utf-8")
    Path("a.xlsx").unlink()
    told = mark(qinjian, "a.zip", "a.csv").err
    assert "outside.xlsx: stands in an archive or came from standard input" in told
    assert "a.csv: is no XLSX workbook and has no marked copy" in told
    assert list(Path("marked").iterdir()) == []
    assert not list(Path("..").rglob("*outside.xlsx"))


def test_a_workbook_that_cannot_be_opened_for_editing_is_told(qinjian: Run) -> None:
    write("whole.xlsx", HEAD, BAD)
    with zipfile.ZipFile("whole.xlsx") as whole, zipfile.ZipFile("a.xlsx", "w") as odd:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b'<sz val="11"', b'<sz val="elf"')
                assert b"elf" in content
            odd.writestr(name, content)
    told = mark(qinjian, "a.xlsx").err
    assert "a.xlsx: the workbook cannot be opened for editing (" in told
    assert list(Path("marked").iterdir()) == []


def test_a_workbook_that_changed_since_is_not_marked(qinjian: Run) -> None:
    write("a.xlsx", HEAD, BAD)
    report = Report.model_validate_json(mark(qinjian, "a.xlsx").out)
    write("a.xlsx", HEAD, FINE, BAD)
    assert [problem.code for problem in write_marked(report, Path("marked"))] == ["mark_changed"]
    assert [path.as_posix() for path in Path("marked").iterdir()] == [FIRST]
