"""The page of statute coverage: the whole text, links that lead somewhere, nothing from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qinjian.engine.report.coverage_page import coverage_page
from qinjian.engine.rulebook.coverage import STATES, coverage
from qinjian.engine.rulebook.load import load_rulebook
from qinjian.engine.wording import Language
from tests.book import BOOK
from tests.engine.rulebook.folder import RULE, write_folder

_VOID = ("meta",)


class Page(HTMLParser):
    """Takes a page apart, and fails where a tag is not closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, str] = dict.fromkeys((*STATES, ""), "")
        self.state = ""
        self.passages = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "mark":
            self.state = str(dict(attrs)["class"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            self.state = ""

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "p" in self.open and "sup" not in self.open:
            self.passages += data
            self.marked[self.state] += data

    def values(self, name: str) -> list[str]:
        """List the values of an attribute."""
        return [str(about[name]) for _, about in self.tags if name in about]


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest) -> Page:
    language: Language = request.param
    text, complete = coverage_page(BOOK, language)
    assert complete
    return Page(text)


def test_links_lead_to_places_of_the_page(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = page.values("href")
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(links) > 200


def test_nothing_comes_from_elsewhere_and_nothing_runs(page: Page) -> None:
    tags = {tag for tag, _ in page.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert not any(name.startswith("on") for _, about in page.tags for name in about)
    assert all(link.startswith("#") for link in page.values("href"))
    assert page.values("src") == []


def test_the_whole_text_stands_there(page: Page) -> None:
    found = re.sub(r"\s", "", page.passages)
    for law in BOOK.laws.values():
        for article in law.text.articles:
            for paragraph in article.paragraphs:
                for text in (paragraph.text, *(item.text for item in paragraph.items)):
                    assert re.sub(r"\s", "", text) in found


def test_as_many_characters_have_each_colour_as_the_table_counts(page: Page) -> None:
    counted = dict.fromkeys(STATES, 0)
    for law in BOOK.laws.values():
        for article in coverage(BOOK, law):
            for state in STATES:
                counted[state] += article.count(state)
    marked = {state: sum(map(str.isalnum, page.marked[state])) for state in STATES}
    assert marked == counted


def test_every_rule_that_quotes_the_text_is_named_at_its_article() -> None:
    text, _ = coverage_page(BOOK, "en")
    for compiled in BOOK.rules:
        for cite, law in compiled.cites:
            if cite.quote is not None:
                article = text.split(f'<h4 id="{law.regulation.id}-{cite.article}">')[1]
                assert f"<b>{compiled.rule.id}</b>" in article.split("</article>")[0]


def test_words_of_a_rule_file_are_no_markup(tmp_path: Path) -> None:
    title = '{zh: "<script>香烟</script>", en: "<img src=x onerror=alert(1)>"}'
    rules = RULE.replace("{zh: 香烟, en: Tobacco}", title)
    book = load_rulebook([write_folder(tmp_path, rules=rules)])
    text, complete = coverage_page(book, "en")
    assert not complete
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert {"img", "script"}.isdisjoint(tag for tag, _ in Page(text).tags)
