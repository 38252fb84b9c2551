"""``qinjian papers``: documents of what a ledger says is confirmed, whole or not at all."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.document import Document as Opened
from openpyxl.worksheet.worksheet import Worksheet

from qinjian.engine.ledger.workbook import write_workbook
from qinjian.engine.report.write import render
from qinjian.schemas.finding import Finding, Report
from tests import paper_templates
from tests.command import Result, Run, runner
from tests.engine.ledger.books import BOOK, headers, lead, report_of, rows, with_leads

REPORT = report_of()
FIRST, SECOND, THIRD = REPORT.findings[:3]
TEMPLATES = paper_templates.FOLDER
HOSTILE = "<w:t>&]]>{{ unit }}{_{ %_} \u202e反向\x00\x0b\x1b\ufffe'\""
SHOWN = "<w:t>&]]>{{ unit }}{_{ %_} [U+202E]反向␀␋␛[U+FFFE]'\""


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    prepare(with_leads(REPORT, FIRST, SECOND, THIRD))
    return run


def prepare(report: Report) -> None:
    Path("ledger.xlsx").write_bytes(write_workbook(report, BOOK))
    Path("report.json").write_text(render(report, "json"), encoding="utf-8")


def enter(found: Finding, sheet_name: str = "疑点核查表", **values: object) -> None:
    """Fill cells of the row of a lead as people do."""
    book = openpyxl.load_workbook("ledger.xlsx")
    sheet = book[sheet_name]
    assert isinstance(sheet, Worksheet)
    head = headers(sheet)
    marks = [row["疑点指纹"] for row in rows(sheet)]
    for header, value in values.items():
        place = marks.index(found.fingerprint) + 2, head.index(header) + 1
        sheet.cell(*place).value = value  # type: ignore[assignment]
    book.save("ledger.xlsx")


def papers(run: Run, *arguments: str, output: str = "out") -> Result:
    return run("papers", "ledger.xlsx", "report.json", "--output", output, *arguments)


def text(document: Opened) -> str:
    """Return all that stands in a document, a paragraph a line."""
    return "\n".join(_lines(document))


def _lines(document: Opened) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from (cell.text for cell in dict.fromkeys(row.cells))
        else:
            yield block.text


def opened(name: str, folder: str = "out") -> str:
    return text(Document(str(Path(folder) / name)))


def listed(folder: str = "out") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def template(name: str, *lines: str) -> None:
    """Write a template of a few paragraphs to the folder ``own``."""
    Path("own").mkdir(exist_ok=True)
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(f"own/{name}")


def test_the_kept_templates_are_those_that_are_made() -> None:
    for name, content in paper_templates.made().items():
        for part in ("word/document.xml", "docProps/core.xml"):
            kept, made = (
                zipfile.ZipFile(io.BytesIO(one)).read(part)
                for one in ((TEMPLATES / name).read_bytes(), content)
            )
            assert kept == made, (name, part)


def test_only_what_is_confirmed_gets_papers(qinjian: Run) -> None:
    enter(FIRST, 核查结论="属实")
    enter(SECOND, 核查结论="排除")
    enter(THIRD, 核查结论="部分属实", 取证单编号="取-17/2016", 底稿索引号=12.0)
    result = papers(qinjian)
    assert (result.code, result.err) == (0, "")
    assert listed() == [
        "取证单_0001.docx", "取证单_取-17_2016.docx", "底稿_0001.docx", "底稿_12.docx",
        "资料交接清单.docx",
    ]  # fmt: skip
    assert result.out.splitlines()[0] == "out/取证单_0001.docx"
    assert len(result.out.splitlines()) == 5


def test_an_evidence_sheet_says_what_was_found_and_what_was_entered(qinjian: Run) -> None:
    enter(
        FIRST, 核查结论="属实", 核实金额=1234.5, 核查方式及取得资料="查阅凭证",
        被审计单位说明="无异议", 核查人="甲某", 复核人="乙某",
        核查日期=dt.datetime(2026, 3, 5),  # noqa: DTZ001
    )  # fmt: skip
    papers(qinjian, "--project", "2016年预算执行审计")
    found = opened("取证单_0001.docx")
    about = FIRST.about
    for expected in (
        "编号：0001", "2016年预算执行审计", about.unit, FIRST.title, FIRST.message,
        f"人员：{about.person}", f"日期：{about.day}", "记录金额：400.00元",
        f"receptions.csv:{FIRST.record.row}", "核实金额：1,234.50元",
        "核查方式及取得资料：查阅凭证", "被审计单位说明：无异议", "甲某", "乙某", "2026年3月5日",
        f"{FIRST.citation}：“{FIRST.quote}”", "证据提供单位意见及签章", FIRST.fingerprint,
    ):  # fmt: skip
        assert expected is not None
        assert expected in found
    working = opened("底稿_0001.docx")
    for expected in ("索引号：0001", "甲某", FIRST.title, "审计过程", "审核意见", "2026年3月5日"):
        assert expected in working
    assert FIRST.message not in working


def test_amounts_limits_and_a_basis_of_ones_own_are_told(qinjian: Run) -> None:
    mine = lead(at_issue="12345.60", limit="300.00", limit_source="某通知", fingerprint="f1")
    prepare(with_leads(REPORT, mine))
    enter(mine, 核查结论="属实", 核实金额="约 5 千")
    Path("old.xlsx").write_bytes(Path("ledger.xlsx").read_bytes())
    assert qinjian("ledger", "merge", "old.xlsx", "report.json", "-o", "ledger.xlsx").code == 0
    enter(mine, "问题台账", 定性依据="条例第二十条")
    papers(qinjian)
    found = opened("取证单_0001.docx")
    for expected in ("12345.60", "300.00", "某通知", "核实金额：约 5 千元", "条例第二十条"):
        assert expected in found
    assert f"“{FIRST.quote}”" in found


def test_the_list_of_files_has_their_digests_and_totals(qinjian: Run) -> None:
    assert papers(qinjian, "--kind", "handover").code == 0
    assert listed() == ["资料交接清单.docx"]
    found = opened("资料交接清单.docx")
    [file] = REPORT.manifest.files
    for expected in (file.file, file.sha256, "utf-8-bom", "132", "160,295.03", "移交人", "接收人"):
        assert expected is not None
        assert expected in found


def test_texts_of_the_data_stay_texts(qinjian: Run) -> None:
    about = {"unit": HOSTILE, "person": HOSTILE, "purpose": HOSTILE}
    hostile = lead(title=HOSTILE, message=HOSTILE, about=about)
    report = with_leads(REPORT, hostile)
    prepare(with_leads(REPORT, lead()))
    Path("report.json").write_text(report.model_dump_json(), encoding="utf-8")
    enter(hostile, 核查结论="属实", 被审计单位说明="<w:p>&\n二行")
    assert papers(qinjian).code == 0
    found = opened("取证单_0001.docx")
    assert found.count(SHOWN) == 6
    assert "被审计单位说明：<w:p>&\n二行" in found


def test_numbers_of_papers_make_no_paths_and_none_is_lost(qinjian: Run) -> None:
    enter(FIRST, 核查结论="属实", 取证单编号="../../a", 底稿索引号="CON:*?")
    enter(SECOND, 核查结论="属实", 取证单编号="../../A", 底稿索引号="///")
    assert papers(qinjian, "--kind", "evidence", "--kind", "working").code == 0
    names = listed()
    assert len(names) == 4
    assert {path.parent for path in Path().rglob("*.docx")} == {Path("out")}
    assert all(name.startswith(("取证单_", "底稿")) for name in names)
    assert len({name.casefold() for name in names}) == 4


def test_the_same_ledger_gives_the_same_bytes(qinjian: Run) -> None:
    enter(FIRST, 核查结论="属实")
    papers(qinjian, output="a")
    papers(qinjian, output="b")
    assert listed("a") == listed("b")
    for name in listed("a"):
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes()


def test_an_office_has_templates_of_its_own(qinjian: Run) -> None:
    template(
        "evidence.docx",
        "我局取证单 {{ evidence_number }} {{ matter }}",
        "{%p for line in facts %}",
        "{{ loop.index }}. {{ line }}",
        "{%p endfor %}",
        "{% if reviewer %}复核 {{ reviewer }}{% else %}未复核{% endif %}",
    )
    enter(FIRST, 核查结论="属实")
    assert papers(qinjian, "--templates", "own").code == 0
    found = opened("取证单_0001.docx")
    assert f"我局取证单 0001 {FIRST.title}\n1. 单位：" in found
    assert found.endswith("未复核")
    assert "索引号：0001" in opened("底稿_0001.docx")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ nothing }}", "UndefinedError: 'nothing' is undefined"),
        ("{{ unit", "TemplateSyntaxError"),
        ("{% for line in facts %}", "TemplateSyntaxError"),
        ("{{ ''.__class__.__mro__ }}", "SecurityError: access to attribute '__class__'"),
        ("{{ unit.upper() }}", "is not safely callable"),
        ("{{ facts.append('x') }}", "is not safely callable"),
        ("{{ range(10) }}", "is not safely callable"),
        ("{% macro m() %}x{% endmacro %}{{ m() }}", "SecurityError"),
        ("{{ unit|safe }}", "No filter named 'safe'"),
        ("{{ unit|attr('upper') }}", "No filter named 'attr'"),
        ("{% include 'x' %}", "TypeError"),
        ("{{ unit * 999999999 }}", "SecurityError: * is not for templates"),
        ("{{ '%999999999d' % 1 }}", "SecurityError: % is not for templates"),
    ],
)
def test_a_template_that_is_wrong_or_reaches_out_is_refused(
    qinjian: Run, line: str, reason: str
) -> None:
    template("working.docx", line)
    enter(FIRST, 核查结论="属实")
    result = papers(qinjian, "--templates", "own")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("own/working.docx: this template cannot be used: ")
    assert reason in result.err
    assert not Path("out").exists()


def test_a_template_is_no_way_around_escaping(qinjian: Run) -> None:
    template(
        "evidence.docx",
        "{% autoescape false %}{{ statement }}{% endautoescape %}|{{ statement ~ 1 }}",
    )
    enter(FIRST, 核查结论="属实", 被审计单位说明="<w:p>")
    assert papers(qinjian, "--templates", "own").code == 0
    assert opened("取证单_0001.docx") == "<w:p>|<w:p>1"


def test_loops_that_cross_paragraphs_are_told_and_not_mended(qinjian: Run) -> None:
    template("evidence.docx", "{% for line in facts %}{{ line }}", "{%p endfor %}")
    enter(FIRST, 核查结论="属实")
    result = papers(qinjian, "--templates", "own")
    assert result.code == 2
    assert "XMLSyntaxError" in result.err


def as_macro(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr("word/vbaProject.bin", b"x")
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"{{ unit }}", as_macro((TEMPLATES / "evidence.docx").read_bytes())],
)
def test_what_is_no_document_or_has_a_program_is_refused(qinjian: Run, content: bytes) -> None:
    template("working.docx", "x")
    Path("own/evidence.docx").write_bytes(content)
    enter(FIRST, 核查结论="属实")
    result = papers(qinjian, "--templates", "own")
    assert result.code == 2
    assert "own/evidence.docx: this template cannot be used: " in result.err
    assert not Path("out").exists()


def test_a_folder_without_templates_is_another_one(qinjian: Run) -> None:
    Path("empty").mkdir()
    for folder in ("empty", "nowhere"):
        result = papers(qinjian, "--templates", folder)
        assert result.code == 2
        assert f"{folder}: there is no template" in result.err


def test_nothing_is_written_over(qinjian: Run) -> None:
    enter(FIRST, 核查结论="属实")
    Path("out").mkdir()
    Path("out/底稿_0001.docx").write_bytes(b"mine")
    result = papers(qinjian)
    assert result.code == 2
    assert "out/底稿_0001.docx: this file exists, and nothing was written" in result.err
    assert listed() == ["底稿_0001.docx"]
    assert Path("out/底稿_0001.docx").read_bytes() == b"mine"


def test_what_cannot_be_written_to_the_end_is_taken_away(
    qinjian: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(FIRST, 核查结论="属实")
    whole = Path.replace
    times = iter([True, False])

    def fails(path: Path, target: Path) -> Path:
        if next(times):
            return whole(path, target)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    result = papers(qinjian)
    assert result.code == 2
    assert "No space left" in result.err
    assert listed() == []


def test_a_ledger_of_another_report_is_refused(qinjian: Run) -> None:
    enter(FIRST, 核查结论="属实")
    report = with_leads(REPORT, SECOND)
    Path("report.json").write_text(render(report, "json"), encoding="utf-8")
    result = papers(qinjian)
    assert result.code == 2
    assert f"the lead “{FIRST.fingerprint}”, whose verdict is “属实”" in result.err
    assert not Path("out").exists()


def test_what_has_no_papers_is_told(qinjian: Run) -> None:
    book = openpyxl.load_workbook("ledger.xlsx")
    sheet = book["疑点核查表"]
    sheet.append(["自行发现"])
    sheet.cell(sheet.max_row, headers(sheet).index("核查结论") + 1).value = "属实"
    book.save("ledger.xlsx")
    result = papers(qinjian)
    assert result.code == 0
    assert "no lead is confirmed or partly confirmed" in result.err
    assert "1 rows were added by people" in result.err
    assert listed() == ["资料交接清单.docx"]


def test_an_unknown_kind_of_paper_is_refused(qinjian: Run) -> None:
    result = papers(qinjian, "--kind", "report")
    assert result.code == 2
    assert "--kind cannot be “report”. Possible are evidence, working, handover." in result.err
