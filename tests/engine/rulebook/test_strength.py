"""On what rules across records rest: fields of real forms, or of the statute alone."""

import pytest

from qinjian.engine.rulebook.load import load_rulebook

BY_ID = {compiled.rule.id: compiled for compiled in load_rulebook().rules}


@pytest.mark.parametrize(
    ("rule", "on_forms"),
    [
        ("CQ11-invoice-twice", True),
        ("CQ11-sequence", True),
        ("CQ27-over-budget-line", True),
        # the number of people by the letter was seen in no form
        ("CQ26-guests-beyond-letter", False),
    ],
)
def test_what_a_rule_across_records_asks_counts_too(rule: str, *, on_forms: bool) -> None:
    assert BY_ID[rule].on_forms is on_forms


@pytest.mark.parametrize(
    ("rule", "on_forbidden_things"),
    [
        ("CQ28-alcohol", True),
        ("CQ27-performance", True),
        ("CQ17-gifts", True),
        # an amount, a document, a word that should be there, several records
        ("CQ28-companions", False),
        ("CQ26-approval", False),
        ("CQ27-own-line", False),
        ("CQ11-other-buyer", False),
        ("CQ11-invoice-twice", False),
    ],
)
def test_what_stays_a_doubt_on_a_cancelled_line(rule: str, *, on_forbidden_things: bool) -> None:
    assert BY_ID[rule].on_forbidden_things is on_forbidden_things
