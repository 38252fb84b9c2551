"""A rulebook of a few rules over the small world of conditions, judged by both runners."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from qinjian.engine.condition import Facts, exact_arithmetic, generate
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.check import compile_truth
from qinjian.engine.condition.parse import Origin
from qinjian.engine.condition.types import TRUTH
from qinjian.engine.intake.records.typed import table_of
from qinjian.engine.messages.problems import Position
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.kept_statements import KeptStatements
from qinjian.engine.rulebook.parts import CompiledRule, RuleOnKind
from qinjian.engine.run.columns import ColumnsRunner
from qinjian.engine.run.reference import judge
from qinjian.engine.run.typed_facts import TypedFacts
from qinjian.schemas.kinds import Reception
from qinjian.schemas.record import Record
from qinjian.schemas.rule import Verdict
from tests.engine.condition.support import World, facts_of, key_names, said, scope

Values = Mapping[str, object]
Found = dict[int, dict[str, tuple[Verdict, tuple[str, ...]]]]
"""By record and rule: the verdict, and what left it open. What does not apply is not in it."""


class Law:
    """Binds 重庆; elsewhere it does not, and without a region nobody knows."""

    regulation = SimpleNamespace(id="law")
    binding = "law"

    def applies(self, facts: Facts) -> tuple[bool | None, tuple[str, ...]]:
        return self.binds(facts)

    def in_force(self, _: Facts) -> tuple[bool | None, tuple[str, ...]]:
        return True, ()

    def binds(self, facts: Facts) -> tuple[bool | None, tuple[str, ...]]:
        region = facts.values.get("region")
        return (None, ("region",)) if region is None else (region == "重庆", ())


@dataclass
class Book(World):
    """A rulebook of a few rules."""

    rules: list[CompiledRule] = field(default_factory=list)
    statements: KeptStatements = field(default_factory=KeptStatements)

    def key_names(self, table: str) -> tuple[str, ...]:
        return key_names(table)


def rule(
    number: int, when: str, where: str | None = None, model: type[Record] = Reception
) -> CompiledRule:
    narrow = compile_truth(where, scope(model), Origin()) if where else None
    condition = compile_truth(when, scope(model), Origin())
    whole = condition if narrow is None else ex.And(TRUTH, 0, (narrow, condition))
    part = RuleOnKind(model.kind, generate(whole), narrow is not None, {}, None, (), on_forms=True)
    named = cast("Any", SimpleNamespace(id=f"R-{number:02}"))
    return CompiledRule(named, cast("Any", Law()), (), {model.kind: part}, Position())


def typed(
    records: Sequence[Values], model: type[Record] = Reception, as_of: date | None = None
) -> TypedFacts:
    """Make typed columns of records."""
    rows = [said(model, values) for values in records]
    return TypedFacts(table_of(model, range(1, len(rows) + 1), rows), as_of)


def by_reference(book: Book, records: Sequence[Values], model: type[Record] = Reception) -> Found:
    found: Found = {}
    with exact_arithmetic():
        for number, values in enumerate(records):
            for one in book.rules:
                outcome = judge(one, model.kind, facts_of(model, values), cast("Rulebook", book))
                if outcome.verdict is not Verdict.NOT_APPLICABLE:
                    verdicts = found.setdefault(number, {})
                    verdicts[one.rule.id] = (outcome.verdict, outcome.missing)
    return found


def by_columns(
    book: Book, records: Sequence[Values], model: type[Record] = Reception
) -> tuple[Found, dict[str, Counter[Verdict]]]:
    """Return what is a violation or open, and the counts of all verdicts."""
    with ColumnsRunner(cast("Rulebook", book)) as runner:
        batch = runner.judge(typed(records, model))
    found: Found = {}
    for one, numbers in batch.violations:
        for number in numbers:
            found.setdefault(number, {})[one.rule.id] = (Verdict.VIOLATION, ())
    for one, missing, rows in batch.open:
        for number in rows.to_pylist():
            found.setdefault(number, {})[one.rule.id] = (Verdict.UNDETERMINED, missing)
    return found, batch.counts


def without_clear(found: Found) -> Found:
    kept = {
        number: {r: v for r, v in verdicts.items() if v[0] is not Verdict.CLEAR}
        for number, verdicts in found.items()
    }
    return {number: verdicts for number, verdicts in kept.items() if verdicts}


def counted(found: Found) -> dict[str, Counter[Verdict]]:
    counts: dict[str, Counter[Verdict]] = {}
    for verdicts in found.values():
        for name, (verdict, _) in verdicts.items():
            counts.setdefault(name, Counter())[verdict] += 1
    return counts
