"""The cases of every rule on one record, by the columns runner.

Rules across records have one implementation for both runners; see ``run.across``.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.run.cases import cleaned, given_in, in_fields
from qinjian.engine.run.columns import Batch, ColumnsRunner
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Case, Verdict
from qinjian.schemas.standard import Standard
from tests.engine.run.support import typed

BOOK = load_rulebook()


@dataclass(frozen=True)
class Tried:
    """A case on one kind of record."""

    rule: CompiledRule
    number: int
    case: Case
    kind: str
    values: dict[str, object]

    def __str__(self) -> str:
        return f"{self.rule.rule.id}-{self.number}-{self.kind}"


def tried() -> Iterator[Tried]:
    for rule in BOOK.rules:
        if rule.across is None:
            for number, case in enumerate(rule.written.cases, start=1):
                for kind in case.of_kind or rule.kinds:
                    if (values := values_of(case, rule, kind)) is not None:
                        yield Tried(rule, number, case, kind, values)


def values_of(case: Case, rule: CompiledRule, kind: str) -> dict[str, object] | None:
    values = in_fields(given_in(case, rule, BOOK, kind), kind, case.verdict)
    return None if values is None else cleaned(values)


CASES = list(tried())


def with_figures(book: Rulebook, figures: dict[str, Decimal]) -> Rulebook:
    """Return the rulebook with tables that give the figures of a case for all keys and days."""
    return replace(
        book, tables={**book.tables, **{name: always(book.tables[name].standard, figure) for name, figure in figures.items()}}
    )  # fmt: skip


def always(standard: Standard, figure: Decimal) -> Table:
    cells: list[list[object]] = [
        [{}] if key.type == "count" else list(key.options) for key in standard.keys
    ]
    names = [key.name for key in standard.keys]
    rows = [
        {"keys": dict(zip(names, keys, strict=True)), "value": str(figure)}
        for keys in product(*cells)
    ]
    edition = {"document": "x", "from": "1900-01-01", "sources": [], "grade": "A", "rows": rows}
    data = {**standard.model_dump(by_alias=True), "editions": [edition]}
    return Table.of(Standard.model_validate(data))


@pytest.fixture(scope="module")
def by_columns() -> dict[str, tuple[Verdict, tuple[str, ...]]]:
    """Judge all cases that replace no figure at once, the others one by one."""
    found: dict[str, tuple[Verdict, tuple[str, ...]]] = {}
    plain = [one for one in CASES if not one.case.standards]
    with ColumnsRunner(BOOK) as runner:
        found |= judged(runner, plain)
    for one in CASES:
        if one.case.standards:
            book = replace(with_figures(BOOK, one.case.standards), rules=[one.rule])
            with ColumnsRunner(book) as runner:
                found |= judged(runner, [one])
    return found


def judged(runner: ColumnsRunner, cases: list[Tried]) -> dict[str, tuple[Verdict, tuple[str, ...]]]:
    """Judge the cases of one kind and day together."""
    groups: dict[tuple[str, date | None], list[Tried]] = defaultdict(list)
    for one in cases:
        groups[one.kind, one.case.as_of].append(one)
    found: dict[str, tuple[Verdict, tuple[str, ...]]] = {}
    for (kind, as_of), group in groups.items():
        facts = typed([one.values for one in group], KINDS[kind], as_of)
        found |= said(runner.judge(facts), group)
    return found


def said(batch: Batch, cases: list[Tried]) -> dict[str, tuple[Verdict, tuple[str, ...]]]:
    by_record: dict[tuple[int, str], tuple[Verdict, tuple[str, ...]]] = {}
    for rule, numbers in batch.violations:
        by_record |= {(number, rule.rule.id): (Verdict.VIOLATION, ()) for number in numbers}
    for rule, missing, rows in batch.open:
        by_record |= {(n, rule.rule.id): (Verdict.UNDETERMINED, missing) for n in rows.to_pylist()}
    return {
        str(one): by_record.get((number, one.rule.rule.id), (Verdict.CLEAR, ()))
        for number, one in enumerate(cases)
    }


@pytest.mark.parametrize("one", CASES, ids=str)
def test_case(one: Tried, by_columns: dict[str, tuple[Verdict, tuple[str, ...]]]) -> None:
    verdict, missing = by_columns[str(one)]
    # what is clear and what does not apply differ in the counts alone
    expected = one.case.verdict
    quiet = (Verdict.CLEAR, Verdict.NOT_APPLICABLE)
    assert verdict is expected or (verdict in quiet and expected in quiet)
    if one.case.missing is not None:
        assert missing == tuple(sorted(one.case.missing))
