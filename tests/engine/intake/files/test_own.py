"""What the program wrote itself lies beside the exports, and is not read as spending."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from qinjian.engine.intake.files.own import MARKED
from qinjian.engine.report.template import template
from tests.command import Run, runner

ROWS = """\
单位,单据号,日期,经办人,摘要,金额
重庆市江洲区水务局,A1,2015-06-10,宁可,购软中华香烟2条,1300
重庆市江洲区水务局,A2,2015-06-11,宁可,打印纸,300
"""


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    Path("a.csv").write_text(ROWS, encoding="utf-8")
    return run


def _written(run: Run, language: str) -> list[str]:
    names = [f"leads.{suffix}" for suffix in ("xlsx", "html", "json", "jsonl", "csv", "txt")]
    outputs = [part for name in names for part in ("-o", name)]
    run("check", "a.csv", *outputs, "--lang", language)
    run("profile", "a.csv", "-o", "profile.json", "-o", "profile.txt", "--lang", language)
    drawn = ("-n", "1", "--method", "random", "--seed", "1")
    run("sample", "a.csv", *drawn, "-o", "s.csv", "-o", "s.json", "--lang", language)
    return [*names, "profile.json", "profile.txt", "s.csv", "s.json"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_second_check_of_the_folder_reads_the_exports_alone(qinjian: Run, language: str) -> None:
    first = qinjian("check", ".", "--format", "jsonl").out
    written = _written(qinjian, language)
    assert all(Path(name).stat().st_size for name in written)
    again = qinjian("check", ".", "--format", "jsonl")
    assert again.out == first
    for name in written:
        assert f"./{name}: was written by qinjian itself" in again.err


def test_a_ledger_is_known_after_somebody_saved_it(qinjian: Run) -> None:
    qinjian("check", "a.csv", "-o", "台账.xlsx")
    book = openpyxl.load_workbook("台账.xlsx")
    book.worksheets[0]["B2"] = "改"
    book.save("台账.xlsx")
    assert "台账.xlsx  was written by qinjian itself" in qinjian("check", "台账.xlsx").out


def test_a_marked_copy_is_known_by_its_name(qinjian: Run) -> None:
    shutil.copy("a.csv", f"{MARKED}_a.csv")
    Path("a.csv").unlink()
    assert "was written by qinjian itself" in qinjian("check", ".").out


def test_a_template_that_was_filled_in_is_read(qinjian: Run) -> None:
    """It is of our making too, and what people wrote into it is what is to be checked."""
    Path("travel.xlsx").write_bytes(template("travel", "zh"))
    assert "was written by qinjian itself" not in qinjian("check", "travel.xlsx").out


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        "no,file,sheet,row,claim_no\n1,a,b,2,c\n",
        '{"manifest": {"tool": "other"}}',
        "<html><meta name='generator' content='qinjian'></html>",
        "PK\x03\x04",
    ],
)
def test_nothing_else_is_taken_for_it(qinjian: Run, text: str) -> None:
    for suffix in ("csv", "json", "html", "txt"):
        Path(f"b.{suffix}").write_text(text, encoding="utf-8")
        assert "was written by qinjian itself" not in qinjian("check", f"b.{suffix}").out
