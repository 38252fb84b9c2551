from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from qinjian.engine.intake import Intake, read


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, so that names of files are short and relative."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def write() -> Callable[[str, str], str]:
    def write_text(name: str, text: str) -> str:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode("utf-8"))
        return name

    return write_text


@pytest.fixture
def read_text(write: Callable[[str, str], str]) -> Callable[..., Intake]:
    def read_it(name: str, text: str, kind: str | None = None) -> Intake:
        return read([write(name, text)], kind=kind)

    return read_it


@pytest.fixture
def write_workbook() -> Callable[..., str]:
    def write_sheets(name: str, **sheets: Sequence[Sequence[object]]) -> str:
        workbook = xlsxwriter.Workbook(name, {"default_date_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        workbook.close()
        return name

    return write_sheets
