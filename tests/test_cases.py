"""Published cases, planted offences and a lawful year: the figures, held against the last record."""

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from qinjian.engine.intake import read
from qinjian.schemas.manifest import TableRead
from tests.cases.expected import listed, planted_cases
from tests.cases.record import LABELS, PAGE, page, recorded, worse
from tests.cases.run import HERE, name, report_of, sheetless, spot
from tests.cases.score import FOLDERS, scores, summary

FOLDER_NAMES = list(FOLDERS)
NO_SPENDING = {"农委_办公用房台账_2022.csv"}
"""Tables that are no spending: a list of office rooms, by which no rule has anything to judge."""

each_folder = pytest.mark.parametrize("folder", FOLDER_NAMES)


class Counted(NamedTuple):
    """A line of the table of a README: what somebody counted by hand."""

    file: str
    sheet: str | None
    rows: int
    yuan: Decimal | None


def readme_lines(folder: str) -> list[list[str]]:
    """List the cells of the lines about files in the README of a folder."""
    text = (HERE / folder / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| (.*\.(?:csv|xlsx) .*) \|$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.split(" | ")] for line in lines]


ORDINARY = [
    Counted(file, None if sheet == "—" else sheet, int(rows), Decimal(yuan.replace(",", "")))
    for file, sheet, rows, yuan, _ in readme_lines("ordinary")
]
PLANTED = [Counted(file, None, int(rows), None) for file, _, _, _, rows in readme_lines("planted")]


def tables(folder: str) -> list[tuple[str, TableRead]]:
    """List the tables of a folder, each with its file."""
    files = report_of(folder).manifest.files
    return [(name(file.file), table) for file in files for table in file.tables]


def test_the_figures_are_those_that_the_page_has_words_for() -> None:
    found = scores()
    assert list(found) == FOLDER_NAMES
    assert {key for score in found.values() for key in score.figures} >= set(LABELS)
    for folder, score in found.items():
        assert summary(folder, score.figures)[0].startswith(folder)


@each_folder
def test_no_figure_that_is_held_got_worse(folder: str) -> None:
    assert worse(recorded()[folder], FOLDERS[folder]().figures) == []


def test_figures_that_get_worse_are_told() -> None:
    before = {"rows_read": 10, "found": 5, "rows_rejected": 1, "leads": 0, "near": 3}
    assert worse(before, before) == []
    assert worse(before, {**before, "found": 6, "rows_rejected": 0, "near": 0}) == []
    now = {"rows_read": 9, "found": 4, "rows_rejected": 2, "leads": 1, "near": 3}
    assert worse(before, now) == [
        "rows_read: 9, was 10",
        "found: 4, was 5",
        "rows_rejected: 2, was 1",
        "leads: 1, was 0",
    ]


def test_the_page_shows_the_figures_that_were_recorded() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text, recorded()) == text


def test_the_folders_hold_what_their_lists_name() -> None:
    for folder in ("published", "planted"):
        held = {path.name for path in (HERE / folder).iterdir() if path.suffix != ".md"}
        named = {file for case in listed(folder) for file in case["files"]}
        assert named <= held
    for folder, lines in (("ordinary", ORDINARY), ("planted", PLANTED)):
        held = {path.name for path in (HERE / folder).iterdir() if path.suffix != ".md"}
        assert {line.file for line in lines} == held


def test_the_readmes_were_read_whole() -> None:
    assert (len(ORDINARY), sum(line.rows for line in ORDINARY)) == (36, 952)
    assert (len(PLANTED), sum(line.rows for line in PLANTED)) == (15, 681)


@pytest.mark.parametrize("line", ORDINARY, ids=lambda line: f"{line.file} {line.sheet or ''}")
def test_rows_and_yuan_of_the_lawful_year_are_those_of_its_readme(line: Counted) -> None:
    found = [
        (table.rows_read, Decimal(table.yuan_read))
        for file, table in tables("ordinary")
        if (file, table.sheet) == (line.file, line.sheet)
    ]
    assert found == [(line.rows, line.yuan)]


def test_no_sheet_of_the_lawful_year_is_read_that_its_readme_lacks() -> None:
    counted_ = {(line.file, line.sheet) for line in ORDINARY}
    assert {(file, table.sheet) for file, table in tables("ordinary")} <= counted_


@pytest.mark.parametrize("line", PLANTED, ids=lambda line: line.file)
def test_rows_of_the_planted_registers_are_those_of_their_readme(line: Counted) -> None:
    """Their README counts subtotals as rows; those of no spending are read past, and counted."""
    found = [table for file, table in tables("planted") if file == line.file]
    assert sum(table.rows_read + table.rows.get("totals", 0) for table in found) == line.rows


@each_folder
def test_at_most_one_row_in_a_hundred_is_rejected(folder: str) -> None:
    found = [table for _, table in tables(folder)]
    rejected = sum(table.rows_rejected for table in found)
    assert 100 * rejected <= sum(table.rows_read for table in found)


@each_folder
def test_no_table_of_spending_is_refused(folder: str) -> None:
    held = {path.name for path in (HERE / folder).iterdir() if path.suffix != ".md"}
    with_tables = {file for file, table in tables(folder) if table.kinds}
    assert held - with_tables <= NO_SPENDING
    refused = [(file, table.sheet) for file, table in tables(folder) if not table.kinds]
    assert [place for place in refused if place[0] not in NO_SPENDING] == []


@each_folder
def test_control_totals_add_up(folder: str) -> None:
    """Rows read are those that were checked, rejected, or told of as something else."""
    for file, table in tables(folder):
        parts = table.model_dump()
        rows = {key for key in parts if key.startswith("rows_")} - {"rows_read", "rows_without_amount"}  # fmt: skip
        yuan = {key for key in parts if key.startswith("yuan_")} - {"yuan_read"}
        assert table.rows_read == sum(parts[key] for key in rows), (file, table.sheet)
        assert Decimal(table.yuan_read) == sum(Decimal(parts[key]) for key in yuan), file


def test_every_row_with_a_planted_offence_is_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """A subtotal or a title that swallows an offence would count as read all the same."""
    report = report_of("planted")
    single = sheetless(report)
    monkeypatch.chdir(HERE / "planted")
    there = {
        spot(one.place.file, one.place.sheet, one.place.row, single) for one in read(["."]).records
    }
    offending = {row for case in planted_cases(single) for row in case.rows}
    lost = sorted(offending - there, key=str)
    assert [row for row in lost if row[0] not in NO_SPENDING] == []


def test_every_published_claim_is_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "published")
    there = {one.place.claim_no for one in read(["."]).records}
    named = {(case["id"], str(claim)) for case in listed("published") for claim in case["claims"] or ()}  # fmt: skip
    assert sorted(pair for pair in named if pair[1] not in there) == []


def test_nothing_here_reads_outside_of_the_repository() -> None:
    for path in sorted(Path(HERE).glob("*.py")):
        assert "../shared" not in path.read_text(encoding="utf-8")
