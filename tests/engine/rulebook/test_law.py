"""The stored text: complete, and cited as a reader writes it."""

import hashlib
from dataclasses import replace

import pytest

from qinjian.engine.rulebook.law import Law
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.regulation import Article, Words
from qinjian.schemas.rule import Cite
from tests.book import BOOK

CHONGQING = BOOK.laws["chongqing-2014"]
NATIONAL = BOOK.laws["reception-2013"]


def test_all_79_articles_are_stored_in_twelve_chapters() -> None:
    assert sorted(CHONGQING.articles) == list(range(1, 80))
    chapters = {chapter.number: chapter.title for chapter in CHONGQING.text.chapters}
    assert list(chapters) == list(range(1, 13))
    assert chapters[4] == "公务接待"
    inside = [n for n, article in CHONGQING.articles.items() if article.chapter == 4]
    assert inside == [25, 26, 27, 28, 29, 30, 31, 32]


def test_the_text_is_what_was_brought_over() -> None:
    """The digest of all paragraphs and items, taken from the source when it was stored."""
    text = "".join(
        paragraph.text + "".join(item.text for item in paragraph.items)
        for article in CHONGQING.text.articles
        for paragraph in article.paragraphs
    )
    assert len(text) == 13410
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "e543113973c7803c445b467381fcae5b1d479e098b182d7415b919e017ea4c1a"
    )


def test_paragraphs_and_items_are_numbered_apart() -> None:
    assert len(CHONGQING.articles[28].paragraphs) == 3
    assert len(CHONGQING.articles[67].paragraphs) == 1
    assert [item.number for item in CHONGQING.articles[67].paragraphs[0].items] == list(
        range(1, 13)
    )


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        ({"article": 26, "paragraph": 1}, "第二十六条"),
        ({"article": 28, "paragraph": 2}, "第二十八条第二款"),
        ({"article": 67, "paragraph": 1, "item": 12}, "第六十七条第（十二）项"),
    ],
)
def test_a_citation_counts_the_paragraph_only_where_there_are_several(
    cite: dict[str, int], expected: str
) -> None:
    title = "《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》"
    assert CHONGQING.citation(Cite(**cite)) == title + expected


def test_an_article_without_stored_wording_is_cited_and_not_quoted() -> None:
    unread = Article(number=11, wording=Words(zh="未能读到", en="could not be read"))
    text = NATIONAL.text.model_copy(update={"articles": (unread,)})
    law = replace(NATIONAL, text=text)
    assert law.span(Cite(article=11)) is None
    assert law.citation(Cite(article=11)) == "《党政机关国内公务接待管理规定》第十一条"


def test_the_limit_of_hosts_is_quoted_from_the_national_provisions() -> None:
    quote = "接待对象在10人以内的，陪餐人数不得超过3人；超过10人的，不得超过接待对象人数的三分之一"
    cite = Cite(article=10, paragraph=1, quote=quote)
    assert NATIONAL.citation(cite) == "《党政机关国内公务接待管理规定》第十条"
    assert quote in (NATIONAL.passage(cite) or "")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (28, "二十八"),
     (79, "七十九"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (999, "九百九十九")],
)  # fmt: skip
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_quotes_of_all_rules_and_dispositions_stand_in_the_text() -> None:
    """Read the spans again, without the code that loaded them."""

    def check(law: Law, cite: Cite) -> None:
        if cite.quote is None:
            return
        assert cite.paragraph is not None
        text = law.articles[cite.article].paragraphs[cite.paragraph - 1].text
        assert cite.item is None
        assert text.count(cite.quote) == 1
        assert "。" not in cite.quote

    for compiled in BOOK.rules:
        for cite, law in compiled.cites:
            check(law, cite)
    for declared in BOOK.dispositions:
        check(declared.law, declared.disposition.cite)
    assert len(BOOK.rules) > 50
