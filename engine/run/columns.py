"""The columns runner: many records at once, in DuckDB, by SQL of the same checked conditions.

Typed columns become an Arrow table, with exact decimals, days and lists; what word lists and
regulations say is looked up once for each different value, by the code of the reference runner.
SQL then gives the verdict of every rule on every record. What left a verdict
open depends only on which parts of the condition are unknown: it is worked out by the reference
for one record of each pattern, and holds for all that have the same.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition import exact_arithmetic
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.database import connect, spilling
from qinjian.engine.run.plan import (
    NOT_APPLICABLE,
    NUMBER,
    RECORDS,
    UNDETERMINED,
    VIOLATION,
    Plan,
)
from qinjian.engine.run.reference import judge
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.engine.scratch import temporary_folder
from qinjian.schemas.rule import Verdict

RULES_AT_ONCE = 64
"""Rules of one statement: more take the engine long to plan."""

REMEMBERED = 20_000
"""Patterns of what left a verdict open that are kept, so that memory stays bounded."""

_VERDICTS = (Verdict.NOT_APPLICABLE, Verdict.CLEAR, Verdict.VIOLATION, Verdict.UNDETERMINED)


class Open(NamedTuple):
    """Records on which a rule stays open for want of the same, by their numbers."""

    rule: CompiledRule
    missing: tuple[str, ...]
    numbers: list[int]


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
    """Judges typed columns; a context manager, so that the engine is let go."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        # What does not fit into memory is spilled here; it goes with the runner.
        self._spill = temporary_folder()
        self._engine = connect(Path(self._spill.name), "1GB")
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
        self._engine.close()
        self._spill.cleanup()

    def judge(
        self,
        facts: TypedFacts,
        special: Sequence[str | None] | None = None,
        cancelled: Sequence[bool] | None = None,
    ) -> Batch:
        """Hold records of one kind against all rules for it.

        ``special`` names the special kind that each is also of: a rule for that kind judges it as
        one of those, and not here. Those that are ``cancelled`` are held only against rules on
        forbidden things.
        """
        batch = Batch()
        others = _Others(special, cancelled)
        with exact_arithmetic():
            for plan in self._planned(facts.table.model.kind):
                self._run(plan, facts, others, batch)
        return batch

    def _planned(self, kind: str) -> list[Plan]:
        if kind not in self._plans:
            rules = [
                rule for rule in self._book.rules if kind in rule.kinds and rule.across is None
            ]
            starts = range(0, len(rules), RULES_AT_ONCE)
            self._plans[kind] = [
                Plan(kind, rules[start : start + RULES_AT_ONCE], self._book) for start in starts
            ]
        return self._plans[kind]

    def _run(self, plan: Plan, facts: TypedFacts, others: "_Others", batch: Batch) -> None:
        verdicts = self._verdicts(plan, facts)
        for place, rule in enumerate(plan.rules):
            codes = others.without(verdicts.column(f"v{place}"), rule)
            for found in pc.value_counts(codes).to_pylist():
                if found["values"]:
                    batch.counts[rule.rule.id][_VERDICTS[found["values"]]] += found["counts"]
            rows = pc.indices_nonzero(pc.equal(codes, VIOLATION)).to_pylist()
            if rows:
                batch.violations.append((rule, rows))
            open_ = pc.indices_nonzero(pc.equal(codes, UNDETERMINED))
            for missing, numbers in self._open(plan, place, verdicts, facts, open_):
                batch.open.append(Open(rule, missing, numbers))

    @spilling()
    def _verdicts(self, plan: Plan, facts: TypedFacts) -> pa.Table:
        """Run the statement of a plan: one row a record, in their order."""
        self._engine.register(RECORDS, plan.table(facts))
        for name, table in plan.standards.items():
            self._engine.register(name, table)
        self._engine.execute(f"CREATE OR REPLACE TEMP TABLE verdicts AS {plan.sql}")
        self._engine.unregister(RECORDS)
        verdicts = self._engine.table("verdicts").to_arrow_table()
        if verdicts.num_rows != len(facts):
            raise RuntimeError(f"{verdicts.num_rows} verdicts on {len(facts)} records")
        return verdicts.sort_by(NUMBER)

    def _open(
        self, plan: Plan, place: int, verdicts: pa.Table, facts: TypedFacts, rows: pa.Array
    ) -> list[tuple[tuple[str, ...], list[int]]]:
        """Say what leaves the verdicts of a rule open: the same for all records of one pattern."""
        if not len(rows):
            return []
        rule = plan.rules[place]
        applies = facts.applies(rule.law)
        names = [name for name in verdicts.column_names if name.startswith(f"u{place}_")]
        bits = [verdicts.column(name).take(rows).to_pylist() for name in names]
        numbers: list[int] = rows.to_pylist()
        by_missing: dict[tuple[str, ...], list[int]] = defaultdict(list)
        keys = plan.key_values(rule, facts, numbers)
        periods = facts.periods
        for row, looked_up, *pattern in zip(numbers, keys, *bits, strict=True):
            dated = periods[row] is not None
            key = (plan.kind, rule.rule.id, *pattern, applies[row], dated, looked_up)
            missing = self._missing.get(key)
            if missing is None:
                if len(self._missing) >= REMEMBERED:
                    self._missing.clear()
                missing = judge(rule, plan.kind, facts.at(row), self._book).missing
                self._missing[key] = missing
            by_missing[missing].append(row)
        return list(by_missing.items())


def presuming(strict: Batch, presumed: Batch) -> None:
    """Take over violations that rest on what is taken for granted, where the verdict was open."""
    found = {rule.rule.id: (rule, set(rows)) for rule, rows in presumed.violations}
    still: list[Open] = []
    for open_ in strict.open:
        rule, rows = found.get(open_.rule.rule.id, (open_.rule, set()))
        settled = [row for row in open_.numbers if row in rows]
        if settled:
            strict.violations.append((rule, settled))
            counts = strict.counts[rule.rule.id]
            counts[Verdict.UNDETERMINED] -= len(settled)
            counts[Verdict.VIOLATION] += len(settled)
            strict.presumed[rule.rule.id] += len(settled)
        left = [row for row in open_.numbers if row not in rows]
        if left:
            still.append(Open(open_.rule, open_.missing, left))
    strict.open = still


class _Others:
    """Leaves out records that a rule does not judge here.

    They are judged as records of a more special kind, or a red entry cancels them.
    """

    def __init__(
        self, special: Sequence[str | None] | None, cancelled: Sequence[bool] | None
    ) -> None:
        self._special = None if special is None else pa.array(special, pa.string())
        self._cancelled = None if cancelled is None else pa.array(cancelled, pa.bool_())
        self._known: dict[frozenset[str], pa.Array] = {}

    def without(self, codes: pa.ChunkedArray, rule: CompiledRule) -> pa.ChunkedArray:
        """Return the verdicts of a rule, without those on records that are not its to judge."""
        zero = pa.scalar(NOT_APPLICABLE, codes.type)
        if self._cancelled is not None and not rule.on_forbidden_things:
            codes = pc.if_else(self._cancelled, zero, codes)
        if self._special is None:
            return codes
        kinds = frozenset(rule.kinds)
        if kinds not in self._known:
            named = pa.array(sorted(kinds), pa.string())
            self._known[kinds] = pc.fill_null(pc.is_in(self._special, named), False)  # noqa: FBT003
        return pc.if_else(self._known[kinds], zero, codes)
