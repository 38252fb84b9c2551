"""Where the answer of a check goes, and what is refused before anything is done."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.command import Run, runner

ROWS = """\
单位,单据号,日期,经办人,摘要,金额
重庆市江洲区水务局,A1,2015-06-10,宁可,购软中华香烟2条,1300
"""


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    return runner(tmp_path, monkeypatch, capfd)


def test_several_outputs_of_one_run_tell_the_same(qinjian: Run) -> None:
    names = ("out.json", "out.jsonl", "out.csv", "out.txt")
    result = qinjian("check", "a.csv", *(part for name in names for part in ("-o", name)))
    assert (result.code, result.out) == (1, "")
    lead = json.loads(Path("out.json").read_text(encoding="utf-8"))["findings"][0]
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8")) == lead
    (row,) = csv.DictReader(Path("out.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row["rule"] == lead["rule"]
    assert lead["title"] in Path("out.txt").read_text(encoding="utf-8")


def test_what_is_open_stands_in_each_of_several_outputs(qinjian: Run) -> None:
    qinjian("check", "a.csv", "--undetermined-all", "-o", "one.jsonl", "-o", "two.jsonl")
    one, two = Path("one.jsonl").read_bytes(), Path("two.jsonl").read_bytes()
    assert one == two
    assert b'"undetermined"' in one


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.doc"], "x.doc: the format is not told by this suffix. Known are .txt, .json"),
        (["-o", "x"], "x: the format is not told by this suffix."),
        (
            ["-o", "x.doc", "-o", "y.json", "--format", "csv"],
            "x.doc: the format is not told by this suffix.",
        ),
        (
            ["-o", "x.csv", "--format", "json"],
            "x.csv: the suffix is of another format than --format json.",
        ),
        (["-o", "x.csv", "-o", "./x.csv"], "x.csv: this file is named by two --output."),
        (["-o", "a.csv"], "a.csv: this file is being read and is not written over."),
        (["-o", "sub.json"], "sub.json: this is a folder or a device, which no file may replace."),
        (["-o", "no/x.json"], "no/x.json: cannot be written: No such file or directory."),
        (["-o", "a.csv/x.json"], "a.csv/x.json: cannot be written: No such file or directory."),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_read(
    qinjian: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    Path("sub.json").mkdir()
    monkeypatch.setattr("qinjian.engine.checking.check", None)
    result = qinjian("check", "a.csv", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)
    assert sorted(path.name for path in Path().iterdir()) == ["a.csv", "sub.json"]


def test_a_file_of_a_folder_that_is_read_is_no_output(qinjian: Run) -> None:
    result = qinjian("check", ".", "-o", "a.csv")
    assert result.code == 2
    assert Path("a.csv").read_text(encoding="utf-8") == ROWS


def test_a_format_names_that_of_a_file_whose_suffix_does_not(qinjian: Run) -> None:
    assert qinjian("check", "a.csv", "--format", "json", "-o", "answer").code == 1
    assert json.loads(Path("answer").read_text(encoding="utf-8"))["findings"]


def test_statistics_take_the_place_of_the_leads(qinjian: Run) -> None:
    told = qinjian("check", "a.csv", "--statistics", "--sort", "level").out
    assert told == qinjian("check", "a.csv", "--format", "statistics").out
    assert "CQ28-tobacco" in told
    assert "a.csv:2" not in told
    assert qinjian("check", "a.csv", "--statistics", "-o", "s.txt").code == 1
    assert Path("s.txt").read_text(encoding="utf-8") == told


def test_a_ledger_and_a_page_of_the_same_run(qinjian: Run) -> None:
    result = qinjian("check", "a.csv", "-o", "台账.xlsx", "-o", "报告.html", "-o", "结果.json")
    assert (result.code, result.out, result.err) == (1, "", "")
    report = json.loads(Path("结果.json").read_text(encoding="utf-8"))
    (lead,) = report["findings"]
    sheet = openpyxl.load_workbook("台账.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert lead["fingerprint"] in rows[1]
    page = Path("报告.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert lead["fingerprint"] in page


def test_a_page_that_is_too_large_stands_in_parts_beside_its_index(
    qinjian: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qinjian.engine.page.parts.BESIDE_LEADS", 10_000_000)
    assert qinjian("check", "a.csv", "-o", "报告.html").code == 1
    assert sorted(path.name for path in Path().glob("*.html")) == ["报告-part-1.html", "报告.html"]
    assert "CQ28-tobacco" in Path("报告-part-1.html").read_text(encoding="utf-8")
