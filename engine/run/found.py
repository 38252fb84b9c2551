"""What a rule across records says of a group or pair."""

from dataclasses import dataclass, field

from qinjian.engine.condition.intervals import Bounds
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.entry import Entry
from qinjian.schemas.rule import Verdict


@dataclass(frozen=True)
class Across:
    """What a rule says of a group or pair, at its first record.

    ``members`` are the certain ones, in order. ``given`` and ``at_issue`` are the numbers of the
    rule, as far as they are known. ``presuming`` says that it rests on what is taken for granted of
    a record. ``error`` is our own fault, named, as in ``Outcome``.
    """

    rule: CompiledRule
    verdict: Verdict
    first: Entry
    members: tuple[Entry, ...] = ()
    missing: tuple[str, ...] = ()
    given: dict[str, Bounds] = field(default_factory=dict)
    at_issue: Bounds | None = None
    error: str = ""
    presuming: bool = False


def fault(rule: CompiledRule, entry: Entry, error: Exception) -> Across:
    """Name a fault of our own, at the record where it was met."""
    return Across(rule, Verdict.ERROR, entry, error=f"{type(error).__name__}: {error}")
