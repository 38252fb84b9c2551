"""Rules by words: 陪餐, hosts, 第二十八条, reception."""

from collections.abc import Iterable

from qinjian.engine.report.align import align
from qinjian.engine.report.explain import explain
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording import Language, labels
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import chinese_number, normalised

_ID = regex(r"[A-Z]{2,}\d+-[a-z0-9-]+")
_ARTICLE = regex(r"(?:第|article\s*|art\.?\s*)?(\d{1,3})条?")


def search(book: Rulebook, query: str) -> list[CompiledRule]:
    """Return the rules in which every word of a query stands, those with them in the title first.

    Words are parted by blanks and looked for in id, title, what the rule says and asks to verify,
    the words that it cites, and the kinds of record, in Chinese and English; a number is that of
    an article.
    """
    words = normalised(query).split()
    articles = [match[1] for word in words if (match := _ARTICLE.fullmatch(word))]
    found = [rule for rule in book.rules if words and all(_holds(rule, word) for word in words)]
    return sorted(
        found,
        key=lambda rule: (
            not any(str(cite.article) in articles for cite in rule.rule.authorities),
            not all(word in _title(rule) for word in words),
        ),
    )


def explained(book: Rulebook, query: str, language: Language) -> str:
    """Explain the rule of an id, or the one that words fit; list them where several do.

    Raises:
        QinjianError: ``rule_unknown`` where none does.
    """
    if book.has(query) or _ID.fullmatch(query):
        return explain(book, query, language)
    found = fitting(book, query)
    return (
        explain(book, found[0].rule.id, language) if len(found) == 1 else listing(found, language)
    )


def fitting(book: Rulebook, query: str) -> list[CompiledRule]:
    """Return the rules that ``search`` finds.

    Raises:
        QinjianError: ``rule_unknown`` where it finds none.
    """
    found = search(book, query)
    if not found:
        book.rule(query)  # says that there is none, and which are like it
    return found


def listing(rules: Iterable[CompiledRule], language: Language) -> str:
    """List rules: id, level, clause, title."""
    rows = [
        (
            compiled.rule.id,
            labels.words(compiled.rule.level.value, language),
            compiled.law.citation(compiled.rule.authorities[0]),
            compiled.rule.title.in_language(language),
        )
        for compiled in rules
    ]
    return "".join(f"{line}\n" for line in align(rows))


def _holds(compiled: CompiledRule, word: str) -> bool:
    article = _ARTICLE.fullmatch(word)
    if article is not None:
        return any(cite.article == int(article[1]) for cite in compiled.rule.authorities)
    return word in _text(compiled)


def _title(compiled: CompiledRule) -> str:
    rule = compiled.rule
    return normalised(f"{rule.id} {rule.title.zh} {rule.title.en}")


def _text(compiled: CompiledRule) -> str:
    rule = compiled.rule
    words = [rule.says, *([rule.why] if rule.why else [])]
    clauses = [
        f"第{chinese_number(cite.article)}条 {cite.quote or ''}" for cite in rule.authorities
    ]
    kinds = [
        name
        for kind in compiled.kinds
        for name in (kind, labels.kind_name(kind, "zh"), labels.kind_name(kind, "en"))
    ]
    said = [text for one in words for text in (one.zh, one.en)]
    return normalised(" ".join([_title(compiled), rule.topic, *said, *clauses, *kinds]))
