"""Pages of the rules for readers, in Markdown: a catalogue by kind of expense, rules, regulations.

They are made of the rule files alone, so that what a page says is what is run.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader

from qinjian.engine.report.catalogue import SEVERAL, SHELVES, binding, kinds_of, shelved
from qinjian.engine.report.examples import example
from qinjian.engine.report.explain import exceptions, figure, period, shape
from qinjian.engine.report.pages_words import WORDS
from qinjian.engine.rulebook.book import Declared, Rulebook
from qinjian.engine.rulebook.coverage import STATES, coverage
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.lint import references
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording import Language, labels, listed, say
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.rule import Case, Cite, Ruling

LIST = "index.md"
MOST_ROWS = 40
"""A table with more rows than these is told by their number; the file has them."""

_MARKUP = regex(r"([\\`*_{}\[\]<>#|~])")


def pages(book: Rulebook, language: Language) -> dict[str, str]:
    """Write all pages in a language, by the names of their files. Clauses stay Chinese."""
    environment = Environment(
        loader=PackageLoader("qinjian.engine.report"), trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=False,  # noqa: S701 - Markdown; see the filter
    )  # fmt: skip
    environment.filters["md"] = escaped
    environment.globals.update(
        t=lambda key, **values: say(WORDS, key, language, **values),
        words=lambda written: written.in_language(language),
        label=lambda key: labels.words(key, language),
        unit_kind=lambda kind: labels.option("unit_kind", kind, language),
        disposition=lambda kind: say(WORDS, kind, language),
        comma=listed(["", ""], language),
        numbered=lambda number: article_name(number, language),
    )
    concerns: dict[str, list[Ruling]] = defaultdict(list)
    for compiled in book.rules:
        concerns[compiled.rule.topic].append(compiled.rule)
    rule_page, kind_page, law_page, list_page = (
        environment.get_template(f"{name}.md.j2")
        for name in ("rule", "kind", "regulation", "rules")
    )
    laws, shelves = list(book.laws.values()), shelved(book.rules)
    found = {LIST: list_page.render(laws=laws, rules=book.rules, shelves=SHELVES, on=shelves)}
    for shelf in SHELVES:
        entries = [_entry(book, one, shelf.kinds, language) for one in shelves[shelf.id]]
        also = [one for one in shelves[SEVERAL] if set(shelf.kinds) & set(one.kinds)]
        found[shelf.page] = kind_page.render(shelf=shelf, entries=entries, also=also)
    for law in laws:
        found[f"{law.regulation.id}.md"] = law_page.render(**_law(book, law))
    for compiled in book.rules:
        beside = [one for one in concerns[compiled.rule.topic] if one is not compiled.rule]
        entry = _entry(book, compiled, (), language)
        text = rule_page.render(**_rule(book, compiled, language), entry=entry, beside=beside)
        found[f"{compiled.rule.id}.md"] = text
    return found


def article_name(number: int, language: Language) -> str:
    """Name an article."""
    return f"第{chinese_number(number)}条" if language == "zh" else f"Article {number}"


def escaped(text: object) -> str:
    """Write text so that no letter of it is Markdown or HTML."""
    return _MARKUP.sub(r"\\\1", str(text).replace("\n", " "))


def _entry(
    book: Rulebook, compiled: CompiledRule, kinds: Sequence[str], language: Language
) -> dict[str, Any]:
    """Collect what the catalogue says of a rule, with an example of the kinds of a page first."""
    own = [kind for kind in kinds if kind in compiled.kinds]
    order = [*own, *(kind for kind in compiled.kinds if kind not in own)]
    return {
        "rule": compiled.rule,
        "law": compiled.law,
        "clauses": [_clause(cite, law) for cite, law in compiled.cites],
        "example": example(book, compiled, order, language),
        "binding": binding(book, compiled, language),
    }


def _rule(book: Rulebook, compiled: CompiledRule, language: Language) -> dict[str, Any]:
    rule = compiled.written
    named = list(dict.fromkeys(references(compiled)))
    return {
        "rule": rule,
        "law": compiled.law,
        "kinds": kinds_of(compiled, language),
        "condition": list(_condition(rule)),
        "tables": [_table(book, name, language) for name in named if name in book.tables],
        "lists": [book.word_lists[name].lexicon for name in named if name in book.word_lists],
        "cases": [_case(case) for case in rule.cases],
        "file": compiled.file,
    }


def _clause(cite: Cite, law: Law) -> dict[str, str]:
    passage, span = law.passage(cite), law.span(cite)
    if passage is None or span is None:
        wording = law.articles[cite.article].wording
        reason = wording.zh if wording else ""
        return {"citation": law.citation(cite), "before": reason, "quote": "", "after": ""}
    start, end = span
    return {
        "citation": law.citation(cite),
        "before": passage[:start],
        "quote": passage[start:end],
        "after": passage[end:],
    }


def _condition(rule: Ruling) -> Iterator[str]:
    """Write the condition as it stands in the file, a part in a line."""
    yield from (f"{name} = {text}" for name, text in rule.given.items())
    if rule.where is not None:
        yield f"where: {rule.where}"
    yield from (f"{name}: {text}" for name, text in shape(rule))
    yield from (f"unless{kind and f' ({kind})'}: {text}" for kind, text in exceptions(rule))
    if rule.certain is not None:
        yield f"certain: {rule.certain}"
    if rule.at_issue is not None:
        yield f"at_issue: {rule.at_issue}"


def _table(book: Rulebook, name: str, language: Language) -> dict[str, Any]:
    table = book.tables[name]
    laid_over = [overlay.standard for overlay in table.overlays]
    editions = [
        {
            "document": labels.document(edition, language),
            "period": period(edition),
            "sources": list(edition.sources),
            "grade": edition.grade,
            "note": edition.note,
            "gaps": edition.gaps,
            "rows": [figure(row, table.standard.type) for row in edition.rows],
        }
        for one in (table.standard, *laid_over)
        for edition in one.editions
    ]
    return {"standard": table.standard, "editions": editions, "most": MOST_ROWS}


def _case(case: Case) -> str:
    """Write a case in a line, as the file has it."""
    about = [f"{name}: {_value(value)}" for name, value in case.facts.items()]
    for name in (
        "missing",
        "omit",
        "as_of",
        "standards",
        "given",
        "records",
        "members",
        "at_issue",
    ):
        value = getattr(case, name)
        if value not in (None, (), {}):
            about.append(f"{name}: {_value(value)}")
    return f"{case.verdict}: {{{', '.join(about)}}}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_value(one)}' for name, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return '""' if value == "" else str(value)


def _law(book: Rulebook, law: Law) -> dict[str, Any]:
    articles = []
    for found in coverage(book, law):
        entries: dict[int, tuple[str, CompiledRule | Declared]] = {}
        for place in found.texts:
            for stretch in found.stretches(place):
                for by in stretch.references:
                    entries.setdefault(id(by), (_quotes(by, law, found.article), by))
        if found.article in law.regulation.encoded or entries:
            counts = {state: found.count(state) for state in STATES}
            articles.append(
                {
                    "number": found.article,
                    "total": found.total,
                    "counts": counts,
                    "rules": [
                        (q, one) for q, one in entries.values() if isinstance(one, CompiledRule)
                    ],
                    "dispositions": [
                        (q, one.disposition)
                        for q, one in entries.values()
                        if isinstance(one, Declared)
                    ],
                }
            )
    return {"law": law, "regulation": law.regulation, "articles": articles, "states": STATES}


def _quotes(by: CompiledRule | Declared, law: Law, article: int) -> str:
    """Return the words of an article that a rule or disposition quotes."""
    cites = by.cites if isinstance(by, CompiledRule) else ((by.disposition.cite, by.law),)
    quotes = [cite.quote for cite, of in cites if of is law and cite.article == article]
    return "；".join(dict.fromkeys(filter(None, quotes)))
