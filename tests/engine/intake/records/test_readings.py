"""Readings that are kept as values and manners are the readings that they were made of."""

import io
import pickle
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake.records.readings import (
    Readings,
    each_of,
    given_of,
    is_given,
    told_of,
    values_of,
)
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading, unreadable
from qinjian.engine.once.held import Pickler
from tests.generated import GENERATED

readings: st.SearchStrategy[list[Reading]] = st.lists(
    st.one_of(
        st.sampled_from(
            [BLANK, UNTOLD, unreadable("date_wrong", "不详"), unreadable("see", "见附件")]
        ),
        st.builds(lambda value: Reading("given", value), st.sampled_from(["甲", "乙", 3])),
        st.builds(lambda value: Reading("given", value, derived=True), st.integers(0, 2)),
        st.builds(lambda value: Reading("given", value, presumed=True), st.integers(0, 2)),
        st.just(Reading("given", "高铁", also=(("seat_class", "二等座"),), group=5)),
        st.just(Reading("unreadable", path=("people", 1))),
    ),
    max_size=12,
)


def same(kept: Any, listed: list[Reading]) -> None:
    assert list(each_of(kept)) == listed
    assert len(kept) == len(listed)
    assert [kept[place] for place in range(len(listed))] == listed
    assert list(values_of(kept)) == [one.value for one in listed]
    assert list(given_of(kept)) == [one.value if is_given(one) else None for one in listed]
    assert told_of(kept, lambda one: one.state) == [one.state for one in listed]


@settings(GENERATED, max_examples=200)
@given(readings, readings, st.data())
def test_they_are_what_they_were_made_of(
    listed: list[Reading], more: list[Reading], data: st.DataObject
) -> None:
    same(listed, listed)
    same(Readings.of(listed), listed)
    same(Readings.of(listed).with_more(more), [*listed, *more])
    places = data.draw(st.lists(st.integers(0, len(listed) - 1))) if listed else []
    same(Readings.of(listed).picked(places), [listed[place] for place in places])
    # one is made for itself where not all were asked for
    assert [Readings.of(listed)[place] for place in places] == [listed[place] for place in places]


@settings(GENERATED, max_examples=50)
@given(readings)
def test_they_are_written_and_read(listed: list[Reading]) -> None:
    stream = io.BytesIO()
    Pickler(stream).dump(Readings.of(listed))
    same(pickle.loads(stream.getvalue()), listed)  # noqa: S301 - written above


def test_values_alone_are_given() -> None:
    same(Readings.given(iter(["甲", "乙"])), [Reading("given", "甲"), Reading("given", "乙")])
    same(Readings.given([]), [])
