"""The keys by which records across rows belong together, and what is kept of each."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from qinjian.engine.condition import Facts
from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.units.same import known_as
from qinjian.engine.intake.values.identifiers import compared_number, letter_number
from qinjian.engine.intake.values.plates import same_plate
from qinjian.engine.rulebook.parts import GroupPart, PairPart

Compare = Callable[[str], str | None]
"""How a key is compared; None where a value is no key."""

_COMPARED: dict[str, Compare] = {
    "unit": known_as, "letter_no": letter_number, "task_approval_no": compared_number,
    "mission_no": compared_number, "plate": same_plate,
}  # fmt: skip
"""How keys are compared that are written in several ways."""

Compared = tuple[tuple[str, Compare | None], ...]
"""The names of keys, and how each is compared that is written in several ways."""


def compared(part: GroupPart | PairPart, names: Sequence[str]) -> Compared:
    """Tell how keys are compared: a unit is one with its province in front or without.

    So is what is matched with the unit of another record: the employer of a guest. The number of
    a letter is one in whatever brackets its year stands, and one without a number is no key; a
    plate is one however it is written.
    """
    matched = [part.keys, part.other_keys] if isinstance(part, PairPart) else [names]
    return tuple(
        (name, next((_COMPARED[name] for name in both if name in _COMPARED), None))
        for name, *both in zip(names, *matched, strict=True)
    )


def key_of(keys: Compared, facts: Facts) -> tuple[ex.Value | None, ...]:
    """Return keys as they are compared."""
    values = [(facts.values.get(name), compare) for name, compare in keys]
    return tuple(
        compare(value) if compare is not None and isinstance(value, str) else value
        for value, compare in values
    )


def kept(facts: Facts, names: frozenset[str]) -> Facts:
    """Keep of a record what its group or pair is judged by."""
    values = {name: facts.values[name] for name in names if name in facts.values}
    return Facts(
        values, _common(facts.collected, names), facts.period, facts.date_fields,
        _common(facts.unreadable, names),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _common(names: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the names that are in both: most records have the same ones."""
    return names & others
