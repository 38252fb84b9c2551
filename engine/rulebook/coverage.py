"""Statute coverage: what became of every character of a regulation's text.

Counted are letters and digits of paragraphs and items; no punctuation, headings or numbers of
articles. A character is *enforced* if a rule quotes it, else *declared* if a disposition does,
else *unaccounted*.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from qinjian.engine.rulebook.book import Declared, Rulebook
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.schemas.rule import Cite

FORMS, STATUTE, DECLARED, UNACCOUNTED = "forms", "statute", "declared", "unaccounted"
STATES = (FORMS, STATUTE, DECLARED, UNACCOUNTED)
_RANK = {state: rank for rank, state in enumerate(reversed(STATES))}

Place = tuple[int, int | None]
"""A paragraph, or an item of it, counted from 1."""
Reference = CompiledRule | Declared
"""What accounts for words of the text."""


class Stretch(NamedTuple):
    """Words that stand together and became of the same: by what, and all that quotes them."""

    text: str
    state: str
    references: tuple[Reference, ...]


@dataclass
class ArticleCoverage:
    """The characters of one article by what became of them.

    ``forms`` are enforced by rules that can fire on fields seen in real forms, ``statute`` by
    rules that need fields known only from the statute.
    """

    article: int
    texts: dict[Place, str] = field(default_factory=dict)
    marks: dict[Place, list[str]] = field(default_factory=dict)
    quoted: dict[Place, list[list[Reference]]] = field(default_factory=dict)

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

    def stretches(self, place: Place) -> Iterator[Stretch]:
        """Cut a passage wherever what became of it changes."""
        parts = zip(self.texts[place], self.marks[place], self.quoted[place], strict=True)
        for (state, _), group in groupby(parts, key=lambda part: (part[1], [*map(id, part[2])])):
            found = list(group)
            text = "".join(character for character, _, _ in found)
            yield Stretch(text, state, tuple(found[0][2]))

    def unaccounted(self) -> Iterator[tuple[int, int | None, str]]:
        """List the stretches of text that nothing accounts for: paragraph, item, text."""
        for place in self.texts:
            for stretch in self.stretches(place):
                counted = any(character.isalnum() for character in stretch.text)
                if stretch.state == UNACCOUNTED and counted:
                    yield *place, stretch.text.strip()


def coverage(book: Rulebook, law: Law) -> list[ArticleCoverage]:
    """Mark the stored text of a regulation by its rules and dispositions."""
    articles = {number: _blank(law, number) for number in law.articles}
    for compiled in book.rules:
        for cite, cited in compiled.cites:
            if cited is law:
                state = FORMS if compiled.on_forms else STATUTE
                _mark(articles, law, cite, state, compiled)
    for declared in book.dispositions:
        if declared.law is law:
            _mark(articles, law, declared.disposition.cite, DECLARED, declared)
    return list(articles.values())


def _blank(law: Law, number: int) -> ArticleCoverage:
    result = ArticleCoverage(number)
    for position, paragraph in enumerate(law.articles[number].paragraphs, start=1):
        result.texts[(position, None)] = paragraph.text
        for item in paragraph.items:
            result.texts[(position, item.number)] = item.text
    result.marks = {place: [UNACCOUNTED] * len(text) for place, text in result.texts.items()}
    result.quoted = {place: [[] for _ in text] for place, text in result.texts.items()}
    return result


def _mark(
    articles: dict[int, ArticleCoverage], law: Law, cite: Cite, state: str, by: Reference
) -> None:
    span = law.span(cite)
    if span is None or cite.paragraph is None:
        return
    found = articles[cite.article]
    place = (cite.paragraph, cite.item)
    for index in range(*span):
        if _RANK[found.marks[place][index]] < _RANK[state]:
            found.marks[place][index] = state
        if by not in found.quoted[place][index]:
            found.quoted[place][index].append(by)
