"""The ways to draw: against a second implementation, and what holds of each for every seed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.sampling.draw import monetary, points, random, systematic
from tests.engine.sampling import by_hand

NAMES = [f"row {n}" for n in range(40)]
SEEDS = st.text(max_size=8)


@pytest.mark.parametrize("seed", ["2015", "重庆", ""])
def test_a_random_sample_is_the_one_that_is_drawn_by_hand(seed: str) -> None:
    drawn = random(NAMES, 7, seed)
    assert [hit.place for hit in drawn] == by_hand.random_places(NAMES, 7, seed)
    assert [hit.order for hit in drawn] == [1, 2, 3, 4, 5, 6, 7]


def test_picks_stay_what_they_were() -> None:
    """Worked out once with sha256sum and a calculator: no version may draw others."""
    # SHA-256 of 7|a, 7|b, 7|c and 7|d begin with 8e, cd, 9a and c0
    assert [hit.place for hit in random(["a", "b", "c", "d"], 3, "7")] == [0, 2, 3]
    # SHA-256 of 7 begins with 7902699b: u is 0.47269…
    assert list(points(10, 4, "7")) == [1, 3, 6, 8]
    assert [hit.place for hit in systematic(10, 4, "7")] == [1, 3, 6, 8]
    # 1000 cents, an interval of 250: hits on cents 118, 368, 618 and 868 (from 0)
    drawn = monetary([100, 20, 500, 380], 4, "7")
    assert [(hit.place, hit.at, hit.hits) for hit in drawn] == [
        (1, 118, 1),
        (2, 368, 2),
        (3, 868, 1),
    ]


@given(SEEDS, st.integers(1, 39))
def test_a_larger_random_sample_holds_the_smaller(seed: str, size: int) -> None:
    small, large = random(NAMES, size, seed), random(NAMES, size + 1, seed)
    assert large[:size] == small


@given(SEEDS, st.permutations(NAMES))
def test_the_order_of_rows_does_not_matter_to_a_random_sample(seed: str, names: list[str]) -> None:
    drawn = {names[hit.place] for hit in random(names, 9, seed)}
    assert drawn == {NAMES[hit.place] for hit in random(NAMES, 9, seed)}


@given(SEEDS, st.integers(1, 60), st.integers(0, 500))
def test_a_systematic_sample_has_its_size_and_even_steps(seed: str, size: int, more: int) -> None:
    rows = size + more
    drawn = [hit.place for hit in systematic(rows, size, seed)]
    assert drawn == by_hand.hits(rows, size, seed)
    assert len(set(drawn)) == size
    assert drawn[0] >= 0
    assert drawn[-1] < rows
    steps = {after - before for before, after in pairwise(drawn)}
    assert steps <= {rows // size, rows // size + 1}


@given(SEEDS, st.lists(st.integers(1, 300), min_size=1, max_size=40), st.integers(1, 30))
def test_monetary_units(seed: str, cents: list[int], size: int) -> None:
    drawn = monetary(cents, size, seed)
    places = [hit.place for hit in drawn]
    assert places == by_hand.places_by_money(cents, size, seed)
    assert sum(hit.hits or 0 for hit in drawn) == size
    certain = {place for place, amount in enumerate(cents) if amount * size >= sum(cents)}
    assert certain <= set(places)
    assert monetary(cents, size, seed) == drawn
    for hit in drawn:
        before = sum(cents[: hit.place])
        assert before <= (hit.at or 0) < before + cents[hit.place]
