"""Tables of figures: rows, dates and what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.rulebook.standards import Table
from qinjian.schemas.standard import Standard

BOOK = load_rulebook()


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


def test_a_count_key_can_be_an_exact_value() -> None:
    standard = Standard.model_validate(
        {
            "id": "x",
            "title": {"zh": "x", "en": "x"},
            "type": "count",
            "unit": "person",
            "keys": [{"name": "guest_count", "type": "count", "unit": "person"}],
            "editions": [
                {
                    "document": "x",
                    "from": "2015-01-01",
                    "sources": [],
                    "grade": "A",
                    "rows": [{"keys": {"guest_count": "2"}, "value": "1"}],
                }
            ],
        }
    )
    day = date(2015, 1, 1)
    found = Table(standard).find((day, day), (2,))
    assert found is not None
    assert found.value == 1
    assert Table(standard).find((day, day), (3,)) is None
