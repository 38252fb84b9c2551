"""Which rules durable-rules carries, with which window, and that it finds every pair in it."""

import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.condition import Facts
from qinjian.engine.live.across import speaks_at_the_end
from qinjian.engine.live.pending import LATE, Durable, Pair
from qinjian.engine.live.rulesets import (
    MEMBER,
    OTHER_RECORD,
    Carried,
    Fact,
    carried_of,
    definition,
    fact_of,
    refuse_other_shapes,
    text_key,
)
from qinjian.engine.live.windows import Window, window_of
from qinjian.engine.rulebook.parts import GroupPart, PairPart
from qinjian.engine.run.entry import Entry
from tests.book import BOOK
from tests.generated import GENERATED
from tests.readme import ROOT

ACROSS = [rule for rule in BOOK.rules if rule.across is not None]
CARRIED = carried_of(ACROSS)
WINDOWS = {one.rule: one.window for one in CARRIED.values()}
TRIPS = next(one for one in CARRIED.values() if one.rule == "CQ17-trips-overlap")
PARTS = next(one for one in CARRIED.values() if one.rule == "CQ35-part-again")
DAY = date(2017, 6, 1).toordinal()


@pytest.fixture
def durable() -> Iterator[Durable]:
    found = Durable(CARRIED)
    yield found
    found.close()


def fact(n: int, side: int, low: int, high: int, key: str = "k", one: Carried = TRIPS) -> Fact:
    return Fact(one.place, side, n, key, DAY + low, DAY + high)


def both(n: int, low: int, high: int, key: str = "k", one: Carried = TRIPS) -> list[Fact]:
    return [fact(n, side, low, high, key, one) for side in (MEMBER, OTHER_RECORD)]


def test_rules_with_a_window_are_carried() -> None:
    assert set(WINDOWS) == {
        "CQ15-split-threshold", "CQ17-allowance-of-guest", "CQ17-board-of-own-training",
        "CQ17-car-and-ticket", "CQ17-trips-overlap", "CQ19-member-register",
        "CQ24-member-register", "CQ29-host-away", "CQ29-host-on-trip", "CQ29-more-than-list",
        "CQ35-part-again", "CQ37-two-places",
    }  # fmt: skip


def test_windows_follow_from_the_conditions() -> None:
    trips = Window("start_date", "end_date", "start_date", "end_date", -1, -1)
    days = Window("event_date", "event_date", "event_date", "event_date", 90, 90)
    assert WINDOWS["CQ17-trips-overlap"] == WINDOWS["CQ37-two-places"] == trips
    assert WINDOWS["CQ35-part-again"] == days
    assert WINDOWS["CQ29-more-than-list"] == replace(days, behind=0, other_behind=0)


def test_rules_without_a_window_are_not() -> None:
    none = [rule.rule.id for rule in ACROSS if window_of(rule) is None]
    assert {"CQ37-tank", "CQ17-trip-on-leave", "CQ35-unknown-plate", "CQ15-split-claims"} <= {*none}


def test_every_ruleset_has_the_one_shape() -> None:
    for one in CARRIED.values():
        refuse_other_shapes(definition(one))


SIDE, OTHER_SIDE, KEY = {"a": {"side": 1}}, {"side": 2}, {"key": {"a": "key"}}


@pytest.mark.parametrize(
    "ruleset",
    [
        {},
        {"pair": {"all": [SIDE]}},
        {"pair": {"any": [SIDE, {"b": {"$and": [OTHER_SIDE, KEY]}}]}},
        {"pair": {"all": [SIDE, {"b": {"$and": [OTHER_SIDE, KEY]}}, {"c": KEY}]}},
        {"pair": {"all": [SIDE, {"b": KEY}]}},
        {"pair": {"all": [SIDE, {"b": {"$and": [KEY, OTHER_SIDE]}}]}},
        {"pair": {"all": [SIDE, {"b": {"$and": [OTHER_SIDE, KEY, {"$gt": {"n": {"a": "n"}}}]}}]}},
        {"pair": {"all": [SIDE, {"b": {"$and": [OTHER_SIDE, {"$gt": {"amount": 1}}, KEY]}}]}},
        {"pair": {"all": [{"a": KEY}, {"b": {"$and": [OTHER_SIDE, KEY]}}]}},
        {"one": {"all": [SIDE, {"b": {"$and": [OTHER_SIDE, KEY]}}]}, "two": {}},
    ],
)
def test_other_shapes_are_refused(ruleset: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"pattern|equality|compares"):
        refuse_other_shapes(ruleset)


def entry(values: Mapping[str, object], *, missing: tuple[str, ...] = ()) -> Entry:
    return Entry(7, "travel", Facts(dict(values), frozenset(), None, ()), missing)  # type: ignore[arg-type]


def test_facts_hold_a_key_two_days_and_a_number() -> None:
    days = {"start_date": date(2017, 6, 1), "end_date": date(2017, 6, 4)}
    found = fact_of(TRIPS, ("渝岭区水务局", "陆定远"), entry(days))
    assert found == Fact(TRIPS.place, MEMBER, 7, "渝岭区水务局\x1f陆定远", DAY, DAY + 3)
    assert found.as_json() == {
        "id": 14, "side": 1, "n": 7, "key": "渝岭区水务局\x1f陆定远", "low": DAY, "high": DAY + 3,
    }  # fmt: skip


def test_keys_hold_no_money() -> None:
    assert (
        text_key(("渝岭区水务局", date(2017, 6, 1), Decimal("12.50")))
        == "渝岭区水务局\x1f2017-06-01"
    )


def test_without_its_days_or_in_doubt_a_record_is_no_fact() -> None:
    days = {"start_date": date(2017, 6, 1), "end_date": date(2017, 6, 4)}
    assert fact_of(TRIPS, ("a", "b"), entry({"start_date": days["start_date"]})) is None
    assert fact_of(TRIPS, ("a", "b"), entry(days, missing=("region",))) is None


trips = st.tuples(st.integers(0, 25), st.integers(0, 9), st.sampled_from("ab"))


@settings(GENERATED, max_examples=40)
@given(records=st.lists(trips, min_size=1, max_size=14), data=st.data())
def test_every_pair_in_the_window_is_found(
    records: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    """Held against a look at each pair, with some let go of in between, in any order."""
    durable = Durable(CARRIED)
    try:
        found: set[Pair] = set()
        facts = {n: both(n, low, low + days, key) for n, (low, days, key) in enumerate(records)}
        gone = data.draw(st.sets(st.sampled_from(sorted(facts))))
        for n in data.draw(st.permutations(sorted(facts))):
            pairs, late = durable.change((), facts[n])
            assert not late
            found |= pairs
        for n in sorted(gone):
            durable.change(facts[n], ())
        for n in sorted(gone):
            assert durable.change((), facts[n])[0] <= found
        expected = {
            Pair(TRIPS.place, one[0].n, other[1].n)
            for one in facts.values()
            for other in facts.values()
            if one[0].n < other[0].n and one[0].key == other[0].key
            and one[0].low < other[1].high and other[1].low < one[0].high
        }  # fmt: skip
        assert found == expected
    finally:
        durable.close()


def test_what_left_the_window_is_retracted(durable: Durable) -> None:
    durable.change((), both(1, 0, 3))
    assert len(durable._held) == 2
    assert durable.change((), both(2, LATE + 10, LATE + 12)) == (set(), set())
    assert [one.n for one in durable._held] == [2, 2]


def test_what_comes_late_is_looked_for_in_the_journal(durable: Durable) -> None:
    durable.change((), both(1, 0, 3))
    durable.change((), both(2, LATE + 10, LATE + 12))
    pairs, late = durable.change((), both(3, 2, 5))
    assert (pairs, late) == (set(), {*both(3, 2, 5)})
    assert durable.late == 2


def test_a_longer_window_holds_longer(durable: Durable) -> None:
    durable.change((), both(1, 0, 0, one=PARTS))
    pairs, late = durable.change((), both(2, 90, 90, one=PARTS))
    assert (pairs, late) == ({Pair(PARTS.place, 1, 2)}, set())


def test_a_process_that_dies_is_begun_anew_with_what_is_held(durable: Durable) -> None:
    durable.change((), both(1, 0, 3))
    assert durable._process is not None
    os.kill(durable._process.child.pid, signal.SIGKILL)
    durable._process.child.wait()
    assert durable.change((), both(2, 2, 5)) == ({Pair(TRIPS.place, 1, 2)}, set())
    assert durable.restarts == 1


def test_a_process_that_hangs_is_begun_anew(durable: Durable) -> None:
    durable.change((), both(1, 0, 3))
    assert durable._process is not None
    os.kill(durable._process.child.pid, signal.SIGSTOP)
    durable.limit = 2.0
    assert durable.change((), both(2, 2, 5)) == ({Pair(TRIPS.place, 1, 2)}, set())
    assert durable.restarts == 1


def test_where_it_cannot_be_begun_the_journal_is_looked_at(
    durable: Durable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qinjian.engine.live.pending.sys.executable", "/bin/false")
    new = both(1, 0, 3)
    assert durable.change((), new) == (set(), {*new})


def test_the_docs_name_what_is_carried_and_what_waits_for_the_end() -> None:
    text = (ROOT / "docs" / "stream.md").read_text("utf-8")
    assert {rule for rule in WINDOWS if f"`{rule}`" not in text} == set()
    waiting = [rule.rule.id for rule in ACROSS if speaks_at_the_end(rule)]
    assert [rule for rule in waiting if f"`{rule}`" not in text] == []
    groups = [rule for rule in ACROSS if isinstance(rule.across, GroupPart)]
    together = [rule for rule in ACROSS if isinstance(rule.across, PairPart) and rule.across.having]
    alone = len(ACROSS) - len(groups) - len(together) - len(waiting) - len(WINDOWS)
    assert f"Of the {len(ACROSS)} rules across records it carries twelve" in text
    assert f"groups ({len(groups)})" in text
    assert f"counts of all others ({len(together)})" in text
    assert f"those with a register ({alone})" in text
