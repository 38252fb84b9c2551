"""Tables written to files and checked, for tests of what counts once."""

from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Runner
from qinjian.schemas.finding import Report
from tests.book import BOOK


def report_of(
    folder: Path, tables: dict[str, str], runner: Runner = "reference", language: str = "zh"
) -> Report:
    """Write tables as CSV files and check them."""
    for name, text in tables.items():
        (folder / name).write_text(text.strip().replace(" ", ""), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        options = Options(region="重庆", runner=runner, language=language)  # type: ignore[arg-type]
        checked = check(sorted(tables), BOOK, options)
    assert not checked.errors
    totals = checked.report.totals
    counted = totals.rows_checked + totals.rows_cancelled + totals.rows_twice
    assert totals.rows_read == counted + totals.rows_rejected + totals.rows_past
    return checked.report


def told(report: Report) -> list[tuple[str, int, list[int]]]:
    """List the red entries by their rows, each with the rows of the lines that it is about."""
    return [
        (one.state, one.entry.row, [line.row for line in one.lines]) for one in report.reversals
    ]
