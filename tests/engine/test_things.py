"""What is missing is told as the things that somebody can supply."""

import pytest

from qinjian.engine.answer.things import Thing, Things
from qinjian.engine.condition import expression as ex
from qinjian.schemas.record import BESIDE
from tests.book import BOOK

IN_ROLE = (ex.Says, ex.MentionsInRole, ex.BlankInRole)


def in_roles(rule: str, kind: str) -> list[str]:
    """List the own fields of a kind that a rule asks of roles."""
    part = next(one for one in BOOK.rules if one.rule.id == rule).kinds[kind]
    nodes = [node for node in part.condition.nodes if isinstance(node, IN_ROLE)]
    return sorted({name for node in nodes for name in node.fields} - BESIDE)


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("CQ11-passed-on", "expense"),  # says('purpose', …)
        ("CQ11-commuting", "expense"),  # mentions('purpose', …)
        ("CQ17-costs-on-host", "travel"),
    ],
)
def test_a_role_is_one_thing_and_asked_for_as_the_purpose(rule: str, kind: str) -> None:
    missing = in_roles(rule, kind)
    assert len(missing) > 1
    things = Things(BOOK, "zh").of(rule, kind, kind, missing)
    assert [(thing.sort, thing.name) for thing in things] == [("field", "description")]
    assert things[0].kept


def test_what_is_missing_of_a_role_in_part_is_asked_for_by_itself() -> None:
    first, *_ = in_roles("CQ11-passed-on", "expense")
    things = Things(BOOK, "zh").of("CQ11-passed-on", "expense", "expense", [first])
    assert [thing.name for thing in things] == [first]


def test_the_unit_is_one_question() -> None:
    missing = ["unit", "unit_kind", "region", "amount"]
    things = Things(BOOK, "zh").of("CQ11-passed-on", "expense", "expense", missing)
    assert things[0] == Thing("unit", "unit", "expense", kept=True)
    assert [thing.name for thing in things[1:]] == ["amount"]
