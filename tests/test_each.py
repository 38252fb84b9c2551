"""No case is lost in a test of many."""

import pytest

from tests.each import try_each


def _goes_over_four(number: int) -> None:
    assert 12 // number > 4


def test_all_cases_are_tried_and_counted() -> None:
    tried: list[int] = []
    assert try_each(tried.append, ((1,), (2,))) == 2
    assert tried == [1, 2]
    assert try_each(tried.append, ()) == 0


def test_each_that_fails_is_named_whatever_it_fails_of() -> None:
    with pytest.raises(AssertionError) as caught:
        try_each(_goes_over_four, ((1,), (3,), (0,), (2,), (6,)))
    first, *lines = str(caught.value).splitlines()
    assert first == "3 of 5 cases fail"
    named = [line for line in lines if line.startswith("[")]
    assert [line.partition(":")[0] for line in named] == [
        "[3] AssertionError", "[0] ZeroDivisionError", "[6] AssertionError",
    ]  # fmt: skip
