"""Rules across records: groups and pairs. It is the one meaning of them for every runner.

* A record for which the regulation does not apply, or whose ``where`` is false, is no member. One
  for which either is unknown is an open member.
* A member without one of its keys (blank or not collected) belongs to no group: it is undetermined
  itself, for want of the key, and no partner of another. The unit alone is taken for granted: by
  rules within one file, or on pairs one by one, records of a file with no place for it are of one.
* Keys are equal as they stand; a unit also with its province in front (重庆市江洲区水务局), the
  number of a letter or an approval in other brackets (渝外出〔2015〕027, 渝外出[2015]27号). A
  letter without a number (便函, 公函1份) is told from no other and has no key. With
  ``within: file`` the file is a key too.
* A group of members with equal keys is a violation, clear or undetermined as ``having`` is (see
  ``condition.intervals``). It stands at its first member; a violation has the certain ones.
* A pair has equal keys. With ``expect: none`` a record is a violation if its condition holds with
  some other record, undetermined if that is open, else clear; within one kind only records behind
  it count, so that a pair stands once, at its first. With ``expect: some`` it is clear if the
  condition holds with some other, undetermined if that is open or no record of that kind was read,
  else a violation. With ``half_of`` it is open, too, where of the different keys with those
  in common more are unknown, of members, than known, of any record of the kinds.
* With ``having`` all others for which the condition of a pair holds are the members of a group
  beside the record, which is judged by ``having``; those of which it is unknown are open members.
  Where no record of a kind was read, or one without its key, any number of others may be missing.
  What lies within a violation that was said of an earlier record is not said again.
* Of the kinds in ``one_sort`` only others of one sort of table (see ``sorts``) are members at once,
  as several may list the same: it is a violation if ``having`` holds with those of some sort,
  clear if with those of none, and told by the sort with the most at issue.
* A key that very many records share tells nothing of them: beyond ``MOST_PAIRS`` pairs to look at
  they are undetermined for want of a key that does.
* ``missing`` is what left it open: of members the parts of their ``where``, of a group also the
  aggregated fields, of a pair the parts of its condition.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from qinjian.engine.condition import Environment, Facts, exact_arithmetic, missing
from qinjian.engine.condition.intervals import Group, bounds, holds, open_fields
from qinjian.engine.intake.model import Sourced
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.run.entry import Entry
from qinjian.engine.run.found import Across, fault
from qinjian.engine.run.keys import compared, kept, key_of
from qinjian.engine.run.pairs import MOST_PAIRS, Pairs, take, untold
from qinjian.engine.run.registers import Registers
from qinjian.engine.run.roles import Role, View, roles_of
from qinjian.engine.run.sorts import Sorts
from qinjian.engine.run.store import Cluster, Store
from qinjian.schemas.rule import Verdict


class AcrossRunner:
    """Takes records one by one, keeps what the rules across records need, and judges at the end.

    Of whole tables ``run.memberships`` takes the records, and only those are kept here that others
    may stand beside. ``lookups`` replaces the standards and word lists of the rulebook, as cases
    do. ``kinds`` are those that were read; ``keyless`` are rules and kinds of other records, of
    which one lacks its key. ``store`` keeps the entries, where they are not all to be judged at
    the end.
    """

    def __init__(
        self,
        book: Rulebook,
        rules: Sequence[CompiledRule] | None = None,
        lookups: Environment | None = None,
        store: Store | None = None,
    ) -> None:
        self._book = book
        self._lookups = lookups or book
        every = book.rules if rules is None else rules
        self.rules = [rule for rule in every if rule.across is not None]
        self.roles = roles_of(self.rules)
        self._known: dict[tuple[int, str, bool], Role] = {}
        self.registers = Registers()
        self.sorts = Sorts()
        self.kinds: set[str] = set()
        self.keyless: set[tuple[int, str]] = set()
        self._store = Store() if store is None else store

    def add(self, number: int, views: Sequence[tuple[Sourced, Facts]]) -> list[Across]:
        """Take a subject, and return what cannot be told of it for want of a key.

        Subjects are numbered in their order. ``views`` are its records by kind, the most special
        first: to each rule it is one member, and one other record, at most. Only the last, the kind
        of its table, counts as read.
        """
        whole = views[0][0]
        self.read(whole)
        table = self.sorts.note(whole)
        at_once: list[Across] = []
        taken: set[tuple[int, bool]] = set()
        with exact_arithmetic():
            for sourced, facts in views:
                view = View(sourced, facts)
                bare = Entry(number, view.kind, facts, table=table)
                for role in self.roles.get(view.kind, ()):
                    if (role.place, role.other) in taken:
                        continue
                    taken.add((role.place, role.other))
                    add = self._add_other if role.other else self._add_member
                    try:
                        at_once += add(role, view, bare, whole)
                    except QinjianError:  # there is no room to keep it
                        raise
                    except Exception as error:  # noqa: BLE001 - our own fault must not stop the batch
                        at_once.append(fault(role.rule, bare, error))
        return at_once

    def read(self, sourced: Sourced) -> None:
        """Note that a kind was read, of a record that may be no member of anything."""
        self.kinds.add((sourced, *sourced.views)[-1].place.kind)

    def _add_member(self, role: Role, view: View, bare: Entry, whole: Sourced) -> list[Across]:
        rule, facts = role.rule, view.facts
        program = rule.kinds[view.kind].condition
        binds, lacking = view.applies(rule.law)
        values = program.run(facts, self._lookups) if binds is not False else (False,)
        found = values[-1]
        asks = isinstance(rule.across, PairPart) and rule.across.half_of
        if found is False and not asks:
            return []
        file = whole.place.file
        key = key_of(role.keys, facts, file if role.one_unit else None)
        if isinstance(rule.across, PairPart):
            certain = found is True and binds is True
            self.registers.asked(role.place, rule.across, key, member=certain)
        if found is False:
            return []
        open_ = {*lacking}
        if None in values:
            open_ |= set(missing(program, values, facts, self._book.key_names))
        entry = _entry(role, view, bare, tuple(sorted(open_)))
        if None in key:
            open_ |= {one for (one, _), value in zip(role.keys, key, strict=True) if value is None}
            return [Across(rule, Verdict.UNDETERMINED, entry, missing=tuple(sorted(open_)))]
        key = (*key, *_apart(rule, file))
        self._store.put(role.place, key, entry, lambda: whole)
        return []

    def _add_other(self, role: Role, view: View, bare: Entry, whole: Sourced) -> list[Across]:
        part = role.rule.across
        assert isinstance(part, PairPart)  # noqa: S101 - others are only of pairs
        key = key_of(role.keys, view.facts, whole.place.file if role.one_unit else None)
        self.registers.known(role.place, part, key)
        if None in key:
            if not part.half_of:
                self.keyless.add((role.place, view.kind))
            return []
        entry = _entry(role, view, bare)
        key = (*key, *_apart(role.rule, whole.place.file))
        self._store.put(role.place, key, entry, lambda: whole)
        return []

    def record(self, entry: Entry) -> Sourced:
        """Return the record of an entry that was kept, as one of its kind."""
        return self._store.record(entry.number).of_kind(entry.kind)

    def role(self, rule: int, kind: str, *, other: bool) -> Role:
        """Return what records of a kind are to a rule."""
        key = (rule, kind, other)
        if key not in self._known:
            self._known[key] = next(
                one for one in self.roles[kind] if (one.place, one.other) == (rule, other)
            )
        return self._known[key]

    def keep(self, role: Role, entry: Entry, file: str, record: Callable[[], Sourced]) -> None:
        """Keep what a rule needs of a record that is known to have its keys."""
        own = file if role.one_unit else None
        key = (*key_of(role.keys, entry.facts, own), *_apart(role.rule, file))
        small = replace(entry, facts=kept(entry.facts, role.fields))
        self._store.put(role.place, key, small, record)

    def outcomes(self) -> Iterator[Across]:
        """Judge every group and pair."""
        for outcome in self._judged():
            resting = any(entry.presuming for entry in (outcome.first, *outcome.members))
            decided = outcome.verdict in (Verdict.VIOLATION, Verdict.CLEAR)
            yield replace(outcome, presuming=True) if resting and decided else outcome

    def _judged(self) -> Iterator[Across]:
        for found in self._store.clusters():
            yield from self.judged(found)

    def judged(self, found: Cluster) -> Iterator[Across]:
        """Judge the entries of one rule and key."""
        rule = self.rules[found.rule]
        if isinstance(rule.across, PairPart):
            yield from self._pairs(rule, rule.across, found)
        elif isinstance(rule.across, GroupPart):
            cluster = list(found.entries)
            yield _safely(rule, cluster[0], partial(self._group, rule, rule.across, cluster))

    def _pairs(self, rule: CompiledRule, part: PairPart, found: Cluster) -> Iterator[Across]:
        """Judge the members of one key, which come behind the other records; these are held."""
        if not found.members:  # others that belong to nobody
            return
        if part.narrowed is None and found.members * found.others > MOST_PAIRS:
            yield from untold(rule, part, found.entries)
            return
        others = list(islice(found.entries, found.others))
        own = found.entries
        if part.narrowed is not None:
            taken, too_many = take(part.narrowed, others, own)
            if too_many:
                yield from untold(rule, part, chain(taken, own))
                return
            own = iter(taken)
        first = next(own)
        own = chain([first], own)
        unread = tuple(self.unread(found.rule, part, first))
        pairs = Pairs(rule, part, self._book, self._lookups, others, unread, self.sorts)
        said: list[frozenset[int]] = []
        for entry in own:
            outcome = _safely(rule, entry, partial(pairs.judged, entry))
            if part.having is not None and outcome.verdict is Verdict.VIOLATION:
                members = frozenset(one.number for one in outcome.members)
                if any(members <= whole for whole in said):
                    outcome = Across(rule, Verdict.CLEAR, entry)
                said.append(members)
            yield outcome

    def unread(self, place: int, part: PairPart, first: Entry | None) -> Iterator[str]:
        """Name the kinds of which not every record could be looked at: none was read, or no key.

        ``first`` is a member, which tells the key where half of others are asked for.
        """
        asks = first is not None and part.half_of
        key = key_of(compared(part, part.keys), first.facts) if first and asks else ()
        partly = not self.registers.tell(place, part, key)
        for kind in dict.fromkeys(other for _, other in part.conditions):
            if partly or kind not in self.kinds or (place, kind) in self.keyless:
                yield f"records:{kind}"

    def _group(self, rule: CompiledRule, part: GroupPart, cluster: Sequence[Entry]) -> Across:
        certain = tuple(entry for entry in cluster if not entry.missing)
        known = cluster[0].facts.values
        keys = {name: known[name] for name in part.keys if name in known}
        group = Group(keys, [entry.facts.values for entry in certain], len(cluster) - len(certain))
        found = holds(part.having, group)
        given = {name: bounds(node, group) for name, node in part.given.items()}
        if found is True and certain:
            at_issue = bounds(part.at_issue, group) if part.at_issue else None
            return Across(rule, Verdict.VIOLATION, certain[0], certain, (), given, at_issue)
        if found is False:
            resting = any(entry.presuming for entry in cluster)
            return Across(rule, Verdict.CLEAR, cluster[0], presuming=resting)
        lacking = {name for entry in cluster for name in entry.missing}
        lacking |= open_fields(part.having, group)
        return Across(
            rule, Verdict.UNDETERMINED, cluster[0], missing=tuple(sorted(lacking)), given=given
        )


def _entry(role: Role, view: View, bare: Entry, open_: tuple[str, ...] = ()) -> Entry:
    """Make what is kept of a record, of which ``bare`` says the number and the kinds."""
    facts, presuming = kept(view.facts, role.fields), view.presumes(role)
    return Entry(bare.number, bare.kind, facts, open_, role.other, bare.table, presuming)


def _apart(rule: CompiledRule, file: str) -> tuple[str, ...]:
    """Return what keeps records apart beside their keys: the file, where the rule says so."""
    return (file,) if rule.rule.within == "file" else ()


def _safely(rule: CompiledRule, first: Entry, judge: Callable[[], Across]) -> Across:
    """Judge; our own fault must not stop the batch."""
    try:
        with exact_arithmetic():
            return judge()
    except Exception as error:  # noqa: BLE001 - as said
        return fault(rule, first, error)
