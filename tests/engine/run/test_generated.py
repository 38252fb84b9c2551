"""Generated rulebooks and records: both runners say the same, and groups and pairs what they mean.

What the rules across records say is also held against an interpreter that is slow and obvious: it
goes through every way in which the unknown may turn out.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.checking import check
from qinjian.engine.collect import Options, Runner
from qinjian.engine.intake import Given
from qinjian.engine.report.json import write_json
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.rulebook.names import Names
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.rules import RuleCompiler
from qinjian.engine.run import store
from qinjian.engine.strict_yaml import load
from qinjian.schemas.finding import Report
from qinjian.schemas.kinds import Reception, Travel
from qinjian.schemas.record import Record
from qinjian.schemas.rule import Rule
from tests.engine.condition.test_meaning import conditions as single_conditions
from tests.generated import GENERATED

BOOK = load_rulebook()
LAW = "chongqing-2014"
RECORDS: dict[str, type[Record]] = {"reception": Reception, "travel": Travel}

Values = dict[str, Any]
Truth = bool | None
Condition = tuple[str, Callable[..., Truth]]
"""Its text, and what it means for one record, or for two."""

NOT_COLLECTED = object()
DAYS = (date(2015, 6, 9), date(2015, 6, 10))
CHOICES: dict[str, tuple[Any, ...]] = {
    "claim_no": ("A", "B"),
    "amount": (Decimal("-20.00"), Decimal("50.00"), Decimal("100.00")),
    "headcount": (0, 3),
}
"""What unknown values of aggregated fields may turn out to be."""


# ------------------------------------------------------------------------------------- conditions


def known(name: str, holds: Callable[[Any], bool]) -> Callable[..., Truth]:
    def truth(one: Values, _: Values | None = None) -> Truth:
        return None if one.get(name) is None else holds(one[name])

    return truth


def both(name: str, holds: Callable[[Any, Any], bool]) -> Callable[..., Truth]:
    def truth(one: Values, other: Values) -> Truth:
        pair = one.get(name), other.get(name)
        return None if None in pair else holds(*pair)

    return truth


def blank(name: str) -> Callable[..., Truth]:
    return lambda one, _=None: one[name] is None if name in one else None


WHERES: list[Condition] = [
    ("amount > 0", known("amount", lambda amount: amount > 0)),
    ("amount <> 50", known("amount", lambda amount: amount != 50)),
    ("blank(claim_no)", blank("claim_no")),
    ("invoice_no = '1'", known("invoice_no", lambda number: number == "1")),
    ("true", lambda *_: True),
]
PAIRED: list[Condition] = [
    ("amount = other.amount", both("amount", lambda one, other: one == other)),
    ("claim_no <> other.claim_no", both("claim_no", lambda one, other: one != other)),
    ("event_date < other.event_date", both("event_date", lambda one, other: one < other)),
    ("amount + other.amount > 60", both("amount", lambda one, other: one + other > 60)),
    (
        "follows(other.invoice_no, invoice_no)",
        both("invoice_no", lambda a, b: (a, b) == ("1", "2")),
    ),
    (
        "(follows(other.invoice_no, invoice_no) OR follows(invoice_no, other.invoice_no))",
        both("invoice_no", lambda one, other: {one, other} == {"1", "2"}),
    ),
    ("includes(invoice_no, other.invoice_no)", both("invoice_no", lambda one, other: one == other)),
    ("blank(other.claim_no)", lambda _, other: blank("claim_no")(other)),
    ("other.amount > 0", lambda _, other: known("amount", lambda a: a > 0)(other)),
    ("attached('menu', other)", lambda _, other: attached(other)),
    ("attached('menu')", lambda one, _: attached(one)),
]


def attached(one: Values) -> Truth:
    return "menu" in (one["documents"] or ()) if "documents" in one else None


def kleene_and(parts: list[Truth]) -> Truth:
    return False if False in parts else None if None in parts else True


def kleene_not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def combined(atoms: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def and_(one: Condition, other: Condition) -> Condition:
        return f"{one[0]} AND {other[0]}", lambda *x: kleene_and([one[1](*x), other[1](*x)])

    def or_(one: Condition, other: Condition) -> Condition:
        return f"({one[0]} OR {other[0]})", lambda *x: kleene_not(
            kleene_and([kleene_not(one[1](*x)), kleene_not(other[1](*x))])
        )

    def not_(one: Condition) -> Condition:
        return f"NOT ({one[0]})", lambda *x: kleene_not(one[1](*x))

    return st.one_of(
        atoms, st.builds(and_, atoms, atoms), st.builds(or_, atoms, atoms), st.builds(not_, atoms)
    )


NUMBERS: dict[str, Callable[[list[Values]], Any]] = {
    "count(*)": len,
    "count(DISTINCT claim_no)": lambda members: len({one["claim_no"] for one in members}),
    "sum(amount)": lambda members: sum(one["amount"] for one in members),
    "min(amount)": lambda members: min((one["amount"] for one in members), default=None),
    "max(amount)": lambda members: max((one["amount"] for one in members), default=None),
    "sum(amount) - max(amount)": lambda members: (
        sum(one["amount"] for one in members) - max(one["amount"] for one in members)
        if members
        else None
    ),
}
ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}  # fmt: skip
Having = tuple[str, str, str, int]
"""A number of the group, an order, a limit; and how it goes on: NOT, AND count(*) > 1."""
havings = st.tuples(
    st.sampled_from(sorted(NUMBERS)), st.sampled_from(sorted(ORDERS)), st.sampled_from([0, 1, 2, 50, 100]),
    st.sampled_from(["", "NOT ", " AND count(*) > 1", " OR count(*) = 1"]),
)  # fmt: skip


def having_text(having: tuple[str, str, int, str]) -> str:
    number, order, limit, more = having
    text = f"{number} {order} {limit}"
    return f"NOT ({text})" if more == "NOT " else text + more


def having_holds(having: tuple[str, str, int, str], members: list[Values]) -> Truth:
    """Tell whether it is true of members of whom all is known; None of an empty group's least."""
    number, order, limit, more = having
    value = NUMBERS[number](members)
    truth = None if value is None else ORDERS[order](value, limit)
    if more == "NOT ":
        return kleene_not(truth)
    if more == " AND count(*) > 1":
        return kleene_and([truth, len(members) > 1])
    if more == " OR count(*) = 1":
        return kleene_not(kleene_and([kleene_not(truth), len(members) != 1]))
    return truth


# ------------------------------------------------------------------------------- rules and records

KEYS = st.sampled_from([("unit",), ("unit", "seller"), ("seller", "event_date")])
groups = st.tuples(combined(st.sampled_from(WHERES)), KEYS, havings)
pairs = st.tuples(
    combined(st.sampled_from(WHERES)), KEYS, combined(st.sampled_from(PAIRED)),
    st.sampled_from([("reception",), ("travel",), ("reception", "travel")]), st.sampled_from(["none", "some"]),
)  # fmt: skip


totals = st.tuples(
    combined(st.sampled_from(WHERES)), KEYS, havings, combined(st.sampled_from(PAIRED))
)


def state(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values * (30 // len(values)), None, NOT_COLLECTED])


def record_of(kind: str) -> st.SearchStrategy[tuple[str, Values]]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "unit": state(["第一单位", "第二单位"]),
        "seller": state(["江洲宾馆"]),
        "event_date": state(list(DAYS)),
        "claim_no": state(["A", "B"]),
        "amount": state([Decimal("-20.00"), Decimal("50.00"), Decimal("100.00")]),
        "invoice_no": state(["1", "2"]),
        "region": st.sampled_from(["重庆"] * 18 + ["四川", None]),
        "unit_kind": st.sampled_from(["government"] * 20 + [None]),
        "documents": state([("menu",), ("invoice",)]),
    }
    if kind == "reception":
        fields["guest_count"] = state([3, 10])
    return st.fixed_dictionaries(fields).map(
        lambda data: (kind, {k: v for k, v in data.items() if v is not NOT_COLLECTED})
    )


records = st.lists(
    st.sampled_from(["reception", "reception", "travel"]).flatmap(record_of), min_size=2, max_size=8
)


def compiled(number: int, **parts: Any) -> CompiledRule:
    document = load("rules: []", "rules.yaml")
    rule = Rule.model_validate(
        {
            "id": f"GEN{number}-rule", "cite": {"article": 27, "paragraph": 1, "quote": "不得组织旅游"},
            "title": {"zh": "规则", "en": "Rule"}, "level": "doubt", "says": {"zh": "规则", "en": "rule"},
            "cases": [{"is": "clear"}] if "when" in parts else [{"is": "clear", "records": [{}]}], **parts,
        }
    )  # fmt: skip
    names = Names(document, BOOK.tables, frozenset(BOOK.word_lists))
    compiler = RuleCompiler(BOOK.laws[LAW], BOOK.laws, names)
    found = compiler.rule(rule, ())
    assert found is not None, [problem.words("en") for problem in compiler.problems]
    return found


def group_rule(number: int, group: Any) -> CompiledRule:
    (where, _), keys, having = group
    return compiled(
        number, **{"for": ["reception", "travel"]}, where=where, group_by=list(keys),
        having=having_text(having), given={"most": "max(amount)"}, at_issue="sum(amount) - most",
        says={"zh": "最多 {most}", "en": "{most} at most"},
    )  # fmt: skip


def pair_rule(number: int, pair: Any) -> CompiledRule:
    (where, _), keys, (when, _), kinds, expect = pair
    join = {"with": list(kinds), "match": dict(zip(keys, keys, strict=True)), "when": when}
    return compiled(number, **{"for": "reception"}, where=where, join={**join, "expect": expect})


def total_rule(number: int, total: Any) -> CompiledRule:
    (where, _), keys, having, (when, _) = total
    text = having_text(having)
    for name in ("claim_no", "amount"):
        text = text.replace(name, f"other.{name}")
    match = dict(zip(keys, keys, strict=True))
    join = {"with": "reception", "match": match, "when": when, "having": text}
    return compiled(
        number, **{"for": "travel"}, where=where, join=join, given={"most": "max(other.amount)"},
        at_issue="sum(other.amount) - most", says={"zh": "最多 {most}", "en": "{most} at most"},
    )  # fmt: skip


# ------------------------------------------------------------------------- the obvious interpreter


def membership(where: Condition, one: Values) -> Truth:
    """Tell whether a record is a member: the text binds its unit on its day, and ``where`` holds."""
    region, unit_kind = one.get("region"), one.get("unit_kind")
    binds = [
        None if region is None else region == "重庆",
        None if unit_kind is None else True,
        None if one.get("event_date") is None else True,
    ]
    return kleene_and([kleene_and(binds), where[1](one)])


def complete(having: Any, one: Values) -> Iterator[Values]:
    """Fill in what is unknown of the fields that a group is asked for."""
    used = [name for name in ("claim_no", "amount") if name in having_text(having)]
    for row in product(*(CHOICES[name] for name in used)):
        filled = dict(zip(used, row, strict=True))
        if all(one.get(name) in (None, value) for name, value in filled.items()):
            yield {**one, **filled}


def group_answers(having: Any, certain: list[Values], open_: list[Values]) -> set[Truth]:
    """Return all that the condition may turn out to be."""
    choices: list[list[Values | None]] = [list(complete(having, one)) for one in certain]
    choices += [[None, *complete(having, one)] for one in open_]
    return {
        having_holds(having, [one for one in members if one is not None])
        for members in product(*choices)
    }


def expected_groups(group: Any, given_: list[tuple[str, Values]]) -> Iterator[tuple[int, set[str]]]:
    """Yield, for each group at its first record, the verdicts that may be given."""
    where, keys, having = group
    clusters: dict[tuple[Any, ...], list[tuple[int, Truth]]] = {}
    for row, (_, one) in enumerate(given_, start=1):
        member = membership(where, one)
        key = tuple(one.get(name) for name in keys)
        if member is not False and None in key:
            yield row, {"undetermined"}
        elif member is not False:
            clusters.setdefault(key, []).append((row, member))
    for members in clusters.values():
        certain = [given_[row - 1][1] for row, member in members if member]
        open_ = [given_[row - 1][1] for row, member in members if member is None]
        answers = group_answers(having, certain, open_)
        first = next((row for row, member in members if member), members[0][0])
        unknown = open_ or len(list(product(*(complete(having, one) for one in certain)))) > 1
        if answers == {True} and certain:
            yield first, {"violation", "undetermined"} if unknown else {"violation"}
        elif answers == {False}:
            yield members[0][0], {"clear", "undetermined"} if unknown else {"clear"}
        else:
            yield members[0][0], {"undetermined"}


def expected_pairs(pair: Any, given_: list[tuple[str, Values]]) -> Iterator[tuple[int, str]]:
    """Yield the verdict on each record."""
    where, keys, when, kinds, expect = pair
    for row, (kind, one) in enumerate(given_, start=1):
        member = membership(where, one) if kind == "reception" else False
        if member is False:
            continue
        key = tuple(one.get(name) for name in keys)
        if None in key:
            yield row, "undetermined"
            continue
        others = [
            (other_row, other_kind, other)
            for other_row, (other_kind, other) in enumerate(given_, start=1)
            if other_kind in kinds and other_row != row
            and (expect == "some" or other_kind != kind or other_row > row)
        ]  # fmt: skip
        keyed = [other for *_, other in others if tuple(other.get(k) for k in keys) == key]
        answers = [when[1](one, other) for other in keyed]
        if expect == "none":
            yield row, _none(member, answers)
        else:
            every = [(k, o) for k, o in given_ if k in kinds]
            unread = {k for k, _ in every} != set(kinds)
            keyless = any(None in tuple(o.get(k) for k in keys) for _, o in every)
            yield row, _some(member, answers, open_=unread or keyless)


def expected_totals(total: Any, given_: list[tuple[str, Values]]) -> Iterator[tuple[int, set[str]]]:
    """Yield, for each trip, the verdicts that may be given on all receptions beside it."""
    where, keys, having, when = total
    receptions = [one for kind, one in given_ if kind == "reception"]
    keyless = any(None in tuple(one.get(name) for name in keys) for one in receptions)
    for row, (kind, one) in enumerate(given_, start=1):
        member = membership(where, one) if kind == "travel" else False
        if member is False:
            continue
        key = tuple(one.get(name) for name in keys)
        if None in key:
            yield row, {"undetermined"}
            continue
        beside = [other for other in receptions if tuple(other.get(k) for k in keys) == key]
        answers = [(other, when[1](one, other)) for other in beside]
        certain = [other for other, found in answers if found]
        open_ = [other for other, found in answers if found is None]
        more: list[Values] = [{}] if keyless or not receptions else []
        turns = group_answers(having, certain, [*open_, *more])
        known = not open_ and not more and group_answers(having, certain, []) == turns
        exact = known and all(
            one.get(n) is not None for one in certain for n in ("claim_no", "amount")
        )
        if turns == {True} and member:
            yield row, {"violation"} if exact else {"violation", "undetermined"}
        elif turns == {False}:
            yield row, {"clear"} if exact else {"clear", "undetermined"}
        else:
            yield row, {"undetermined"}


def _none(member: Truth, answers: list[Truth]) -> str:
    if True in answers:
        return "violation" if member else "undetermined"
    return "undetermined" if None in answers else "clear"


def _some(member: Truth, answers: list[Truth], *, open_: bool) -> str:
    if True in answers:
        return "clear"
    return "undetermined" if None in answers or member is None or open_ else "violation"


# ----------------------------------------------------------------------------------------- the test


def verdicts(report: Report, rule: str) -> tuple[Counter[str], dict[int, str]]:
    """Return how often a rule gave each verdict, and where it gave one that is listed."""
    (count,) = (one for one in report.rules if one.id == rule)
    found: dict[int, str] = {}
    for finding in report.findings:
        if rule in {citation.rule for citation in finding.citations} and finding.rule == rule:
            found[finding.record.row] = finding.outcome
    counts = {
        "violation": count.violation,
        "clear": count.clear,
        "undetermined": count.undetermined,
    }
    return Counter(counts), found


SEEN: Counter[str] = Counter()
EXAMPLES = 300


def report_of(book: Rulebook, given_: list[tuple[str, Values]], runner: Runner) -> Report:
    models = [RECORDS[kind].model_validate(values) for kind, values in given_]
    checked = check(Given("data", models), book, Options(undetermined=True, runner=runner))
    assert not checked.errors
    assert not checked.rejects
    return checked.report


@settings(GENERATED, max_examples=EXAMPLES)
@given(single_conditions.map(lambda c: c[0]), groups, pairs, totals, records)
def _agree(
    single: str, group: Any, pair: Any, total: Any, given_: list[tuple[str, Values]]
) -> None:
    rules = [
        compiled(
            1, **{"for": "reception"}, when=single.replace("companions'", "reception-companions'")
        ),
        group_rule(2, group),
        pair_rule(3, pair),
        total_rule(4, total),
    ]
    book = replace(BOOK, rules=rules)
    by_reference = report_of(book, given_, "reference")
    assert write_json(report_of(book, given_, "columns")) == write_json(by_reference)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store, "IN_MEMORY", 2)
        assert write_json(report_of(book, given_, "columns")) == write_json(by_reference)
    _groups_mean(group, given_, by_reference)
    _pairs_mean(pair, given_, by_reference)
    _totals_mean(total, given_, by_reference)
    for name in NUMBERS:
        SEEN[name] += name == group[2][0]
    for text, _ in PAIRED:
        SEEN[text] += text in pair[2][0]
    SEEN.update(["examples", pair[4]])


def _groups_mean(group: Any, given_: list[tuple[str, Values]], report: Report) -> None:
    counts, found = verdicts(report, "GEN2-rule")
    expected = list(expected_groups(group, given_))
    assert counts.total() == len(expected)
    for row, _ in expected:
        SEEN[f"group {found.get(row, 'clear')}"] += 1
    certain = Counter(next(iter(allowed)) for _, allowed in expected if len(allowed) == 1)
    assert certain["violation"] <= counts["violation"]
    assert certain["clear"] <= counts["clear"]
    assert counts["violation"] <= sum("violation" in allowed for _, allowed in expected)
    assert counts["clear"] <= sum("clear" in allowed for _, allowed in expected)
    for row, allowed in expected:
        if len(allowed) == 1 and allowed != {"clear"}:
            assert found.get(row) in allowed, (row, allowed, found)


def _pairs_mean(pair: Any, given_: list[tuple[str, Values]], report: Report) -> None:
    counts, found = verdicts(report, "GEN3-rule")
    expected = dict(expected_pairs(pair, given_))
    assert counts == Counter(
        {"violation": 0, "clear": 0, "undetermined": 0, **Counter(expected.values())}
    )
    assert found == {row: verdict for row, verdict in expected.items() if verdict != "clear"}
    SEEN.update(f"pair {verdict}" for verdict in expected.values())


def _totals_mean(total: Any, given_: list[tuple[str, Values]], report: Report) -> None:
    counts, found = verdicts(report, "GEN4-rule")
    expected = list(expected_totals(total, given_))
    assert counts.total() == len(expected)
    for row, allowed in expected:
        outcome = found.get(row, "clear")
        assert outcome in allowed, (row, allowed, found)
        SEEN[f"total {outcome}"] += 1


def test_generated_rulebooks_mean_the_same_in_both_runners_and_what_they_say() -> None:
    SEEN.clear()
    _agree()
    outcomes = [
        f"{shape} {verdict}"
        for shape in ("group", "pair", "total")
        for verdict in ("violation", "clear", "undetermined")
    ]
    for shape in ("group", "pair", "total"):
        total = sum(SEEN[name] for name in outcomes if name.startswith(shape))
        assert all(SEEN[name] * 100 >= total for name in outcomes if name.startswith(shape)), SEEN
    rare = [
        name
        for name in (*NUMBERS, *(text for text, _ in PAIRED), "none", "some")
        if SEEN[name] * 100 < EXAMPLES
    ]
    assert not rare
