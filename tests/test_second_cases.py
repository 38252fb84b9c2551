"""The registers of another author: what is found of their offences, and what lawful rows give."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.schemas.finding import Finding, Place, Report
from tests.book import BOOK

SECOND = Path(__file__).resolve().parent / "cases" / "second"
UNITS = sorted(path.name for path in (SECOND / "lawful").iterdir())
LEADS = {"01-township": ["CQ26-no-letter"]}
"""A telegram stands for a letter in an emergency: a fair question."""

Row = tuple[str, str, str]
"""File, sheet, and row."""


@cache
def checked(folder: Path) -> Report:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        return check(["."], BOOK, Options(language="zh", region="重庆")).report


@pytest.mark.parametrize("unit", UNITS)
def test_lawful_rows_give_no_lead_but_a_fair_question(unit: str) -> None:
    report = checked(SECOND / "lawful" / unit)
    assert report.totals.rows_checked > 20
    assert [one.rule for one in report.findings] == LEADS.get(unit, [])


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def places(finding: Finding) -> set[Row]:
    def row(place: Place) -> Row:
        return place.file.removeprefix("./"), place.sheet or "", str(place.row)

    return {row(place) for place in (finding.record, *finding.members)}


def test_offences_are_found_in_their_article() -> None:
    report = checked(SECOND / "offences")
    cited: dict[Row, set[int]] = defaultdict(set)
    for finding in report.findings:
        for place in places(finding):
            cited[place] |= {cite.article for cite in finding.citations}
    cases: dict[tuple[str, str], set[int]] = defaultdict(set)
    primary: dict[tuple[str, str], int] = {}
    for row in rows_of(SECOND / "key.csv"):
        case = row["case"], row["kind"]
        primary[case] = int(row["article"])
        cases[case] |= cited[row["file"], row["sheet"], row["row"]]
    found = [kind for (case, kind), articles in cases.items() if primary[case, kind] in articles]
    assert len(primary) == 227
    assert found.count("record") >= 108
    assert found.count("cross") >= 42


def test_no_more_than_one_lead_stands_on_innocent_rows_alone() -> None:
    report = checked(SECOND / "offences")
    offending = {(row["file"], row["sheet"], row["row"]) for row in rows_of(SECOND / "key.csv")}
    innocent = {(row["file"], row["sheet"], row["row"]) for row in rows_of(SECOND / "innocent.csv")}
    assert len(innocent) == 604
    beside = [one.rule for one in report.findings if not places(one) & offending]
    assert beside == ["CQ11-invoice-run"]
