"""Money, counts, days: exactly what is written, or not at all."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from qinjian.schemas.kinds import KINDS, Reception
from qinjian.schemas.record import fields_of


def read(**values: object) -> Any:
    return Reception.model_validate(values)


def refused(**values: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(**values)
    (error,) = caught.value.errors()
    return str(error["type"])


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_money_keeps_every_cent(cents: int) -> None:
    text = f"{Decimal(cents) / 100:.2f}"
    assert str(read(amount=text).amount) == text
    assert read(amount=Decimal(text)).amount * 100 == cents


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("1.234", "money_places"),
        ("0.001", "money_places"),
        ("10000000000000", "money_bound"),
        ("-10000000000000.00", "money_bound"),
        ("1,234.50", "not_money"),
        ("1e3", "not_money"),
        ("三", "not_money"),
        ("NaN", "not_money"),
        (1.5, "not_money"),
        (True, "not_money"),
        (Decimal("NaN"), "not_money"),
        (Decimal("Infinity"), "not_money"),
        (Decimal("1E+999999"), "money_bound"),
        (Decimal("1E-999999"), "money_places"),
        ([1], "not_money"),
    ],
)
def test_what_is_no_amount(value: object, error: str) -> None:
    assert refused(amount=value) == error


@pytest.mark.parametrize("value", ["9999999999999.99", "-9999999999999.99", 0, "+5", "007", "１２"])
def test_what_is_an_amount(value: object) -> None:
    assert read(amount=value).amount == Decimal(str(value))


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("三", "not_count"),
        ("1.5", "not_count"),
        ("-1", "count_bound"),
        (-1, "count_bound"),
        (10**6, "count_bound"),
        (Decimal("1E+999999999"), "count_bound"),
        (Decimal("NaN"), "not_count"),
        (1.0, "not_count"),
        (False, "not_count"),
    ],
)
def test_what_is_no_count(value: object, error: str) -> None:
    assert refused(guest_count=value) == error


@pytest.mark.parametrize(("value", "expected"), [("3", 3), ("3.0", 3), (3, 3), (Decimal(3), 3)])
def test_what_is_a_count(value: object, expected: int) -> None:
    found = read(guest_count=value).guest_count
    assert found == expected
    assert isinstance(found, int)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("2015-02-30", "no_such_day"),
        ("2015-2-3", "not_day"),
        ("2015/02/03", "not_day"),
        (20150203, "not_day"),
        (datetime(2015, 2, 3, 4, 5), "not_day"),  # noqa: DTZ001
    ],
)
def test_what_is_no_day(value: object, error: str) -> None:
    assert refused(event_date=value) == error


def test_what_is_a_day() -> None:
    assert read(event_date="2016-02-29").event_date == date(2016, 2, 29)
    assert read(event_date=date(2016, 2, 29)).event_date == date(2016, 2, 29)


def test_a_number_is_no_text() -> None:
    assert refused(invoice_no=1234567) == "not_text"
    assert read(invoice_no=" 01234567 ").invoice_no == "01234567"


def test_the_three_states() -> None:
    record = read(letter_no="渝函1号", menu=None)
    assert record.letter_no is not None
    assert record.menu is None
    assert record.model_fields_set == {"letter_no", "menu"}


def test_records_are_closed_and_immutable() -> None:
    assert refused(tobacco=True) == "extra_forbidden"
    with pytest.raises(ValidationError):
        read(menu="x").menu = "y"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_on_what_evidence_it_exists(kind: str) -> None:
    fields = fields_of(KINDS[kind])
    assert {field.name for field in fields} == set(KINDS[kind].model_fields)
    assert {field.evidence for field in fields} <= {"form", "statute"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_decisive_date_is_never_that_of_filing(kind: str) -> None:
    names = {name for pair in KINDS[kind].decisive_date for name in pair}
    assert names <= set(KINDS[kind].model_fields)
    assert "filing_date" not in names
