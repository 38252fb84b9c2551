"""Looking a text through once for all lists finds each list that has a word in it."""

from qinjian.engine.rulebook.mentions import Shared, WordList
from qinjian.engine.rulebook.word_lists import WordLists
from qinjian.schemas.standard import Lexicon


def lexicon(name: str, *words: str) -> Lexicon:
    title = {"zh": "词表", "en": "list"}
    data = {"id": name, "title": title, "source": "test", "words": list(words)}
    return Lexicon.model_validate(data)


NONE = Shared(lexicon("negations", "不提供"), lexicon("negations-after", "未提供"))
LISTS = WordLists({
    name: WordList(lexicon(name, *words), NONE)
    for name, words in (("smoke", ["烟", "香烟"]), ("drink", ["飞天茅台", "酒"]), ("song", ["KTV"]))
})  # fmt: skip


def test_a_text_names_the_lists_of_its_words() -> None:
    assert LISTS.in_text("香烟、白酒") == {"smoke", "drink"}
    assert LISTS.in_text("ＫＴＶ包间") == {"song"}
    assert LISTS.in_text("会议费") == frozenset()
    assert LISTS.in_text("") == frozenset()


def test_a_list_is_named_for_a_word_with_a_gap_or_alternatives() -> None:
    lists = WordLists({"gift": WordList(lexicon("gift", "宴请~(使馆|领馆)", "(赠|送)手表"), NONE)})
    assert lists.in_text("宴请德国领馆人员") == lists.in_text("赠手表") == {"gift"}
    assert lists["gift"].hits("宴请德国领馆人员") == ("宴请德国领馆",)
    assert lists.in_text("会议费") == frozenset()


def test_a_list_is_named_though_its_word_does_not_count() -> None:
    assert LISTS.in_text("不提供香烟") == {"smoke"}
    assert LISTS["smoke"].hits("不提供香烟") == ()


def test_a_part_of_a_word_is_none() -> None:
    assert LISTS.in_text("飞天") == frozenset()
