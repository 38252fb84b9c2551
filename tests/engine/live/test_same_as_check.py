"""The leads that stand are those of a check of the same records, whatever their order."""

import json
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.answer.collect import Options
from qinjian.engine.live.across import speaks_at_the_end
from tests.book import BOOK
from tests.engine.live.support import checked, opened, red, sample, taken
from tests.generated import GENERATED

LINES = sample("linked.jsonl", "vehicles.jsonl", "abroad.jsonl", "budget.jsonl", "visits.jsonl")
CLAIMS = [line for line in LINES if '"amount": "' in line]
AT_THE_END = tuple(rule.rule.id for rule in BOOK.rules if speaks_at_the_end(rule))
AT_ONCE = Options(language="en", ignore=AT_THE_END)
"""What is told as records arrive, and no rule that waits for the end."""


@st.composite
def streams(draw: st.DrawFn) -> list[str]:
    """Draw neighbouring lines of the samples, some twice or with red entries, in any order."""
    first = draw(st.integers(0, len(LINES) - 1))
    near = LINES[first : first + 12]
    lines = draw(st.lists(st.sampled_from(near), min_size=3, max_size=9))
    lines += draw(st.lists(st.sampled_from(LINES), max_size=3))
    undone = [line for line in lines if line in CLAIMS]
    if undone:
        lines += map(red, draw(st.lists(st.sampled_from(undone), max_size=2)))
    return draw(st.permutations(lines))


@settings(GENERATED, max_examples=60)
@given(lines=streams(), data=st.data())
def test_what_stands_after_each_record_is_what_a_check_of_them_says(
    lines: list[str], data: st.DataObject
) -> None:
    """What most rows of a table lack is told by each, as what is the end of a table is not known."""
    length = data.draw(st.integers(1, len(lines)))
    with patch("qinjian.engine.run.tablewide.FEWEST", 1_000):
        stream = opened(options=AT_ONCE)
        taken(stream, lines[:length])
        assert stream.standing() == checked(lines[:length], AT_ONCE)
        taken(stream, lines[length:], row=length)
        assert stream.standing() == checked(lines, AT_ONCE)
    assert stream.errors == []


@settings(GENERATED, max_examples=25)
@given(lines=streams())
def test_what_stands_at_the_end_is_what_a_check_says(lines: list[str]) -> None:
    stream = opened()
    taken(stream, lines)
    stream.finish()
    assert stream.standing() == checked(lines)


@settings(GENERATED, max_examples=25)
@given(lines=streams())
def test_both_engines_say_the_same_at_each_record(lines: list[str]) -> None:
    by_lists = opened(engine="lists")
    by_durable = opened(engine="durable-rules")
    try:
        for number, line in enumerate(lines):
            said = taken(by_lists, [line], row=number)
            assert taken(by_durable, [line], row=number) == said
    finally:
        by_durable.close()


def told(leads: dict[str, str]) -> set[tuple[object, ...]]:
    """Say of each lead what it is about, whichever of its records came first."""
    found: set[tuple[object, ...]] = set()
    for lead in map(json.loads, leads.values()):
        members = lead["members"] or [lead["record"]]
        rules = frozenset(one["rule"] for one in lead["citations"])
        found.add((rules, frozenset((one["claim_no"], one["member"]) for one in members)))
    return found


@settings(GENERATED, max_examples=15)
@given(lines=st.permutations(sample("linked.jsonl")))
def test_the_order_of_arrival_decides_no_lead(lines: list[str]) -> None:
    stream = opened()
    taken(stream, lines)
    stream.finish()
    assert told(stream.standing()) == told(checked(sample("linked.jsonl")))
