"""Generated rulebooks and records: both runners say the same, and groups and pairs what they mean.

What the rules say is also held against an interpreter that is slow and obvious: for those across
records it goes through every way in which the unknown may turn out. A subject may be a record of a
special kind and of a general one; each rule looks at one of both.
"""

import re
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

from qinjian.engine import checking
from qinjian.engine.answer.collect import Options
from qinjian.engine.condition.expression import DOCUMENT_LISTS
from qinjian.engine.console.choices import Runner
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.reader import Reader
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import table_of
from qinjian.engine.once import held
from qinjian.engine.report.write import render
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.names import Names
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.rules import RuleCompiler
from qinjian.engine.texts import subjects
from qinjian.engine.yaml.strict import load
from qinjian.schemas.finding import Place, Report
from qinjian.schemas.kinds import Expense, Reception, Travel
from qinjian.schemas.record import Record
from qinjian.schemas.rule import Rule
from tests.book import BOOK
from tests.engine.condition.support import UNREADABLE, said
from tests.engine.condition.test_meaning import conditions as single_conditions
from tests.generated import GENERATED, one_engine

LAW = "chongqing-2014"
RECORDS: dict[str, type[Record]] = {"reception": Reception, "travel": Travel, "expense": Expense}

Values = dict[str, Any]
View = tuple[str, Values]
"""A subject as a record of one kind."""
Subject = list[View]
"""A record by its kinds, the special one first."""


class Gone(list[View]):
    """A subject that no rule looks at, though its kind was read."""


Truth = bool | None
Condition = tuple[str, Callable[..., Truth]]
"""Its text, and what it means for one record, or for two."""

NOT_COLLECTED = object()
FIELDS = ("amount", "claim_no", "invoice_no", "payment_method", "approver")
"""What exceptions ask for beside documents, which are never taken for granted."""
DAYS = (date(2015, 6, 9), date(2015, 6, 10))
CHOICES: dict[str, tuple[Any, ...]] = {
    "claim_no": ("A", "B"),
    "amount": (Decimal("-20.00"), Decimal("-50.00"), Decimal("50.00"), Decimal("100.00")),
    "headcount": (0, 3),
}
"""What unknown values of aggregated fields may turn out to be."""


# ------------------------------------------------------------------------------------- conditions


def at(one: Values, name: str) -> Any:
    """Return a value; there is none of what is blank, not collected or not readable."""
    value = one.get(name)
    return None if value is UNREADABLE else value


def known(name: str, holds: Callable[[Any], bool]) -> Callable[..., Truth]:
    def truth(one: Values, _: Values | None = None) -> Truth:
        return None if at(one, name) is None else holds(at(one, name))

    return truth


def both(name: str, holds: Callable[[Any, Any], bool]) -> Callable[..., Truth]:
    def truth(one: Values, other: Values) -> Truth:
        pair = at(one, name), at(other, name)
        return None if None in pair else holds(*pair)

    return truth


def blank(name: str) -> Callable[..., Truth]:
    def truth(one: Values, _: Values | None = None) -> Truth:
        return one[name] is None if one.get(name, UNREADABLE) is not UNREADABLE else None

    return truth


def attached(one: Values, _: Values | None = None) -> Truth:
    listed, other, shown, absent = (at(one, name) or () for name in DOCUMENT_LISTS)
    if "menu" in listed or "menu" in shown:
        return True
    if "menu" in absent:
        return False
    if other or UNREADABLE in [one.get(name) for name in DOCUMENT_LISTS]:
        return None
    return False if "documents" in one else None


WHERES: list[Condition] = [
    ("amount > 0", known("amount", lambda amount: amount > 0)),
    ("amount <> 50", known("amount", lambda amount: amount != 50)),
    ("blank(claim_no)", blank("claim_no")),
    ("invoice_no = '1'", known("invoice_no", lambda number: number == "1")),
    ("holds(payment_method, 'cash')", known("payment_method", lambda words: "cash" in words)),
    ("attached('menu')", attached),
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
    ("attached('menu')", attached),
]


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
KINDS = st.sampled_from(
    [("reception", "travel"), ("reception", "travel", "expense"), ("reception", "expense"), ("expense",)]
)  # fmt: skip
OTHERS = st.sampled_from(
    [("reception",), ("travel",), ("reception", "travel"), ("expense",), ("reception", "expense")]
)
NEVER_COLLECTED = ("approver = '1'", known("approver", lambda name: name == "1"))
exceptions = st.none() | st.just(NEVER_COLLECTED) | st.sampled_from([*WHERES[:-1], NEVER_COLLECTED])
singles = st.tuples(combined(st.sampled_from(WHERES)), KINDS, exceptions)
groups = st.tuples(combined(st.sampled_from(WHERES)), KEYS, havings, KINDS)
pairs = st.tuples(
    combined(st.sampled_from(WHERES)), KEYS, combined(st.sampled_from(PAIRED)),
    OTHERS, st.sampled_from(["none", "some"]),
)  # fmt: skip

totals = st.tuples(
    combined(st.sampled_from(WHERES)), KEYS, havings, combined(st.sampled_from(PAIRED)),
    st.sampled_from([("reception",), ("reception", "expense")]),
)  # fmt: skip


def state(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values * (24 // len(values)), None, NOT_COLLECTED, UNREADABLE])


def seldom(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values, None, UNREADABLE, *[NOT_COLLECTED] * 12])


def view_of(kind: str) -> st.SearchStrategy[View]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "unit": state(["第一单位", "第二单位"]),
        "seller": state(["江洲宾馆"]),
        "event_date": state(list(DAYS)),
        "claim_no": state(["A", "B"]),
        "amount": state(
            [Decimal(amount) for amount in ("-20.00", "-50.00", "50.00", "50.00", "100.00")]
        ),
        "invoice_no": state(["1", "2"]),
        "region": st.sampled_from(["重庆"] * 18 + ["四川", None]),
        "unit_kind": st.sampled_from(["government"] * 20 + [None, UNREADABLE]),
        "documents": state([("menu",), ("invoice",)]),
        "other_documents": seldom(["情况说明"]),
        "shown_documents": seldom([("menu",), ("invoice",)]),
        "absent_documents": seldom([("menu",), ("invoice",)]),
        "payment_method": state([("cash",), ("official_card",), ("cash", "bank_transfer")]),
    }
    if kind == "reception":
        fields["guest_count"] = state([3, 10])
    return st.fixed_dictionaries(fields).map(
        lambda data: (kind, {k: v for k, v in data.items() if v is not NOT_COLLECTED})
    )


some = st.sampled_from(
    [["reception"]] * 4 + [["travel"]] * 2 + [["expense"], ["reception", "expense"], ["travel", "expense"]]
).flatmap(lambda kinds: st.tuples(*map(view_of, kinds)).map(list))  # fmt: skip
records = st.lists(some, min_size=2, max_size=8)


def picked(subject: Subject, kinds: tuple[str, ...]) -> View | None:
    """Return what a rule for some kinds looks at: the most special view of them."""
    if isinstance(subject, Gone):
        return None
    return next((view for view in subject if view[0] in kinds), None)


def picks(given_: list[Subject], kinds: tuple[str, ...]) -> list[tuple[int, str, Values]]:
    """Return these of all subjects, with their rows."""
    found = [(row, picked(one, kinds)) for row, one in enumerate(given_, start=1)]
    return [(row, *view) for row, view in found if view is not None]


def counted(given_: list[Subject], report: Report) -> list[Subject]:
    """Return the subjects, with those that a red entry cancels, and such entries, as gone."""
    gone = {
        place.row
        for one in report.reversals
        if one.state == "cancelled"
        for place in (one.entry, *one.lines)
    }
    return [Gone(one) if row in gone else one for row, one in enumerate(given_, start=1)]


def own_kinds(given_: list[Subject]) -> set[str]:
    """Return the kinds of the tables that were read: a special view makes none of them."""
    return {subject[-1][0] for subject in given_}


def compiled(number: int, **parts: Any) -> CompiledRule:
    document = load("rules: []", "rules.yaml")
    rule = Rule.model_validate(
        {
            "id": f"GEN{number}-rule", "authorities": {"regulation": LAW, "article": 27, "paragraph": 1, "quote": "不得组织旅游"},
            "title": {"zh": "规则", "en": "Rule"}, "level": "doubt", "says": {"zh": "规则", "en": "rule"},
            "cases": [{"is": "clear"}] if "when" in parts else [{"is": "clear", "records": [{}]}], **parts,
        }
    )  # fmt: skip
    names = Names(document, BOOK.tables, frozenset(BOOK.word_lists), frozenset(subjects()))
    compiler = RuleCompiler(BOOK.laws, names)
    found = compiler.rule(rule, ())
    assert found is not None, [problem.words("en") for problem in compiler.problems]
    return found


def group_rule(number: int, group: Any) -> CompiledRule:
    (where, _), keys, having, kinds = group
    return compiled(
        number, **{"for": list(kinds)}, where=where, group_by=list(keys),
        having=having_text(having), given={"most": "max(amount)"}, at_issue="sum(amount) - most",
        says={"zh": "最多 {most}", "en": "{most} at most"},
    )  # fmt: skip


def pair_rule(number: int, pair: Any) -> CompiledRule:
    (where, _), keys, (when, _), kinds, expect = pair
    join = {"with": list(kinds), "match": dict(zip(keys, keys, strict=True)), "when": when}
    return compiled(number, **{"for": "reception"}, where=where, join={**join, "expect": expect})


def total_rule(number: int, total: Any) -> CompiledRule:
    (where, _), keys, having, (when, _), kinds = total
    text = having_text(having)
    for name in ("claim_no", "amount"):
        text = text.replace(name, f"other.{name}")
    match = dict(zip(keys, keys, strict=True))
    join = {"with": list(kinds), "match": match, "when": when, "having": text}
    return compiled(
        number, **{"for": "travel"}, where=where, join=join, given={"most": "max(other.amount)"},
        at_issue="sum(other.amount) - most", says={"zh": "最多 {most}", "en": "{most} at most"},
    )  # fmt: skip


# ------------------------------------------------------------------------- the obvious interpreter


def bound(one: Values) -> Truth:
    """Tell whether the text binds a unit on its day."""
    region, unit_kind = at(one, "region"), at(one, "unit_kind")
    return kleene_and(
        [
            None if region is None else region == "重庆",
            None if unit_kind is None else True,
            None if at(one, "event_date") is None else True,
        ]
    )


def presuming(one: Values) -> Values:
    """Return a record with what is taken for granted: an organ; unknown words are other papers."""
    known_kind = {} if one.get("unit_kind") else {"unit_kind": "government"}
    unread = one.get("other_documents") is UNREADABLE
    return {**one, **known_kind, **({} if unread else {"other_documents": None})}


def membership(where: Condition, one: Values) -> Truth:
    """Tell whether a record is a member: the text binds its unit, and ``where`` holds."""
    return kleene_and([bound(one), where[1](one)])


def claimed(exception: Condition | None, one: Values) -> Truth:
    """Tell whether an exception holds; one that the source has no column for is not claimed."""
    if exception is None:
        return False
    text, truth = exception
    found = truth(one)
    name = next((name for name in FIELDS if name in text), None)
    return False if found is None and name is not None and name not in one else found


def expected_singles(single: Any, given_: list[Subject]) -> Iterator[tuple[int, str]]:
    """Yield the verdict on each record; what is taken for granted can but make a violation."""
    (_, truth), kinds, exception = single
    for row, _, one in picks(given_, kinds):
        presumed = presuming(one)
        if bound(one) is False:
            continue
        excepted = exception[1](one) if exception else False
        strictly = kleene_and([truth(one), kleene_not(excepted)])
        granted = kleene_and([truth(presumed), kleene_not(claimed(exception, presumed))])
        if strictly is False:
            yield row, "clear"
        elif kleene_and([bound(one), strictly]) or kleene_and([bound(presumed), granted]):
            SEEN["exception presumed"] += excepted is None
            yield row, "violation"
        else:
            yield row, "undetermined"


def complete(having: Any, one: Values) -> Iterator[Values]:
    """Fill in what is unknown of the fields that a group is asked for."""
    used = [name for name in ("claim_no", "amount") if name in having_text(having)]
    for row in product(*(CHOICES[name] for name in used)):
        filled = dict(zip(used, row, strict=True))
        if all(at(one, name) in (None, value) for name, value in filled.items()):
            yield {**one, **filled}


def group_answers(having: Any, certain: list[Values], open_: list[Values]) -> set[Truth]:
    """Return all that the condition may turn out to be."""
    choices: list[list[Values | None]] = [list(complete(having, one)) for one in certain]
    choices += [[None, *complete(having, one)] for one in open_]
    return {
        having_holds(having, [one for one in members if one is not None])
        for members in product(*choices)
    }


def key_of(one: Values, keys: tuple[str, ...], *, one_unit: bool) -> tuple[Any, ...]:
    """Return the keys; with ``one_unit`` records that have no place for a unit are of one."""
    own = one_unit and "unit" not in one
    return tuple("that of the file" if own and name == "unit" else at(one, name) for name in keys)


def only_grows(having: tuple[str, str, int, str]) -> bool:
    """Tell whether more records never take back what a condition says of a group."""
    number, order, _, more = having
    grows = number in ("count(*)", "count(DISTINCT claim_no)", "sum(amount)", "max(amount)")
    return grows and order in (">", ">=") and more in ("", " AND count(*) > 1")


def expected_groups(group: Any, given_: list[Subject]) -> Iterator[tuple[int, set[str]]]:
    """Yield, for each group at its first record, the verdicts that may be given."""
    where, keys, having, kinds = group
    clusters: dict[tuple[Any, ...], list[tuple[int, Truth, Values]]] = {}
    for row, _, said_ in picks(given_, kinds):
        one = presuming(said_)
        member = membership(where, one)
        key = key_of(one, keys, one_unit=only_grows(having))
        if member is not False and None in key:
            yield row, {"undetermined"}
        elif member is not False:
            clusters.setdefault(key, []).append((row, member, one))
    for members in clusters.values():
        certain = [one for _, member, one in members if member]
        open_ = [one for _, member, one in members if member is None]
        answers = group_answers(having, certain, open_)
        first = next((row for row, member, _ in members if member), members[0][0])
        unknown = open_ or len(list(product(*(complete(having, one) for one in certain)))) > 1
        if answers == {True} and certain:
            yield first, {"violation", "undetermined"} if unknown else {"violation"}
        elif answers == {False}:
            yield members[0][0], {"clear", "undetermined"} if unknown else {"clear"}
        else:
            yield members[0][0], {"undetermined"}


def expected_pairs(pair: Any, given_: list[Subject]) -> Iterator[tuple[int, str]]:
    """Yield the verdict on each record."""
    where, keys, when, kinds, expect = pair
    own = expect == "none"
    every = [(row, kind, presuming(one)) for row, kind, one in picks(given_, kinds)]
    unread = not {*kinds} <= own_kinds(given_)
    keyless = any(None in key_of(one, keys, one_unit=own) for *_, one in every)
    for row, kind, said_ in picks(given_, ("reception",)):
        one = presuming(said_)
        member = membership(where, one)
        if member is False:
            continue
        key = key_of(one, keys, one_unit=own)
        if None in key:
            yield row, "undetermined"
            continue
        others = [
            other
            for other_row, other_kind, other in every
            if other_row != row and key_of(other, keys, one_unit=own) == key
            and (expect == "some" or other_kind != kind or other_row > row)
        ]  # fmt: skip
        answers = [when[1](one, other) for other in others]
        if expect == "none":
            yield row, _none(member, answers)
        else:
            yield row, _some(member, answers, open_=unread or keyless)


def expected_totals(total: Any, given_: list[Subject]) -> Iterator[tuple[int, set[str]]]:
    """Yield, for each trip, the verdicts that may be given on all others beside it."""
    where, keys, having, when, kinds = total
    own = only_grows(having)
    every = [(row, presuming(one)) for row, _, one in picks(given_, kinds)]
    keyless = any(None in key_of(one, keys, one_unit=own) for _, one in every)
    unread = not {*kinds} <= own_kinds(given_)
    for row, _, said_ in picks(given_, ("travel",)):
        one = presuming(said_)
        member = membership(where, one)
        if member is False:
            continue
        key = key_of(one, keys, one_unit=own)
        if None in key:
            yield row, {"undetermined"}
            continue
        beside = [
            other for at_, other in every if at_ != row and key_of(other, keys, one_unit=own) == key
        ]
        answers = [(other, when[1](one, other)) for other in beside]
        certain = [other for other, found in answers if found]
        open_ = [other for other, found in answers if found is None]
        more: list[Values] = [{}] if keyless or unread else []
        turns = group_answers(having, certain, [*open_, *more])
        known_ = not open_ and not more and group_answers(having, certain, []) == turns
        exact = known_ and all(
            at(one, n) is not None for one in certain for n in ("claim_no", "amount")
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


def verdicts(report: Report, rule: str) -> tuple[Counter[str], dict[int, str], set[Place]]:
    """Return how often a rule gave each verdict, where one that is listed, and of what records."""
    (count,) = (one for one in report.rules if one.id == rule)
    listed = [finding for finding in report.findings if finding.rule == rule]
    alone = rule == "GEN5-rule"  # what most records of a table lack is one lead
    found: dict[int, str] = {
        place.row: finding.outcome
        for finding in listed
        for place in (finding.members if alone and finding.members else (finding.record,))
    }
    places = {place for finding in listed for place in (finding.record, *finding.members)}
    counts = {
        "violation": count.violation,
        "clear": count.clear,
        "undetermined": count.undetermined,
    }
    return Counter(counts), found, places


SEEN: Counter[str] = Counter()
EXAMPLES = 300


class Made(Reader):
    """Reads what was made in place of files."""

    made: list[Batch]

    def batches(self) -> Iterator[Batch]:
        yield from self.made


def batch_of(given_: list[Subject]) -> Batch:
    """Make a batch of subjects: a table for each kind, special views in tables of their own."""
    tables = []
    for kind, model in RECORDS.items():
        for is_own in (True, False):
            at_ = [
                (position, values)
                for position, subject in enumerate(given_)
                for view_kind, values in subject
                if view_kind == kind and (subject[-1][0] == kind) is is_own
            ]
            if at_:
                rows = [said(model, values) for _, values in at_]
                table = table_of(model, [position + 1 for position, _ in at_], rows)
                tables.append(table.placed([position for position, _ in at_]))
    tally = TableTally(rows_checked=len(given_))
    return Batch("data", None, len(given_), tables, tally, is_table=True)


def report_of(
    book: Rulebook, given_: list[Subject], runner: Runner, again: list[Subject] | None = None,
    *, undetermined: bool = True,
) -> Report:  # fmt: skip
    """Check subjects; those of ``again`` stand in a second table too."""
    reader = Made([])
    reader.made = [batch_of(one) for one in (given_, again) if one]
    reader.files = [FileTally("data", tables=[batch.tally for batch in reader.made])]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(checking, "open_reader", lambda *_, **__: reader)
        options = Options(undetermined=undetermined, grouped=True, runner=runner)
        checked = checking.check([], book, options)
    assert not checked.errors
    return checked.report


def in_our_words(single: str) -> str:
    """Let a condition of the small world ask a standard, a word list and a subject of the rulebook."""
    single = single.replace("companions'", "reception-companions'")
    return re.sub(r"(mentions\('?\w+'?, )'tobacco'", rf"\1'{min(BOOK.word_lists)}'", single)


def _counts_add_up(report: Report) -> None:
    """Every judgement is counted once, and a lead that names a presumption is one of those."""
    for one in report.judged:
        assert one.judgements == one.strict + one.presumed + one.undetermined + one.error
        assert min(one.strict, one.presumed, one.undetermined) >= 0
    assert sum(one.judgements for one in report.judged) == sum(r.subjects for r in report.rules)
    open_ = sum(one.undetermined for one in report.judged)
    assert open_ == sum(rule.undetermined for rule in report.rules)
    assert open_ == sum(group.judgements for group in report.open)
    assert open_ == sum(finding.outcome == "undetermined" for finding in report.findings)
    assert sum(need.settles for need in report.needs) <= open_
    leads = [one for one in report.findings if one.outcome == "violation"]
    assert sum(one.presumed for one in report.judged) >= sum(bool(one.presumed) for one in leads)


@settings(GENERATED, max_examples=EXAMPLES)
@given(single_conditions.map(lambda c: c[0]), groups, pairs, totals, singles, records)
def _agree(
    single: str, group: Any, pair: Any, total: Any, viewed: Any, given_: list[Subject]
) -> None:
    rules = [
        compiled(1, **{"for": "reception"}, when=in_our_words(single)),
        group_rule(2, group),
        pair_rule(3, pair),
        total_rule(4, total),
        compiled(
            5, **{"for": list(viewed[1])}, when=viewed[0][0], unless=viewed[2] and viewed[2][0]
        ),
    ]
    book = replace(BOOK, rules=rules)
    by_reference = _alike(book, given_)
    _read_twice_is_once(book, given_, by_reference)
    _counts_add_up(by_reference)
    SEEN.update(one.state for one in by_reference.reversals)
    given_ = counted(given_, by_reference)
    _groups_mean(group, given_, by_reference)
    _pairs_mean(pair, given_, by_reference)
    _totals_mean(total, given_, by_reference)
    _singles_mean(viewed, given_, by_reference)
    for name in NUMBERS:
        SEEN[name] += name == group[2][0]
    for text, _ in PAIRED:
        SEEN[text] += text in pair[2][0]
    for text, _ in WHERES:
        SEEN[text] += text in viewed[0][0]
    SEEN.update(["examples", pair[4]])
    for subject in given_:
        SEEN.update(["records", *_shapes(subject)])


def _alike(book: Rulebook, given_: list[Subject]) -> Report:
    """Both runners report the same, in memory and on disk, with what is open and without."""
    by_reference = report_of(book, given_, "reference")
    assert render(report_of(book, given_, "columns"), "json") == render(by_reference, "json")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(held, "IN_MEMORY", 0)
        assert render(report_of(book, given_, "columns"), "json") == render(by_reference, "json")
    counted_only = report_of(book, given_, "reference", undetermined=False)
    in_columns = report_of(book, given_, "columns", undetermined=False)
    assert render(in_columns, "json") == render(counted_only, "json")
    return by_reference


def _read_twice_is_once(book: Rulebook, given_: list[Subject], alone: Report) -> None:
    """Rows that stand in a table of their own too change nothing, where days show it to be a part."""
    again = [one for one in given_ if [kind for kind, _ in one] == ["reception"]]
    both = report_of(book, given_, "columns" if len(given_) % 2 else "reference", again)
    totals = both.totals
    assert totals.rows_read == totals.rows_checked + totals.rows_cancelled + totals.rows_twice
    if totals.rows_twice:
        SEEN["twice"] += 1
        assert totals.rows_twice == len(again)
        assert (both.reversals, both.rules) == (alone.reversals, alone.rules)
        assert both.undetermined == alone.undetermined
        assert both.findings == alone.findings


def _shapes(subject: Subject) -> set[str]:
    """Tell what of a record is seldom."""
    found = {"two kinds"} if len(subject) > 1 else set()
    for _, values in subject:
        found |= {name for name in (*DOCUMENT_LISTS, "payment_method") if at(values, name)}
        found |= {f"unreadable {name}" for name, value in values.items() if value is UNREADABLE}
    return found


def _of_their_kinds(places: set[Place], given_: list[Subject], *kinds: tuple[str, ...]) -> None:
    """A lead shows each record as one of the kind that the rule looked at."""
    for place in places:
        views = [picked(given_[place.row - 1], one) for one in kinds]
        assert place.kind in [view[0] for view in views if view is not None]


def _groups_mean(group: Any, given_: list[Subject], report: Report) -> None:
    counts, found, places = verdicts(report, "GEN2-rule")
    expected = list(expected_groups(group, given_))
    _of_their_kinds(places, given_, group[3])
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


def _pairs_mean(pair: Any, given_: list[Subject], report: Report) -> None:
    counts, found, places = verdicts(report, "GEN3-rule")
    expected = dict(expected_pairs(pair, given_))
    _of_their_kinds(places, given_, ("reception",), pair[3])
    assert counts == Counter(
        {"violation": 0, "clear": 0, "undetermined": 0, **Counter(expected.values())}
    )
    assert found == {row: verdict for row, verdict in expected.items() if verdict != "clear"}
    SEEN.update(f"pair {verdict}" for verdict in expected.values())


def _totals_mean(total: Any, given_: list[Subject], report: Report) -> None:
    counts, found, places = verdicts(report, "GEN4-rule")
    expected = list(expected_totals(total, given_))
    _of_their_kinds(places, given_, ("travel",), total[4])
    assert counts.total() == len(expected)
    for row, allowed in expected:
        outcome = found.get(row, "clear")
        assert outcome in allowed, (row, allowed, found)
        SEEN[f"total {outcome}"] += 1


def _singles_mean(single: Any, given_: list[Subject], report: Report) -> None:
    counts, found, places = verdicts(report, "GEN5-rule")
    expected = dict(expected_singles(single, given_))
    _of_their_kinds(places, given_, single[1])
    assert +counts == Counter(expected.values())
    assert found == {row: verdict for row, verdict in expected.items() if verdict != "clear"}
    SEEN.update(f"single {verdict}" for verdict in expected.values())
    for row in expected:
        subject = given_[row - 1]
        if len(subject) > 1:
            SEEN[f"judged as {'special' if subject[0][0] in single[1] else 'general'}"] += 1


def test_generated_rulebooks_mean_the_same_in_both_runners_and_what_they_say() -> None:
    SEEN.clear()
    with one_engine():
        _agree()
    outcomes = [
        f"{shape} {verdict}"
        for shape in ("single", "group", "pair", "total")
        for verdict in ("violation", "clear", "undetermined")
    ]
    for shape in ("single", "group", "pair", "total"):
        total = sum(SEEN[name] for name in outcomes if name.startswith(shape))
        assert all(SEEN[name] * 100 >= total for name in outcomes if name.startswith(shape)), SEEN
    rare = [
        name
        for name in (
            *NUMBERS,
            *(text for text, _ in (*PAIRED, *WHERES)),
            "none",
            "some",
            "exception presumed",
        )
        if SEEN[name] * 100 < EXAMPLES
    ]
    shapes = (
        *DOCUMENT_LISTS, "payment_method", "two kinds", "judged as special", "judged as general",
        *(f"unreadable {name}" for name in ("unit", "amount", "event_date", "claim_no", *DOCUMENT_LISTS)),
    )  # fmt: skip
    rare += [name for name in shapes if SEEN[name] * 100 < SEEN["records"]]
    rare += [name for name in ("cancelled", "twice") if SEEN[name] * 100 < EXAMPLES]
    assert not rare
