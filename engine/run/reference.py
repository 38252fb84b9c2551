"""The reference runner: what a rule means for one record.

It returns verdicts and what left them open, nothing else; values, limits and messages are
made by ``run.present`` for every runner alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qinjian.engine.condition import Environment, Facts, missing
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import Value
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.law import Truth
from qinjian.engine.rulebook.parts import CompiledRule, RuleOnKind
from qinjian.schemas.rule import Level, Verdict


@dataclass(frozen=True)
class Outcome:
    """What a rule says of a record of a kind. ``values`` are those of the nodes of its condition.

    ``presuming`` says that it rests on what is taken for granted, ``presumed`` are these fields.
    ``error`` is our own
    fault, named; the verdict is then ``error`` and nothing else is known.
    """

    rule: CompiledRule
    kind: str
    part: RuleOnKind
    verdict: Verdict
    missing: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    error: str = ""
    presumed: tuple[str, ...] = ()
    presuming: bool = False


def judge(
    rule: CompiledRule, kind: str, facts: Facts, book: Rulebook, lookups: Environment | None = None
) -> Outcome:
    """Hold one record against one rule. Runs inside of ``exact_arithmetic``.

    ``lookups`` replaces the standards and word lists of the rulebook, as cases do.
    """
    part = rule.kinds[kind]
    bound, lacking = rule.law.applies(facts)
    if bound is False:
        return Outcome(rule, kind, part, Verdict.NOT_APPLICABLE)
    try:
        values = part.condition.run(facts, lookups or book)
        verdict, open_ = _verdict(part, values, (bound, lacking), facts, book)
    except Exception as error:  # noqa: BLE001 - our own fault must not stop the batch
        return Outcome(rule, kind, part, Verdict.ERROR, error=f"{type(error).__name__}: {error}")
    return Outcome(rule, kind, part, verdict, open_, values)


def level(rule: CompiledRule, kind: str, facts: Facts, lookups: Environment) -> Level:
    """Return the level of what a rule finds: a breach only where the record itself shows it."""
    certain = rule.kinds[kind].certain
    if certain is not None and certain.run(facts, lookups)[-1] is not True:
        return Level.DOUBT
    return rule.rule.level


def _verdict(
    part: RuleOnKind, values: tuple[Value, ...], bound: Truth, facts: Facts, book: Rulebook
) -> tuple[Verdict, tuple[str, ...]]:
    """Join the condition with the question whether the regulation applies at all."""
    program = part.condition
    if part.where is not None and values[program.nodes.index(part.where)] is False:
        return Verdict.NOT_APPLICABLE, ()
    result = values[-1]
    if result is False:
        return Verdict.CLEAR, ()
    if result is True and bound[0] is True:
        return Verdict.VIOLATION, ()
    lacking = set(bound[1]) | set(missing(program, values, facts, book.key_names))
    return Verdict.UNDETERMINED, tuple(sorted(lacking))


def judge_presuming(
    rule: CompiledRule, kind: str, facts: Facts, presumed: Facts, book: Rulebook
) -> Outcome:
    """Hold one record against one rule; what stays open is judged with what is taken for granted.

    Only a violation counts then: what is clear because nobody said otherwise stays open.
    """
    strict = judge(rule, kind, facts, book)
    if strict.verdict is not Verdict.UNDETERMINED:
        return strict
    found = judge(rule, kind, presumed, book)
    if found.verdict is not Verdict.VIOLATION:
        return strict
    taken = taken_for_granted(found, facts, presumed)
    return replace(found, presumed=taken, presuming=True)


def taken_for_granted(found: Outcome, facts: Facts, presumed: Facts) -> tuple[str, ...]:
    """Name what a verdict rests on that is only presumed."""
    names = [
        name
        for name in (*found.part.fields, *presumed.date_fields)
        if name in presumed.values and name not in facts.values
    ]
    nodes = found.part.condition.nodes
    if "other_documents" in facts.values and any(isinstance(n, ex.Attached) for n in nodes):
        names.append("other_documents")
    known = {id(node): value for node, value in zip(nodes, found.values, strict=True)}
    if any(isinstance(n, ex.Excepted) and known[id(n.operand)] is None for n in nodes):
        names.append("exceptions")
    if found.rule.law.applies(facts)[0] is None and "unit_kind" not in facts.values:
        names.append("unit_kind")
    return tuple(dict.fromkeys(names))


def run(
    rules: Sequence[CompiledRule],
    views: Mapping[str, Facts],
    book: Rulebook,
    presumed: Mapping[str, Facts] | None = None,
    *,
    cancelled: bool = False,
) -> Iterator[Outcome]:
    """Hold one subject against all rules for its kinds, leaving out those that do not apply.

    ``views`` are its facts by kind, the most special first: a rule judges it once, as the first
    of these kinds that it is for. ``presumed`` are the same with what is taken for granted. One
    that is ``cancelled`` is held only against rules on forbidden things. Rules across records are
    judged by ``run.across``.
    """
    for rule in rules:
        if cancelled and not rule.on_forbidden_things:
            continue
        kind = next((kind for kind in views if kind in rule.kinds), None)
        if kind is not None and rule.across is None:
            outcome = (
                judge(rule, kind, views[kind], book)
                if presumed is None
                else judge_presuming(rule, kind, views[kind], presumed[kind], book)
            )
            if outcome.verdict is not Verdict.NOT_APPLICABLE:
                yield outcome
