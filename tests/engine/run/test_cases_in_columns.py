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
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.run.cases import cleaned, given_in, in_fields
from qinjian.engine.run.columns import Batch, ColumnsRunner
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Case, Verdict
from qinjian.schemas.standard import Standard
from tests.book import BOOK
from tests.engine.run.support import typed


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


Group = tuple[str, date | None]
"""The kind and the day of cases that are judged together."""
Said = dict[str, tuple[Verdict, tuple[str, ...]]]
"""By case: the verdict, and what left it open."""


def together() -> dict[Group, list[Tried]]:
    """Group the cases that replace no figure."""
    groups: dict[Group, list[Tried]] = defaultdict(list)
    for one in CASES:
        if not one.case.standards:
            groups[one.kind, one.case.as_of].append(one)
    return groups


GROUPS = together()
ALONE = [one for one in CASES if one.case.standards]


def judged(book: Rulebook, group: Group, cases: list[Tried]) -> Said:
    kind, as_of = group
    facts = typed([one.values for one in cases], KINDS[kind], as_of)
    with ColumnsRunner(book) as runner:
        return said(runner.judge(facts), cases)


def said(batch: Batch, cases: list[Tried]) -> Said:
    by_record: dict[tuple[int, str], tuple[Verdict, tuple[str, ...]]] = {}
    for rule, numbers in batch.violations:
        by_record |= {(number, rule.rule.id): (Verdict.VIOLATION, ()) for number in numbers}
    for rule, missing, rows in batch.open:
        by_record |= {(n, rule.rule.id): (Verdict.UNDETERMINED, missing) for n in rows.to_pylist()}
    return {
        str(one): by_record.get((number, one.rule.rule.id), (Verdict.CLEAR, ()))
        for number, one in enumerate(cases)
    }


def failures(cases: list[Tried], found: Said) -> list[str]:
    """Name the cases that went otherwise, with what was expected of them and what was found."""
    return [
        f"{one}: expected {one.case.verdict} {one.case.missing}, got {' '.join(map(str, found[str(one)]))}"
        for one in cases
        if not fits(one.case, *found[str(one)])
    ]


def fits(case: Case, verdict: Verdict, missing: tuple[str, ...]) -> bool:
    # what is clear and what does not apply differ in the counts alone
    quiet = (Verdict.CLEAR, Verdict.NOT_APPLICABLE)
    if verdict is not case.verdict and not (verdict in quiet and case.verdict in quiet):
        return False
    return case.missing is None or missing == tuple(sorted(case.missing))


@pytest.mark.parametrize(
    ("group", "cases"), GROUPS.items(), ids=[f"{kind}-{day or ''}" for kind, day in GROUPS]
)
def test_cases_of_a_kind(group: Group, cases: list[Tried]) -> None:
    assert failures(cases, judged(BOOK, group, cases)) == []


@pytest.mark.parametrize("one", ALONE, ids=str)
def test_a_case_with_figures_of_its_own(one: Tried) -> None:
    book = replace(with_figures(BOOK, one.case.standards), rules=[one.rule])
    assert failures([one], judged(book, (one.kind, one.case.as_of), [one])) == []


def test_every_case_is_tried_once() -> None:
    tried_once = [*(one for cases in GROUPS.values() for one in cases), *ALONE]
    assert sorted(map(str, tried_once)) == sorted(map(str, CASES))
    assert len({*map(str, CASES)}) == len(CASES) > 6_700
    alone = {rule.rule.id for rule in BOOK.rules if rule.across is None}
    assert {one.rule.rule.id for one in CASES} == alone


def test_a_case_that_fails_is_named() -> None:
    wrong = next(one for one in CASES if one.case.verdict is Verdict.VIOLATION)
    right = (Verdict.UNDETERMINED, ("menu",))
    case = Case.model_validate({"is": "undetermined", "missing": ["menu"]})
    assert failures([wrong], {str(wrong): right}) == [
        f"{wrong}: expected violation {wrong.case.missing}, got undetermined ('menu',)"
    ]
    assert failures([wrong], {str(wrong): (Verdict.VIOLATION, ())}) == []
    assert str(wrong) == f"{wrong.rule.rule.id}-{wrong.number}-{wrong.kind}"
    assert failures([replace(wrong, case=case)], {str(wrong): right}) == []
    other = (Verdict.UNDETERMINED, ("amount",))
    assert len(failures([replace(wrong, case=case)], {str(wrong): other})) == 1
