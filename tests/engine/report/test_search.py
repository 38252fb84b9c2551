"""Rules are found by words, in Chinese and English, and by article."""

import pytest

from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.report.search import explained, fitting, listing, search
from tests.book import BOOK


def _ids(query: str) -> list[str]:
    return [one.rule.id for one in search(BOOK, query)]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("陪餐", "CQ28-companions"),
        ("too many hosts", "CQ28-companions"),
        ("Too MANY Hosts", "CQ28-companions"),
        ("陪餐 三分之一", "NR10-companions"),
        ("第二十八条 烟", "CQ28-tobacco"),
        ("陪餐 没有这样的词语", ""),
        ("cq28-companions", "CQ28-companions"),
    ],
)
def test_words_find_rules(query: str, rule: str) -> None:
    found = _ids(query)
    assert rule in found if rule else found == []


@pytest.mark.parametrize("query", ["28", "第28条", "article 28", "ART.28"])
def test_a_number_is_that_of_an_article(query: str) -> None:
    found = search(BOOK, query.replace("article 28", "article28"))
    assert found
    assert all(any(cite.article == 28 for cite in one.rule.authorities) for one in found)


def test_every_word_has_to_fit() -> None:
    both = set(_ids("陪餐 报销"))
    assert both < set(_ids("陪餐"))
    assert both <= set(_ids("报销"))
    assert _ids("  ") == []


def test_rules_with_the_words_in_their_title_stand_first() -> None:
    titles = ["陪餐" in one.rule.title.zh for one in search(BOOK, "陪餐")]
    assert titles == sorted(titles, reverse=True)
    assert True in titles


def test_words_that_fit_one_rule_explain_it_and_of_several_list_them() -> None:
    assert explained(BOOK, "陪餐 三分之一", "zh") == explained(BOOK, "NR10-companions", "zh")
    several = fitting(BOOK, "陪餐")
    assert explained(BOOK, "陪餐", "en") == listing(several, "en")
    assert len(several) > 1


@pytest.mark.parametrize("query", ["没有这样的词语", "CQ28-companion"])
def test_what_fits_nothing_says_so(query: str) -> None:
    with pytest.raises(QinjianError) as raised:
        explained(BOOK, query, "zh")
    assert raised.value.problems[0].code == "rule_unknown"
