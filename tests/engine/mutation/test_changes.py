"""What is changed in a condition, one thing at a time."""

import pytest

from qinjian.engine.condition.check import compile_number
from qinjian.engine.condition.parse import Origin
from qinjian.engine.condition.scope import Scope
from qinjian.engine.mutation.changes import changes
from qinjian.schemas.kinds import Reception, Traveller


def changed(text: str, scope: Scope | None = None) -> list[tuple[str, str, str]]:
    found = changes(text, scope or Scope(Reception, lexicons=frozenset({"tobacco"})))
    return [(change.before, change.after, change.text) for change in found]


def texts(text: str, scope: Scope | None = None) -> list[str]:
    return [now for _, _, now in changed(text, scope)]


def test_a_comparison_and_its_constant() -> None:
    assert changed("amount > 0") == [
        ("amount > 0", "amount >= 0", "(amount >= 0)"),
        ("amount > 0", "amount < 0", "(amount < 0)"),
        ("0", "-0.01", "amount > (-0.01)"),
        ("0", "0.01", "amount > (0.01)"),
    ]


def test_the_step_is_one_for_what_is_counted_and_a_fen_for_yuan() -> None:
    assert {"meal_count = (0)", "meal_count = (2)"} <= {*texts("meal_count = 1")}
    assert {"meal_fee < (99.99)", "meal_fee < (100.01)"} <= {*texts("meal_fee < 100")}
    assert {"meal_fee > (1) * diners", "meal_fee > (3) * diners"} <= {
        *texts("meal_fee > 2 * diners")
    }
    assert {"diners // (1) > 4", "diners // (3) > 4"} <= {*texts("diners // 2 > 4")}
    assert not any("// (0)" in text for text in texts("diners // 1 > 4"))


def test_a_day_and_the_order_of_days() -> None:
    found = texts("start_date < '2015-03-01' AND days_between(start_date, end_date) > 1")
    assert "(start_date < '2015-02-28' AND days_between(start_date, end_date) > 1)" not in found
    assert "start_date < ('2015-02-28') AND days_between(start_date, end_date) > 1" in found
    assert "start_date < ('2015-03-02') AND days_between(start_date, end_date) > 1" in found
    assert "start_date < '2015-03-01' AND (days_between(end_date, start_date)) > 1" in found


def test_connectives_change_places_and_lose_each_operand() -> None:
    text = "blank(menu) AND blank(venue) AND (blank(place) OR blank(payee))"
    found = texts(text)
    assert "(blank(menu) OR blank(venue) OR (blank(place) OR blank(payee)))" in found
    assert "(blank(venue) AND (blank(place) OR blank(payee)))" in found
    assert "(blank(menu) AND (blank(place) OR blank(payee)))" in found
    assert "(blank(menu) AND blank(venue))" in found
    assert "blank(menu) AND blank(venue) AND ((blank(place) AND blank(payee)))" in found
    assert "blank(menu) AND blank(venue) AND ((blank(place)))" in found
    assert "(NOT blank(menu)) AND blank(venue) AND (blank(place) OR blank(payee))" in found


def test_not_goes_and_comes() -> None:
    assert texts("NOT mentions(menu, 'tobacco')") == ["(mentions(menu, 'tobacco'))"]
    assert texts("mentions(menu, 'tobacco')") == ["(NOT mentions(menu, 'tobacco'))"]
    assert texts("holds(payment_method, 'cash')") == ["(NOT holds(payment_method, 'cash'))"]
    assert texts("attached('menu')") == ["(NOT attached('menu'))"]
    assert texts("is_supplement") == ["(NOT is_supplement)"]


def test_members_of_a_list() -> None:
    assert texts("meal_type IN ('buffet', 'banquet')") == [
        "(meal_type IN ('banquet'))",
        "(meal_type IN ('buffet'))",
        "(NOT meal_type IN ('buffet', 'banquet'))",
    ]


def test_bounds() -> None:
    found = texts("event_date BETWEEN start_date AND end_date")
    assert found == [
        "(event_date > start_date AND event_date <= end_date)",
        "(event_date >= start_date AND event_date < end_date)",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meal_fee - guest_payment > 0", "(meal_fee + guest_payment) > 0"),
        ("meal_standard * diners > 0", "(meal_standard * (diners + 1)) > 0"),
        ("-meal_fee > 0", "(meal_fee) > 0"),
    ],
)  # fmt: skip
def test_arithmetic(text: str, expected: str) -> None:
    assert expected in texts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(amount) > 0", "(MAX(amount)) > 0"),
        ("count(DISTINCT claim_no) > 1", "(COUNT(*)) > 1"),
        ("max(amount) > min(amount)", "max(amount) > (MAX(amount))"),
    ],
)
def test_what_is_added_up(text: str, expected: str) -> None:
    found = texts(text, Scope(Reception, group_by=("unit",)))
    assert expected.lower() in [one.lower() for one in found]


def test_texts_of_a_pair() -> None:
    scope = Scope(Traveller, other=Traveller)
    assert "(includes(other.to_place, to_place))" in texts(
        "includes(to_place, other.to_place)", scope
    )


def test_names_that_sql_has_its_own_use_for_are_not_quoted() -> None:
    scope = Scope(Reception)
    scope.given["limit"] = compile_number("meal_standard * diners", scope, Origin())
    assert texts("meal_fee > limit", scope) == ["(meal_fee >= limit)", "(meal_fee < limit)"]
    quoted = "description = 'a \"limit\" of'"
    assert texts(quoted)[0] == "(description <> 'a \"limit\" of')"
