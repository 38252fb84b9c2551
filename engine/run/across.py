"""Rules across records: groups and pairs. It is the one meaning of them for every runner.

* A record for which the regulation does not apply, or whose ``where`` is false, is no member. One
  for which either is unknown is an open member.
* A member without one of its keys (blank or not collected) belongs to no group: it is undetermined
  itself, for want of the key, and no partner of another.
* A group of members with equal keys is a violation, clear or undetermined as ``having`` is (see
  ``condition.intervals``). It stands at its first member; a violation has the certain ones.
* A pair has equal keys. With ``expect: none`` a record is a violation if its condition holds with
  some other record, undetermined if that is open, else clear; within one kind only records behind
  it count, so that a pair stands once, at its first. With ``expect: some`` it is clear if the
  condition holds with some other, undetermined if that is open or no record of that kind was read,
  else a violation.
* ``missing`` is what left it open: of members the parts of their ``where``, of a group also the
  aggregated fields, of a pair the parts of its condition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qinjian.engine.condition import Facts, exact_arithmetic, missing
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.intervals import Bounds, Group, bounds, holds, open_fields
from qinjian.engine.condition.parse import OTHER
from qinjian.engine.intake.model import Sourced
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.run.store import Entry, Store
from qinjian.schemas.rule import Verdict

Numbers = dict[str, Bounds]


@dataclass(frozen=True)
class Across:
    """What a rule says of a group or pair, at its first record.

    ``members`` are the certain ones, in order. ``given`` and ``at_issue`` are the numbers of the
    rule, as far as they are known. ``error`` is our own fault, named, as in ``Outcome``.
    """

    rule: CompiledRule
    verdict: Verdict
    first: Entry
    members: tuple[Entry, ...] = ()
    missing: tuple[str, ...] = ()
    given: Numbers = field(default_factory=dict)
    at_issue: Bounds | None = None
    error: str = ""


class AcrossRunner:
    """Takes records one by one, keeps what the rules across records need, and judges at the end."""

    def __init__(self, book: Rulebook, rules: Sequence[CompiledRule] | None = None) -> None:
        self._book = book
        every = book.rules if rules is None else rules
        self._rules = [rule for rule in every if rule.across is not None]
        self._needed = [_needed(rule) for rule in self._rules]
        self._store = Store()
        self._kinds: set[str] = set()
        self._keyless: set[tuple[int, str]] = set()

    def add(self, number: int, sourced: Sourced, facts: Facts) -> list[Across]:
        """Take a record, and return what cannot be told of it for want of a key.

        Records are numbered in their order.
        """
        at_once: list[Across] = []
        self._kinds.add(sourced.place.kind)
        for place, rule in enumerate(self._rules):
            try:
                with exact_arithmetic():
                    at_once += self._add(place, rule, number, sourced, facts)
            except Exception as error:  # noqa: BLE001 - our own fault must not stop the batch
                at_once.append(_fault(rule, Entry(number, sourced, facts, ()), error))
        return at_once

    def _add(
        self, place: int, rule: CompiledRule, number: int, sourced: Sourced, facts: Facts
    ) -> list[Across]:
        if isinstance(rule.across, PairPart):
            self._add_other(place, rule.across, number, sourced, facts)
        if sourced.place.kind not in rule.kinds:
            return []
        return self._add_member(place, rule, number, sourced, facts)

    def _add_member(
        self, place: int, rule: CompiledRule, number: int, sourced: Sourced, facts: Facts
    ) -> list[Across]:
        program = rule.kinds[sourced.place.kind].condition
        binds, lacking = rule.law.applies(facts)
        values = program.run(facts, self._book)
        if binds is False or values[-1] is False:
            return []
        open_ = {*lacking, *missing(program, values, facts, self._book.key_names)}
        keys = rule.across.keys if rule.across else ()
        entry = Entry(number, sourced, _kept(facts, self._needed[place][0]), tuple(sorted(open_)))
        key = tuple(facts.values.get(name) for name in keys)
        if None in key:
            wanted = {name for name in keys if name not in facts.values}
            open_ |= wanted
            return [Across(rule, Verdict.UNDETERMINED, entry, missing=tuple(sorted(open_)))]
        self._store.put(place, key, entry)
        return []

    def _add_other(
        self, place: int, part: PairPart, number: int, sourced: Sourced, facts: Facts
    ) -> None:
        kind = sourced.place.kind
        if not any(other == kind for _, other in part.conditions):
            return
        key = tuple(facts.values.get(name) for name in part.other_keys)
        if None in key:
            self._keyless.add((place, kind))
            return
        entry = Entry(number, sourced, _kept(facts, self._needed[place][1]), (), other=True)
        self._store.put(place, key, entry)

    def outcomes(self) -> Iterator[Across]:
        """Judge every group and pair."""
        for place, cluster in self._store.clusters():
            rule = self._rules[place]
            try:
                with exact_arithmetic():
                    found = list(self._judged(place, rule, cluster))
            except Exception as error:  # noqa: BLE001 - our own fault must not stop the batch
                found = [_fault(rule, cluster[0], error)]
            yield from found

    def _judged(self, place: int, rule: CompiledRule, cluster: Sequence[Entry]) -> Iterator[Across]:
        if isinstance(rule.across, GroupPart):
            yield self._group(rule, rule.across, cluster)
        elif isinstance(rule.across, PairPart):
            yield from self._pairs(place, rule, rule.across, cluster)

    def close(self) -> None:
        """Let go of what was kept."""
        self._store.close()

    def _group(self, rule: CompiledRule, part: GroupPart, cluster: Sequence[Entry]) -> Across:
        certain = tuple(entry for entry in cluster if not entry.missing)
        keys = {name: cluster[0].facts.values[name] for name in part.keys}
        group = Group(keys, [entry.facts.values for entry in certain], len(cluster) - len(certain))
        found = holds(part.having, group)
        given = {name: bounds(node, group) for name, node in part.given.items()}
        if found is True and certain:
            at_issue = bounds(part.at_issue, group) if part.at_issue else None
            return Across(rule, Verdict.VIOLATION, certain[0], certain, (), given, at_issue)
        if found is False:
            return Across(rule, Verdict.CLEAR, cluster[0])
        lacking = {name for entry in cluster for name in entry.missing}
        lacking |= open_fields(part.having, group)
        return Across(
            rule, Verdict.UNDETERMINED, cluster[0], missing=tuple(sorted(lacking)), given=given
        )

    def _pairs(
        self, place: int, rule: CompiledRule, part: PairPart, cluster: Sequence[Entry]
    ) -> Iterator[Across]:
        others = [entry for entry in cluster if entry.other]
        for entry in cluster:
            if not entry.other:
                yield self._with_others(place, rule, part, entry, others)

    def _with_others(
        self, place: int, rule: CompiledRule, part: PairPart, entry: Entry, others: Sequence[Entry]
    ) -> Across:
        """Hold one record against the others with its keys."""
        partners: list[Entry] = []
        lacking: set[str] = set()
        for other in others:
            found, open_ = self._pair(part, entry, other)
            if found is True:
                partners.append(other)
            elif found is None:
                lacking |= open_
        if part.expected:
            return self._expected(place, rule, part, entry, partners, lacking)
        if partners and not entry.missing:
            return Across(rule, Verdict.VIOLATION, entry, (entry, *partners))
        if not partners and not lacking:
            return Across(rule, Verdict.CLEAR, entry)
        names = tuple(sorted({*entry.missing, *(() if partners else lacking)}))
        return Across(rule, Verdict.UNDETERMINED, entry, missing=names)

    def _expected(
        self, place: int, rule: CompiledRule, part: PairPart, entry: Entry,
        partners: Sequence[Entry], lacking: set[str],
    ) -> Across:  # fmt: skip
        if partners:
            return Across(rule, Verdict.CLEAR, entry)
        kinds = {other for _, other in part.conditions}
        unread = {f"records:{kind}" for kind in kinds if kind not in self._kinds}
        keyless = {f"records:{kind}" for kind in kinds if (place, kind) in self._keyless}
        names = tuple(sorted({*entry.missing, *lacking, *unread, *keyless}))
        if names:
            return Across(rule, Verdict.UNDETERMINED, entry, missing=names)
        return Across(rule, Verdict.VIOLATION, entry, (entry,))

    def _pair(self, part: PairPart, entry: Entry, other: Entry) -> tuple[bool | None, set[str]]:
        """Tell whether the condition holds for two records, and what is open."""
        kinds = entry.sourced.place.kind, other.sourced.place.kind
        same_kind = (kinds[1], kinds[0]) in part.conditions
        if kinds not in part.conditions or other.number == entry.number:
            return False, set()
        if same_kind and not part.expected and other.number < entry.number:
            return False, set()
        program = part.conditions[kinds]
        both = _joined(entry.facts, other.facts)
        values = program.run(both, self._book)
        found = values[-1]
        if found is None:
            return None, set(missing(program, values, both, self._book.key_names))
        return bool(found), set()


def _fault(rule: CompiledRule, entry: Entry, error: Exception) -> Across:
    return Across(rule, Verdict.ERROR, entry, error=f"{type(error).__name__}: {error}")


def _needed(rule: CompiledRule) -> tuple[frozenset[str], frozenset[str]]:
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


def _kept(facts: Facts, names: frozenset[str]) -> Facts:
    """Keep of a record what its group or pair is judged by."""
    values = {name: facts.values[name] for name in names if name in facts.values}
    return replace(facts, values=values, collected=facts.collected & names)


def _joined(facts: Facts, other: Facts) -> Facts:
    """Make the facts of a pair: the fields of the other record are named ``other.field``."""
    theirs: dict[str, Value] = {f"{OTHER}.{name}": v for name, v in other.values.items()}
    collected = {f"{OTHER}.{name}" for name in other.collected}
    return replace(
        facts,
        values={**facts.values, **theirs},
        collected=facts.collected | collected,
    )
