"""Statute coverage: what became of every character of a regulation's text.

Counted are letters and digits of paragraphs and items; no punctuation, headings or numbers of
articles. A character is *enforced* if a rule quotes it, else *declared* if a disposition does,
else *unaccounted*.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.law import Law
from qinjian.schemas.rule import Cite

FORMS, STATUTE, DECLARED, UNACCOUNTED = "forms", "statute", "declared", "unaccounted"
_RANK = {FORMS: 3, STATUTE: 2, DECLARED: 1, UNACCOUNTED: 0}


@dataclass
class ArticleCoverage:
    """The characters of one article by what became of them.

    ``forms`` are enforced by rules that can fire on fields seen in real forms, ``statute`` by
    rules that need fields known only from the statute.
    """

    article: int
    marks: dict[tuple[int, int | None], list[str]] = field(default_factory=dict)
    texts: dict[tuple[int, int | None], str] = field(default_factory=dict)

    def count(self, state: str) -> int:
        """Count the letters and digits in a state."""
        return sum(
            mark == state and character.isalnum()
            for place, marks in self.marks.items()
            for mark, character in zip(marks, self.texts[place], strict=True)
        )

    @property
    def total(self) -> int:
        """All letters and digits of the article."""
        return sum(character.isalnum() for text in self.texts.values() for character in text)

    def unaccounted(self) -> Iterator[tuple[int, int | None, str]]:
        """List the stretches of text that nothing accounts for: paragraph, item, text."""
        for (paragraph, item), marks in self.marks.items():
            pairs = zip(marks, self.texts[(paragraph, item)], strict=True)
            for state, group in groupby(pairs, key=lambda pair: pair[0]):
                text = "".join(character for _, character in group)
                if state == UNACCOUNTED and any(character.isalnum() for character in text):
                    yield paragraph, item, text.strip()


def coverage(book: Rulebook, law: Law) -> list[ArticleCoverage]:
    """Mark the stored text of a regulation by its rules and dispositions."""
    articles = {number: _blank(law, number) for number in law.articles}
    for compiled in book.rules:
        for cite, cited in compiled.cites:
            if cited is law:
                _mark(articles, law, cite, FORMS if compiled.on_forms else STATUTE)
    for declared in book.dispositions:
        if declared.law is law:
            _mark(articles, law, declared.disposition.cite, DECLARED)
    return list(articles.values())


def _blank(law: Law, number: int) -> ArticleCoverage:
    result = ArticleCoverage(number)
    for position, paragraph in enumerate(law.articles[number].paragraphs, start=1):
        result.texts[(position, None)] = paragraph.text
        for item in paragraph.items:
            result.texts[(position, item.number)] = item.text
    result.marks = {place: [UNACCOUNTED] * len(text) for place, text in result.texts.items()}
    return result


def _mark(articles: dict[int, ArticleCoverage], law: Law, cite: Cite, state: str) -> None:
    span = law.span(cite)
    if span is None or cite.paragraph is None:
        return
    marks = articles[cite.article].marks[(cite.paragraph, cite.item)]
    for index in range(*span):
        if _RANK[marks[index]] < _RANK[state]:
            marks[index] = state
