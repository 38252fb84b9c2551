"""What is amiss in rules that do load."""

from collections.abc import Iterator

from qinjian.engine.condition import expression as ex
from qinjian.engine.problems import Position, Problem
from qinjian.engine.rulebook.load import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.schemas.rule import Verdict


def lint(book: Rulebook) -> Iterator[Problem]:
    """List missing cases, unused word lists and standards, and clauses accounted for twice."""
    for compiled in book.rules:
        yield from _cases(compiled)
    used = [name for compiled in book.rules for name in _references(compiled)]
    for kind, code, known in (
        ("lexicons", "lexicon_unused", book.word_lists),
        ("standards", "standard_unused", book.tables),
    ):
        for name in sorted(set(known) - set(used)):
            yield Problem(code, Position(file=f"rules/{kind}"), {"id": name})
    yield from _quoted_twice(book)


def _cases(compiled: CompiledRule) -> Iterator[Problem]:
    needed = [Verdict.VIOLATION, Verdict.CLEAR, Verdict.UNDETERMINED]
    if compiled.rule.where is not None:
        needed.append(Verdict.NOT_APPLICABLE)
    shown = {case.verdict for case in compiled.rule.cases}
    for verdict in needed:
        if verdict not in shown:
            values = {"rule": compiled.rule.id, "verdict": str(verdict)}
            yield Problem("case_none", Position(file=compiled.file), values)


def _references(compiled: CompiledRule) -> Iterator[str]:
    for part in compiled.kinds.values():
        programs = [
            part.condition,
            *part.given.values(),
            *([part.at_issue] if part.at_issue else []),
        ]
        for program in programs:
            for node in program.nodes:
                if isinstance(node, ex.Mentions):
                    yield node.lexicon
                elif isinstance(node, ex.StandardValue):
                    yield node.table


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
            yield Problem("quote_twice", Position(file=declared.file), values)
