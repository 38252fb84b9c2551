"""Statute coverage as a page: the text itself, each clause with the rules that come of it.

The page is one file without scripts, fonts or pictures from elsewhere, and can be read offline.
What became of a stretch is told by the line below it and in words, not by colour alone.
"""

from dataclasses import dataclass, field

from jinja2 import Environment, PackageLoader

from qinjian.engine.rulebook.book import Declared, Rulebook
from qinjian.engine.rulebook.coverage import (
    DECLARED,
    FORMS,
    STATES,
    STATUTE,
    UNACCOUNTED,
    ArticleCoverage,
    Place,
    Reference,
    coverage,
)
from qinjian.engine.rulebook.law import Law
from qinjian.engine.wording import Language, Wording, labels, listed, say
from qinjian.engine.wording.text import chinese_number

_WORDS: Wording = {
    "title": ("法条覆盖", "Statute coverage"),
    "intro": (
        "条文每个字的着落：由规则检查、作处置说明，或者尚未处理。数字指向该条下方的规则和说明。统计的是正文的字母、汉字和数字。",
        "What became of every character. The numbers lead to the rules and dispositions below.",
    ),
    "article": ("条", "Article"),
    "total": ("字数", "Characters"),
    FORMS: ("规则（单据字段）", "enforced (forms)"),
    STATUTE: ("规则（仅法条字段）", "enforced (statute)"),
    DECLARED: ("已说明", "declared"),
    UNACCOUNTED: ("未处理", "unaccounted"),
    "all": ("合计", "All"),
    "encoded": ("已编码", "encoded"),
    "not_encoded": ("未编码", "not encoded"),
    "binds": ("适用", "Binds"),
    "contents": ("目录", "Contents"),
    "nothing": ("本条尚无规则和说明。", "There is no rule or disposition of this article yet."),
    "duty": ("职责", "duty"),
    "definition": ("定义", "definition"),
    "procedure": ("程序", "procedure"),
    "no-data": ("无数据可查", "no data"),
}


@dataclass(frozen=True)
class _Note:
    """A rule or disposition below an article: its number there, what it is, and what it says."""

    number: int
    anchor: str
    name: str
    kind: str
    title: str
    text: str


@dataclass
class _Article:
    """An article of the page."""

    number: int
    heading: str
    anchor: str
    encoded: bool
    counts: dict[str, int]
    total: int
    passages: list[tuple[str, list[tuple[str, str, list[_Note]]]]] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)
    wording: str = ""


@dataclass(frozen=True)
class _Chapter:
    title: str
    articles: list[_Article]


@dataclass(frozen=True)
class _Law:
    """A regulation of the page, with the sums of its encoded articles."""

    anchor: str
    title: str
    subtitle: str
    start: str
    binds: str
    chapters: list[_Chapter]
    encoded: list[_Article]
    sums: dict[str, int]
    total: int


def coverage_page(book: Rulebook, language: Language) -> tuple[str, bool]:
    """Write the page, and tell whether all text of the encoded articles is accounted for."""
    environment = Environment(
        loader=PackageLoader("qinjian.engine.report"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    laws = [_law(book, law, language) for law in book.laws.values()]
    text = environment.get_template("coverage.html.j2").render(
        language="zh-CN" if language == "zh" else "en",
        words={key: say(_WORDS, key, language) for key in _WORDS},
        states=STATES,
        laws=laws,
    )
    complete = not any(article.counts[UNACCOUNTED] for law in laws for article in law.encoded)
    return text, complete


def _law(book: Rulebook, law: Law, language: Language) -> _Law:
    """Prepare a regulation with its chapters."""
    regulation = law.regulation
    articles = [_article(law, found, language) for found in coverage(book, law)]
    titles = {chapter.number: chapter.title for chapter in law.text.chapters}
    chapters: dict[int, _Chapter] = {}
    for article in articles:
        number = law.articles[article.number].chapter
        heading = f"第{chinese_number(number)}章 {titles[number]}" if number in titles else ""
        chapters.setdefault(number, _Chapter(heading, [])).articles.append(article)
    units = [labels.option("unit_kind", kind, language) for kind in regulation.binds]
    encoded = [article for article in articles if article.encoded]
    return _Law(
        anchor=regulation.id,
        title=regulation.title.zh,
        subtitle=regulation.title.en if language == "en" else "",
        start=regulation.start_note.in_language(language),
        binds=f"{regulation.jurisdiction}: {listed(units, language)}",
        chapters=list(chapters.values()),
        encoded=encoded,
        sums={state: sum(one.counts[state] for one in encoded) for state in STATES},
        total=sum(one.total for one in encoded),
    )


def _article(law: Law, found: ArticleCoverage, language: Language) -> _Article:
    about = law.articles[found.article]
    anchor = f"{law.regulation.id}-{found.article}"
    article = _Article(
        found.article,
        f"第{chinese_number(found.article)}条",
        anchor,
        found.article in law.regulation.encoded,
        {state: found.count(state) for state in STATES},
        found.total,
        wording=about.wording.in_language(language) if about.wording else "",
    )
    notes: dict[int, _Note] = {}
    for place in found.texts:
        stretches = []
        for stretch in found.stretches(place):
            for by in stretch.references:
                if id(by) not in notes:
                    notes[id(by)] = _note(by, len(notes) + 1, anchor, language)
            counted = any(character.isalnum() for character in stretch.text)
            state = stretch.state if counted or stretch.references else ""
            stretches.append((stretch.text, state, [notes[id(by)] for by in stretch.references]))
        article.passages.append((_label(place), stretches))
    article.notes = list(notes.values())
    return article


def _label(place: Place) -> str:
    """Return the number that stands before an item."""
    return "" if place[1] is None else f"（{chinese_number(place[1])}）"


def _note(by: Reference, number: int, anchor: str, language: Language) -> _Note:
    here = f"{anchor}-{number}"
    if isinstance(by, Declared):
        disposition = by.disposition
        kind = say(_WORDS, disposition.as_, language)
        quote = disposition.cite.quote or ""
        return _Note(number, here, "", kind, f"“{quote}”", disposition.reason.in_language(language))
    rule = by.rule
    level = labels.words(rule.level.value, language)
    why = rule.why.in_language(language) if rule.why else ""
    return _Note(number, here, rule.id, level, rule.title.in_language(language), why)
