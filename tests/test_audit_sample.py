"""From a folder to a ledger, a page and papers: one run over ``samples/audit``."""

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import canonicalize

import openpyxl
import pytest
import yaml
from docx import Document

from qinjian import cli
from tests.audit_sample import FOLDER, built
from tests.engine.ledger.books import headers, opened, rows

ROOT = FOLDER.parent.parent
UNIT = "重庆市云岫区交通局"
TOLD = yaml.safe_load(
    re.findall(r"```yaml\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.DOTALL)[
        0
    ]
)
Place = tuple[str, str | None, int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Check the sample once, into a ledger, a page and a report."""
    made = tmp_path_factory.mktemp("audit")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        outputs = [
            part for name in ("x.xlsx", "x.html", "x.json") for part in ("-o", str(made / name))
        ]
        code = cli.run(["check", "samples/audit", "--unit", UNIT, "--lang", "zh", *outputs])
        assert code == 1
        yield made


@pytest.fixture(scope="module")
def report(folder: Path) -> Any:
    return json.loads((folder / "x.json").read_text(encoding="utf-8"))


def place_of(record: dict[str, Any]) -> Place:
    return record["file"].removeprefix("samples/audit/"), record["sheet"], record["row"]


def told(key: str) -> dict[Place, list[str]]:
    return {(one["file"], one.get("sheet"), one["row"]): one["found"] for one in TOLD[key]}


def _content(name: str, file: bytes) -> object:
    """Return what a file holds; the library for ODS writes attributes in any order."""
    if not name.endswith(".ods"):
        return file
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return {
            one: canonicalize(packed.read(one).decode())
            if one.endswith(".xml")
            else packed.read(one)
            for one in packed.namelist()
        }


def test_the_files_are_those_that_are_made() -> None:
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix != ".md"}
    made = built().files
    assert kept.keys() == made.keys()
    assert len(made) == 20
    differing = [one for one in made if _content(one, made[one]) != _content(one, kept[one])]
    assert differing == []


def test_the_readme_lists_what_is_planted() -> None:
    fields = ("file", "sheet", "row", "about", "article")
    listed = [tuple(one.get(key) for key in fields) for one in TOLD["planted"]]
    assert listed == [tuple(getattr(one, key) for key in fields) for one in built().planted]


def test_leads_are_where_the_readme_says_and_nowhere_else(report: Any) -> None:
    found: dict[Place, set[str]] = defaultdict(set)
    for lead in report["findings"]:
        for record in (lead["record"], *lead["members"]):
            found[place_of(record)].add(lead["rule"])
    expected = {
        place: set(rules) for place, rules in (told("planted") | told("fair")).items() if rules
    }
    assert found == expected


def test_what_was_read_is_all_that_is_there(report: Any) -> None:
    totals = report["totals"]
    assert totals["rows_read"] == totals["rows_checked"] == 584
    assert totals["rows_rejected"] == 0
    assert [one["file"] for one in report["unreadable"] if one["code"] == "not_money"] == [
        "samples/audit/15-费用报销明细（分月）.xlsx"
    ]
    tables = [table for file in report["manifest"]["files"] for table in file["tables"]]
    for key in ("yuan_read", "yuan_checked"):
        assert sum(Decimal(table[key]) for table in tables) == Decimal(totals[key])
    assert not any(total["differs"] for table in tables for total in table["totals"])


def test_report_ledger_and_page_agree_to_the_yuan(folder: Path, report: Any) -> None:
    totals = report["totals"]
    book = opened(folder / "x.xlsx")
    *control, whole = rows(book["控制总数"])
    assert whole["文件"] == "合计"
    for header, key in (("读取金额（元）", "yuan_read"), ("检查金额（元）", "yuan_checked")):
        cells = [Decimal(str(row[header])) for row in control]
        assert sum(cells) == Decimal(str(whole[header])) == Decimal(totals[key])
    assert sum(int(str(row["读取行"])) for row in control) == totals["rows_read"]
    leads = rows(book["疑点核查表"])
    assert len(leads) == totals["findings"]
    counted = [
        Decimal(str(row["计入合计（元）"])) for row in leads if row["计入合计（元）"] is not None
    ]
    assert sum(counted) == Decimal(totals["at_issue"])
    page = (folder / "x.html").read_text(encoding="utf-8")
    for key in ("yuan_read", "yuan_checked", "at_issue"):
        assert f"{Decimal(totals[key]):,.2f}" in page
    for lead in report["findings"]:
        assert lead["fingerprint"] in page


def test_papers_follow_what_was_concluded(folder: Path, report: Any) -> None:
    book = openpyxl.load_workbook(folder / "x.xlsx")
    sheet = book["疑点核查表"]
    head = headers(sheet)
    verdicts = {2: "属实", 3: "部分属实", 4: "排除", 5: "资料不足"}
    for row, verdict in verdicts.items():
        sheet.cell(row, head.index("核查结论") + 1).value = verdict
        sheet.cell(row, head.index("核实金额") + 1).value = 1000.5
    book.save(folder / "worked.xlsx")
    code = cli.run([
        "papers", str(folder / "worked.xlsx"), str(folder / "x.json"), "-o", str(folder / "papers"),
    ])  # fmt: skip
    assert code == 0
    assert sorted(path.name for path in (folder / "papers").iterdir()) == [
        "取证单_0001.docx", "取证单_0002.docx", "底稿_0001.docx", "底稿_0002.docx", "资料交接清单.docx",
    ]  # fmt: skip
    first = rows(sheet)[0]
    evidence = cells(folder / "papers" / "取证单_0001.docx")
    for expected in (first["问题摘要"], first["具体描述"], "1,000.50", first["单位"]):
        assert str(expected) in evidence
    handed = cells(folder / "papers" / "资料交接清单.docx")
    for file in report["manifest"]["files"]:
        assert file["sha256"] in handed
    assert f"{Decimal(report['totals']['yuan_read']):,.2f}" in handed


def cells(path: Path) -> str:
    document = Document(str(path))
    return "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
