"""Texts that differ in their figures alone are looked through once, and nothing is overlooked."""

import pytest

from qinjian.engine.rulebook.mentions import WordList
from qinjian.engine.texts.notation import folded
from qinjian.engine.texts.reader import MAX_CHARACTERS, reader
from qinjian.engine.texts.sentence import LOOKS, Finder
from qinjian.engine.texts.words import load_lists
from qinjian.engine.wording.text import normalised
from tests.book import BOOK

TEXTS = (
    "调研第12号", "调研第345号", "购国窖1573两瓶", "购国窖1574两瓶", "3月8日妇女节活动", "8月3日活动",
    "青花20酒1箱", "青花21酒1箱", "52度白酒6瓶", "152度白酒6瓶", "12人桌套餐", "借用3月起", "１５７３酒", "",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_subjects_are_those_of_the_whole_text(text: str) -> None:
    """The words that stand in a text name its subjects, whatever was looked through before."""
    own = reader()
    assert set(own.subjects_in(text)) == set(own._find(text[:MAX_CHARACTERS]))


def test_words_with_figures_are_told_apart() -> None:
    """A list with a figure in its words is named of the texts that have it alone."""
    lists = BOOK.word_lists
    assert "a-day-of-a-month" in lists.in_text("3月8日到会")
    assert "a-day-of-a-month" not in lists.in_text("0月0日到会")
    assert "accounts-of-meetings" in lists.in_text("列30215")
    assert "accounts-of-meetings" not in lists.in_text("列30216")


@pytest.mark.parametrize("figures", ["7", "12", "2016", "100"])
def test_words_without_figures_stand_in_all_texts_of_a_shape(figures: str) -> None:
    """What was found in one text, or was not, holds for the next one of its shape."""
    for one in BOOK.word_lists.values():
        for word in one.words[:2]:
            with_word, without = f"{figures}号，{word}。{figures}元", f"{figures}号。{figures}元"
            before = one.hits(with_word), one.hits(without)
            fresh = WordList(one.lexicon, one._shared)
            assert (fresh.hits(without), fresh.hits(with_word)) == before[::-1]


def _around(written: str) -> str:
    return f"接待{written.strip('=').replace('…', '一行')}及随行人员，未列入计划的{written}2份。"


def test_the_first_texts_are_read_as_all_others_are() -> None:
    """Of the first texts only the words that may stand in them are compiled."""
    grammar = load_lists().grammar
    found = 0
    for words in (*grammar.signs.values(), *grammar.looks_like.values()):
        late = Finder(words)
        late._looks = LOOKS
        for text in {folded(_around(word.written)) for word in words[:40]}.union(TEXTS):
            spans = Finder(words).spans(text)
            assert spans == late.spans(text)
            found += len(spans)
    assert found > 500


def test_the_first_texts_mention_what_all_others_do() -> None:
    found = 0
    assert BOOK.shared is not None
    for one in BOOK.word_lists.values():
        early, late = (WordList(one.lexicon, BOOK.shared)._words for _ in range(2))
        late._looks = LOOKS + 1
        for word in (*one.lexicon.every[:20], *one.lexicon.exceptions[:20]):
            text = normalised(_around(word))
            early._looks = 0
            spans = early.spans(text)
            assert spans == late.spans(text)
            found += len(spans)
    assert found > 500
