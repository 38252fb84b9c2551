"""What reading the exports must give, as it was written by hand in samples/exports/EXPECTED.md."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.intake import Intake, read
from qinjian.engine.intake.files.source import FORMATS
from qinjian.engine.intake.formats import TABLE_FORMATS
from qinjian.engine.intake.model import TableTally
from qinjian.engine.intake.survey import Surveyed, survey
from qinjian.engine.messages.problems import Problem
from qinjian.engine.yaml.strict import load
from tests.book import BOOK

EXPORTS = Path(__file__).resolve().parent.parent / "samples" / "exports"
BLOCK = (EXPORTS / "EXPECTED.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
EXPECTED: dict[str, dict[str, Any]] = {
    file["file"]: file for file in load(BLOCK, "EXPECTED.md").data
}

each_file = pytest.mark.parametrize("name", EXPECTED)


@pytest.fixture(autouse=True)
def _in_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXPORTS)


@cache
def intake(name: str) -> Intake:
    return read([name])


def tables_of(found: Intake, name: str) -> Iterator[tuple[dict[str, Any], TableTally]]:
    """Pair what is expected of each table that can be read with what was found."""
    expected = [table for table in EXPECTED[name]["tables"] if "checked" in table]
    tallies = [tally for tally in found.files[0].tables if tally.kinds]
    yield from zip(expected, tallies, strict=True)


def test_there_are_twenty_one_and_all_are_expected() -> None:
    files = [path.relative_to(EXPORTS) for path in EXPORTS.rglob("*") if path.is_file()]
    assert {path.as_posix() for path in files if path.suffix != ".md"} == EXPECTED.keys()
    assert len(EXPECTED) == 21


@each_file
def test_encoding_and_delimiter(name: str) -> None:
    (tally,) = intake(name).files
    wanted = EXPECTED[name]
    assert tally.encoding == wanted.get("encoding")
    assert tally.delimiter == wanted.get("delimiter")


@each_file
def test_kinds_and_sheets(name: str) -> None:
    for wanted, tally in tables_of(intake(name), name):
        assert tally.sheet == wanted.get("sheet")
        assert tally.hidden == ("hidden" in wanted)
        kinds = {model.kind for model in tally.kinds}
        assert kinds == set(wanted["kinds"] if "kinds" in wanted else [wanted["kind"]])
        assert {model.kind for model in tally.also} == set(wanted.get("also", ()))


@each_file
def test_how_many_records_of_each_kind(name: str) -> None:
    """A row of a general kind that is also of a special one is a record of that first."""
    for wanted in EXPECTED[name]["tables"]:
        counts = wanted.get("kinds") or wanted.get("also")
        if counts is not None:
            found = Counter(
                one.place.kind
                for one in intake(name).records
                if one.place.member is None and one.place.sheet == wanted.get("sheet")
            )
            assert {kind: str(found[kind]) for kind in counts} == counts


@each_file
def test_control_totals(name: str) -> None:
    for wanted, tally in tables_of(intake(name), name):
        found = {
            "checked": str(tally.rows_checked),
            "rejected": str(tally.rows_rejected),
            "yuan_read": f"{tally.yuan_read:.2f}",
            "yuan_checked": f"{tally.yuan_checked:.2f}",
            "yuan_rejected": f"{tally.yuan_rejected:.2f}",
            "without_amount": str(tally.rows_without_amount),
        }
        assert found == {key: wanted[key] for key in found}
        assert tally.cells_unreadable == len(wanted["unreadable"])


@each_file
def test_tables_that_are_read_past(name: str) -> None:
    expected = {
        table.get("sheet"): int(table["past"])
        for table in EXPECTED[name]["tables"]
        if "past" in table
    }
    tallies = intake(name).files[0].tables
    assert {t.sheet: t.rows_past for t in tallies if t.rows_past} == expected


@each_file
def test_what_every_row_is(name: str) -> None:
    for wanted, tally in tables_of(intake(name), name):
        if "rows" in wanted:
            assert {key: str(tally.rows[key]) for key in wanted["rows"]} == wanted["rows"]
            assert set(tally.rows) <= set(wanted["rows"])
            assert [str(row) for row in tally.header_rows] == wanted["header_rows"]


@each_file
def test_rows_of_totals(name: str) -> None:
    for wanted, tally in tables_of(intake(name), name):
        found = [
            {
                "row": str(t.row),
                "label": t.label,
                "stated": f"{t.stated:.2f}",
                "found": f"{t.found:.2f}",
            }
            for t in tally.totals
        ]
        assert found == wanted.get("totals", [])


@each_file
@pytest.mark.parametrize("what", ["rejects", "unreadable"])
def test_what_was_not_read(name: str, what: str) -> None:
    expected = [
        (table.get("sheet"), *map(blank, (r["row"], r["column"], r["value"])), r["code"])
        for table in EXPECTED[name]["tables"]
        for r in table[what]
    ]
    found = [place for problem in getattr(intake(name), what) for place in places_of(problem)]
    assert sorted(map(str, found)) == sorted(map(str, expected))


def places_of(problem: Problem) -> Iterator[tuple[object, ...]]:
    """List each cell of a problem; like ones of a column are told together."""
    where, value = problem.where, problem.values.get("value")
    rows = str(problem.values.get("rows") or where.row or "").split(", ")
    others = problem.values.get("others", ())
    several = [value, *(others if isinstance(others, tuple) else ())]
    values = several if len(several) == len(rows) else [value] * len(rows)
    for row, one in zip(rows, values, strict=True):
        yield where.sheet, row or None, where.field, one, problem.code


def blank(text: str) -> str | None:
    return None if text == "null" else text


@each_file
def test_notices(name: str) -> None:
    found = sorted({notice.code for notice in intake(name).notices})
    assert found == EXPECTED[name]["notices"]


def test_the_leads() -> None:
    """What a first check of the whole folder points out, and nothing else."""
    found = check(["."], BOOK, Options(language="zh")).report.findings
    expected = [
        (name, lead["row"], lead["rule"])
        for name, wanted in EXPECTED.items()
        for lead in wanted.get("leads", ())
    ]
    assert [
        (one.record.file.removeprefix("./"), str(one.record.row), one.rule) for one in found
    ] == expected


@pytest.mark.parametrize(
    "name", [name for name in EXPECTED if FORMATS[Path(name).suffix] in TABLE_FORMATS]
)
def test_how_columns_are_understood(name: str) -> None:
    surveyed = {table.sheet: table for table in survey(name)[0]}
    for wanted in EXPECTED[name]["tables"]:
        if "columns" in wanted:
            table = surveyed[wanted.get("sheet")]
            assert understood(table) == {h: blank(use) for h, use in wanted["columns"].items()}


def understood(table: Surveyed) -> Mapping[str, str | None]:
    return {column.header: column.use for column in table.columns if column.header}
