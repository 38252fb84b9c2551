"""The keys by which records across rows belong together, and what is kept of each."""

from collections.abc import Sequence

from qinjian.engine.condition import Facts
from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.units.same import known_as
from qinjian.engine.intake.values.plates import same_plate
from qinjian.engine.rulebook.parts import GroupPart, PairPart


def key_of(
    part: GroupPart | PairPart | None, names: Sequence[str], facts: Facts
) -> tuple[ex.Value | None, ...]:
    """Return keys as they are compared: a unit is one with its province in front or without.

    So is what is matched with the unit of another record: the employer of a guest. A plate is one
    however it is written.
    """
    matched = [part.keys, part.other_keys] if isinstance(part, PairPart) else [names]
    values = [facts.values.get(name) for name in names]
    return tuple(
        _compared(value, both) if isinstance(value, str) else value
        for value, *both in zip(values, *matched, strict=True)
    )


def _compared(value: str, names: Sequence[str]) -> str:
    if "unit" in names:
        return known_as(value)
    return same_plate(value) if "plate" in names else value


def kept(facts: Facts, names: frozenset[str]) -> Facts:
    """Keep of a record what its group or pair is judged by."""
    values = {name: facts.values[name] for name in names if name in facts.values}
    return Facts(
        values, facts.collected & names, facts.period, facts.date_fields, facts.unreadable & names
    )
