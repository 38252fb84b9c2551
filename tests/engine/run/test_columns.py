"""The columns runner says what the reference says: verdict, and what left it open."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.rulebook import statements
from qinjian.schemas.rule import Verdict
from tests.engine.condition.support import UNREADABLE
from tests.engine.condition.test_meaning import NOT_COLLECTED, conditions, records
from tests.engine.run.support import Book, by_columns, by_reference, counted, rule, without_clear
from tests.generated import GENERATED, one_engine

regions = st.sampled_from(["重庆", "重庆", "四川", None, NOT_COLLECTED])
placed = st.builds(
    lambda record, region: record if region is NOT_COLLECTED else {**record, "region": region},
    records,
    regions,
)
books = st.lists(
    st.tuples(conditions.map(lambda c: c[0]), st.none() | conditions.map(lambda c: c[0])),
    min_size=1,
    max_size=6,
)
SEEN: Counter[str] = Counter()
EXAMPLES = 150


@settings(GENERATED, max_examples=EXAMPLES)
@given(books, st.lists(placed, min_size=1, max_size=12))
def _agree(rules: list[tuple[str, str | None]], given_: list[dict[str, Any]]) -> None:
    book = Book([rule(number, when, where) for number, (when, where) in enumerate(rules)])
    expected = by_reference(book, given_)
    found, counts = by_columns(book, given_)
    assert found == without_clear(expected), rules
    assert counts == counted(expected), rules
    SEEN["judged"] += len(given_) * len(rules)
    SEEN["records"] += len(given_)
    SEEN["unreadable"] += sum(UNREADABLE in record.values() for record in given_)
    for verdicts in expected.values():
        SEEN.update(str(verdict) for verdict, _ in verdicts.values())
    for one in book.rules:
        SEEN["rules"] += 1
        nodes = one.kinds["reception"].condition.nodes
        SEEN.update({type(node).__name__ for node in nodes})


def test_generated_rules_and_records_give_the_same_in_both_runners() -> None:
    SEEN.clear()
    with one_engine():
        _agree()
    rare = [
        name for name in ("violation", "clear", "undetermined") if SEEN[name] * 100 < SEEN["judged"]
    ]
    shapes = (
        "And", "Or", "Not", "Comparison", "Arithmetic", "Membership", "Blank", "BlankInRole", "Attached", "Holds", "Says", "MentionsInRole", "Refund",
        "Mentions", "Relation", "DaysBetween", "MonthOf", "StandardValue", "FieldValue", "Literal",
    )  # fmt: skip
    rare += [name for name in shapes if SEEN[name] * 100 < SEEN["rules"]]
    rare += [name for name in ("unreadable",) if SEEN[name] * 100 < SEEN["records"]]
    assert not rare
    assert SEEN["judged"] > EXAMPLES


@pytest.mark.parametrize(
    ("when", "record", "verdict"),
    [
        # a quotient rounds down below zero too
        ("(guest_count - diners) // 2 = -2", {"guest_count": 1, "diners": 4}, Verdict.VIOLATION),
        ("(guest_count - diners) // 3 = -1", {"guest_count": 1, "diners": 4}, Verdict.VIOLATION),
        # the largest figures: nothing rounds, nothing overflows
        (
            "meal_fee * guest_count * diners = 9999999999999.99 * 999999 * 999999",
            {"meal_fee": "9999999999999.99", "guest_count": 999999, "diners": 999999},
            Verdict.VIOLATION,
        ),
        ("meal_fee * 0.01 = 0.0001", {"meal_fee": "0.01"}, Verdict.VIOLATION),
        ("meal_fee = 0.3 - 0.1 - 0.2", {"meal_fee": "0"}, Verdict.VIOLATION),
        ("description = '香烟Ａ'", {"description": " 香烟a "}, Verdict.VIOLATION),
        ("description = 'it''s'", {"description": "it's"}, Verdict.VIOLATION),
        ("description = '\\'", {"description": "\\"}, Verdict.VIOLATION),
        ("blank(guests)", {"guests": None}, Verdict.VIOLATION),
        ("blank(guests)", {}, Verdict.UNDETERMINED),
        ("blank(guests)", {"guests": UNREADABLE}, Verdict.UNDETERMINED),
        ("blank(meal_fee)", {"meal_fee": UNREADABLE}, Verdict.UNDETERMINED),
        (
            "meal_fee > 1 OR guest_count > 1",
            {"meal_fee": UNREADABLE, "guest_count": 2},
            Verdict.VIOLATION,
        ),
        (
            "guest_count > companion_count",
            {"guest_count": 3, "companion_count": UNREADABLE},
            Verdict.UNDETERMINED,
        ),
        ("true", {}, Verdict.VIOLATION),
        ("false", {}, Verdict.CLEAR),
    ],
)
def test_values_at_the_bounds(when: str, record: dict[str, Any], verdict: Verdict) -> None:
    book = Book([rule(1, when)])
    given_ = [{"region": "重庆", "event_date": "2015-06-10", **record}]
    expected = by_reference(book, given_)
    assert expected[0]["R-01"][0] is verdict
    found, counts = by_columns(book, given_)
    assert found == without_clear(expected)
    assert counts == counted(expected)


def test_a_unit_whose_region_cannot_be_read_leaves_the_law_open() -> None:
    book = Book([rule(1, "guest_count > 3")])
    given_ = [{"region": UNREADABLE, "guest_count": count} for count in (3, 4)]
    expected = by_reference(book, given_)
    assert expected[1]["R-01"] == (Verdict.UNDETERMINED, ("region",))
    found, counts = by_columns(book, given_)
    assert (found, counts) == (without_clear(expected), counted(expected))


def test_many_rules_go_in_several_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "RULES_AT_ONCE", 2)
    whens = [f"guest_count > {number}" for number in range(5)]
    book = Book([rule(number, when) for number, when in enumerate(whens)])
    given_ = [{"region": "重庆", "guest_count": count} for count in (0, 3, 9)]
    expected = by_reference(book, given_)
    found, counts = by_columns(book, given_)
    assert (found, counts) == (without_clear(expected), counted(expected))


def test_a_condition_of_more_parts_than_one_column_of_bits_holds() -> None:
    parts = [f"(guest_count > {number} OR diners < {number})" for number in range(30)]
    book = Book([rule(1, " AND ".join(parts))])
    given_ = [{"region": "重庆", **one} for one in ({}, {"guest_count": 99}, {"diners": 0})]
    expected = by_reference(book, given_)
    assert by_columns(book, given_)[0] == without_clear(expected)
