"""The chosen rules in durable-rules, each record told to it as a fact.

It compares a field with one other field, not with a sum or a product, and joins records by one equal
field and one other comparison (with three, version 2.0.28 does not end): what is to be compared is
worked out in Python beside each record, the days of ``CQ27-reception-in-other-claim`` are compared in
the action, and groups are put together of pairs. A fact that a rule across records may need stays; the
others go once they are judged.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.by_hand_pandas import SHARED_MEALS
from tests.bench.chosen import ACROSS, RULES, Lead, Leads
from tests.bench.facts import Fact, facts

_DURING, _SEQUENCE = "CQ27-reception-in-other-claim", "CQ11-sequence"
_PAIRS = (_DURING, _SEQUENCE)


class _Found:
    """The leads so far: what the actions of the rules tell."""

    def __init__(self) -> None:
        self.places: list[Lead] = []
        self.rows: Leads = defaultdict(set)
        self.pairs: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))

    def row(self, rule: str) -> Callable[[Any], None]:
        """Return the action of a rule on one record."""
        return lambda c: self.rows[rule].add((self.places[c.m.place],))

    def pair(self, rule: str) -> Callable[[Any], None]:
        """Return the action of a rule on two records."""

        def act(c: Any) -> None:
            one, other = c.one, c.other
            if rule == _DURING and not other.start_date <= one.event_date <= other.last:
                return
            first, second = one.place, other.place
            if rule == _SEQUENCE:
                first, second = sorted((first, second))
            self.pairs[rule][first].add(second)

        return act

    def leads(self) -> Leads:
        """Return all, those of groups and pairs put together."""
        found: Leads = {name: self.rows[name] for name in RULES - ACROSS}
        for rule in ACROSS:
            members = {
                (first, *sorted(others)) if rule in _PAIRS else tuple(sorted({first, *others}))
                for first, others in self.pairs[rule].items()
            }
            found[rule] = {tuple(self.places[place] for place in one) for one in members}
        return found


def by_durable() -> Callable[[list[Path]], Leads]:
    """Define the rules; return what finds the leads by them."""
    from durable import lang  # noqa: PLC0415 - only who compares has it

    found = _Found()
    _define(lang, found)

    def leads(paths: list[Path]) -> Leads:
        for place, fact in facts(paths):
            fact["place"] = len(found.places)
            found.places.append(place)
            _worked_out(fact)
            told = {name: value for name, value in fact.items() if name not in _UNUSED}
            if not _tell(lang, told):
                continue
            if not any(name in told for name in _KEPT):
                lang.retract_fact("chosen", told)
        return found.leads()

    return leads


def _tell(lang: Any, told: Fact) -> bool:
    """Tell a fact; return whether a rule took it up."""
    try:
        lang.assert_fact("chosen", told)
    except lang.engine.MessageNotHandledException:
        return False
    except lang.engine.MessageObservedException:
        # Among many facts it takes two for one, by a number that it makes of each.
        told["again"] = told.get("again", 0) + 1
        return _tell(lang, told)
    return True


_UNUSED = ("unit", "seller", "invoice_code", "guest_unit", "letter_no", "lodging_city", "headcount")
_KEPT = ("invoice_key", "seller_key", "visit_key", "next_key", "claim_key", "other_claim_key")


def _worked_out(fact: Fact) -> None:
    """Put beside a record what it is compared with, where all of it is known."""

    def product(name: str, *parts: str, times: int = 1) -> None:
        value = times
        for part in parts:
            if part not in fact:
                return
            value *= fact[part]
        fact[name] = value

    product("lodging_limit", "lodging_rate", "nights", "headcount")
    product("declared_limit", "lodging_standard", "nights", "headcount")
    if "end_date" in fact and "start_date" in fact:
        fact["days"] = fact["end_date"] - fact["start_date"] + 1
    product("meal_limit", "days", "headcount", times=10_000)
    if "guest_count" in fact and fact["guest_count"] >= 1:
        guests = fact["guest_count"]
        fact["companion_limit"] = 3 if guests <= 10 else guests // 3
        if "companion_count" in fact:
            fact["all_people"] = guests + fact["companion_count"]
    if "start_date" in fact:
        fact["last"] = fact.get("end_date", fact["start_date"])
    if fact["amount"] > 0:
        _keys(fact)


def _keys(fact: Fact) -> None:
    """Put beside a record what others share with it."""
    if fact["kind"] != "travel":
        if "claim_no" in fact:
            _key(fact, "invoice_key", "unit", "invoice_no", "amount")
        if "invoice_no" in fact:
            _key(fact, "seller_key", "unit", "seller", "invoice_date", "amount")
        if "claim_no" in fact and "invoice_no" in fact:
            number = int(fact["invoice_no"])
            for name, at in (("number_key", number), ("next_key", number + 1)):
                _key(
                    fact | {"number": at}, name, "unit", "seller", "invoice_code", "number", to=fact
                )
    if fact["kind"] == "reception":
        _key(fact, "claim_key", "unit", "claim_no")
        paid = {"guest_payment", "payment_receipt"} & set(fact["documents"])
        if fact["reception_type"] == "domestic" and fact["meal_type"] in SHARED_MEALS and not paid:
            _key(fact, "visit_key", "unit", "guest_unit", "letter_no")
    if fact["kind"] in {"meeting", "training"}:
        _key(fact, "other_claim_key", "unit", "claim_no")


def _key(fact: Fact, name: str, *parts: str, to: Fact | None = None) -> None:
    if all(part in fact for part in parts):
        (fact if to is None else to)[name] = "|".join(str(fact[part]) for part in parts)


def _define(lang: Any, found: _Found) -> None:
    m, c, item = lang.m, lang.c, lang.item
    trip, reception = m.kind == "travel", m.kind == "reception"
    rows = {
        "CQ16-approval-date": trip & (m.amount >= 0) & +m.start_date & (m.trip_approval_date > m.start_date),
        "CQ17-lodging": trip & (m.nights > 0) & +m.lodging_limit & (m.lodging_fee > m.lodging_limit),
        "CQ17-lodging-declared": trip & (m.declared_limit > 0) & (m.lodging_fee > m.declared_limit),
        "CQ17-luxury-room": trip & (m.amount >= 0) & m.lodging_place.matches(".*豪华套房.*"),
        "CQ17-meal-allowance": trip & (m.days > 0) & +m.to_place & +m.meal_limit & (m.meal_allowance > m.meal_limit),
        "CQ17-taxi": trip & (m.transport_mode == "taxi") & (m.transport_fee > 0),
        "CQ11-diners": reception & (m.amount >= 0) & (m.meal_count == 1) & +m.all_people & (m.diners > m.all_people),
        "CQ11-filed-before-event": reception & (m.filing_date < m.event_date) & (m.amount > 0),
        "CQ14-cash-reception": (
            reception & (m.reception_type == "domestic") & (m.payment_method == "cash")
            & (m.amount > 20_000) & m.documents.allItems(item != "card_slip")
        ),
        "CQ28-companions": (
            reception & (m.amount >= 0) & (m.reception_type == "domestic")
            & ((m.meal_type == "working_meal") | (m.meal_type == "buffet") | (m.meal_type == "box_meal") | (m.meal_type == "banquet"))
            & +m.companion_limit & (m.companion_count > m.companion_limit)
        ),
        "CQ28-tobacco": reception & (m.amount >= 0) & m.menu.matches(".*香烟.*"),
        "CQ29-list": (
            reception & (m.reception_type == "domestic") & (m.amount > 0)
            & m.documents.allItems(item != "reception_list")
        ),
        "CQ11-amount-in-words": (m.amount_in_words > 0) & (m.amount > m.amount_in_words),
        "CQ11-card-amount": (
            (m.kind != "travel") & (m.payment_method == "official_card") & (m.card_amount > 0)
            & (m.amount > m.card_amount)
        ),
        "CQ11-filed-before-start": (m.kind != "reception") & (m.filing_date < m.start_date) & (m.amount > 0),
        "CQ11-invoice-date": +m.filing_date & (m.invoice_date > m.filing_date) & (m.amount > 0),
    }  # fmt: skip
    pairs = {
        "CQ11-invoice-twice": (+m.invoice_key, (m.invoice_key == c.one.invoice_key) & (m.claim_no != c.one.claim_no)),
        "CQ11-seller-day-amount": (+m.seller_key, (m.seller_key == c.one.seller_key) & (m.invoice_no != c.one.invoice_no)),
        "CQ28-working-meals-of-visit": (+m.visit_key, (m.visit_key == c.one.visit_key) & (m.event_date != c.one.event_date)),
        "CQ11-sequence": (+m.next_key, (m.number_key == c.one.next_key) & (m.claim_no != c.one.claim_no)),
        "CQ27-reception-in-other-claim": (+m.claim_key, m.other_claim_key == c.one.claim_key),
    }  # fmt: skip
    with lang.ruleset("chosen"):
        for rule, when in rows.items():
            lang.when_all(when)(found.row(rule))
        for rule, (one, other) in pairs.items():
            lang.when_all(c.one << one, c.other << other)(found.pair(rule))
