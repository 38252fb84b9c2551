"""Quantities in conditions: measures with a fraction, exact and with their units."""

import pytest

from qinjian.engine.condition import Facts, generate
from qinjian.engine.condition.check import compile_truth
from qinjian.engine.condition.parse import ConditionError, Origin
from qinjian.engine.condition.scope import Scope
from qinjian.schemas.kinds import Travel, VehicleRunning

from .support import World

ORIGIN = Origin("rules/x.yaml", 7, 11, inline=True)


def value(text: str, kind: type[Travel | VehicleRunning], **facts: object) -> object:
    program = generate(compile_truth(text, Scope(kind), ORIGIN))
    return program.run(Facts.of(kind.model_validate(facts)), World())[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meal_days > days", True),
        ("meal_days = 2.5", True),
        ("meal_days * meal_rate * headcount = meal_allowance", True),
        ("days_between(start_date, end_date) + 1 < meal_days", True),
        ("meal_days - days = 0.5", True),
        ("month_of(start_date) = 6", True),
        ("month_of(start_date) = 12", False),
        ("month_of(event_date) = 6", None),
        ("local_days > days", None),
        ("blank(local_days)", None),
        ("blank(meal_days)", False),
    ],
)
def test_quantities_are_numbers_with_a_unit(text: str, expected: bool | None) -> None:
    facts = {
        "days": "2",
        "meal_days": "2.5",
        "meal_rate": "100",
        "headcount": 3,
        "meal_allowance": "750",
        "start_date": "2015-06-10",
        "end_date": "2015-06-11",
    }
    assert value(text, Travel, **facts) is expected


def test_litres_by_their_price_are_yuan() -> None:
    facts = {"litres": "40.125", "fuel_price": "8.00", "fuel_fee": "321.00"}
    assert value("litres * fuel_price = fuel_fee", VehicleRunning, **facts) is True


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "litres > mileage",
            "column 11: a number of litres cannot be compared with a number of kilometres.",
        ),
        (
            "litres > fuel_fee",
            "column 11: a number of litres cannot be compared with a number of yuan.",
        ),
        (
            "litres // 2 > 1",
            "column 11: // takes a count on its left and a whole number above zero on its right.",
        ),
        (
            "mentions(litres, 'x')",
            "column 20: text is needed here, and this is a number of litres.",
        ),
    ],
)
def test_units_of_quantities_are_not_mixed(text: str, message: str) -> None:
    with pytest.raises(ConditionError) as caught:
        compile_truth(text, Scope(VehicleRunning), ORIGIN)
    assert message in "\n".join(problem.words("en") for problem in caught.value.problems)
