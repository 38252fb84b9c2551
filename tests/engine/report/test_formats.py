"""The reports, written out: what a reader or a program gets."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.emit import emit
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.report.contracts import schema
from qinjian.engine.report.csv import _safe
from qinjian.engine.report.template import template
from qinjian.engine.report.write import render
from qinjian.engine.rulebook.load import BUILT_IN
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Report
from qinjian.schemas.kinds import KINDS
from tests.book import BOOK

ROW = """\
单据号,单位,接待日期,接待类型,接待人数,陪餐人数,用餐形式,就餐餐数,来宾交纳餐费,公函字号,报销金额,附件
A1,重庆市渝岭区财政局,2015-06-01,国内公务接待,10,4,工作餐,1,0,渝函1号,500,公函、接待审批单、接待清单
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    return _report("en")


def _report(language: Language, rows: str = ROW) -> Report:
    Path("a.csv").write_text(rows, encoding="utf-8")
    return check(["a.csv"], BOOK, Options(language=language)).report


WHY = (
    "The clause demands strict control; the number is in Article 10 of the Reception Provisions; "
    "hosts are counted as persons; where the row does not say that it was one meal, or the guests paid, "
    "the figure may be one of person-times and has to be verified; meals that guests pay are left out"
)
CHONGQING = "《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》第二十八条第二款"
NATIONAL = "《党政机关国内公务接待管理规定》第十条"
LIMIT = "接待对象在10人以内的，陪餐人数不得超过3人；超过10人的，不得超过接待对象人数的三分之一"


def test_json(report: Report) -> None:
    """The contract, key by key."""
    document = json.loads(render(report, "json"))
    assert list(document) == [
        "manifest", "totals", "judged", "needs", "rules", "findings", "reversals", "rejects", "unreadable", "notices",
        "undetermined", "open",
    ]  # fmt: skip
    cited = {"article": 28, "paragraph": 2, "item": None, "quote": "并严格控制陪餐人数"}
    assert document["findings"] == [
        {
            "rule": "CQ28-companions",
            "regulation": "chongqing-2014",
            **cited,
            "citation": CHONGQING,
            "citations": [
                {
                    "rule": "CQ28-companions",
                    "regulation": "chongqing-2014",
                    **cited,
                    "citation": CHONGQING,
                },
                {
                    "rule": "NR10-companions",
                    "regulation": "reception-2013",
                    "article": 10,
                    "paragraph": 1,
                    "item": None,
                    "quote": LIMIT,
                    "citation": NATIONAL,
                },
            ],
            "title": "Too many hosts at a meal",
            "level": "breach",
            "concern": "reception-companions",
            "outcome": "violation",
            "record": {
                "file": "a.csv", "sheet": None, "row": 2, "member": None,
                "claim_no": "A1", "kind": "reception",
            },
            "about": document["findings"][0]["about"],
            "fingerprint": document["findings"][0]["fingerprint"],
            "values": {
                "reception_type": "domestic", "meal_type": "working_meal",
                "companion_count": 4, "guest_count": 10, "meal_count": 1, "guest_payment": "0.00",
                "documents": ["official_letter", "approval_form", "reception_list"],
            },
            "limit": 3,
            "limit_source": NATIONAL,
            "at_issue": None,
            "message": "10 guests, 4 hosts at the meal, limit 3",
            "why": WHY,
            "derived": [],
            "presumed": [],
            "by_reference": False,
            "cancelled": False,
            "paid_back": None,
            "members": [],
            "missing": [],
        }
    ]  # fmt: skip
    assert document["findings"][0]["about"] == {
        "unit": "重庆市渝岭区财政局", "department": None, "person": None, "day": "2015-06-01", "amount": "500.00", "purpose": None,
    }  # fmt: skip
    assert re.fullmatch("[0-9a-f]{12}", document["findings"][0]["fingerprint"])
    assert document["totals"] == {
        "files": 1, "rows_read": 1, "rows_checked": 1, "rows_rejected": 0,
        "yuan_read": "500.00", "yuan_checked": "500.00", "yuan_rejected": "0.00",
        "rows_cancelled": 0, "yuan_cancelled": "0.00", "rows_twice": 0, "yuan_twice": "0.00",
        "rows_without_amount": 0, "rows_past": 0,
        "cells_unreadable": 0, "amounts_unreadable": 0, "records_with_findings": 1, "findings": 1, "breach": 1,
        "doubt": 0, "at_issue": "0.00", "findings_without_amount": 1,
    }  # fmt: skip
    assert document["manifest"]["files"][0]["file"] == "a.csv"
    assert document["rejects"] == document["unreadable"] == []


def test_jsonl_has_one_finding_a_line(report: Report) -> None:
    (line,) = render(report, "jsonl").splitlines()
    assert json.loads(line)["rule"] == "CQ28-companions"


def test_table_in_english(report: Report) -> None:
    lines = render(report, "table").splitlines()
    assert lines[:7] == [
        "1 things to mend (breach 1, doubt 0).",
        "",
        "a.csv:2  A1  [breach]  CQ28-companions  Too many hosts at a meal",
        "    10 guests, 4 hosts at the meal, limit 3",
        f"    note: {WHY}",
        f"    {CHONGQING}：“并严格控制陪餐人数”",
        f"    {NATIONAL}：“{LIMIT}”",
    ]
    assert lines[-4:-1] == [
        "rows: 1 read = 1 checked + 0 rejected + 0 not about spending",
        "yuan: 500.00 read = 500.00 checked + 0.00 rejected (0 rows without a readable amount)",
        "All of these are leads for a person to verify.",
    ]


def test_table_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    row = ROW.splitlines(keepends=True)[1]
    lines = render(_report("zh", ROW + row.replace("A1", "A2")), "table").splitlines()
    at = lines.index("")
    assert lines[at + 1 : at + 3] == [
        "a.csv:2  A1  [资料直接反映]  CQ28-companions  陪餐人数超过限额",
        "    来客 10 人，陪餐 4 人，限额 3 人",
    ]
    assert (
        "疑点 2 个（资料直接反映 2，需核实 0），涉及记录 2 条，疑点金额 0.00 元；其中 2 个金额不明。"
        in lines[:at]
    )
    assert "读取 2 行 = 检查 2 行 + 未检查行 0 + 与支出无关 0 行" in lines


def test_a_report_without_leads_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    row = ROW.splitlines(keepends=True)[1].replace(",10,4,", ",10,3,")
    head = ROW.splitlines(keepends=True)[0]
    report = _report("en", head + row + row.replace("A1", "A2"))
    made = sum(one.strict + one.presumed for one in report.judged)
    assert f"\nNo leads in the {made} judgements that were made.\n" in render(report, "table")


def test_rejects_stand_in_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    row = ROW.splitlines(keepends=True)[1]
    text = render(_report("en", ROW + row.replace("500,", "1,500,") + row * 3), "table")
    assert "Could not be read:\n    a.csv:3  this row has 13 cells, the header has 12. " in text
    assert "rows: 5 read = 4 checked + 1 rejected" in text


def test_cells_that_could_not_be_read_stand_in_the_table_and_cost_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = ROW.replace(",10,4,", ",约三人,4,").replace(",500,", ",五百多,")
    text = render(_report("en", rows), "table")
    assert (
        "Cells that their column cannot take; the rest of their rows was checked:\n"
        "    a.csv:2:接待人数  “约三人” is not a whole number. Write it as 3.\n"
        "    a.csv:2:报销金额  “五百多” is not an amount."
    ) in text
    assert "Could not be read:" not in text
    assert "rows: 1 read = 1 checked + 0 rejected" in text
    assert "2 cells could not be read, 1 of them amounts." in text
    assert "下列单元格无法按该列读取" in render(_report("zh", rows), "table")


def test_cells_that_could_not_be_read_stand_in_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    row = ROW.splitlines(keepends=True)[1].replace(",10,4,", ",约三人,4,")
    document = json.loads(render(_report("en", ROW + row * 2), "json"))
    assert document["rejects"] == []
    assert document["unreadable"] == [
        {
            "code": "not_count", "file": "a.csv", "sheet": None, "row": 3, "column": "接待人数",
            "value": "约三人", "count": 2,
            "message": "“约三人” is not a whole number. Write it as 3. 2 alike (rows 3, 4 …).",
        }
    ]  # fmt: skip
    totals = document["totals"]
    assert (totals["rows_checked"], totals["cells_unreadable"]) == (3, 2)


def test_csv_is_read_back_and_starts_with_a_byte_order_mark(report: Report) -> None:
    text = render(report, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["row"], row["rule"], row["limit"], row["at_issue"]) for row in rows] == [
        ("2", "CQ28-companions", "3", "")
    ]
    assert rows[0]["citation"] == f"{CHONGQING}；{NATIONAL}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+86", "'+86"),
        ("-cmd", "'-cmd"),
        ("-12.50", "-12.50"),
        ("普通", "普通"),
        (None, ""),
        (3, 3),
    ],
)
def test_csv_runs_no_formula(cell: object, written: object) -> None:
    assert _safe(cell) == written


@pytest.mark.parametrize(
    "cell",
    [
        "20240305000000000001", "1234567890123456", "00123", "-007", "3-5", "1E5", "1.2e+19", "2024/3", "2019-03-05", "12:30",
        "3月5日", "2019年3月", "1,234.50", "5%", "1 1/2", "5-Mar", "DEC12", "TRUE",
    ],
)  # fmt: skip
def test_csv_marks_what_a_spreadsheet_would_change(cell: str) -> None:
    assert _safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        "0",
        "12",
        "-12",
        "0.50",
        "800.00",
        "123456789012345",
        "2015",
        "BX-007",
        "A1",
        "3人",
        "第3行",
        "Marten",
    ],
)
def test_csv_leaves_what_it_would_not(cell: str) -> None:
    assert _safe(cell) == cell


def test_output_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    emit("whole\n", target)
    assert target.read_text(encoding="utf-8") == "whole\n"
    with pytest.raises(QinjianError) as caught:
        emit("x", tmp_path / "no" / "out.json")
    assert "cannot be written" in str(caught.value)
    with pytest.raises(UnicodeEncodeError):
        emit("\ud800", target)
    assert target.read_text(encoding="utf-8") == "whole\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize("name", [*KINDS, "rule", "disposition", "report"])
def test_every_contract_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema(name)))


def test_the_schemas_fit_the_files_of_rules_and_dispositions() -> None:
    for name, path in (
        ("rule", BUILT_IN / "receptions.yaml"),
        ("rule", BUILT_IN / "claims.yaml"),
        ("disposition", BUILT_IN / "regulations" / "chongqing-2014" / "dispositions.yaml"),
    ):
        document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
        loose = json.loads(
            schema(name).replace('"type": "integer"', '"type": ["integer", "string"]')
        )
        jsonschema.validate(document, loose)


def test_unknown_contracts_are_wrong_use() -> None:
    with pytest.raises(QinjianError):
        schema("claims")
    with pytest.raises(QinjianError):
        template("guest", "en")


def test_the_shipped_schema_is_that_of_the_report() -> None:
    """``qinjian schema report > docs/report.schema.json`` makes it anew."""
    shipped = Path(__file__).resolve().parents[3] / "docs" / "report.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema("report")
