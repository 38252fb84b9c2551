"""The columns runner says what the reference says: verdict, and what left it open."""

from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.condition import (
    Facts,
    Origin,
    compile_truth,
    exact_arithmetic,
    generate,
)
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.types import TRUTH
from qinjian.engine.problems import Position
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule, RuleOnKind
from qinjian.engine.run import columns as columns_module
from qinjian.engine.run.columns import ColumnsRunner
from qinjian.engine.run.reference import judge
from qinjian.schemas.kinds import Reception
from qinjian.schemas.rule import Verdict
from tests.engine.condition.support import World, key_names, scope
from tests.engine.condition.test_meaning import NOT_COLLECTED, conditions, records
from tests.generated import GENERATED


class Law:
    """Binds 重庆; elsewhere it does not, and without a region nobody knows."""

    regulation = SimpleNamespace(id="law")

    def applies(self, facts: Facts) -> tuple[bool | None, tuple[str, ...]]:
        region = facts.values.get("region")
        return (None, ("region",)) if region is None else (region == "重庆", ())


@dataclass
class Book(World):
    """A rulebook of a few rules over the small world of conditions."""

    rules: list[CompiledRule] = field(default_factory=list)

    def key_names(self, table: str) -> tuple[str, ...]:
        return key_names(table)


def rule(number: int, when: str, where: str | None) -> CompiledRule:
    narrow = compile_truth(where, scope(), Origin()) if where else None
    condition = compile_truth(when, scope(), Origin())
    whole = condition if narrow is None else ex.And(TRUTH, 0, (narrow, condition))
    part = RuleOnKind("reception", generate(whole), narrow, {}, None, (), on_forms=True)
    named = cast("Any", SimpleNamespace(id=f"R-{number:02}"))
    return CompiledRule(named, cast("Any", Law()), (), {"reception": part}, Position())


def facts_of(record: dict[str, Any]) -> Facts:
    return Facts.of(Reception.model_validate(record))


Found = dict[int, dict[str, tuple[Verdict, tuple[str, ...]]]]


def by_reference(book: Book, all_facts: list[Facts]) -> Found:
    found: Found = {}
    with exact_arithmetic():
        for number, facts in enumerate(all_facts):
            for one in book.rules:
                outcome = judge(one, "reception", facts, cast("Rulebook", book))
                if outcome.verdict is not Verdict.NOT_APPLICABLE:
                    verdicts = found.setdefault(number, {})
                    verdicts[one.rule.id] = (outcome.verdict, outcome.missing)
    return found


def by_columns(book: Book, all_facts: list[Facts]) -> tuple[Found, dict[str, Counter[Verdict]]]:
    with ColumnsRunner(cast("Rulebook", book)) as runner:
        batch = runner.judge([("reception", facts) for facts in all_facts])
    found: Found = {}
    for one, numbers in batch.violations:
        for number in numbers:
            found.setdefault(number, {})[one.rule.id] = (Verdict.VIOLATION, ())
    for one, missing, numbers in batch.open:
        for number in numbers:
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


regions = st.sampled_from(["重庆", "重庆", "四川", None, NOT_COLLECTED])
placed = st.builds(
    lambda record, region: record if region is NOT_COLLECTED else {**record, "region": region},
    records,
    regions,
)
books = st.lists(
    st.tuples(conditions.map(lambda c: c[0]), st.none() | conditions.map(lambda c: c[0])),
    min_size=1,
    max_size=6,
)
SEEN: Counter[str] = Counter()
EXAMPLES = 150


@settings(GENERATED, max_examples=EXAMPLES)
@given(books, st.lists(placed, min_size=1, max_size=12))
def _agree(rules: list[tuple[str, str | None]], given_: list[dict[str, Any]]) -> None:
    book = Book([rule(number, when, where) for number, (when, where) in enumerate(rules)])
    all_facts = [facts_of(record) for record in given_]
    expected = by_reference(book, all_facts)
    found, counts = by_columns(book, all_facts)
    assert found == without_clear(expected), rules
    assert counts == counted(expected), rules
    SEEN["judged"] += len(given_) * len(rules)
    for verdicts in expected.values():
        SEEN.update(str(verdict) for verdict, _ in verdicts.values())
    for one in book.rules:
        SEEN["rules"] += 1
        nodes = one.kinds["reception"].condition.nodes
        SEEN.update({type(node).__name__ for node in nodes})


def test_generated_rules_and_records_give_the_same_in_both_runners() -> None:
    SEEN.clear()
    _agree()
    rare = [
        name for name in ("violation", "clear", "undetermined") if SEEN[name] * 100 < SEEN["judged"]
    ]
    shapes = (
        "And", "Or", "Not", "Comparison", "Arithmetic", "Membership", "Blank", "Attached", "Mentions", "Relation",
        "DaysBetween", "MonthOf",
        "StandardValue", "FieldValue", "Literal",
    )  # fmt: skip
    rare += [name for name in shapes if SEEN[name] * 100 < SEEN["rules"]]
    assert not rare
    assert SEEN["judged"] > EXAMPLES


@pytest.mark.parametrize(
    ("when", "record", "verdict"),
    [
        # a quotient rounds down below zero too
        ("(guest_count - diners) // 2 = -2", {"guest_count": 1, "diners": 4}, Verdict.VIOLATION),
        ("(guest_count - diners) // 3 = -1", {"guest_count": 1, "diners": 4}, Verdict.VIOLATION),
        # the largest figures: nothing rounds, nothing overflows
        (
            "meal_fee * guest_count * diners = 9999999999999.99 * 999999 * 999999",
            {"meal_fee": "9999999999999.99", "guest_count": 999999, "diners": 999999},
            Verdict.VIOLATION,
        ),
        ("meal_fee * 0.01 = 0.0001", {"meal_fee": "0.01"}, Verdict.VIOLATION),
        ("meal_fee = 0.3 - 0.1 - 0.2", {"meal_fee": "0"}, Verdict.VIOLATION),
        ("description = '香烟Ａ'", {"description": " 香烟a "}, Verdict.VIOLATION),
        ("description = 'it''s'", {"description": "it's"}, Verdict.VIOLATION),
        ("description = '\\'", {"description": "\\"}, Verdict.VIOLATION),
        ("blank(guests)", {"guests": None}, Verdict.VIOLATION),
        ("blank(guests)", {}, Verdict.UNDETERMINED),
        ("true", {}, Verdict.VIOLATION),
        ("false", {}, Verdict.CLEAR),
    ],
)
def test_values_at_the_bounds(when: str, record: dict[str, Any], verdict: Verdict) -> None:
    book = Book([rule(1, when, None)])
    facts = [facts_of({"region": "重庆", "event_date": "2015-06-10", **record})]
    expected = by_reference(book, facts)
    assert expected[0]["R-01"][0] is verdict
    found, counts = by_columns(book, facts)
    assert found == without_clear(expected)
    assert counts == counted(expected)


def test_many_rules_go_in_several_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns_module, "RULES_AT_ONCE", 2)
    whens = [f"guest_count > {number}" for number in range(5)]
    book = Book([rule(number, when, None) for number, when in enumerate(whens)])
    facts = [facts_of({"region": "重庆", "guest_count": count}) for count in (0, 3, 9)]
    expected = by_reference(book, facts)
    found, counts = by_columns(book, facts)
    assert (found, counts) == (without_clear(expected), counted(expected))


def test_a_condition_of_more_parts_than_one_column_of_bits_holds() -> None:
    parts = [f"(guest_count > {number} OR diners < {number})" for number in range(30)]
    book = Book([rule(1, " AND ".join(parts), None)])
    facts = [
        facts_of({"region": "重庆", **one}) for one in ({}, {"guest_count": 99}, {"diners": 0})
    ]
    expected = by_reference(book, facts)
    assert by_columns(book, facts)[0] == without_clear(expected)
