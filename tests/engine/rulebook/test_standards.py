"""Tables of figures: rows, dates and what is not known."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml

from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.rulebook.load import BUILT_IN
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.rulebook.standards_check import check_table
from qinjian.engine.yaml.file import fit
from qinjian.engine.yaml.strict import load
from qinjian.schemas.regulation import Regulation
from qinjian.schemas.standard import Standard
from tests.book import BOOK


def figure(table: str, day: str, *keys: object, last: str | None = None) -> object:
    first = date.fromisoformat(day)
    found = BOOK.figure(table, (first, date.fromisoformat(last or day)), keys)  # type: ignore[arg-type]
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("guests", "hosts"), [(0, None), (1, 3), (10, 3), (11, 3), (12, 4), (14, 4), (15, 5), (100, 33)]
)
def test_hosts_at_a_meal(guests: int, hosts: int | None) -> None:
    """Up to ten guests three hosts, above a third of the guests (Reception Provisions, 10)."""
    assert figure("reception-companions", "2015-06-10", guests) == hosts


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2013-11-30", None), ("2013-12-01", None), ("2013-12-07", None), ("2013-12-08", 3)],
)
def test_an_uncertain_start_leaves_the_days_in_between_open(day: str, expected: int | None) -> None:
    assert figure("reception-companions", day, 5) == expected


@pytest.mark.parametrize(
    ("day", "rank", "expected"),
    [
        ("2013-12-31", "other", None),
        ("2014-01-01", "other", "330.00"),
        ("2015-12-31", "other", "330.00"),
        ("2016-01-01", "other", "370.00"),
        ("2015-12-31", "bureau", "480.00"),
        ("2016-01-01", "bureau", "480.00"),
    ],
)
def test_lodging_in_chongqing(day: str, rank: str, expected: str | None) -> None:
    found = figure("lodging-in-chongqing", day, rank)
    assert found == (None if expected is None else Decimal(expected))


def test_a_period_over_two_editions_has_no_figure() -> None:
    assert figure("lodging-in-chongqing", "2015-12-31", "other", last="2016-01-01") is None
    assert figure("lodging-in-chongqing", "2015-12-30", "other", last="2015-12-31") is not None


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("foreign-banquet", ("bureau",)),
        ("foreign-daily-meals", ("other",)),
        ("foreign-gift", ("minister",)),
        ("chongqing-working-meal", ()),
    ],
)
def test_a_table_without_a_confirmed_start_is_not_used(table: str, key: tuple[str, ...]) -> None:
    assert all(
        figure(table, day, *key) is None for day in ("2013-12-31", "2015-06-10", "2026-01-01")
    )


def test_every_row_names_its_document_and_a_registered_source() -> None:
    for table in BOOK.tables.values():
        assert table.standard.editions
        for edition in table.standard.editions:
            assert edition.document
            assert edition.sources


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        ("2017-06-30", None, "350.00"),
        ("2017-07-01", None, "420.00"),
        ("2017-09-30", None, "420.00"),
        ("2017-10-01", None, "350.00"),
        ("2017-06-30", "2017-07-01", None),
        ("2017-06-30", "2018-06-30", None),
        ("2017-12-30", "2018-01-02", "350.00"),
    ],
)
def test_a_season_has_a_figure_of_its_own(day: str, last: str | None, expected: str | None) -> None:
    found = figure("lodging-cities", day, "大连", "other", last=last)
    assert found == (None if expected is None else Decimal(expected))


def test_the_end_of_february_is_in_a_season_that_ends_with_it() -> None:
    for year in (2016, 2017):
        end = date(year, 3, 1) - date.resolution
        assert figure("lodging-cities", end.isoformat(), "海口", "other") == Decimal("450.00")
        assert figure("lodging-cities", f"{year}-03-01", "海口", "other") == Decimal("350.00")


SMALL = """\
id: area-limits
title: {zh: 表, en: table}
type: money
unit: yuan/person/night
keys:
  - {name: province, type: enum, options: [四川, 贵州]}
  - {name: area, type: enum, options: {成都: [成都市], 绵阳: [], 贵阳: []}}
editions:
  - document: 甲
    from: 2015-01-01
    sources: []
    grade: A
    rows:
      - {keys: {province: 四川, area: 成都}, value: 370}
      - {keys: {province: 四川, area: {other: province}}, value: 300}
"""


COUNTS = """\
id: companions
title: {zh: 表, en: table}
type: count
unit: person
keys:
  - {name: rank, type: enum, options: [bureau, other]}
  - {name: guests, type: count, unit: person}
editions:
  - document: 甲
    from: 2015-01-01
    sources: []
    grade: A
    rows:
      - {keys: {rank: bureau, guests: 2}, value: 1}
"""


def small(old: str = "", new: str = "", text: str = SMALL) -> Table:
    document = load(text.replace(old, new), "rules/standards/area-limits.yaml")
    return check_table(document, fit(document, Standard))


@pytest.mark.parametrize(
    ("province", "area", "expected"),
    [
        ("四川", "成都市", 370),
        ("四川", "绵阳", 300),
        ("四川", "泸州", None),
        ("四川", "成都市双流区", None),
        ("贵州", "贵阳", None),
    ],
)
def test_a_row_for_all_others_takes_the_options_that_no_row_names(
    province: str, area: str, expected: int | None
) -> None:
    day = date(2015, 6, 10)
    found = small().find((day, day), (province, area))
    assert (found and found.value) == expected


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (", options: [四川, 贵州]", "", 6, "an enum key has options, and a count has none"),
        ("[四川, 贵州]", "[四川, 贵州, 四川]", 6, "an option stands here twice"),
        ("[四川, 贵州]", "[四川, [贵州]]", 6, "a valid dictionary"),
        ("绵阳: []", "绵阳: [成都]", 7, "“成都” stands here twice"),
        (
            "绵阳: []",
            "绵阳: [Mianyang, ＭＩＡＮＹＡＮＧ]",
            7,
            "“ＭＩＡＮＹＡＮＧ” stands here twice",
        ),
        ("绵阳: []", "绵阳: [绵阳]", 7, "“绵阳” stands here twice"),
        ("area: 成都}", "area: 成都市}", 14, "the key “area” cannot be “成都市”"),
        ("{other: province}", "{other: area}", 15, "It must be {other: province}."),
        ("{other: province}", "{other: city}", 15, "It must be {other: province}."),
        (
            "{province: 四川, area: {other: province}}",
            "{province: {other: area}, area: {other: province}}",
            15,
            "cannot be “{other: area}”. It must be 四川, 贵州.",
        ),
        ("area: 成都}", "area: {from: 1, to: 3}}", 14, "cannot be “{from: 1, to: 3}”"),
        ("area: 成都}", "area: {other: province}}", 15, "this row overlaps row 1"),
        (
            "{province: 四川, area: 成都}",
            "{province: {other: area}, area: 绵阳}",
            15,
            "this row overlaps row 1",
        ),
        ("}, value: 370", "}, season: {from: 7-1, to: 09-30}, value: 370", 14, "written as 07-01"),
        (
            "}, value: 370",
            "}, season: {from: 02-30, to: 09-30}, value: 370",
            14,
            "written as 07-01",
        ),
        (
            "}, value: 370}",
            "}, season: {from: 11-01, to: 03-01}, value: 370}\n"
            "      - {keys: {province: 四川, area: 成都}, season: {from: 03-01, to: 10-31}, value: 1}",
            15,
            "this row overlaps row 1",
        ),
        (
            "}, value: 370}",
            "}, value: 370}\n"
            "      - {keys: {province: 四川, area: 成都}, season: {from: 03-01, to: 10-31}, value: 1}",
            15,
            "this row overlaps row 1",
        ),
    ],
)
def test_a_table_that_does_not_fit_together_is_refused(
    old: str, new: str, line: int, words: str
) -> None:
    with pytest.raises(RuleFileError) as raised:
        small(old, new)
    problem = raised.value.problems[0]
    assert problem.where.line == line
    assert words in problem.words("en")
    assert problem.words("zh") != problem.words("en")


class Yaml12(yaml.SafeLoader):
    """Reads as an editor does: a day is a text."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("standards/*.yaml")), ids=lambda p: p.stem)
def test_an_editor_with_the_schema_finds_no_fault_in_a_standard(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Yaml12)  # noqa: S506 - a safe loader
    jsonschema.validate(data, Standard.model_json_schema())


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("regulations/*/regulation.yaml")), ids=str)
def test_an_editor_with_the_schema_finds_no_fault_in_a_regulation(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Yaml12)  # noqa: S506
    jsonschema.validate(data, Regulation.model_json_schema())


@pytest.mark.parametrize("text", ["SMALL", "COUNTS"])
def test_an_editor_with_the_schema_finds_no_fault_in_a_table_of_every_shape(text: str) -> None:
    data = yaml.load({"SMALL": SMALL, "COUNTS": COUNTS}[text], Yaml12)  # noqa: S506
    jsonschema.validate(data, Standard.model_json_schema())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "guests: 2",
            "guests: ²",
            "the key “guests” cannot be “²”. It must be 3, {from: 1, to: 10}.",
        ),
        ("guests: 2", "guests: {other: rank}", "cannot be “{other: rank}”. It must be 3, {from"),
        ("rank: bureau", "rank: {other: guests}", "It must be bureau, other."),
        ("value: 1", "value: 1.5", "“1.50” is not a whole number"),
    ],
)
def test_a_count_that_is_none_is_refused(old: str, new: str, words: str) -> None:
    with pytest.raises(RuleFileError) as raised:
        small(old, new, COUNTS)
    problem = raised.value.problems[0]
    assert problem.where.line == 14
    assert words in problem.words("en")


def test_a_count_key_can_be_an_exact_value() -> None:
    table = small(text=COUNTS)
    day = date(2015, 1, 1)
    found = table.find((day, day), ("bureau", 2))
    assert found is not None
    assert found.value == 1
    assert table.find((day, day), ("bureau", 3)) is None
