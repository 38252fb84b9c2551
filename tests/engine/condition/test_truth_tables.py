"""AND, OR, NOT, IN and BETWEEN with the unknown, written out."""

import pytest

from qinjian.engine.condition import Origin, compile_truth, exact_arithmetic, generate

from .support import World, facts, scope

T, F, U = True, False, None

_A: dict[bool | None, dict[str, object]] = {
    T: {"meal_fee": "2"},
    F: {"meal_fee": "0"},
    U: {"meal_fee": None},
}
_B: dict[bool | None, dict[str, object]] = {T: {"lodging_fee": "2"}, F: {"lodging_fee": "0"}, U: {}}
A, B = "meal_fee > 1", "lodging_fee > 1"


def value_of(condition: str, **values: object) -> object:
    program = generate(compile_truth(condition, scope(), Origin()))
    with exact_arithmetic():
        return program.run(facts(**values), World())[-1]


AND = {
    (T, T): T, (T, F): F, (T, U): U,
    (F, T): F, (F, F): F, (F, U): F,
    (U, T): U, (U, F): F, (U, U): U,
}  # fmt: skip
OR = {
    (T, T): T, (T, F): T, (T, U): T,
    (F, T): T, (F, F): F, (F, U): U,
    (U, T): T, (U, F): U, (U, U): U,
}  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AND)
def test_and(a: bool | None, b: bool | None) -> None:
    assert value_of(f"{A} AND {B}", **_A[a], **_B[b]) is AND[(a, b)]


@pytest.mark.parametrize(("a", "b"), OR)
def test_or(a: bool | None, b: bool | None) -> None:
    assert value_of(f"{A} OR {B}", **_A[a], **_B[b]) is OR[(a, b)]


@pytest.mark.parametrize(("a", "expected"), [(T, F), (F, T), (U, U)])
def test_not(a: bool | None, expected: bool | None) -> None:
    assert value_of(f"NOT {A}", **_A[a]) is expected


@pytest.mark.parametrize(
    ("values", "condition", "expected"),
    [
        ({"guest_count": 3}, "guest_count IN (1, 3)", T),
        ({"guest_count": 2}, "guest_count IN (1, 3)", F),
        ({"guest_count": None}, "guest_count IN (1, 3)", U),
        ({}, "guest_count IN (1, 3)", U),
        ({"guest_count": 2}, "guest_count NOT IN (1, 3)", T),
        ({}, "guest_count NOT IN (1, 3)", U),
        ({"meal_type": "buffet"}, "meal_type IN ('buffet', 'banquet')", T),
        ({"guest_unit": "ＡＢＣ局 "}, "guest_unit IN ('abc局')", T),
    ],
)
def test_in(values: dict[str, object], condition: str, expected: bool | None) -> None:
    assert value_of(condition, **values) is expected


@pytest.mark.parametrize(
    ("guests", "low", "high", "expected"),
    [
        (2, 1, 3, T),
        (1, 1, 3, T),
        (3, 1, 3, T),
        (0, 1, 3, F),
        (4, 1, 3, F),
        (None, 1, 3, U),
        (4, None, 3, F),
        (2, None, 3, U),
        (0, 1, None, F),
        (2, 1, None, U),
        (2, None, None, U),
    ],
)
def test_between(
    guests: int | None, low: int | None, high: int | None, expected: bool | None
) -> None:
    condition = "guest_count BETWEEN companion_count AND diners"
    found = value_of(condition, guest_count=guests, companion_count=low, diners=high)
    assert found is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"letter_no": None}, T), ({"letter_no": "渝函1号"}, F), ({}, U)],
)
def test_blank_has_three_states(values: dict[str, object], expected: bool | None) -> None:
    assert value_of("blank(letter_no)", **values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, U),
        ({"letter_no": None}, F),
        ({"letter_no": "渝函1号"}, T),
        ({"documents": None}, F),
        ({"documents": ["invoice"]}, F),
        ({"documents": ["official_letter"]}, T),
        ({"documents": ["invoice"], "letter_no": "渝函1号"}, T),
        ({"documents": ["official_letter"], "letter_no": None}, T),
        ({"documents": [], "letter_no": None}, F),
        ({"letter_no": None, "letter_title": "关于调研的函"}, T),
        ({"letter_title": None, "letter_guest_count": 5}, T),
    ],
)
def test_a_document_is_shown_by_any_witness(
    values: dict[str, object], expected: bool | None
) -> None:
    assert value_of("attached('official_letter')", **values) is expected


@pytest.mark.parametrize(("payment", "expected"), [("0", F), ("0.01", T), ("-5", F), (None, F)])
def test_an_amount_shows_a_payment_above_zero_only(
    payment: str | None, expected: bool | None
) -> None:
    assert value_of("attached('guest_payment')", guest_payment=payment) is expected
