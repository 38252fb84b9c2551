"""What records are to the rules across records: their members, or the others of their pairs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qinjian.engine.compiled.late import LateMapping
from qinjian.engine.condition import Facts
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.intervals import Group, holds
from qinjian.engine.intake.model import Sourced
from qinjian.engine.rulebook.law import Law, Truth
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.run.keys import UNIT, Compared, compared, is_of_one_unit, names_no_unit
from qinjian.engine.run.needed import needed, read_of


@dataclass(frozen=True)
class Role:
    """What records of a kind are to a rule: its members, or the ``other`` records of its pairs.

    ``fields`` are those that the rule needs of them, ``read`` all that it reads. With ``one_unit``
    records of a file that names no unit are taken for those of one.
    """

    place: int
    rule: CompiledRule
    fields: frozenset[str]
    read: frozenset[str]
    keys: Compared
    other: bool = False
    one_unit: bool = False

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields that the rule needs of them, and those that tell what they are keyed by."""
        return self.fields.union((name for name, _ in self.keys), (UNIT,))


def roles_of(rules: Sequence[CompiledRule]) -> Mapping[str, Sequence[Role]]:
    """List the roles of each kind of record, those as other records first.

    Those of a kind are made when one of its records is there.
    """
    members: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        if rule.across is None:
            continue
        for kind in rule.kinds:
            members[kind].append(place)
        if isinstance(rule.across, PairPart):
            for kind in dict.fromkeys(other for _, other in rule.across.conditions):
                others[kind].append(place)

    def of_kind(kind: str) -> Sequence[Role]:
        return [
            *(_role(place, rules[place], kind, other=True) for place in others[kind]),
            *(_role(place, rules[place], kind, other=False) for place in members[kind]),
        ]

    return LateMapping({*others, *members}, of_kind)


def _role(place: int, rule: CompiledRule, kind: str, *, other: bool) -> Role:
    part = rule.across
    assert part is not None  # noqa: S101 - other rules have no roles
    keys = part.other_keys if other and isinstance(part, PairPart) else part.keys
    return Role(
        place, rule, needed(rule)[other], read_of(rule, kind), compared(part, keys), other,
        is_of_one_unit(rule),
    )  # fmt: skip


class View:
    """A subject as a record of one kind; what many rules ask of it alike is told once."""

    def __init__(self, sourced: Sourced, facts: Facts) -> None:
        self.sourced = sourced
        self.facts = facts
        self.kind = sourced.place.kind
        self._applies: dict[str, Truth] = {}
        self._open: dict[str, bool] = {}

    def applies(self, law: Law) -> Truth:
        """Tell whether a regulation applies."""
        if law.binding not in self._applies:
            self._applies[law.binding] = law.applies(self.facts)
        return self._applies[law.binding]

    def presumes(self, role: Role) -> bool:
        """Tell whether a rule reads something of the record that is taken for granted.

        So it does where only a presumption tells that the regulation binds the unit.
        """
        if not role.read.isdisjoint(self.sourced.presumed):
            return True
        if role.one_unit and self.facts.presuming and names_no_unit(self.facts):
            return True
        if self.kind not in role.rule.kinds or "unit_kind" in self.facts.values:
            return False
        return self.facts.presuming and self._is_open(role.rule.law)

    def _is_open(self, law: Law) -> bool:
        """Tell whether it is open if a regulation applies, with nothing taken for granted."""
        if law.binding not in self._open:
            known = replace(self.facts, presuming=False)
            self._open[law.binding] = law.applies(known)[0] is None
        return self._open[law.binding]


def is_clear_alone(rule: CompiledRule) -> bool:
    """Tell whether a rule finds nothing where one record stands alone, whatever it says."""
    part = rule.across
    if isinstance(part, PairPart):
        return part.having is None and not part.expected
    return part is not None and _is_false_of_one(part.having)


def _is_false_of_one(node: ex.Expression) -> bool:
    if isinstance(node, ex.And):
        return any(map(_is_false_of_one, node.operands))
    try:
        # A member that is open may be one, or none.
        return holds(node, Group({}, [], 1)) is False
    except KeyError:  # it asks for a key
        return False
