"""The rules of the shipped rulebook that are also written by hand, in SQL and in pandas."""

RULES = frozenset({
    # one trip
    "CQ16-approval-date", "CQ17-lodging", "CQ17-lodging-declared", "CQ17-luxury-room",
    "CQ17-meal-allowance", "CQ17-taxi",
    # one reception
    "CQ11-diners", "CQ11-filed-before-event", "CQ14-cash-reception", "CQ28-companions",
    "CQ28-tobacco", "CQ29-list",
    # one claim of several kinds
    "CQ11-amount-in-words", "CQ11-card-amount", "CQ11-filed-before-start", "CQ11-invoice-date",
    # groups and pairs
    "CQ11-invoice-twice", "CQ11-seller-day-amount", "CQ11-sequence",
    "CQ27-reception-in-other-claim", "CQ28-working-meals-of-visit",
})  # fmt: skip

ACROSS = frozenset({
    "CQ11-invoice-twice", "CQ11-seller-day-amount", "CQ11-sequence",
    "CQ27-reception-in-other-claim", "CQ28-working-meals-of-visit",
})  # fmt: skip
"""Those that see several records: groups and pairs."""

KINDS = ("travel", "reception", "meeting", "training")
"""The kinds of record, in the order of their files."""

Lead = tuple[str, int]
"""A record: its kind and its row, where row 2 is the first after the header."""

Leads = dict[str, set[tuple[Lead, ...]]]
"""By rule, the records of each lead: one, or the members of a group or pair in their order."""
