"""The keys by which records across rows belong together, and what is kept of each."""

from collections.abc import Callable, Sequence

from qinjian.engine.condition import Facts
from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.units.same import known_as
from qinjian.engine.intake.values.identifiers import compared_number, letter_number
from qinjian.engine.intake.values.plates import same_plate
from qinjian.engine.rulebook.parts import GroupPart, PairPart

_COMPARED: dict[str, Callable[[str], str | None]] = {
    "unit": known_as, "letter_no": letter_number, "task_approval_no": compared_number,
    "mission_no": compared_number, "plate": same_plate,
}  # fmt: skip
"""How keys are compared that are written in several ways."""


def key_of(
    part: GroupPart | PairPart | None, names: Sequence[str], facts: Facts
) -> tuple[ex.Value | None, ...]:
    """Return keys as they are compared: a unit is one with its province in front or without.

    So is what is matched with the unit of another record: the employer of a guest. The number of
    a letter is one in whatever brackets its year stands, and one without a number is no key; a
    plate is one however it is written.
    """
    matched = [part.keys, part.other_keys] if isinstance(part, PairPart) else [names]
    values = [facts.values.get(name) for name in names]
    return tuple(
        next((_COMPARED[name](value) for name in both if name in _COMPARED), value)
        if isinstance(value, str)
        else value
        for value, *both in zip(values, *matched, strict=True)
    )


def kept(facts: Facts, names: frozenset[str]) -> Facts:
    """Keep of a record what its group or pair is judged by."""
    values = {name: facts.values[name] for name in names if name in facts.values}
    return Facts(
        values, facts.collected & names, facts.period, facts.date_fields, facts.unreadable & names
    )
