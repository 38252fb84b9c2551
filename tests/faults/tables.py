"""Small tables of invented offices, written as files, and what a check of them says.

A row is a mapping of headers to cells; the first row of a table tells its headers.
"""

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import xlsxwriter

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.intake import Intake, read
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.schemas.finding import Finding, Remark, Report
from qinjian.schemas.manifest import TableRead
from qinjian.schemas.record import Record

Cell = str | int | float | dt.date | None
Row = Mapping[str, Cell]
Grid = Sequence[Sequence[Cell]]

RECEPTION: dict[str, str] = {
    "单据号": "J1", "单位": "重庆市渝岭区水利局", "接待类型": "国内公务接待", "接待日期": "2019-03-05",
    "接待对象单位": "湖北省鄂屏市水利局", "接待人数": "5", "公函字号": "鄂屏水函〔2019〕3号",
    "公务活动": "河道治理交流", "用餐形式": "工作餐", "陪餐人数": "3", "餐费": "400.00",
    "报销金额": "400.00", "事由": "接待鄂屏市水利局来访",
}  # fmt: skip
"""A reception in order. With six hosts it is a breach (CQ28-companions)."""

TRIP: dict[str, str] = {
    "报销单号": "C1", "单位": "重庆市渝岭区水利局", "出差人员": "江亦舟", "出发日期": "2019-03-05",
    "返回日期": "2019-03-07", "出差地点": "四川省川屏市", "车船费": "308.00", "住宿费": "660.00",
    "伙食补助费": "300.00", "报销金额": "1268.00", "出差事由": "参加流域规划会议",
}  # fmt: skip

CLAIM: dict[str, str] = {
    "单据编号": "F1", "发生日期": "2019-03-05", "报销单位": "重庆市渝岭区水利局", "经办人": "江亦舟",
    "部门": "办公室", "报销金额": "300.00", "事由": "购打印纸", "附件": "发票",
}  # fmt: skip
"""A line of a plain list of claims."""

COMPANIONS, LETTER, OVERLAP = "CQ28-companions", "CQ26-letter", "CQ17-trips-overlap"


def grid(rows: Sequence[Row]) -> list[list[Cell]]:
    """Lay rows out under their headers."""
    headers = list(rows[0])
    return [[*headers], *([row[header] for header in headers] for row in rows)]


def numbered(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Give each row a number of its own in its first column."""
    return [{**row, next(iter(row)): f"N{place:03}"} for place, row in enumerate(rows, start=1)]


def text_of(cells: Grid, delimiter: str = ",") -> str:
    """Write a table as delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(cells)
    return out.getvalue()


def save(path: Path, cells: Grid) -> Path:
    """Write a table as CSV with the mark that spreadsheets put, or as a workbook of one sheet."""
    if path.suffix == ".xlsx":
        return save_sheets(path, {"Sheet1": cells})
    path.write_text(text_of(cells), "utf-8-sig")
    return path


def save_sheets(path: Path, sheets: Mapping[str, Grid]) -> Path:
    """Write a workbook; days are date cells."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, cells in sheets.items():
            sheet = book.add_worksheet(title)
            for place, row in enumerate(cells):
                sheet.write_row(place, 0, row)
    return path


@cache
def rulebook() -> Rulebook:
    """Load the rules once."""
    return load_rulebook()


@dataclass(frozen=True)
class Looked:
    """What a check said."""

    report: Report

    @property
    def leads(self) -> tuple[Finding, ...]:
        """The leads."""
        return tuple(one for one in self.report.findings if one.outcome == "violation")

    @property
    def tables(self) -> tuple[TableRead, ...]:
        """The tables that gave records or were to."""
        return tuple(table for file in self.report.manifest.files for table in file.tables)

    @property
    def unreadable(self) -> tuple[Remark, ...]:
        """The cells that were not read."""
        return tuple(self.report.unreadable)

    def rows(self, rule: str) -> list[int]:
        """List the rows that leads of a rule stand on."""
        return sorted(one.record.row for one in self.leads if rule in cited(one))

    def cells(self) -> list[tuple[int | None, str | None, str | None]]:
        """List row, header and value of the cells that were not read."""
        return [(one.row, one.column, one.value) for one in self.unreadable]


def cited(lead: Finding) -> set[str]:
    """Name the rules that a lead speaks for."""
    return {lead.rule, *(clause.rule for clause in lead.citations)}


def look(*paths: Path, kind: str | None = None) -> Looked:
    """Check files as a first-time user does."""
    options = Options(language="zh", region="重庆", kind=kind)
    return Looked(check([str(path) for path in paths], rulebook(), options).report)


def taken(*paths: Path, kind: str | None = None) -> Intake:
    """Read files and judge nothing."""
    return read([str(path) for path in paths], kind=kind, region="重庆")


def records(found: Intake) -> list[Record]:
    """List the records of rows, without the people in their lists."""
    return [one.record for one in found.records if one.place.member is None]


def value(record: Record, name: str) -> object:
    """Return a field of a record; a kind that lacks it is a failure of its own."""
    assert name in type(record).model_fields, f"{record.kind} has no {name}"
    return getattr(record, name)


def is_blank(record: Record, name: str) -> bool:
    """Tell whether the source has a field and nothing stands in it."""
    return name in record.model_fields_set and value(record, name) is None
