"""What is amiss in rules that can be read: all that makes them unfit to be held against anybody."""

import re
from collections.abc import Iterator

from qinjian.engine.condition import expression as ex
from qinjian.engine.messages.problems import Problem
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.contradictions import contradictions
from qinjian.engine.rulebook.gaps import gaps
from qinjian.engine.rulebook.overlays import looser
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart
from qinjian.engine.rulebook.qualifiers import unexplained
from qinjian.engine.wording.regex import regex
from qinjian.schemas.regulation import Words
from qinjian.schemas.rule import Verdict

_CHINESE = regex(r"[\u4e00-\u9fff]")
_LATIN = regex(r"[A-Za-z]")


def lint(book: Rulebook) -> Iterator[Problem]:
    """List what is amiss: rule by rule, between rules, and in tables and word lists."""
    on_forms = {compiled.rule.topic for compiled in book.rules if compiled.on_forms}
    for compiled in book.rules:
        yield from _cases(compiled)
        yield from _words(compiled)
        yield from unexplained(compiled)
        if compiled.rule.topic not in on_forms:
            yield Problem("rule_on_statute", compiled.at, {"rule": compiled.rule.id})
    yield from contradictions(book.rules)
    yield from _quoted_twice(book)
    for name, table in book.tables.items():
        yield from gaps(table.standard, book.places[f"standards/{name}"])
        yield from looser(table)
    yield from _unused(book)


def _cases(compiled: CompiledRule) -> Iterator[Problem]:
    needed = [Verdict.VIOLATION, Verdict.CLEAR, Verdict.UNDETERMINED]
    if compiled.rule.where is not None:
        needed.append(Verdict.NOT_APPLICABLE)
    shown = {case.verdict for case in compiled.written.cases}
    for verdict in needed:
        if verdict not in shown:
            values = {"rule": compiled.rule.id, "verdict": str(verdict)}
            yield Problem("case_none", compiled.at, values)


def _words(compiled: CompiledRule) -> Iterator[Problem]:
    """List titles and sentences that are missing in a language."""
    rule = compiled.rule
    for name, words in (("title", rule.title), ("says", rule.says), ("why", rule.why)):
        for language in _missing(words) if words is not None else ():
            values = {"rule": rule.id, "name": name, "language": language}
            yield Problem("words_none", compiled.at, values)


def _missing(words: Words) -> Iterator[str]:
    """Name the languages in which nothing is said: a sentence has letters of its own language."""
    if not _CHINESE.search(words.zh):
        yield "zh"
    if not _LATIN.search(re.sub(r"\{[^}]*\}", "", words.en)):
        yield "en"


def _unused(book: Rulebook) -> Iterator[Problem]:
    used = {name for compiled in book.rules for name in references(compiled)}
    for folder, code, known in (
        ("lexicons", "lexicon_unused", book.word_lists),
        ("standards", "standard_unused", book.tables),
    ):
        for name in sorted(set(known) - used):
            yield Problem(code, book.places[f"{folder}/{name}"], {"id": name})


def references(compiled: CompiledRule) -> Iterator[str]:
    """Name the word lists and tables that a rule uses."""
    for root in _roots(compiled):
        for node in ex.walk(root):
            if isinstance(node, ex.Mentions | ex.MentionsInRole):
                yield node.lexicon
            elif isinstance(node, ex.StandardValue):
                yield node.table


def _roots(compiled: CompiledRule) -> Iterator[ex.Expression]:
    for part in compiled.kinds.values():
        programs = [part.condition, *part.given.values(), part.certain, part.at_issue]
        yield from (program.root for program in programs if program is not None)
    across = compiled.across
    if isinstance(across, PairPart):
        yield from (program.root for program in across.conditions.values())
    if isinstance(across, GroupPart | PairPart):
        roots = [across.having, *across.given.values(), across.at_issue]
        yield from (root for root in roots if root is not None)


def _quoted_twice(book: Rulebook) -> Iterator[Problem]:
    """List clauses of which a rule and a disposition say two things."""
    quoted = {
        (law.regulation.id, cite.article, cite.paragraph, cite.item, cite.quote)
        for compiled in book.rules
        for cite, law in compiled.cites
    }
    for declared in book.dispositions:
        cite = declared.disposition.cite
        key = (declared.law.regulation.id, cite.article, cite.paragraph, cite.item, cite.quote)
        if key in quoted:
            values = {"article": cite.article, "quote": cite.quote}
            yield Problem("quote_twice", declared.at, values)
