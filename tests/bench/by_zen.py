"""The chosen rules of single records in zen-engine (GoRules), one decision a kind.

It judges one record at a time and knows of no other, so the rules of groups and pairs are not here.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.bench.chosen import ACROSS, KINDS, RULES, Leads
from tests.bench.facts import facts

_ROWS: dict[str, tuple[str, str]] = {
    "CQ16-approval-date": ("travel", "amount >= 0 and trip_approval_date > start_date"),
    "CQ17-lodging": (
        "travel", "nights > 0 and headcount > 0 and lodging_fee > lodging_rate * nights * headcount",
    ),
    "CQ17-lodging-declared": (
        "travel",
        "nights > 0 and headcount > 0 and lodging_standard > 0 "
        "and lodging_fee > lodging_standard * nights * headcount",
    ),
    "CQ17-luxury-room": ("travel", "amount >= 0 and contains(lodging_place, '豪华套房')"),
    "CQ17-meal-allowance": (
        "travel",
        "headcount > 0 and end_date >= start_date and to_place != '' "
        "and meal_allowance > 10000 * headcount * (end_date - start_date + 1)",
    ),
    "CQ17-taxi": ("travel", "transport_mode == 'taxi' and transport_fee > 0"),
    "CQ11-diners": (
        "reception", "(amount ?? 0) >= 0 and meal_count == 1 and diners > guest_count + companion_count",
    ),
    "CQ11-filed-before-event": ("reception", "filing_date < event_date and amount > 0"),
    "CQ14-cash-reception": (
        "reception",
        "reception_type == 'domestic' and payment_method == 'cash' and amount > 20000 "
        "and not ('card_slip' in documents)",
    ),
    "CQ28-companions": (
        "reception",
        "(amount ?? 0) >= 0 and reception_type == 'domestic' and guest_count >= 1 "
        "and meal_type in ['working_meal', 'buffet', 'box_meal', 'banquet'] "
        "and companion_count > (guest_count <= 10 ? 3 : floor(guest_count / 3))",
    ),
    "CQ28-tobacco": ("reception", "amount >= 0 and contains(menu, '香烟')"),
    "CQ29-list": (
        "reception", "reception_type == 'domestic' and amount > 0 and not ('reception_list' in documents)",
    ),
    "CQ11-amount-in-words": ("all", "amount > amount_in_words and amount_in_words > 0"),
    "CQ11-card-amount": (
        "all",
        "kind != 'travel' and payment_method == 'official_card' and amount > card_amount "
        "and card_amount > 0",
    ),
    "CQ11-filed-before-start": (
        "all", "kind != 'reception' and filing_date < start_date and amount > 0",
    ),
    "CQ11-invoice-date": ("all", "invoice_date > filing_date and amount > 0"),
}  # fmt: skip
"""Each rule on one record: its table, and what is so of a lead."""

_MAY_BE_BLANK = (
    "amount_in_words", "card_amount", "companion_count", "diners", "end_date", "filing_date",
    "guest_count", "invoice_date", "lodging_fee", "lodging_place", "lodging_rate", "lodging_standard",
    "meal_allowance", "menu", "payment_method", "to_place", "transport_fee", "transport_mode",
    "trip_approval_date",
)  # fmt: skip
"""Comparing nothing is an error of zen-engine: what may be blank is asked for first."""


def by_zen() -> Callable[[list[Path]], Leads]:
    """Make the decisions; return what finds the leads by them."""
    import zen  # noqa: PLC0415 - only who compares has it

    engine = zen.ZenEngine()
    decisions = {kind: engine.create_decision(_decision(kind)) for kind in KINDS}

    def leads(paths: list[Path]) -> Leads:
        found: Leads = {name: set() for name in RULES - ACROSS}
        for place, fact in facts(paths):
            for name, holds in decisions[place[0]].evaluate(fact)["result"].items():
                if holds:
                    found[name].add((place,))
        return found

    return leads


def _decision(kind: str) -> str:
    expressions = [
        {"id": name, "key": name, "value": _guarded(said)}
        for name, (table, said) in _ROWS.items()
        if table in (kind, "all")
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]  # fmt: skip
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _guarded(said: str) -> str:
    words = re.findall(r"[a-z_]+", said)
    asked = [name for name in _MAY_BE_BLANK if name in words]
    return " and ".join([*(f"{name} != null" for name in asked), said])
