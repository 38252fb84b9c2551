"""What conditions are of the unknown, written out, by both runners."""

from collections.abc import Callable

import pytest

from qinjian.schemas.kinds import BudgetLine, Reception
from qinjian.schemas.record import Record
from qinjian.schemas.rule import Verdict
from tests.engine.run.support import Book, by_columns, by_reference, rule

from .support import UNREADABLE

T, F, U = True, False, None
VALUES = {Verdict.VIOLATION: T, Verdict.CLEAR: F, Verdict.UNDETERMINED: U}

_A: dict[bool | None, dict[str, object]] = {
    T: {"meal_fee": "2"},
    F: {"meal_fee": "0"},
    U: {"meal_fee": None},
}
_B: dict[bool | None, dict[str, object]] = {T: {"lodging_fee": "2"}, F: {"lodging_fee": "0"}, U: {}}
A, B = "meal_fee > 1", "lodging_fee > 1"


Ask = Callable[..., bool | None]


@pytest.fixture(params=["reference", "columns"])
def value_of(request: pytest.FixtureRequest) -> Ask:
    """Give the value of a condition on one record, by each of the runners."""

    def ask(condition: str, /, model: type[Record] = Reception, **values: object) -> bool | None:
        book = Book([rule(1, condition, model=model)])
        records = [{"region": "重庆", **values}]
        if request.param == "reference":
            ((verdict, _),) = by_reference(book, records, model)[0].values()
        else:
            (counts,) = by_columns(book, records, model)[1].values()
            (verdict,) = counts
        return VALUES[verdict]

    return ask


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
def test_and(value_of: Ask, a: bool | None, b: bool | None) -> None:
    assert value_of(f"{A} AND {B}", **_A[a], **_B[b]) is AND[(a, b)]


@pytest.mark.parametrize(("a", "b"), OR)
def test_or(value_of: Ask, a: bool | None, b: bool | None) -> None:
    assert value_of(f"{A} OR {B}", **_A[a], **_B[b]) is OR[(a, b)]


@pytest.mark.parametrize(("a", "expected"), [(T, F), (F, T), (U, U)])
def test_not(value_of: Ask, a: bool | None, expected: bool | None) -> None:
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
def test_in(
    value_of: Ask, values: dict[str, object], condition: str, expected: bool | None
) -> None:
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
    value_of: Ask, guests: int | None, low: int | None, high: int | None, expected: bool | None
) -> None:
    condition = "guest_count BETWEEN companion_count AND diners"
    found = value_of(condition, guest_count=guests, companion_count=low, diners=high)
    assert found is expected


@pytest.mark.parametrize("name", ["meal_fee", "lodging_fee"])
def test_what_could_not_be_read_is_unknown(value_of: Ask, name: str) -> None:
    both = {"meal_fee": "2", "lodging_fee": "2", name: UNREADABLE}
    assert value_of(f"{name} > 1", **both) is U
    assert value_of(f"NOT {name} > 1", **both) is U
    assert value_of(f"{A} AND {B}", **both) is U
    assert value_of(f"{A} OR {B}", **both) is T
    assert value_of(f"{name} = {name}", **both) is U
    assert value_of("meal_fee + lodging_fee > 1", **both) is U


@pytest.mark.parametrize(
    "condition",
    [
        "guest_count IN (1, 3)", "guest_count BETWEEN 1 AND 3", "guest_count // 2 = 1", "mentions(menu, 'tobacco')",
        "menu = '香烟'", "includes(menu, venue)", "follows(invoice_no, approval_no)", "lodging_arranged",
        "days_between(start_date, end_date) > 1", "month_of(start_date) = 6", "meal_type = 'banquet'",
        "standard('companions', guest_count) > 1", "holds(payment_method, 'cash')", "says('goods', 'tobacco')",
    ],
)  # fmt: skip
def test_no_function_tells_anything_of_what_could_not_be_read(
    value_of: Ask, condition: str
) -> None:
    names = (
        "guest_count", "menu", "invoice_no", "lodging_arranged", "start_date", "meal_type", "payment_method",
    )  # fmt: skip
    unread = dict.fromkeys(names, UNREADABLE)
    known = {
        "venue": "香烟",
        "approval_no": "12",
        "end_date": "2015-06-10",
        "event_date": "2015-06-10",
    }
    assert value_of(condition, **unread, **known) is U


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"letter_no": None}, T),
        ({"letter_no": "渝函1号"}, F),
        ({"letter_no": UNREADABLE}, U),
        ({}, U),
    ],
)
def test_blank_has_four_states(
    value_of: Ask, values: dict[str, object], expected: bool | None
) -> None:
    assert value_of("blank(letter_no)", **values) is expected


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        (["cash"], T),
        (["official_card", "cash"], T),
        (["official_card"], F),
        ([], F),
        (None, U),
        (UNREADABLE, U),
        ("not collected", U),
    ],
)
def test_a_list_holds_a_word(value_of: Ask, methods: object, expected: bool | None) -> None:
    values = {} if methods == "not collected" else {"payment_method": methods}
    assert value_of("holds(payment_method, 'cash')", **values) is expected


DOCUMENTS: list[tuple[dict[str, object], bool | None]] = [
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
    ({"documents": [], "letter_no": None, "letter_guest_count": 0}, F),
    # a witness that could not be read may be one, unless another is
    ({"documents": UNREADABLE}, U),
    ({"letter_no": UNREADABLE}, U),
    ({"documents": ["invoice"], "letter_no": UNREADABLE}, U),
    ({"documents": UNREADABLE, "letter_no": None}, U),
    ({"documents": ["official_letter"], "letter_no": UNREADABLE}, T),
    ({"documents": UNREADABLE, "letter_title": "关于调研的函"}, T),
    # so may a word that is not known
    ({"documents": ["invoice"], "other_documents": "情况说明"}, U),
    ({"documents": None, "other_documents": "情况说明"}, U),
    ({"other_documents": "情况说明"}, U),
    ({"documents": ["official_letter"], "other_documents": "情况说明"}, T),
    ({"other_documents": UNREADABLE, "documents": ["invoice"]}, U),
    ({"other_documents": None}, U),
    ({"other_documents": None, "documents": ["invoice"]}, F),
    # a column of its own says whether a document is there
    ({"shown_documents": ["official_letter"]}, T),
    ({"shown_documents": ["invoice"]}, U),
    ({"shown_documents": ["invoice"], "documents": ["menu"]}, F),
    ({"shown_documents": ["official_letter"], "documents": ["invoice"]}, T),
    ({"absent_documents": ["official_letter"]}, F),
    ({"absent_documents": ["invoice"]}, U),
    ({"absent_documents": ["official_letter"], "documents": UNREADABLE}, F),
    ({"absent_documents": ["official_letter"], "other_documents": "情况说明"}, F),
    # what shows it beats what says that it is not there
    ({"absent_documents": ["official_letter"], "documents": ["official_letter"]}, T),
    ({"absent_documents": ["official_letter"], "shown_documents": ["official_letter"]}, T),
    ({"absent_documents": ["official_letter"], "letter_no": "渝函1号"}, T),
    ({"shown_documents": UNREADABLE, "documents": ["invoice"]}, U),
    ({"absent_documents": UNREADABLE, "documents": ["invoice"]}, U),
]


@pytest.mark.parametrize(("values", "expected"), DOCUMENTS)
def test_a_document_is_shown_by_any_witness(
    value_of: Ask, values: dict[str, object], expected: bool | None
) -> None:
    assert value_of("attached('official_letter')", **values) is expected


@pytest.mark.parametrize(
    ("payment", "expected"), [("0", F), ("0.01", T), ("-5", F), (None, F), (UNREADABLE, U)]
)
def test_an_amount_shows_a_payment_above_zero_only(
    value_of: Ask, payment: object, expected: bool | None
) -> None:
    assert value_of("attached('guest_payment')", guest_payment=payment) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, U),
        ({"activity": None}, F),
        ({"activity": "购香烟"}, T),
        ({"activity": "调研"}, F),
        ({"activity": "调研", "remarks": "购香烟"}, T),
        ({"activity": UNREADABLE}, U),
        ({"activity": UNREADABLE, "remarks": "购香烟"}, T),
        ({"activity": UNREADABLE, "remarks": "调研"}, U),
        ({"activity": None, "remarks": UNREADABLE}, U),
    ],
)
def test_a_role_is_judged_on_the_fields_that_are_there(
    value_of: Ask, values: dict[str, object], expected: bool | None
) -> None:
    assert value_of("says('purpose', 'tobacco')", **values) is expected


def test_nothing_is_said_in_a_role_that_a_kind_has_not(value_of: Ask) -> None:
    assert "goods" not in BudgetLine.roles
    assert value_of("says('goods', 'tobacco')", model=BudgetLine) is F


@pytest.mark.parametrize(
    ("amount", "expected"), [("-0.01", T), ("0", F), ("5", F), (None, F), (UNREADABLE, F)]
)
def test_a_refund_is_known_to_be_one(value_of: Ask, amount: object, expected: bool) -> None:
    assert value_of("refund()", amount=amount) is expected
    assert value_of("refund()") is F


def test_a_kind_without_an_amount_has_no_refunds(value_of: Ask) -> None:
    assert "amount" not in BudgetLine.model_fields
    assert value_of("refund()", model=BudgetLine) is F
