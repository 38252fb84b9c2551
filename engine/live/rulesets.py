"""Rulesets for durable-rules, generated from the rules on pairs that have a window in days.

A ruleset has one rule of two patterns: a member, and another record near it with the same key. Its
facts are a text key, the number of the record, and two days as integers; no money. The engine
reads past the end of a pattern whose last part can be false, and loses matches of three patterns:
so the equality, which it looks up by its hash, stands last, and no other shape is let through.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from qinjian.engine.condition.expression import Value
from qinjian.engine.live.windows import Window, window_of
from qinjian.engine.rulebook.parts import CompiledRule, PairPart
from qinjian.engine.run.entry import Entry

MEMBER, OTHER_RECORD = 1, 2
"""The sides of a pair."""

_COMPARED = {"$gt": ("n",), "$lte": ("low",), "$gte": ("high",)}


class Carried(NamedTuple):
    """A rule that durable-rules carries: its place among the rules across records, and its window.

    ``in_order`` says that a pair stands at its first record only.
    """

    place: int
    rule: str
    window: Window
    in_order: bool

    @property
    def name(self) -> str:
        """The name of its ruleset."""
        return str(self.place)


class Fact(NamedTuple):
    """What the engine is told of a record: nothing but numbers, and a text to compare."""

    place: int
    side: int
    n: int
    key: str
    low: int
    high: int

    def as_json(self) -> dict[str, object]:
        """Write it as the engine takes it."""
        return {
            "id": 2 * self.n + self.side - 1, "side": self.side, "n": self.n, "key": self.key,
            "low": self.low, "high": self.high,
        }  # fmt: skip


def carried_of(rules: Sequence[CompiledRule]) -> dict[int, Carried]:
    """Return the rules that are carried, by their places."""
    found: dict[int, Carried] = {}
    for place, rule in enumerate(rules):
        window = window_of(rule)
        if window is not None and isinstance(rule.across, PairPart):
            pairs = rule.across.conditions
            # Of two kinds of which only one is a member the pair stands there in either order.
            in_order = all((other, own) in pairs for own, other in pairs)
            found[place] = Carried(place, rule.rule.id, window, in_order)
    return found


def definition(one: Carried) -> dict[str, object]:
    """Write the ruleset of a rule."""
    window = one.window
    near: list[dict[str, object]] = [
        {"side": OTHER_RECORD},
        {"$lte": {"low": {"$add": {"$l": {"a": "high"}, "$r": window.other_behind}}}},
        {"$gte": {"high": {"$sub": {"$l": {"a": "low"}, "$r": window.behind}}}},
        {"key": {"a": "key"}},
    ]
    if one.in_order:
        near.insert(1, {"$gt": {"n": {"a": "n"}}})
    return {"pair": {"all": [{"a": {"side": MEMBER}}, {"b": {"$and": near}}]}}


def refuse_other_shapes(ruleset: Mapping[str, object]) -> None:
    """Let no ruleset through that the engine does not judge exactly.

    Raises:
        ValueError: it has another shape than two patterns, the equality of their keys last.
    """
    rules = [cast("dict[str, object]", rule) for rule in ruleset.values()]
    patterns = cast("list[dict[str, object]]", rules[0].get("all")) if len(rules) == 1 else None
    if not isinstance(patterns, list) or len(patterns) != MEMBER + 1:
        raise ValueError("a ruleset has one rule of two patterns")
    first, second = patterns
    if first != {"a": {"side": MEMBER}}:
        raise ValueError("the first pattern is a member")
    parts = second.get("b")
    terms = parts.get("$and") if isinstance(parts, dict) else None
    if not isinstance(terms, list) or len(terms) < len(("side", "key")):
        raise ValueError("the second pattern joins several parts")
    if terms[0] != {"side": OTHER_RECORD} or terms[-1] != {"key": {"a": "key"}}:
        raise ValueError("the equality of the keys stands last")
    for term in terms[1:-1]:
        _refuse_other_terms(term)


def _refuse_other_terms(term: object) -> None:
    operator, compared = next(iter(term.items())) if isinstance(term, dict) else ("", None)
    names = _COMPARED.get(operator, ())
    if not isinstance(compared, dict) or tuple(compared) != names:
        raise ValueError(f"{operator} compares nothing that a fact has")


def fact_of(one: Carried, key: Sequence[Value], entry: Entry) -> Fact | None:
    """Return the fact of an entry, None where it is of no pair that a lead could come from.

    So it is where one of its days is not known, and of a member of which it is not certain.
    """
    window = one.window
    names = (
        (window.other_low, window.other_high) if entry.other else (window.low, window.high)
    )  # fmt: skip
    low, high = (entry.facts.values.get(name) for name in names)
    if not isinstance(low, date) or not isinstance(high, date) or entry.missing:
        return None
    side = OTHER_RECORD if entry.other else MEMBER
    return Fact(one.place, side, entry.number, text_key(key), low.toordinal(), high.toordinal())


def text_key(key: Sequence[Value]) -> str:
    """Write a key as one text, without the money in it: what that is equal to is judged again."""
    return "\x1f".join(str(part) for part in key if not isinstance(part, Decimal))


def last_day(one: Carried, fact: Fact) -> int:
    """Return the last day on which a record may begin that a fact can be a pair with."""
    behind = one.window.other_behind if fact.side == MEMBER else one.window.behind
    return fact.high + behind
