"""Trying mutants: one that no case tells from the rule shows that the cases lack something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinjian.engine.messages.problems import Position, Problem
from qinjian.engine.mutation.mutants import Mutant, mutants
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.names import Names
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.rules import RuleCompiler
from qinjian.engine.run.cases import try_rule
from qinjian.engine.texts.reader import subjects
from qinjian.engine.yaml.document import Document


@dataclass(frozen=True)
class Trial:
    """What became of the mutants of a rule: how many there are, and what is wrong with the cases.

    A mutant that does not compile is none.
    """

    rule: str
    tried: int
    problems: tuple[Problem, ...]


def try_rules(book: Rulebook, ids: Sequence[str] = ()) -> tuple[list[Problem], int]:
    """Try the mutants of some rules, or of all; return what is wrong and how many were tried.

    Raises:
        QinjianError: ``rule_unknown``.
    """
    rules = [book.rule(rule_id) for rule_id in ids] or book.rules
    trials = [try_mutants(book, compiled) for compiled in rules]
    return [p for trial in trials for p in trial.problems], sum(t.tried for t in trials)


def try_mutants(book: Rulebook, compiled: CompiledRule) -> Trial:
    """Try the cases of a rule on each of its mutants.

    A mutant that no case notices has to stand in the rule's ``equivalent``, with the reason why it
    means the same; one that stands there and is noticed, or is no mutant, does not belong there.
    """
    rule = compiled.written
    failed = [result.problem for result in try_rule(compiled, book) if result.problem is not None]
    if failed:  # a case that fails anyway notices nothing
        return Trial(rule.id, 0, tuple(failed))
    lists = frozenset(book.word_lists)
    names = Names(Document(compiled.file, None), book.tables, lists, frozenset(subjects()))
    compiler = RuleCompiler(book.laws, names)
    listed = {entry.mutant for entry in rule.equivalent}
    tried, survived = 0, set()
    for mutant in mutants(rule, next(iter(compiled.kinds)), names):
        noticed = _noticed(mutant, compiler, book)
        tried += noticed is not None
        if noticed is False:
            survived.add(mutant.name)
    return Trial(rule.id, tried, tuple(_problems(compiled, survived, listed)))


def _noticed(mutant: Mutant, compiler: RuleCompiler, book: Rulebook) -> bool | None:
    """Tell whether a case gives another answer; None if the mutant is no rule at all."""
    compiler.problems.clear()
    compiled = compiler.rule(mutant.rule, ())
    if compiled is None:
        return None
    return any(result.problem is not None for result in try_rule(compiled, book))


def _problems(compiled: CompiledRule, survived: set[str], listed: set[str]) -> Iterator[Problem]:
    where = Position(file=compiled.file)
    for code, found in (
        ("mutant_unnoticed", sorted(survived - listed)),
        ("mutant_stale", sorted(listed - survived)),
    ):
        for name in found:
            yield Problem(code, where, {"rule": compiled.rule.id, "mutant": name})
