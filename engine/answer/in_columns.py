"""Holding whole tables against the rules, by the columns runner; for a ``Collector``.

Records are made of the rows of leads, and of the first on which something is open; of all others
nothing but their columns is looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.answer.collect import Collector
from qinjian.engine.answer.judgements import FIRST, Group, Space
from qinjian.engine.answer.kept_records import KeptRecords
from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.once.held import compact
from qinjian.engine.once.settle import Settled
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.clusters import Left
from qinjian.engine.run.columns import Batch as Verdicts
from qinjian.engine.run.columns import ColumnsRunner
from qinjian.engine.run.entry import Entry
from qinjian.engine.run.found import Across
from qinjian.engine.run.members import Keyless
from qinjian.engine.run.memberships import Memberships, Told
from qinjian.engine.run.present import Subject
from qinjian.engine.run.reference import Outcome, judge_presuming
from qinjian.engine.run.said import Said
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.schemas.finding import Place
from qinjian.schemas.rule import Verdict


@dataclass(frozen=True)
class Part:
    """A table of the run, and what is needed of it when its columns are gone.

    It is the one at ``place`` of those of a batch. ``numbers`` are those of its records in the run,
    ``marks`` their bits in their ``space``, None where these are their rows. ``sources`` are the
    kinds of table that they stand in, with the rows; ``load`` reads the batch.
    """

    batch: int
    place: int
    kind: str
    space: Space
    numbers: pa.Array
    marks: Sequence[int] | None
    sources: Sequence[tuple[str, list[int] | None]]
    load: Callable[[], Batch]

    def record(self, row: int) -> Sourced:
        """Make a record, as one of the kind of the table."""
        batch = self.load()
        return batch.record(batch.everyone()[self.place], row).of_kind(self.kind)

    def where(self, row: int) -> Place:
        """Return where a record stands."""
        return self.record(row).place

    def mark(self, row: int) -> int:
        """Return the bit of a record."""
        return row if self.marks is None else self.marks[row]

    def marked(self, rows: pa.Array) -> int:
        """Return the bits of records."""
        size = len(self.numbers)
        if self.marks is None:
            wanted = pc.is_in(pa.array(range(size), rows.type), value_set=rows)
            return int.from_bytes(wanted.buffers()[1], "little") & ((1 << size) - 1)
        marks = bytearray(max(self.marks) // 8 + 1)
        for row in rows.to_pylist():
            marks[self.marks[row] >> 3] |= 1 << (self.marks[row] & 7)
        return int.from_bytes(marks, "little")


class InColumns:
    """Takes what is said of the batches of a run one by one, and at the end what spans records."""

    def __init__(self, collected: Collector, settled: Settled, runner: ColumnsRunner) -> None:
        self._to = collected
        self._settled = settled
        self._memberships = Memberships(collected.across, runner)
        self._parts: list[Part] = []
        self._kept = KeptRecords()
        self._batches = 0
        self._last: tuple[int, Batch] | None = None

    def add(self, batch: Batch, told: Sequence[Said]) -> int:
        """Take what the rules say of the next batch, table by table; return its records' number."""
        to = self._to
        numbers = batch.numbers(to.done + 1)
        to.subjects.add_batch(batch)
        listed: dict[int, list[tuple[CompiledRule, str, Verdict]]] = defaultdict(list)
        rows: dict[int, tuple[TypedTable, int]] = {}
        first = len(self._parts)
        for place, (table, (said, members)) in enumerate(zip(batch.everyone(), told, strict=True)):
            part = self._part(batch, place, pa.array(numbers[id(table)], pa.int32()))
            self._memberships.add(members, len(self._parts), part.numbers)
            self._parts.append(part)
            self._count(said, part.kind)
            self._note(batch, table, part)
            for one in members.keyless:
                self._lack(one, part)
            for row, found in self._listed(said, part.kind):
                number = numbers[id(table)][row]
                rows[number] = table, row
                listed[number].append(found)
            for open_ in said.open:
                self._leave_open(open_.rule, open_.missing, open_.rows, part)
        with exact_arithmetic():
            for number in sorted(listed):
                self._list(number, batch.record(*rows[number]), listed[number])
        load = partial(self._loaded, self._batches)
        self._parts[first:] = [replace(one, load=load) for one in self._parts[first:]]
        count = batch.size + sum(map(len, batch.people))
        to.done += count
        self._batches += 1
        return count

    def _part(self, batch: Batch, place: int, numbers: pa.Array) -> Part:
        table = batch.everyone()[place]
        whole = bool(table.members) or list(table.positions) == list(range(len(table)))
        return Part(
            self._batches, place, table.model.kind,
            (self._batches, place + 1 if table.members else 0), numbers,
            None if whole else table.positions, batch.sources(table), lambda: batch,
        )  # fmt: skip

    def _loaded(self, number: int) -> Batch:
        """Return a batch that was judged; the last one stays."""
        if self._last is None or self._last[0] != number:
            self._last = number, self._settled.batch(number)
        return self._last[1]

    def _note(self, batch: Batch, table: TypedTable, part: Part) -> None:
        """Note what was read: the kind of the table, its rows and the fields that they have."""
        cancelled = batch.cancelled_in(table) or ()
        counted = len(table) - sum(cancelled)
        own = (batch.file, batch.sheet, part.kind)
        self._to.rows[own] += counted
        if len(table) and any(source == part.kind for source, _ in part.sources):
            self._to.across.kinds.add(part.kind)
            if counted:
                self._to.across.sorts.has(own, set(table.collected(cancelled)))

    def _count(self, said: Verdicts, kind: str) -> None:
        """Count what the rules say of the records of one table."""
        for rule, counts in said.counts.items():
            for verdict, number in counts.items():
                presumed = said.presumed[rule] if verdict is Verdict.VIOLATION else 0
                self._to.judged(rule, kind, verdict, number, presumed)

    def _listed(
        self, said: Verdicts, kind: str
    ) -> Iterator[tuple[int, tuple[CompiledRule, str, Verdict]]]:
        """List what is to be told of the records of one table, with their rows."""
        told: list[tuple[CompiledRule, Verdict, Sequence[int]]] = [
            (rule, Verdict.VIOLATION, rows) for rule, rows in said.violations
        ]
        if self._to.options.undetermined:
            told += [(one.rule, Verdict.UNDETERMINED, one.rows.to_pylist()) for one in said.open]
        for rule, verdict, rows in told:
            for row in rows if rule.rule.id not in self._to.silenced else ():
                yield row, (rule, kind, verdict)

    def _leave_open(
        self, rule: CompiledRule, missing: tuple[str, ...], rows: pa.Array, part: Part
    ) -> None:
        """Count what is open on records of one table, by the sort of table they stand in."""
        if rule.rule.id in self._to.silenced:
            return
        for source, those in part.sources:
            own = rows
            if those is not None:
                own = rows.filter(pc.is_in(rows, value_set=pa.array(those, rows.type)))
            if len(own):
                first = {
                    part.numbers[row].as_py(): partial(part.where, row)
                    for row in own.slice(0, FIRST).to_pylist()
                }
                group = Group(rule.rule.id, part.kind, source, missing)
                marks = part.marked(own)
                self._to.judgements.leave_open(group, len(own), first, part.space, marks)

    def _lack(self, one: Keyless | Told, part: Part) -> None:
        """Take what cannot be told of members for want of a key, or of all that was read."""
        to, rule = self._to, one.rule
        to.judged(rule.rule.id, part.kind, Verdict.UNDETERMINED, len(one.rows), 0)
        self._leave_open(rule, one.missing, one.rows, part)
        if not to.options.undetermined or rule.rule.id in to.silenced:
            return
        for row in one.rows.to_pylist():
            sourced = part.record(row)
            facts = Subject.of(sourced, to.options.as_of).presumed
            entry = Entry(part.numbers[row].as_py(), part.kind, facts, one.missing)
            outcome = Across(rule, Verdict.UNDETERMINED, entry, missing=one.missing)
            to.show_across(outcome, sourced)

    def _tell(self, told: Told, part: Part) -> None:
        """Take what was told of members by what they have in common."""
        if told.verdict is Verdict.UNDETERMINED:
            self._lack(told, part)
            return
        count = len(told.rows)
        presumed = count if told.presuming else 0
        self._to.judged(told.rule.rule.id, part.kind, told.verdict, count, presumed)

    def _list(
        self, number: int, sourced: Sourced, found: list[tuple[CompiledRule, str, Verdict]]
    ) -> None:
        """List what rules say of one record."""
        subjects = self._to.viewed(sourced, number)
        ordered = sorted(found, key=lambda one: self._to.places[one[0].rule.id])
        self._to.list([self._outcome(*one, subjects[one[1]]) for one in ordered], subjects, number)

    def _outcome(
        self, rule: CompiledRule, kind: str, verdict: Verdict, subject: Subject
    ) -> Outcome:
        """Complete what the columns runner says with the values that a finding shows.

        Where the reference says otherwise, that is our own fault.
        """
        outcome = judge_presuming(rule, kind, subject.facts, subject.presumed, self._to.book)
        if outcome.verdict is verdict:
            return outcome
        error = f"the runners differ: {verdict} in columns, {outcome.verdict} by reference"
        return replace(outcome, verdict=Verdict.ERROR, error=error)

    def finish(self) -> None:
        """Count what stands alone, and hand what is left to the rules across records."""
        for rule, place, presuming, count in self._memberships.settled():
            presumed = count if presuming else 0
            kind = self._parts[place].kind
            self._to.judged(rule.rule.id, kind, Verdict.CLEAR, count, presumed)
        if not self._to.options.undetermined:  # else each is listed, with its figures
            for told in self._memberships.told():
                self._tell(told, self._parts[told.part])
        for batch, left in groupby(
            self._memberships.left(), key=lambda one: self._parts[one.part].batch
        ):
            self._keep(batch, list(left))

    def _keep(self, number: int, left: Sequence[Left]) -> None:
        """Make entries of what is left of a batch; only the records that they need are kept."""
        whole = self._loaded(number)
        tables = whole.everyone()
        wanted = sorted({tables[self._parts[one.part].place].positions[one.row] for one in left})
        small = compact(whole.without(set(range(whole.size)) - {*wanted}))
        kept = self._kept.add(small)
        moved = {position: place for place, position in enumerate(wanted)}
        rows = {
            (position, table.model.kind, table.members[row] if table.members else None): (
                table,
                row,
            )
            for table in small.everyone()
            for row, position in enumerate(table.positions)
        }
        facts: dict[int, TypedFacts] = {}
        sources: dict[int, dict[int, str]] = {}
        for one in left:
            part = self._parts[one.part]
            table = tables[part.place]
            member = table.members[one.row] if table.members else None
            key = moved[table.positions[one.row]], part.kind, member
            own, row = rows[key]
            if id(own) not in facts:
                as_of = self._to.options.as_of
                facts[id(own)] = TypedFacts(small.presumed(own), as_of, TypedFacts(own, as_of))
                sources[id(own)] = small.source_by_row(own)
            self._to.spaces[one.number] = part.space, part.mark(one.row)
            missing = self._memberships.missing(one)
            stands = small.file, small.sheet, sources[id(own)][row]
            role = self._to.across.role(one.rule, part.kind, other=not one.own)
            said = facts[id(own)].at(row, role.needed)
            entry = Entry(one.number, part.kind, said, missing, not one.own, stands, one.presuming)
            record = partial(self._kept.record, self._kept.at(kept, *key))
            self._to.across.keep(role, entry, small.file, record)
