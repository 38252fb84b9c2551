"""Gaps of a table of figures, and a unit's own figures laid over it."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Runner
from qinjian.engine.messages.problems import Position, RuleFileError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.gaps import gaps
from qinjian.engine.rulebook.lint import lint
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.schemas.standard import Standard
from tests.engine.rulebook.folder import STANDARD, write_folder

CITIES = """\
id: town-rooms
title: {zh: 房费, en: Rooms}
type: money
unit: yuan/night
keys:
  - {name: city, type: enum, options: [甲, 乙]}
editions:
  - {document: 一号, from: 2015-01-01, to: 2015-12-31, sources: [CQU], grade: A, rows: ROWS}
"""
OWN = """\
id: town-own
overlays: travel-meals
title: {zh: 本单位伙食补助, en: Meal allowance of our unit}
type: money
unit: yuan/person/day
keys:
  - {name: place, type: enum, options: [plateau, elsewhere]}
editions:
  - document: 本单位文件
    from: 2016-01-01
    to: 2016-12-31
    sources: [CQU]
    grade: A
    rows:
      - {keys: {place: elsewhere}, value: 60}
"""


def told(tmp_path: Path, standard: str) -> list[str]:
    book = load_rulebook([write_folder(tmp_path, standard=standard)], draft=True)
    problems = [problem.message("en") for problem in lint(book)]
    return [text for text in problems if "no rule uses" not in text]


def table(rows: str) -> str:
    return CITIES.replace("ROWS", rows)


@pytest.mark.parametrize(
    ("rows", "gap"),
    [
        ("[{keys: {city: 甲}, value: 1}, {keys: {city: 乙}, value: 1}]", None),
        ("[{keys: {city: 甲}, value: 1}]", "city=乙"),
        ("[{keys: {city: 甲}, value: 1, season: {from: 03-01, to: 10-31}}, {keys: {city: 乙}, value: 1}]", "city=甲, 01-01"),
        ("[{keys: {city: 甲}, value: 1, season: {from: 03-01, to: 10-31}}, {keys: {city: 甲}, value: 2, season: {from: 11-01, to: 02-28}}, {keys: {city: 乙}, value: 1}]", "city=甲, 02-29"),
        ("[{keys: {city: 甲}, value: 1, season: {from: 03-01, to: 10-31}}, {keys: {city: 甲}, value: 2, season: {from: 11-01, to: 02-29}}, {keys: {city: 乙}, value: 1}]", None),
    ],
)  # fmt: skip
def test_options_and_seasons(tmp_path: Path, rows: str, gap: str | None) -> None:
    expected = (
        f"一号 in standard “town-rooms” has no figure for {gap}. Add it, or say why in “gaps”."
    )
    assert told(tmp_path, table(rows)) == ([expected] if gap else [])


def test_counts_and_days(tmp_path: Path) -> None:
    holed = STANDARD.replace("from: 11}", "from: 13}")
    expected = (
        "某镇文件 in standard “town-meals” has no figure for guest_count=11–12. Add it, or say why in "
        "“gaps”."
    )
    assert told(tmp_path / "counts", holed) == [expected]
    row = "[{keys: {city: 甲}, value: 1}, {keys: {city: 乙}, value: 1}]"
    later = f"  - {{document: 二号, from: 2016-02-01, sources: [CQU], grade: A, rows: {row}}}\n"
    assert told(tmp_path / "days", table(row) + later) == [
        "二号 in standard “town-rooms” has no figure for 2016-01-01 – 2016-01-31. Add it, or say why "
        "in “gaps”."
    ]
    assert told(tmp_path / "none", table(row) + later.replace("2016-02-01", "2016-01-01")) == []


def test_a_gap_that_is_meant(tmp_path: Path) -> None:
    meant = table("[{keys: {city: 甲}, value: 1}]").replace(
        "grade: A,", "grade: A, gaps: {zh: 乙未定, en: none for the other},"
    )
    assert told(tmp_path, meant) == []


def test_many_gaps_are_counted() -> None:
    standard = Standard.model_validate({
        "id": "x", "title": {"zh": "标准", "en": "x"}, "type": "money", "unit": "yuan",
        "keys": [{"name": "city", "type": "enum", "options": [str(number) for number in range(9)]}],
        "editions": [{
            "document": "d", "from": "2015-01-01", "sources": [], "grade": "A",
            "rows": [{"keys": {"city": "0"}, "value": "1"}],
        }],
    })  # fmt: skip
    (problem,) = gaps(standard, Position(file="x"))
    assert problem.values["gap"] == "city=1; city=2; city=3; city=4; city=5 … (8)"


def laid_over(folder: Path, own: str = OWN) -> Rulebook:
    return load_rulebook([write_folder(folder, standard=own)])


def allowance(book: Rulebook, day: str, place: str) -> tuple[Decimal | int, str] | None:
    on = date.fromisoformat(day)
    found = book.figure("travel-meals", (on, on), (place,))
    return None if found is None else (found.value, found.edition.document)


def test_own_figures_hold_on_their_days_and_for_their_keys(tmp_path: Path) -> None:
    book = laid_over(tmp_path)
    national = "财行〔2013〕531号附表"
    assert allowance(book, "2015-12-31", "elsewhere") == (100, national)
    assert allowance(book, "2016-01-01", "elsewhere") == (60, "本单位文件")
    assert allowance(book, "2016-12-31", "elsewhere") == (60, "本单位文件")
    assert allowance(book, "2017-01-01", "elsewhere") == (100, national)
    assert allowance(book, "2016-06-01", "plateau") == (120, national)
    whole_year = (date(2015, 12, 31), date(2016, 1, 1))
    assert book.figure("travel-meals", whole_year, ("elsewhere",)) is None


def test_own_figures_where_there_are_none_below(tmp_path: Path) -> None:
    own = """\
id: town-meal
overlays: chongqing-working-meal
title: {zh: 本单位工作餐标准, en: Working meals of our unit}
type: money
unit: yuan/person/meal
keys: []
editions:
  - {document: 本单位文件, from: 2015-01-01, sources: [CQU], grade: A, rows: [{keys: {}, value: 40}]}
"""
    book = laid_over(tmp_path, own)
    day = date(2015, 6, 10)
    found = book.figure("chongqing-working-meal", (day, day), ())
    assert found is not None
    assert (found.value, found.edition.document) == (40, "本单位文件")


def refused(folder: Path, own: str) -> str:
    with pytest.raises(RuleFileError) as caught:
        laid_over(folder, own)
    (problem,) = caught.value.problems
    assert str(problem.where.file).endswith("/standards/x.yaml")
    return f"{problem.where.line}: {problem.message('en')}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value: 60", "value: 100.01", "1: “town-own” is looser than “travel-meals”: for place=elsewhere it has 100.01, the other 100.00. A unit's own standard may not allow more."),
        ("overlays: travel-meals", "overlays: travel-meal", "2: there is no standard “travel-meal” to lay this over. There are"),
        ("unit: yuan/person/day", "unit: yuan/day", "2: this has another type, unit or keys than “travel-meals”, which it overlays. Copy them."),
        ("overlays: travel-meals", "overlays: lodging-in-chongqing", "2: this has another type, unit or keys than “lodging-in-chongqing”"),
    ],
)  # fmt: skip
def test_own_figures_that_do_not_load(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert refused(tmp_path, OWN.replace(old, new)).startswith(message)


def test_a_row_that_is_only_in_part_for_what_a_row_below_is_for(tmp_path: Path) -> None:
    own = """\
id: town-hosts
overlays: reception-companions
title: {zh: 本单位陪餐人数, en: Hosts of our unit}
type: count
unit: person
keys:
  - {name: guest_count, type: count, unit: person}
editions:
  - {document: 本单位文件, from: 2016-01-01, sources: [CQU], grade: A, rows: [{keys: {guest_count: {from: 1, to: 5}}, value: 1}]}
"""
    assert refused(tmp_path / "part", own).startswith(
        "9: the row for guest_count=1–5 is only in part for what a row of “reception-companions” is for."
    )
    whole = own.replace("from: 1, to: 5", "from: 1, to: 10")
    book = laid_over(tmp_path / "whole", whole)
    day = date(2016, 6, 1)
    assert book.standard("reception-companions", (day, day), (3,)) == 1
    assert book.standard("reception-companions", (day, day), (12,)) == 4


def test_the_looser_one_may_be_the_lower() -> None:
    assert load_rulebook().tables["travel-transport-class"].standard.looser == "lower"


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_both_runners_hold_a_claim_against_own_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runner: Runner
) -> None:
    monkeypatch.chdir(tmp_path)
    trip = {
        "kind": "travel", "unit": "重庆市渝岭区水务局", "to_place": "成都", "headcount": 1,
        "meal_allowance": "300.00", "amount": "300.00",
    }  # fmt: skip
    lines = [
        json.dumps({**trip, "start_date": f"{year}-06-06", "end_date": f"{year}-06-08"})
        for year in (2015, 2016, 2017)
    ]
    Path("trips.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = check(
        ["trips.jsonl"], laid_over(tmp_path), Options(language="en", runner=runner)
    ).report
    leads = [one for one in report.findings if "CQ17-meal-allowance" in one.rule]
    assert [(one.record.row, one.limit, one.at_issue, one.limit_source) for one in leads] == [
        (2, "180.00", "120.00", "本单位文件")
    ]
