"""Generated conditions against a slow, obvious interpreter of the same language."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.condition import exact_arithmetic, generate, missing
from qinjian.engine.condition.check import compile_truth
from qinjian.engine.condition.parse import Origin
from qinjian.schemas.kinds import Reception
from tests.generated import GENERATED

from .support import UNREADABLE, World, facts_of, key_names, scope

MONEY = ("meal_fee", "lodging_fee", "transport_fee", "amount")
PEOPLE = ("guest_count", "companion_count", "diners", "letter_guest_count")
DAYS = ("event_date", "start_date", "end_date", "approval_date")
TEXTS = ("menu", "description", "venue", "guest_unit")
PLACES = ("place", "lodging_place")
NUMBERS = ("invoice_no", "approval_no")

Node = tuple[Any, ...]

# ------------------------------------------------------------------ conditions, as text and tree


def _pair(build: Callable[..., tuple[str, Node]], *parts: Any) -> st.SearchStrategy[Any]:
    return st.builds(build, *parts)


field_of = st.sampled_from
yuan = st.decimals(min_value=-3, max_value=3, places=2).map(abs)
cents = st.one_of(yuan, st.just(Decimal("0.10")))

money = st.recursive(
    st.one_of(
        field_of(MONEY).map(lambda name: (name, ("field", name))),
        cents.map(lambda value: (f"{value}", ("literal", value))),
    ),
    lambda inner: st.one_of(
        _pair(
            lambda op, a, b: (f"({a[0]} {op} {b[0]})", (op, a[1], b[1])),
            st.sampled_from(["+", "-"]),
            inner,
            inner,
        ),
        _pair(
            lambda a, n: (f"({a[0]} * {n})", ("*", a[1], ("literal", n))),
            inner,
            st.integers(0, 3),
        ),
        _pair(lambda a: (f"(-{a[0]})", ("-", ("literal", 0), a[1])), inner),
    ),
    max_leaves=3,
)
people = st.recursive(
    st.one_of(
        field_of(PEOPLE).map(lambda name: (name, ("field", name))),
        st.integers(0, 12).map(lambda value: (str(value), ("literal", value))),
        field_of(PEOPLE).map(
            lambda name: (f"standard('companions', {name})", ("standard", ("field", name)))
        ),
    ),
    lambda inner: st.one_of(
        _pair(
            lambda op, a, b: (f"({a[0]} {op} {b[0]})", (op, a[1], b[1])),
            st.sampled_from(["+", "-"]),
            inner,
            inner,
        ),
        _pair(
            lambda a, n: (f"({a[0]} // {n})", ("//", a[1], n)),
            field_of(PEOPLE).map(lambda name: (name, ("field", name))),
            st.integers(1, 4),
        ),
    ),
    max_leaves=3,
)
between_days = _pair(
    lambda a, b, n: (f"days_between({a}, {b}) + {n}", ("days", a, b, n)),
    field_of(DAYS),
    field_of(DAYS),
    st.integers(0, 1),
)
months = field_of(DAYS).map(lambda name: (f"month_of({name})", ("month", ("field", name))))
orders = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])


def _compare(op: str, a: tuple[str, Node], b: tuple[str, Node]) -> tuple[str, Node]:
    return f"{a[0]} {op} {b[0]}", ("compare", op, a[1], b[1])


day_literal = st.dates(date(2015, 6, 8), date(2015, 6, 12))
atoms = st.one_of(
    _pair(_compare, orders, field_of(MONEY).map(lambda n: (n, ("field", n))), money),
    _pair(_compare, orders, field_of(PEOPLE).map(lambda n: (n, ("field", n))), people),
    _pair(
        lambda op, days, n: (f"{days[0]} {op} {n}", ("compare", op, days[1], ("literal", n))),
        orders,
        between_days,
        st.integers(0, 3),
    ),
    _pair(_compare, orders, months, st.integers(5, 7).map(lambda n: (str(n), ("literal", n)))),
    _pair(
        lambda op, name, day: (
            f"{name} {op} '{day}'",
            ("compare", op, ("field", name), ("literal", day)),
        ),
        orders,
        field_of(DAYS),
        day_literal,
    ),
    _pair(
        lambda name, words: (
            f"{name} IN ({', '.join(repr(word) for word in words)})",
            ("in", ("field", name), tuple(words)),
        ),
        st.just("meal_type"),
        st.lists(st.sampled_from(["buffet", "banquet", "box_meal"]), min_size=1, max_size=2),
    ),
    _pair(
        lambda name, low, high: (
            f"{name} BETWEEN {low[0]} AND {high[0]}",
            ("between", ("field", name), low[1], high[1]),
        ),
        field_of(PEOPLE),
        people,
        people,
    ),
    field_of(TEXTS).map(lambda n: (f"mentions({n}, 'tobacco')", ("mentions", n))),
    field_of((*TEXTS, *MONEY, *DAYS)).map(lambda n: (f"blank({n})", ("blank", n))),
    st.sampled_from(["official_letter", "menu", "guest_payment"]).map(
        lambda name: (f"attached('{name}')", ("attached", name))
    ),
    _pair(
        lambda words: (f"holds({words[0]}, '{words[1]}')", ("holds", *words)),
        st.sampled_from(
            [("payment_method", "cash"), ("payment_method", "official_card"), ("documents", "menu")]
        ),
    ),
    st.sampled_from(["goods", "purpose"]).map(
        lambda role: (f"says('{role}', 'tobacco')", ("says", role))
    ),
    st.sampled_from(["goods", "purpose"]).map(
        lambda role: (f"mentions('{role}', 'tobacco')", ("says", role))
    ),
    st.sampled_from(["goods", "purpose"]).map(lambda role: (f"blank('{role}')", ("silent", role))),
    st.just(("refund()", ("refund",))),
    field_of(TEXTS).map(lambda n: (f"{n} = '香烟ａ'", ("text", n, "香烟a"))),
    _pair(
        lambda a, b: (f"includes({a}, {b})", ("includes", a, b)), field_of(TEXTS), field_of(TEXTS)
    ),
    _pair(
        lambda a, b: (f"follows({a}, {b})", ("follows", a, b)),
        field_of(NUMBERS),
        field_of(NUMBERS),
    ),
    _pair(
        lambda a, b: (f"one_unit({a}, {b})", ("one_unit", a, b)), field_of(TEXTS), field_of(TEXTS)
    ),
    _pair(
        lambda a, b: (f"more_countries({a}, {b})", ("more_countries", a, b)),
        field_of(PLACES),
        field_of(PLACES),
    ),
    st.just(("lodging_arranged", ("field", "lodging_arranged"))),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        _pair(lambda a, b: (f"({a[0]}) AND ({b[0]})", ("and", a[1], b[1])), inner, inner),
        _pair(lambda a, b: (f"({a[0]}) OR ({b[0]})", ("or", a[1], b[1])), inner, inner),
        _pair(lambda a: (f"NOT ({a[0]})", ("not", a[1])), inner),
        _pair(lambda a: (f"({a[0]}) IS TRUE", ("is true", a[1])), inner),
    ),
    max_leaves=5,
)

# ------------------------------------------------------------------------------------- records

NOT_COLLECTED = object()


def _state(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Given more often than blank, not collected or unreadable."""
    absent = st.sampled_from([None, NOT_COLLECTED, UNREADABLE])
    return st.one_of(values, values, values, absent, absent)


def _seldom(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly not collected."""
    given_ = st.one_of(values, values, st.none(), st.just(UNREADABLE))
    return st.one_of(st.just(NOT_COLLECTED), st.just(NOT_COLLECTED), given_)


listed = st.lists(st.sampled_from(["official_letter", "menu", "invoice"]), max_size=2)


amounts = st.sampled_from(["-1.50", "0", "0.01", "0.10", "1", "2.99", "3", "9999999999999.99"])
records = st.fixed_dictionaries(
    {
        **{name: _state(amounts) for name in MONEY},
        **{name: _state(st.sampled_from([0, 1, 3, 4, 10, 11, 999999])) for name in PEOPLE},
        **{name: _state(day_literal) for name in DAYS},
        **{name: _state(st.sampled_from(["香烟ａ", "家常菜", " 香烟A "])) for name in TEXTS},
        **{name: _state(st.sampled_from(["德国", "法国、德国", "工地"])) for name in PLACES},
        **{
            name: _state(st.sampled_from(["0009", "0010", "11", "00１1", "A12"]))
            for name in NUMBERS
        },
        "meal_type": _state(st.sampled_from(["buffet", "banquet", "working_meal"])),
        "letter_no": _state(st.just("渝函1号")),
        "letter_title": _state(st.just("关于调研的函")),
        "guest_payment": _seldom(amounts),
        "documents": _state(listed),
        "other_documents": _seldom(st.just("情况说明")),
        "shown_documents": _seldom(listed),
        "absent_documents": _seldom(listed),
        "payment_method": _state(
            st.lists(st.sampled_from(["cash", "official_card", "on_account"]), max_size=2)
        ),
        "activity": _seldom(st.sampled_from(["香烟ａ", "调研"])),
        "remarks": _seldom(st.just("无烟")),
        "lodging_arranged": _state(st.booleans()),
    }
).map(lambda data: {k: v for k, v in data.items() if v is not NOT_COLLECTED})

# --------------------------------------------------------------------- the obvious interpreter


def obvious(node: Node, record: dict[str, Any]) -> Any:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """Say what a condition means, case by case; None is unknown."""
    kind = node[0]
    if kind == "literal":
        return node[1]
    if kind == "field":
        value = _value(record, node[1])
        return Decimal(value) if node[1] in MONEY and value is not None else value
    if kind in ("+", "-", "*"):
        a, b = obvious(node[1], record), obvious(node[2], record)
        if a is None or b is None:
            return None
        return a + b if kind == "+" else a - b if kind == "-" else a * b
    if kind == "//":
        a = obvious(node[1], record)
        return None if a is None else int(a) // node[2]
    if kind == "standard":
        count = obvious(node[1], record)
        if count is None or count <= 0 or not _has_date(record):
            return None
        return 3 if count <= 10 else count // 3
    if kind == "month":
        day = obvious(node[1], record)
        return None if day is None else day.month
    if kind == "days":
        a, b = _value(record, node[1]), _value(record, node[2])
        return None if a is None or b is None else (b - a) // timedelta(days=1) + node[3]
    if kind == "compare":
        a, b = obvious(node[2], record), obvious(node[3], record)
        if a is None or b is None:
            return None
        return {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[
            node[1]
        ]
    if kind == "in":
        a = obvious(node[1], record)
        return None if a is None else any(a == word for word in node[2])
    if kind == "between":
        low = ("compare", ">=", node[1], node[2])
        high = ("compare", "<=", node[1], node[3])
        return obvious(("and", low, high), record)
    if kind == "mentions":
        text = _value(record, node[1])
        return None if text is None else "香烟" in text
    if kind == "silent":
        there = [record[name] for name in ROLES[node[1]] if name in record]
        if any(isinstance(text, str) for text in there):
            return False
        return None if UNREADABLE in there or not there else True
    if kind == "says":
        return _says(node[1], record)
    if kind == "refund":
        amount = _value(record, "amount")
        return amount is not None and Decimal(amount) < 0
    if kind == "text":
        text = _value(record, node[1])
        return None if text is None else text.strip().replace("ａ", "a").lower() == node[2]
    if kind in ("includes", "follows", "one_unit", "more_countries"):
        one, other = _value(record, node[1]), _value(record, node[2])
        if one is None or other is None:
            return None
        plain = [
            text.strip().replace("ａ", "a").replace("１", "1").lower() for text in (one, other)
        ]
        if kind == "one_unit":  # no text here is a name with other forms
            return plain[0].endswith(plain[1]) or plain[1].endswith(plain[0])
        if kind == "more_countries":  # of 德国, 德国、法国 and 工地
            return plain[1].find("德国") >= 0 and len(plain[0]) > len(plain[1])
        if kind == "includes":
            return plain[0].find(plain[1]) >= 0
        after = {"0009": "0010", "0010": "0011", "11": "12"}
        return after.get(plain[1]) == plain[0]
    if kind == "blank":
        known = node[1] in record and record[node[1]] is not UNREADABLE
        return record[node[1]] is None if known else None
    if kind == "holds":
        words = _value(record, node[1])
        return None if words is None else node[2] in words
    if kind == "attached":
        return _attached(node[1], record)
    if kind == "is true":
        return obvious(node[1], record) is True
    if kind == "not":
        a = obvious(node[1], record)
        return None if a is None else not a
    a, b = obvious(node[1], record), obvious(node[2], record)
    decides = kind == "or"
    if a is decides or b is decides:
        return decides
    return None if a is None or b is None else not decides


def _value(record: dict[str, Any], name: str) -> Any:
    """Return a value; there is none of what is blank, not collected or not readable."""
    value = record.get(name)
    return None if value is UNREADABLE else value


OWN = {
    "official_letter": ("letter_no", "letter_title", "letter_guest_count"), "menu": (),
    "guest_payment": ("guest_payment",),
}  # fmt: skip
"""The fields of a reception that show a document beside the lists."""


ROLES = {"goods": ("menu",), "purpose": ("activity", "description", "remarks")}


def _says(role: str, record: dict[str, Any]) -> bool | None:
    there = [record[name] for name in ROLES[role] if name in record]
    if any(isinstance(text, str) and "香烟" in text for text in there):
        return True
    return None if UNREADABLE in there or not there else False


def _attached(document: str, record: dict[str, Any]) -> bool | None:
    lists = ("documents", "other_documents", "shown_documents", "absent_documents")
    known, other, shown, absent = (_value(record, name) or () for name in lists)
    own = [_value(record, name) for name in OWN[document]]
    if document == "guest_payment":
        own = [payment for payment in own if payment is not None and Decimal(payment) > 0]
    if document in known or document in shown or any(value not in (None, 0) for value in own):
        return True
    if document in absent:
        return False
    witnesses = ("documents", *OWN[document])
    if other or UNREADABLE in [record.get(name) for name in (*lists, *witnesses)]:
        return None
    return False if any(name in record for name in witnesses) else None


def _has_date(record: dict[str, Any]) -> bool:
    return any(_value(record, name) is not None for name in ("event_date", "start_date"))


def _kinds(node: Any) -> set[str]:
    if not isinstance(node, tuple):
        return set()
    own = {node[0]} if node and isinstance(node[0], str) else set()
    return own.union(*(_kinds(part) for part in node[1:]))


LISTS = ("other_documents", "shown_documents", "absent_documents")


def _states(record: dict[str, Any]) -> set[str]:
    found = {name for name in (*LISTS, "payment_method") if _value(record, name)}
    return found | {"unreadable" for value in record.values() if value is UNREADABLE}


SEEN: Counter[str] = Counter()
EXAMPLES = 1000


@settings(GENERATED, max_examples=EXAMPLES)
@given(conditions, records)
def _agrees(condition: tuple[str, Node], record: dict[str, Any]) -> None:
    text, tree = condition
    program = generate(compile_truth(text, scope(), Origin()))
    known = facts_of(Reception, record)
    with exact_arithmetic():
        values = program.run(known, World())
    expected = obvious(tree, record)
    assert values[-1] is expected, text
    open_ = missing(program, values, known, key_names)
    assert (open_ == ()) == (expected is not None)
    SEEN.update(["examples", f"verdict {expected}", *_kinds(tree), *_states(record)])
    _supplying_settles(program, record, open_)


_SUPPLY = {
    **dict.fromkeys(MONEY, "1"), **dict.fromkeys(PEOPLE, 5), **dict.fromkeys(DAYS, date(2015, 6, 9)),
    **dict.fromkeys(TEXTS, "家常菜"), **dict.fromkeys(PLACES, "德国"), **dict.fromkeys(NUMBERS, "7"),
    "activity": "调研", "remarks": "无", "meal_type": "buffet", "letter_no": "渝函2号", "letter_title": "函",
    "documents": ["invoice"], "guest_payment": "0", "payment_method": ["cash"], "lodging_arranged": True,
}  # fmt: skip


def _supplying_settles(program: Any, record: dict[str, Any], names: tuple[str, ...]) -> None:
    """Supplying all that is missing settles it, unless a standard has no row."""
    supplied = {**record, **{name: _SUPPLY[name] for name in names if ":" not in name}}
    if "documents" in names:  # who supplies the list of attachments supplies it whole
        supplied = {name: value for name, value in supplied.items() if name not in LISTS}
    known = facts_of(Reception, supplied)
    with exact_arithmetic():
        values = program.run(known, World())
    open_ = missing(program, values, known, key_names)
    assert all(name.startswith("standard:") for name in open_)


def test_generated_conditions_mean_what_the_obvious_interpreter_says() -> None:
    SEEN.clear()
    _agrees()
    rare = {
        name
        for name in (
            "verdict True", "verdict False", "verdict None", "and", "or", "not", "is true", "in", "between",
            "blank", "mentions", "attached", "holds", "says", "refund", "includes", "follows", "one_unit", "more_countries", "standard", "days", "month", "+", "-", "*", "//", "text",
            "unreadable", "payment_method", *LISTS,
        )
        if SEEN[name] * 100 < SEEN["examples"]
    }  # fmt: skip
    assert SEEN["examples"] >= EXAMPLES
    assert not rare
