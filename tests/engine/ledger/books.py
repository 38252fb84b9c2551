"""Reports to make ledgers of, and workbooks opened by another library than the one that wrote them."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Finding, Report

BOOK = load_rulebook()
SAMPLE = Path(__file__).resolve().parents[3] / "samples/receptions.csv"


@cache
def report_of(language: Language = "zh") -> Report:
    """Check the sample of receptions."""
    return check([str(SAMPLE)], BOOK, Options(language=language)).report


def with_leads(report: Report, *leads: Finding) -> Report:
    """Return a report with these leads alone; its totals are left."""
    return report.model_copy(update={"findings": leads})


def lead(*, about: Mapping[str, object] | None = None, **changes: object) -> Finding:
    """Return a lead of the sample with other contents."""
    first = report_of().findings[0]
    particulars = first.about.model_copy(update=dict(about or {}))
    return first.model_copy(update={"about": particulars, **changes})


def opened(content: bytes | Path) -> openpyxl.Workbook:
    """Open a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)


def headers(sheet: Worksheet) -> list[object]:
    """Return the head of a sheet."""
    return [cell.value for cell in sheet[1]]


def rows(sheet: Worksheet) -> list[dict[object, object]]:
    """Return the rows below the head by header."""
    head = headers(sheet)
    values = sheet.iter_rows(min_row=2, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in values if any(v is not None for v in row)]
