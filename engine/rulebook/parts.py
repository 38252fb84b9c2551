"""What a rule is made of once it is compiled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qinjian.engine.condition import Program
from qinjian.engine.condition import expression as ex
from qinjian.engine.messages.problems import Position
from qinjian.engine.rulebook.law import Law
from qinjian.schemas.rule import Cite, Rule, Ruling

WORDS = "words"
"""In the words of a rule, the words of the lists that were found in the record."""


@dataclass(frozen=True)
class RuleOnKind:
    """A rule made ready for one kind of record.

    ``condition`` is ``where AND when``, or ``when`` alone where nothing is ``narrowed``.
    ``certain`` tells whether a breach is one, where the rule says when.
    ``on_forbidden_things`` says that words for a forbidden thing alone can make ``when`` true.
    """

    kind: str
    condition: Program
    narrowed: bool
    given: Mapping[str, Program]
    at_issue: Program | None
    fields: tuple[str, ...]
    on_forms: bool
    on_forbidden_things: bool = False
    certain: Program | None = None

    @property
    def where(self) -> ex.Expression | None:
        """The part of the condition that narrows."""
        root = self.condition.root
        return root.parts[0] if self.narrowed else None


@dataclass(frozen=True)
class GroupPart:
    """What a rule asks of a group of records: keys, condition, numbers, the yuan at issue."""

    keys: tuple[str, ...]
    having: ex.Expression
    given: Mapping[str, ex.Expression]
    at_issue: ex.Expression | None


@dataclass(frozen=True)
class PairPart:
    """What a rule asks of pairs: equal fields, and conditions by the kinds of both records.

    With ``having`` all others of a record are judged together, as the members of a group.
    ``narrowed`` are a field and one of the other record if every pair that the condition holds for
    has numbers in them that follow each other. ``half_of`` are the places of the keys within which
    the others have to know at least half of what is asked for. Of each of the kinds that it
    ``needs`` some other has to fit, or nothing is told; others of the kinds in ``one_sort`` are
    looked at together only if their tables are of one sort.
    """

    keys: tuple[str, ...]
    other_keys: tuple[str, ...]
    conditions: Mapping[tuple[str, str], Program]
    expected: bool
    fields: frozenset[str]
    other_fields: frozenset[str]
    narrowed: tuple[str, str] | None = None
    having: ex.Expression | None = None
    given: Mapping[str, ex.Expression] = field(default_factory=dict)
    at_issue: ex.Expression | None = None
    half_of: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    one_sort: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its law and what it is made of for each kind that it looks at.

    ``at`` is where it stands. Of a rule across records the conditions of ``kinds`` tell which
    records it looks at. ``stored`` reads the rule with its cases, where ``rule`` is without.
    """

    rule: Ruling
    law: Law
    cites: tuple[tuple[Cite, Law], ...]
    kinds: Mapping[str, RuleOnKind]
    at: Position
    across: GroupPart | PairPart | None = None
    stored: Callable[[], Rule] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def written(self) -> Rule:
        """The rule as it stands in its file, with its cases.

        Raises:
            TypeError: it was made of parts, as tests do.
        """
        if self.stored is not None:
            return self.stored()
        if isinstance(self.rule, Rule):
            return self.rule
        raise TypeError(self.rule.id)

    @property
    def file(self) -> str:
        """The file that the rule stands in."""
        return self.at.file or ""

    @property
    def on_forbidden_things(self) -> bool:
        """Tell whether the rule is about a forbidden thing, which no amount changes."""
        parts = self.kinds.values()
        return self.across is None and any(part.on_forbidden_things for part in parts)

    @property
    def on_forms(self) -> bool:
        """Tell whether the rule can fire on fields that were seen in real forms."""
        return any(part.on_forms for part in self.kinds.values())


Asked = tuple[str, ...]
"""What stands in a column: what is asked of a record, and of which of its fields."""


class Figures(NamedTuple):
    """A table of a standard as statements join it: which of its keys are counts, the decimals."""

    table: str
    counts: tuple[bool, ...]
    scale: int


class Statement(NamedTuple):
    """A statement: its text, what stands in the columns of its records, and the tables it joins.

    It selects, for the rule at each place, its verdict ``v0``, ``v1``…; one that looks closely also
    which nodes of the condition are unknown, as bits ``u0_0``, ``u0_1``…
    """

    sql: str
    columns: Mapping[str, Asked]
    figures: Mapping[str, Figures]
