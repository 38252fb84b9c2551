"""The reader: places in the text as it stands, reasons in both languages, and limits."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qinjian.engine.texts import Role, read_text, subjects
from qinjian.engine.texts.reader import MAX_CHARACTERS, NOTHING

LOOKED_AT = Path(__file__).parent / "looked_at.yaml"
ROLES: tuple[Role, ...] = ("goods", "place", "party", "purpose")


def test_there_are_thirty_four_subjects() -> None:
    assert len(subjects()) == 34
    assert list(subjects()) == sorted(subjects())


def test_words_are_told_as_they_stand() -> None:
    text = "（㈱）付ＸＯ ２瓶"
    (hit,) = read_text("liquor", text, "purpose").hits
    assert (hit.word, text[hit.start : hit.end]) == ("ＸＯ", "ＸＯ")


def test_a_normalised_text_says_the_same() -> None:
    raw = "购ＫＴＶ包间，８００元"
    folded = unicodedata.normalize("NFKC", raw).casefold()
    assert read_text("entertainment", raw, "purpose").hits
    assert read_text("entertainment", folded, "purpose").hits


def test_the_longest_word_counts() -> None:
    assert [hit.word for hit in read_text("liquor", "付飞天茅台款", "purpose").hits] == ["飞天茅台"]


def test_reasons_have_words_in_both_languages() -> None:
    (passed,) = read_text("tours", "督查公款旅游", "purpose").passed
    assert passed.words("zh") == "“公款旅游”不算：是“督查”的工作内容"
    assert passed.words("en") == "“公款旅游” does not count: it is what the work is about (“督查”)"


def test_texts_without_a_word_are_told_at_once() -> None:
    assert read_text("liquor", "参加全市审计工作会议", "purpose") is NOTHING
    assert read_text("liquor", "", "purpose") is NOTHING


def test_a_text_is_read_once() -> None:
    first = read_text("liquor", "付茅台酒款", "purpose")
    assert read_text("liquor", "付茅台酒款", "purpose") is first


def test_a_subject_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError):
        read_text("wine", "茅台", "purpose")


def test_no_more_of_a_text_is_read_than_decides() -> None:
    assert read_text("liquor", "付" * MAX_CHARACTERS + "茅台2瓶", "purpose") is NOTHING


@pytest.mark.parametrize(
    "text", ["\ud800付茅台款", "(" * 3000 + "茅台", "（茅台" * 3000, "，" * 5000]
)
def test_odd_texts_are_read_all_the_same(text: str) -> None:
    for subject in subjects():
        read_text(subject, text, "purpose")


@given(
    st.text(alphabet="付茅台酒游山景区门票不未无检查组（），。、2瓶 ＸＯ送客人\ud800é", max_size=40)
)
def test_whatever_is_read_stands_in_the_text(text: str) -> None:
    for subject in ("liquor", "tours", "gifts"):
        for role in ROLES:
            read = read_text(subject, text, role)
            told = [(hit.word, hit.start, hit.end) for hit in read.hits]
            told += [(passed.word, passed.start, passed.end) for passed in read.passed]
            for word, start, end in told:
                assert word == text[start:end]


def test_texts_that_were_looked_at_are_read_as_they_were() -> None:
    counted = {True: [0, 0], False: [0, 0]}
    for subject, by_role in yaml.safe_load(LOOKED_AT.read_text(encoding="utf-8")).items():
        for role, by_label in by_role.items():
            for label, texts in by_label.items():
                for text in texts:
                    hit = bool(read_text(subject, text, role).hits)
                    counted[label == "counts"][hit] += 1
    assert counted[True][True] / sum(counted[True]) >= 0.95
    assert counted[False][True] * 1000 / sum(counted[False]) <= 3
