"""What two texts can be to each other; the functions of the language by their names."""

from collections.abc import Callable

from qinjian.engine.condition.dishes import dearer_dish
from qinjian.engine.condition.parts import one_thing, same_ending
from qinjian.engine.intake.units.destinations import one_trip
from qinjian.engine.intake.units.purposes import no_purpose
from qinjian.engine.intake.units.same import same_unit
from qinjian.engine.intake.values.class_names import one_class
from qinjian.engine.intake.values.countries import more_countries


def includes(text: str, part: str) -> bool:
    """Tell whether a text occurs in another."""
    return part in text


def follows(number: str, before: str) -> bool:
    """Tell whether a number is the one right after another of as many digits."""
    digits = number + before
    if not digits.isascii() or not digits.isdigit() or len(number) != len(before):
        return False
    return int(number) == int(before) + 1


def neighbours(number: str) -> list[str]:
    """Return the number that follows another, and the one that it follows."""
    near = (_number_beside(number, step) for step in (-1, 1))
    return [one for one in near if one is not None]


def next_number(number: str) -> str | None:
    """Return the number that follows another; None if none of as many digits does."""
    return _number_beside(number, 1)


def _number_beside(number: str, step: int) -> str | None:
    if not number.isascii() or not number.isdigit():
        return None
    beside = int(number) + step
    text = str(beside).zfill(len(number))
    return text if beside >= 0 and len(text) == len(number) else None


def _no_purpose(text: str, _: str) -> bool:
    return no_purpose(text)


OF_ONE_TEXT = frozenset({"no_purpose"})
"""Functions that look at one text, which stands for both."""

RELATIONS: dict[str, Callable[[str, str], bool]] = {
    "includes": includes, "follows": follows, "one_unit": same_unit, "one_thing": one_thing,
    "same_ending": same_ending, "one_class": one_class, "more_countries": more_countries,
    "dearer_dish": dearer_dish,
    "one_trip": one_trip, "no_purpose": _no_purpose,
}  # fmt: skip
