"""What stands at a terminal is the text report, with tables above their leads, in colour."""

from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console import outputs
from qinjian.engine.console.coloured import styled
from qinjian.engine.report.write import render
from qinjian.schemas.finding import Report
from qinjian.schemas.rule import Level
from tests.book import BOOK
from tests.command import runner

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
FILES = [str(SAMPLES / "receptions.csv"), str(SAMPLES / "claims.jsonl")]


@pytest.fixture(scope="module")
def report() -> Report:
    return check(FILES, BOOK, Options("en", region="重庆", grouped=True)).report


def test_the_words_are_those_of_the_text_report(report: Report) -> None:
    lines = [one.plain for one in styled(report)]
    plain = render(report, "table").splitlines()
    assert [line for line in lines if not line.startswith("── ")] == plain


def test_each_table_stands_above_its_leads(report: Report) -> None:
    headings = [one.plain for one in styled(report) if one.plain.startswith("── ")]
    assert [heading.rpartition(" ")[0] for heading in headings] == [f"── {file}" for file in FILES]
    counts = [int(heading.rpartition("(")[2].rstrip(")")) for heading in headings]
    assert sum(counts) == len(report.findings)


def test_the_level_of_each_lead_is_coloured(report: Report) -> None:
    tags = [
        line.plain[span.start : span.end]
        for line in styled(report)
        for span in line.spans
        if span.style in ("bold red", "yellow")
    ]
    breaches = sum(one.level is Level.BREACH for one in report.findings)
    assert tags.count("[breach]") == breaches > 0
    assert tags.count("[doubt]") == len(report.findings) - breaches


def test_a_terminal_gets_it_and_a_file_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run = runner(tmp_path, monkeypatch, capfd)
    monkeypatch.setattr(outputs, "_is_terminal", lambda: True)
    shown = run("check", *FILES, "--region", "重庆").out
    run("check", *FILES, "--region", "重庆", "-o", "report.txt")
    kept = Path("report.txt").read_text(encoding="utf-8")
    assert "── " not in kept
    assert [line for line in shown.splitlines() if not line.startswith("── ")] == kept.splitlines()
