"""The words of reports: both languages say the same."""

from string import Formatter
from typing import get_args

import pytest

from qinjian.engine.intake.tables.rows import RowClass
from qinjian.engine.profile import words as of_profiles
from qinjian.engine.report import words as of_reports
from qinjian.engine.sampling import words as of_samples

WORDS = [
    (key, *both)
    for module in (of_profiles, of_reports, of_samples)
    for key, both in module._WORDS.items()
]


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "chinese", "english"), WORDS)
def test_both_languages_have_the_same_placeholders(key: str, chinese: str, english: str) -> None:
    # One language says “three of seven kinds”, the other “three, and four more”
    apart = {"count", "more"} if key in ("several_kinds", "and_more") else set()
    assert names(chinese) ^ names(english) == apart
    assert chinese.count("|") == english.count("|")


@pytest.mark.parametrize("sort", get_args(RowClass))
def test_every_sort_of_row_has_a_name(sort: str) -> None:
    assert of_profiles.words(sort, "en", count=3).endswith(" 3")
