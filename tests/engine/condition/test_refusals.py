"""What the language of conditions refuses, with the place and the next step."""

import pytest

from qinjian.engine.condition.check import compile_number, compile_truth
from qinjian.engine.condition.parse import MAX_CHARACTERS, ConditionError, Origin

from .support import scope

_LANGUAGE = (
    "It has = <> < <= > >= + - * // AND OR NOT IN BETWEEN IS TRUE blank standard days_between month_of "
    "mentions holds says refund includes follows one_unit one_trip no_purpose more_countries dearer_dish one_thing same_ending one_class "
    "attached."
)


def refused(text: str) -> str:
    """Return the message for a condition that stands in line 7 from column 11 on."""
    with pytest.raises(ConditionError) as caught:
        compile_truth(text, scope(), Origin("rules/x.yaml", 7, 11, inline=True))
    return "\n".join(problem.words("en") for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "column 11: the condition is empty. Write one."),
        (
            "meal_fe > 1",
            "column 11: there is no field “meal_fe”. Like it are: meal_fee, meal_type, mealtime.",
        ),
        (
            "1 < 2 AND meal_type = 'bufet'",
            "column 33: meal_type has no value “bufet”. Like it are: buffet, banquet.",
        ),
        (
            "mentions(menu, 'tobaco')",
            "column 26: “tobaco” is not known as a word list. Like it are: tobacco.",
        ),
        (
            "attached('official_leter')",
            "column 20: “official_leter” is not known as a document. Like it are: official_letter.",
        ),
        (
            "standard('lodgings', 'bureau') > 1",
            "column 20: “lodgings” is not known as a standard. Like it are: lodging.",
        ),
        (
            "standard('lodging', 'boss') > 1",
            "column 31: lodging has no value “boss”. Like it are: bureau, other.",
        ),
        (
            "lower(menu) = 'x'",
            "column 11: “LOWER(menu)” is not part of the language of conditions. " + _LANGUAGE,
        ),
        (
            "no_such(menu)",
            "column 11: there is no function “no_such”. There are attached, blank, days_between, dearer_dish, follows, "
            "holds, includes, mentions, month_of, more_countries, no_purpose, one_class, one_thing, one_trip, one_unit, refund, same_ending, says, standard.",
        ),
        (
            "holds(payment_method, 'cahs')",
            "column 33: “cahs” is not known as a value. Like it are: cash.",
        ),
        (
            "holds(meal_type, 'buffet')",
            "column 17: a list is needed here, and this is one of a list of words.",
        ),
        (
            "holds(guests, 'x')",
            "column 17: a list is needed here, and this is a list of people.",
        ),
        ("holds(payment_method)", "column 11: holds takes 2 argument(s), here are 1."),
        (
            "holds(payment_method, cash)",
            "column 33: argument 2 of holds must be a name in quotes.",
        ),
        (
            "payment_method = 'cash'",
            "column 11: a list cannot be compared with text.",
        ),
        (
            "says('menu', 'tobacco')",
            "column 16: “menu” is not known as a role. Like it are: goods, place, party, purpose.",
        ),
        (
            "says('goods', 'tobaco')",
            "column 25: “tobaco” is not known as a subject. Like it are: tobacco.",
        ),
        ("refund(amount)", "column 11: refund takes 0 argument(s), here are 1."),
        ("blank()", "column 11: blank takes 1 argument(s), here are 0."),
        ("standard() > 1", "column 11: standard takes 1 argument(s), here are 0."),
        (
            "blank('menu')",
            "column 17: “menu” is not known as a role. Like it are: goods, place, party, purpose.",
        ),
        ("blank(3)", "column 17: argument 1 of blank must be the name of a field."),
        ("mentions(menu, venue)", "column 26: argument 2 of mentions must be a name in quotes."),
        (
            "mentions(meal_fee, 'tobacco')",
            "column 20: text is needed here, and this is a number of yuan.",
        ),
        ("includes(menu)", "column 11: includes takes 2 argument(s), here are 1."),
        ("includes(menu, 'x')", "column 26: argument 2 of includes must be the name of a field."),
        (
            "follows(guest_count, menu)",
            "column 19: text is needed here, and this is a number of persons.",
        ),
        ("attached('menu', other)", "column 11: attached takes 1 argument(s), here are 2."),
        ("meal_fee", "column 11: a condition is needed here, and this is a number of yuan."),
        (
            "meal_fee > guest_count",
            "column 11: a number of yuan cannot be compared with a number of persons.",
        ),
        (
            "guest_count > meal_count",
            "column 11: a number of persons cannot be compared with a number of meals.",
        ),
        (
            "meal_fee + guest_count > 1",
            "column 11: a number of yuan + a number of persons is not possible.",
        ),
        (
            "meal_fee * lodging_fee > 1",
            "column 11: a number of yuan * a number of yuan is not possible.",
        ),
        (
            "meal_standard * guest_count > meal_fee",
            "column 11: a number of yuan/meals cannot be compared with a number of yuan.",
        ),
        ("menu > 'x'", "column 11: text can be compared with =, <> and IN only."),
        (
            "meal_fee // 3 > 1",
            "column 11: // takes a count on its left and a whole number above zero on its right.",
        ),
        (
            "guest_count // 0 > 1",
            "column 11: // takes a count on its left and a whole number above zero on its right.",
        ),
        ("event_date > '2015-02-30'", "column 24: “2015-02-30” is not a date. Write '2015-03-05'."),
        (
            "guest_count * diners * diners * diners * diners * diners * diners > 1",
            "column 11: the result could pass 38 digits. Simplify the arithmetic.",
        ),
        (
            "meal_fee > 1; meal_fee > 2",
            "column 23: only one condition can stand here. Take out the semicolon.",
        ),
        (
            "menu IS NULL",
            f"column 11: “menu IS NULL” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "CASE WHEN meal_fee > 1 THEN TRUE END",
            "column 21: “CASE WHEN meal_fee > 1 THEN TRUE END” is not part of the language of "
            f"conditions. {_LANGUAGE}",
        ),
        (
            "menu LIKE '%x%'",
            f"column 11: “menu LIKE '%x%'” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "menu 名",
            f"column 11: “menu AS 名” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            '"menu" = 1',
            f'column 11: “"menu"” is not part of the language of conditions. {_LANGUAGE}',
        ),
        (
            "t.menu = 'x'",
            f"column 11: “t.menu” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "meal_fee == 1",
            f"column 20: “==” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "meal_fee != 1",
            f"column 20: “!=” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "meal_fee > 1e3",
            f"column 22: “1e3” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "meal_fee / 2 > 1",
            f"column 11: “meal_fee / 2” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "meal_fee > 1 -- x",
            f"column 22: “x” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "guest_count IN (diners)",
            f"column 27: “diners” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "guest_count IN ()",
            f"column 11: “guest_count IN ()” is not part of the language of conditions. {_LANGUAGE}",
        ),
        (
            "guest_count IN (SELECT 1)",
            f"column 11: “guest_count IN (SELECT 1)” is not part of the language of conditions. {_LANGUAGE}",
        ),
        ("lodging_arranged = TRUE", "column 11: a condition cannot be compared with a condition."),
        (
            "meal_fee > (1",
            "column 23: the condition cannot be understood: Expecting ). Check how it is written here.",
        ),
    ],
)
def test_refusal_names_the_place_and_the_way_out(text: str, message: str) -> None:
    assert refused(text) == f"rules/x.yaml, line 7, {message}"


@pytest.mark.parametrize(
    "text",
    [
        "(" * 40 + "meal_fee > 1" + ")" * 40,
        "(" * 900 + "meal_fee > 1" + ")" * 900,
        "NOT " * 400 + "meal_fee > 1",
        "meal_fee > " + "- " * 900 + "1",
    ],
)
def test_deep_nesting_is_refused_before_it_exhausts_the_parser(text: str) -> None:
    assert "nested more than 30 deep" in refused(text)


def test_a_condition_has_at_most_two_thousand_characters() -> None:
    assert len("meal_fee > 1" + " " * (MAX_CHARACTERS - 12)) == MAX_CHARACTERS
    compile_truth("meal_fee > 1" + " " * (MAX_CHARACTERS - 12), scope(), Origin())
    assert "more than 2000 characters" in refused("meal_fee > 1" + " " * (MAX_CHARACTERS - 11))


def test_long_chains_are_no_depth() -> None:
    compile_truth(" AND ".join(["meal_fee > 1"] * 100), scope(), Origin())


def test_units_multiply_and_cancel() -> None:
    amount = compile_number("meal_standard * diners * meal_count", scope(), Origin())
    assert amount.type.unit == (("yuan", 1),)
    assert amount.type.scale == 2


def test_messages_exist_in_chinese() -> None:
    with pytest.raises(ConditionError) as caught:
        compile_truth("meal_fee > guest_count", scope(), Origin("规则.yaml", 7, 11, inline=True))
    assert caught.value.problems[0].words("zh") == (
        "规则.yaml，第 7 行，第 11 列：不能把以“元”计的数与以“人”计的数相比较。"
    )
