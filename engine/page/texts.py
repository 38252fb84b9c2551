"""The texts of the articles that leads cite, with the quoted words marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.law import Law
from qinjian.engine.wording import Language
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.finding import Citation, Finding
from qinjian.schemas.rule import Cite

Passage = tuple[int, int | None]
"""Paragraph and item of an article, counted from 1."""


@dataclass(frozen=True)
class Stretch:
    """A piece of a text; with an anchor where it is quoted."""

    text: str
    anchor: str = ""


@dataclass
class ArticleText:
    """An article: passages with the number of an item before them, or why there is no text."""

    anchor: str
    regulation: str
    heading: str
    passages: list[tuple[str, list[Stretch]]] = field(default_factory=list)
    wording: str = ""


class Texts:
    """The cited articles of a page, and where in them each citation leads."""

    def __init__(self, book: Rulebook, findings: Iterable[Finding], language: Language) -> None:
        self._book = book
        self._language = language
        self._anchors: dict[tuple[str | int | None, ...], int] = {}
        self._spans: dict[tuple[str, int], dict[Passage, set[tuple[int, int]]]] = {}
        for citation in dict.fromkeys(c for finding in findings for c in finding.citations):
            self._collect(citation)

    def _collect(self, citation: Citation) -> None:
        law = self._book.laws.get(citation.regulation)
        if law is None or citation.article not in law.articles:
            return
        spans = self._spans.setdefault((citation.regulation, citation.article), defaultdict(set))
        place = self._place(citation, law)
        if place is not None:
            spans[place[0]].add(place[1])

    @staticmethod
    def _place(citation: Citation, law: Law) -> tuple[Passage, tuple[int, int]] | None:
        """Return the passage of a quote and where it stands in it; None if that cannot be told."""
        if citation.quote is None or citation.paragraph is None:
            return None
        cite = Cite(article=citation.article, paragraph=citation.paragraph, item=citation.item)
        try:
            passage = law.passage(cite) or ""
        except QinjianError:  # the report is one of other rules
            return None
        if passage.count(citation.quote) != 1:  # a wrong mark is worse than none
            return None
        start = passage.find(citation.quote)
        return (citation.paragraph, citation.item), (start, start + len(citation.quote))

    def anchor(self, citation: Citation) -> str:
        """Return the anchor of the words that are cited, else of the article, else nothing."""
        key = citation.regulation, citation.article
        if key not in self._spans:
            return ""
        place = self._place(citation, self._book.laws[citation.regulation])
        if place is None:
            return self._anchor(*key)
        passage, (start, _) = place
        joined = _joined(self._spans[key][passage])
        return self._anchor(*key, *passage, max(first for first, _ in joined if first <= start))

    def _anchor(self, *place: str | int | None) -> str:
        """Return a short anchor for a place: the next number for one that has none yet."""
        return f"text-{self._anchors.setdefault(place, len(self._anchors) + 1)}"

    def articles(self) -> list[ArticleText]:
        """List the cited articles in the order of the rulebook."""
        order = {name: place for place, name in enumerate(self._book.laws)}
        keys = sorted(self._spans, key=lambda key: (order[key[0]], key[1]))
        return [self._article(*key) for key in keys]

    def _article(self, regulation: str, number: int) -> ArticleText:
        law = self._book.laws[regulation]
        article = law.articles[number]
        found = ArticleText(
            self._anchor(regulation, number),
            law.regulation.title.zh,
            f"第{chinese_number(number)}条",
        )
        if article.wording:
            found.wording = article.wording.in_language(self._language)
        for place, paragraph in enumerate(article.paragraphs, start=1):
            texts: list[tuple[str, int | None, str]] = [("", None, paragraph.text)]
            texts += [
                (f"（{chinese_number(i.number)}）", i.number, i.text) for i in paragraph.items
            ]
            for label, item, text in texts:
                stretches = self._stretches(regulation, number, (place, item), text)
                found.passages.append((label, stretches))
        return found

    def _stretches(
        self, regulation: str, number: int, passage: Passage, text: str
    ) -> list[Stretch]:
        stretches, at = [], 0
        for start, end in _joined(self._spans[regulation, number].get(passage, ())):
            stretches.append(Stretch(text[at:start]))
            anchor = self._anchor(regulation, number, *passage, start)
            stretches.append(Stretch(text[start:end], anchor))
            at = end
        stretches.append(Stretch(text[at:]))
        return [one for one in stretches if one.text]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap, as marks cannot."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
