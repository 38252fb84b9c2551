"""What rules across records need of them: the fields, and what of those is taken for granted."""

from collections.abc import Sequence
from datetime import date

from qinjian.engine.condition import Facts
from qinjian.engine.condition import expression as ex
from qinjian.engine.intake.model import Sourced
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.run.keys import is_of_one_unit, names_no_unit
from qinjian.schemas.kinds import KINDS


def needed(rule: CompiledRule) -> tuple[frozenset[str], frozenset[str]]:
    """Name the fields by which a group or pair is judged: of a member, and of the other record."""
    part = rule.across
    if isinstance(part, PairPart):
        return part.fields, part.other_fields
    if not isinstance(part, GroupPart):
        raise TypeError(rule.rule.id)
    roots = [part.having, *part.given.values(), *([part.at_issue] if part.at_issue else [])]
    return frozenset(
        {*part.keys, *(n for root in roots for n in ex.fields_read(root))}
    ), frozenset()


def read_of(rule: CompiledRule, kind: str) -> frozenset[str]:
    """Name all fields that a rule reads of records of a kind, their days among them."""
    part = rule.kinds.get(kind)
    days = (first for first, _ in KINDS[kind].decisive_date)
    return frozenset().union(*needed(rule), part.fields if part else (), days)


def taken_for_granted_of(
    rule: CompiledRule, members: Sequence[Sourced], as_of: date | None = None
) -> tuple[str, ...]:
    """Name what a verdict on a group or pair rests on that is only presumed of its members."""
    names: list[str] = []
    for one in members:
        part = rule.kinds.get(one.place.kind)
        read = read_of(rule, one.place.kind)
        facts = Facts.of(one.record, as_of, one.unreadable)
        names += [name for name in one.presumed if name in read]
        if part and "unit_kind" not in facts.values and rule.law.applies(facts)[0] is None:
            names.append("unit_kind")
        if is_of_one_unit(rule) and names_no_unit(facts):
            names.append("one_unit")
    return tuple(dict.fromkeys(names))
