"""The columns runner: many records at once, in DuckDB, by SQL of the same checked conditions.

A chunk of records becomes an Arrow table for each kind, with exact decimals, days and lists; what
word lists, standards and regulations say is looked up once for each different value, by the code
of the reference runner. SQL then gives the verdict of every rule on every record. What left a
verdict open depends only on which parts of the condition are unknown: it is worked out by the
reference for one record of each pattern, and holds for all that have the same.
"""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyarrow as pa

from qinjian.engine.condition import Facts, exact_arithmetic
from qinjian.engine.rulebook.law import Truth
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.run.database import connect
from qinjian.engine.run.plan import UNDETERMINED, VIOLATION, Plan
from qinjian.engine.run.reference import judge
from qinjian.schemas.rule import Verdict

RULES_AT_ONCE = 64
"""Rules of one statement: more take the engine long to plan."""

REMEMBERED = 20_000
"""Patterns of what left a verdict open that are kept, so that memory stays bounded."""

_VERDICTS = (Verdict.NOT_APPLICABLE, Verdict.CLEAR, Verdict.VIOLATION, Verdict.UNDETERMINED)


class Judged(NamedTuple):
    """What a rule says of one record, unless it is clear."""

    rule: CompiledRule
    verdict: Verdict
    missing: tuple[str, ...] = ()


@dataclass
class Batch:
    """What the rules say of a chunk.

    ``counts`` are by rule, without what does not apply; ``open`` are the violations and what is
    undetermined, by the number of the record and in the order of the rules.
    """

    counts: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    open: dict[int, list[Judged]] = field(default_factory=lambda: defaultdict(list))


class ColumnsRunner:
    """Judges chunks of records; a context manager, so that the engine is let go."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        # What does not fit into memory is spilled here; it goes with the runner.
        self._spill = tempfile.TemporaryDirectory(prefix="qinjian-")
        self._engine = connect(Path(self._spill.name), "1GB")
        self._plans: dict[str, list[Plan]] = {}
        self._judged: dict[tuple[object, ...], Judged] = {}

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

    def judge(self, records: Sequence[tuple[str, Facts]]) -> Batch:
        """Hold records, each a kind and its facts, against all rules for their kinds."""
        by_kind: dict[str, list[int]] = defaultdict(list)
        for number, (kind, _) in enumerate(records):
            by_kind[kind].append(number)
        batch = Batch()
        with exact_arithmetic():
            for kind, numbers in by_kind.items():
                facts = [records[number][1] for number in numbers]
                for plan in self._planned(kind):
                    self._run(plan, numbers, facts, batch)
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

    def _run(
        self, plan: Plan, numbers: Sequence[int], facts: Sequence[Facts], batch: Batch
    ) -> None:
        self._engine.register("records", plan.table(facts))
        verdicts = self._engine.sql(plan.sql).to_arrow_table()
        applies: dict[str, list[Truth]] = {}
        self._engine.unregister("records")
        for place, rule in enumerate(plan.rules):
            codes = verdicts.column(f"v{place}").to_pylist()
            for code, count in Counter(codes).items():
                if code:
                    batch.counts[rule.rule.id][_VERDICTS[code]] += count
            patterns = _patterns(verdicts, place)
            law = rule.law.regulation.id
            if law not in applies:
                applies[law] = [rule.law.applies(one) for one in facts]
            for row, code in enumerate(codes):
                if code == VIOLATION:
                    batch.open[numbers[row]].append(Judged(rule, Verdict.VIOLATION))
                elif code == UNDETERMINED:
                    pattern = (*patterns[row], applies[law][row])
                    batch.open[numbers[row]].append(self._open(plan, rule, pattern, facts[row]))

    def _open(
        self, plan: Plan, rule: CompiledRule, pattern: tuple[object, ...], facts: Facts
    ) -> Judged:
        """Say what left a verdict open: the same for all records of one pattern."""
        key = (
            plan.kind, rule.rule.id, pattern, facts.period is None, plan.key_values(rule, facts),
        )  # fmt: skip
        judged = self._judged.get(key)
        if judged is None:
            if len(self._judged) >= REMEMBERED:
                self._judged.clear()
            missing = judge(rule, plan.kind, facts, self._book).missing
            judged = self._judged[key] = Judged(rule, Verdict.UNDETERMINED, missing)
        return judged


def _patterns(verdicts: pa.Table, place: int) -> list[tuple[object, ...]]:
    """Return, for each record, which nodes of a rule's condition are unknown."""
    names = [name for name in verdicts.column_names if name.startswith(f"u{place}_")]
    return list(zip(*(verdicts.column(name).to_pylist() for name in names), strict=True))
