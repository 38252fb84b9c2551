"""The columns runner: many records at once, in DuckDB, by SQL of the same checked conditions.

Typed columns become an Arrow table, with exact decimals, days and lists; what word lists and
regulations say is looked up once for each different value, by the code of the reference runner.
SQL then gives the verdict of every rule on every record. What left a verdict
open depends only on which parts of the condition are unknown: it is worked out by the reference
for one record of each pattern, and holds for all that have the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.statements import (
    NOT_APPLICABLE,
    NUMBER,
    RECORDS,
    UNDETERMINED,
    VIOLATION,
    alone,
)
from qinjian.engine.run.arrays import combined
from qinjian.engine.run.database import connect, spilling
from qinjian.engine.run.plan import Plan
from qinjian.engine.run.reference import judge
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.engine.scratch import temporary_folder
from qinjian.schemas.rule import Verdict

MEMORY = "150MB"
"""What the engine takes of the memory; what is more it spills."""

REMEMBERED = 20_000
"""Patterns of what left a verdict open that are kept, so that memory stays bounded."""

_VERDICTS = (Verdict.NOT_APPLICABLE, Verdict.CLEAR, Verdict.VIOLATION, Verdict.UNDETERMINED)


class Open(NamedTuple):
    """Records on which a rule stays open for want of the same, by their rows in order."""

    rule: CompiledRule
    missing: tuple[str, ...]
    rows: pa.Array


@dataclass
class Batch:
    """What the rules say of some records, rule by rule.

    ``counts`` are by rule, without what does not apply; ``presumed`` are those of the violations
    that rest on what is taken for granted; ``violations`` and ``open`` name records by their rows.
    """

    counts: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    presumed: Counter[str] = field(default_factory=Counter)
    violations: list[tuple[CompiledRule, list[int]]] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)


class ColumnsRunner:
    """Judges typed columns, on so many threads; a context manager, so the engine is let go."""

    def __init__(self, book: Rulebook, threads: int = 2) -> None:
        self.book = book
        # What does not fit into memory is spilled here; it goes with the runner.
        self._spill = temporary_folder()
        self.engine = connect(Path(self._spill.name), MEMORY, threads)
        self._plans: dict[str, list[Plan]] = {}
        self._missing: dict[tuple[object, ...], tuple[str, ...]] = {}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Let go of the engine."""
        self.engine.close()
        self._spill.cleanup()

    def judge(
        self,
        facts: TypedFacts,
        others: "Others | None" = None,
        filled: TypedFacts | None = None,
    ) -> Batch:
        """Hold records of one kind against all rules for it.

        ``others`` are records that a rule does not judge here. ``filled`` are the same with what is
        taken for granted: violations that rest on it count where a verdict is open else.
        """
        batch = Batch()
        with exact_arithmetic():
            for plan in self._planned(facts.table.model.kind):
                self._run(plan, facts, filled, others or Others(), batch)
        return batch

    def _planned(self, kind: str) -> list[Plan]:
        if kind not in self._plans:
            self._plans[kind] = [
                Plan(kind, rules, self.book) for rules in alone(self.book.rules, kind)
            ]
        return self._plans[kind]

    def _run(
        self, plan: Plan, facts: TypedFacts, filled: TypedFacts | None, others: "Others",
        batch: Batch,
    ) -> None:  # fmt: skip
        verdicts = self.verdicts(plan, plan.table(facts))
        for place, rule in enumerate(plan.rules):
            codes = others.without(verdicts.column(f"v{place}"), rule)
            open_ = pc.equal(codes, UNDETERMINED)
            found = pc.equal(codes, VIOLATION)
            if filled is not None and pc.any(open_).as_py():
                settled = self._presuming(plan.closer(place), facts, filled, open_)
                batch.presumed[rule.rule.id] = pc.sum(settled).as_py() or 0
                codes = pc.if_else(settled, pa.scalar(VIOLATION, codes.type), codes)
                found, open_ = pc.or_(found, settled), pc.and_not(open_, settled)
            for one in pc.value_counts(codes).to_pylist():
                if one["values"]:
                    batch.counts[rule.rule.id][_VERDICTS[one["values"]]] += one["counts"]
            if rows := pc.indices_nonzero(found).to_pylist():
                batch.violations.append((rule, rows))
            for missing, numbers in self.lacking(plan, place, facts, open_):
                batch.open.append(Open(rule, missing, numbers))

    def _presuming(
        self, closer: Plan, facts: TypedFacts, filled: TypedFacts, open_: pa.Array
    ) -> pa.Array:
        """Tell on which of the open records a rule is violated with what is taken for granted."""
        strict, granted = closer.table(facts), closer.table(filled)
        if strict.equals(granted):
            return pa.repeat(pa.scalar(value=False), len(open_))
        found = self.verdicts(closer, granted.filter(open_)).column("v0").combine_chunks()
        return pc.replace_with_mask(open_, open_, pc.equal(found, VIOLATION))

    @spilling()
    def verdicts(self, plan: Plan, records: pa.Table) -> pa.Table:
        """Run the statement of a plan over its table of records: a row each, in their order."""
        self.engine.register(RECORDS, records)
        for name, table in plan.standards.items():
            self.engine.register(name, table)
        # There is nothing in it to optimise, and to look for it takes longer than to run it.
        self.engine.execute("PRAGMA disable_optimizer")
        self.engine.execute(f"CREATE OR REPLACE TEMP TABLE verdicts AS {plan.sql}")
        self.engine.execute("PRAGMA enable_optimizer")
        self.engine.unregister(RECORDS)
        verdicts = self.engine.table("verdicts").to_arrow_table()
        if verdicts.num_rows != len(records):
            raise RuntimeError(f"{verdicts.num_rows} verdicts on {len(records)} records")
        return verdicts.sort_by(NUMBER)

    def lacking(
        self, plan: Plan, place: int, facts: TypedFacts, open_: pa.Array
    ) -> Iterator[tuple[tuple[str, ...], pa.Array]]:
        """Say what leaves the verdicts of a rule open: the same for all records of one pattern."""
        rows = pc.indices_nonzero(open_)
        if not len(rows):
            return
        rule, closer = plan.rules[place], plan.closer(place)
        verdicts = self.verdicts(closer, closer.table(facts).filter(open_))
        told = (facts.applies(rule.law), facts.dated, plan.key_values(rule, facts))
        unknown = [
            verdicts.column(name).combine_chunks()
            for name in verdicts.column_names
            if name.startswith("u0_")
        ]
        bits = [one.dictionary_encode().indices for one in unknown]
        patterns, first = combined([*bits, *(one.codes.take(rows) for one in told)], len(rows))
        known: dict[tuple[str, ...], int] = {}
        of_pattern = []
        for at in first:
            row = rows[at].as_py()
            pattern = (*(one[at].as_py() for one in unknown), *(one.at(row) for one in told))
            key = (plan.kind, rule.rule.id, *pattern)
            if key not in self._missing:
                if len(self._missing) >= REMEMBERED:
                    self._missing.clear()
                self._missing[key] = judge(rule, plan.kind, facts.at(row), self.book).missing
            of_pattern.append(known.setdefault(self._missing[key], len(known)))
        if len(known) == 1:
            yield next(iter(known)), rows
            return
        codes = pa.array(of_pattern, pa.int32()).take(patterns)
        for missing, code in known.items():
            yield missing, rows.filter(pc.equal(codes, code))


class Others:
    """Leaves out records that a rule does not judge here.

    Those that are of a ``special`` kind too are judged as records of that by rules for it, and
    those that a red entry ``cancelled`` are held only against rules on forbidden things.
    """

    def __init__(
        self,
        special: Sequence[str | None] | None = None,
        cancelled: Sequence[bool] | None = None,
    ) -> None:
        self._special = None if special is None else pa.array(special, pa.string())
        self._cancelled = None if cancelled is None else pa.array(cancelled, pa.bool_())
        self._known: dict[frozenset[str], pa.Array] = {}

    def without(self, codes: pa.ChunkedArray, rule: CompiledRule) -> pa.Array:
        """Return the verdicts of a rule, without those on records that are not its to judge."""
        codes = codes.combine_chunks()
        zero = pa.scalar(NOT_APPLICABLE, codes.type)
        if self._cancelled is not None and not rule.on_forbidden_things:
            codes = pc.if_else(self._cancelled, zero, codes)
        special = self.of(frozenset(rule.kinds))
        return codes if special is None else pc.if_else(special, zero, codes)

    def of(self, kinds: frozenset[str]) -> pa.Array | None:
        """Tell of each record whether it is of one of some special kinds too; None if none is."""
        if self._special is None:
            return None
        if kinds not in self._known:
            named = pa.array(sorted(kinds), pa.string())
            self._known[kinds] = pc.fill_null(pc.is_in(self._special, named), False)  # noqa: FBT003
        return self._known[kinds]

    @property
    def cancelled(self) -> pa.Array | None:
        """Tell of each record whether it is cancelled; None if none is."""
        return self._cancelled
