"""Checking from a program gives what checking a file of the same rows gives."""

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv
import pytest

import qinjian.engine
from qinjian.engine import check, checking, load_rulebook
from qinjian.engine.answer.collect import Options
from qinjian.engine.messages.problems import QinjianError
from qinjian.schemas.kinds import Guest, Reception

ROOT = Path(__file__).parents[2]

ROWS = [
    {
        "unit": "重庆市江洲区水务局", "event_date": dt.date(2015, 6, 10), "guest_count": 10,
        "companion_count": 4, "meal_type": "working_meal", "meal_fee": Decimal("1000.10"),
    },
    {
        "unit": "重庆市江洲区水务局", "event_date": dt.date(2015, 6, 11), "guest_count": 10,
        "companion_count": 3, "meal_type": "working_meal", "meal_fee": Decimal("99.90"),
    },
]  # fmt: skip
ARROW = pa.Table.from_pylist(ROWS)
SHAPES: dict[str, Any] = {
    "arrow": ARROW,
    "arrow in batches": pa.RecordBatchReader.from_batches(ARROW.schema, ARROW.to_batches(1)),
    "pandas": pd.DataFrame(ROWS, index=["a", "b"]),
    "pandas of arrow": ARROW.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.DataFrame(ROWS),
    "duckdb": duckdb.from_arrow(ARROW),
    "dictionaries": ROWS,
    "models": [Reception.model_validate(row) for row in ROWS],
    "generator": (row for row in ROWS),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_data_gives_the_same_leads(shape: str) -> None:
    found = check(SHAPES[shape], kind="reception")
    assert (found.rejects, found.unreadable) == ((), ())
    assert found.summary.rows_checked == 2
    assert found.summary.findings == 1
    assert (found.summary.rows_without_amount, found.summary.yuan_checked) == (0, "1100.00")
    table = pa.table(found.findings)
    rows = [(row["row"], row["rule"], row["limit"]) for row in table.to_pylist()]
    assert rows == [(1, "CQ28-companions", "3")]


def test_leads_come_as_a_table_of_the_same_library() -> None:
    assert isinstance(check(SHAPES["pandas"], kind="reception").findings, pd.DataFrame)
    assert isinstance(check(SHAPES["polars"], kind="reception").findings, pl.DataFrame)
    assert isinstance(check(SHAPES["arrow"], kind="reception").findings, pa.Table)
    assert isinstance(check(SHAPES["models"]).findings, pa.Table)


RECEPTIONS = ROOT / "samples" / "receptions.csv"


@pytest.mark.parametrize("data", [RECEPTIONS, str(RECEPTIONS), [RECEPTIONS], (str(RECEPTIONS),)])
def test_files_give_what_the_command_gives(data: Any) -> None:
    found = check(data, region="重庆")
    whole = checking.check([str(RECEPTIONS)], load_rulebook(), Options(region="重庆")).report
    assert found.report.findings == whole.findings
    rows = pa.table(found.findings).to_pylist()
    assert [row["fingerprint"] for row in rows] == [one.fingerprint for one in whole.findings]
    assert {row["file"] for row in rows} == {one.record.file for one in whole.findings}
    assert rows[0]["amount"] == Decimal(str(whole.findings[0].about.amount))


def test_what_is_stated_of_the_unit_holds_for_data_in_memory() -> None:
    rows = [{key: value for key, value in row.items() if key != "unit"} for row in ROWS]
    found = check(rows, kind="reception", unit="重庆市江洲区水务局", level="区县级")
    (row,) = pa.table(found.findings).to_pylist()
    assert (row["unit"], row["file"], row["day"]) == ("重庆市江洲区水务局", None, "2015-06-10")


CLAIMS = sorted((ROOT / "samples").glob("*.csv"))


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.name)
@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_a_table_gives_what_its_file_gives(path: Path, runner: Any) -> None:
    text = pa_csv.ConvertOptions(
        column_types=dict.fromkeys(pa_csv.read_csv(path).column_names, pa.string())
    )
    table = pa_csv.read_csv(path, convert_options=text)
    book = load_rulebook()
    options = Options(region="重庆", undetermined=True, runner=runner)
    of_file = checking.check([str(path)], book, options).report
    found = check(
        table, region="重庆", undetermined=True, runner=runner, rulebook=book, language="zh"
    )
    # the header is row 1 of a file; a table in memory has none
    expected = [
        finding.model_copy(
            update={
                "record": finding.record.model_copy(
                    update={"file": "data", "row": finding.record.row - 1}
                )
            }
        )
        for finding in of_file.findings
        if not finding.members
    ]
    assert expected
    assert [one for one in found.report.findings if not one.members] == expected
    assert found.report.rules == of_file.rules
    assert found.summary == of_file.totals


def test_amounts_of_a_table_are_exact() -> None:
    fees = [Decimal("9999999999999.99"), Decimal("0.10"), None]
    amounts = [0.1, 0.2, float("nan")]
    frame = pd.DataFrame({"meal_fee": fees, "amount": amounts, "guest_count": 3})
    totals = check(frame, kind="reception").summary
    assert totals.yuan_checked == "0.30"
    assert totals.rows_without_amount == 1


def test_a_double_with_lost_digits_is_not_read() -> None:
    rows = [{"amount": 0.1 + 0.2}, {"amount": 0.125}, {"amount": float("inf")}]
    found = check(rows, kind="reception")
    assert [(one.code, one.where.row) for one in found.unreadable] == [
        ("money_places", 2),
        ("digits_lost", 3),
    ]
    assert (found.rejects, found.summary.rows_checked) == ((), 3)
    assert (found.summary.yuan_read, found.summary.amounts_unreadable) == ("0.30", 2)


def test_what_spans_records_names_its_rows() -> None:
    claims = [
        {"unit": "重庆市江洲区水务局", "event_date": dt.date(2015, 6, day), "claim_no": f"C{day}",
         "amount": Decimal("300.00"), "invoice_code": "150001", "invoice_no": "00012345",
         "seller": "江洲宾馆"}
        for day in (1, 2)
    ]  # fmt: skip
    table = check(claims, kind="meeting").findings
    [lead] = [row for row in table.to_pylist() if row["rule"] == "CQ11-invoice-twice"]
    assert lead["members"] == [1, 2]
    assert lead["at_issue"] == Decimal("300.00")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (3, "given_wrong"),
        ({"unit": ["a"]}, "given_wrong"),
        ([3], "given_wrong"),
        ([Guest(name="张远")], "given_wrong"),
        (pd.DataFrame({"amount": [1, "one", [2]]}), "given_broken"),
        (pa.table({"amount": [{"a": 1}]}), "parquet_column"),
        (pa.table({"x": [1]}), "header_missing"),
    ],
)
def test_data_that_cannot_be_read_is_no_silent_pass(data: Any, code: str) -> None:
    with pytest.raises(QinjianError) as raised:
        check(data)
    assert raised.value.problems[0].code == code
    for language in ("zh", "en"):
        assert "data" in raised.value.problems[0].words(language)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(QinjianError, match=r"claims\.csv"):
        check("claims.csv")


def test_nothing_at_all_is_read_as_nothing() -> None:
    found = check([])
    assert found.summary.rows_read == 0
    assert found.findings.num_rows == 0


def test_a_fault_of_our_own_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    book = load_rulebook()
    whole = checking.check

    def faulty(*given: Any, **more: Any) -> Any:
        return replace(whole(*given, **more), errors=("R-1: ZeroDivisionError",))

    monkeypatch.setattr(checking, "check", faulty)
    with pytest.raises(RuntimeError, match="R-1"):
        check(ROWS, kind="reception", rulebook=book)


def test_the_engine_imports_its_library_when_it_is_asked_for() -> None:
    code = (
        "import sys, qinjian.engine.condition; assert 'qinjian.engine.library' not in sys.modules\n"
        "from qinjian.engine import check; assert 'pandas' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    with pytest.raises(AttributeError):
        qinjian.engine.nothing  # noqa: B018
