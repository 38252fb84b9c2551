"""The keys by which records across rows belong together, and what is kept of each."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from qinjian.engine.condition import Facts
from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.units.same import known_as
from qinjian.engine.intake.values.identifiers import compared_number, letter_number
from qinjian.engine.intake.values.plates import same_plate
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart

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


UNIT = "unit"
_GROWING = frozenset({"count", "distinct", "sum", "max"})
"""Aggregates that more records make no smaller: lines below zero aside, which are no spending."""


def is_of_one_unit(rule: CompiledRule) -> bool:
    """Tell whether records of a file that names no unit are taken for those of one.

    So they are where no record of another file can take back what those of one say: by rules that
    look within one file, at pairs one by one, or ask for so many or so much and more. A share may
    lack what stands in other files, and so may what is expected to be there.
    """
    part = rule.across
    if part is None or UNIT not in (*part.keys, *getattr(part, "other_keys", ())):
        return False
    if rule.rule.within == "file":
        return True
    if isinstance(part, PairPart):
        return not part.expected and (part.having is None or _only_grows(part.having))
    return _only_grows(part.having)


def _only_grows(node: ex.Expression) -> bool:
    """Tell whether a condition on a group stays true whatever is added to the group."""
    match node:
        case ex.And(operands=operands) | ex.Or(operands=operands):
            return all(map(_only_grows, operands))
        case ex.Comparison(left=ex.Aggregate(function=name), operator=">" | ">=", right=right):
            return name in _GROWING and not any(isinstance(n, ex.Aggregate) for n in ex.walk(right))
        case ex.Comparison(left=left, operator="<" | "<=", right=ex.Aggregate(function=name)):
            return name in _GROWING and not any(isinstance(n, ex.Aggregate) for n in ex.walk(left))
        case _:
            return False


def unit_of(file: str) -> str:
    """Return what stands for the unit of a file that names none; no name of a unit is like it."""
    return f"\0{file}"


def names_no_unit(facts: Facts) -> bool:
    """Tell whether the source of a record has no place for its unit."""
    return UNIT not in facts.values and UNIT not in facts.collected | facts.unreadable


def key_of(keys: Compared, facts: Facts, file: str | None = None) -> tuple[ex.Value | None, ...]:
    """Return keys as they are compared.

    ``file`` is where the record stands, for rules by which that tells its unit, too.
    """
    own = file is not None and facts.presuming and names_no_unit(facts)
    return tuple(
        unit_of(str(file)) if own and name == UNIT else _compared(facts.values.get(name), compare)
        for name, compare in keys
    )


def _compared(value: ex.Value | None, compare: Compare | None) -> ex.Value | None:
    return compare(value) if compare is not None and isinstance(value, str) else value


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
