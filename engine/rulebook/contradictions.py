"""Rules of one concern of which one finds fault with what the other asks for."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import combinations

from qinjian.engine.condition import expression as ex
from qinjian.engine.messages.problems import Problem
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart

_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}

Sense = Hashable
"""What a condition says, however it is written: equal for equal meaning of its connectives."""


def contradictions(rules: Sequence[CompiledRule]) -> Iterator[Problem]:
    """List pairs of rules of one concern, on the same records, that cannot both be right.

    Either one is a violation wherever the other is clear, or both look for the same thing and
    differ in how grave it is.
    """
    alike: dict[str, list[CompiledRule]] = defaultdict(list)
    for one in rules:
        alike[one.rule.topic].append(one)
    subjects = {
        (one.rule.id, kind): _subject(one, kind)
        for found in alike.values()
        for one in found
        for kind in (one.kinds if len(found) > 1 else ())
    }
    for one, other in combinations(rules, 2):
        if one.rule.topic != other.rule.topic:
            continue
        for kind in sorted(set(one.kinds) & set(other.kinds)):
            if subjects[one.rule.id, kind] != subjects[other.rule.id, kind]:
                continue
            code = _verdict(one, other, kind)
            if code is not None:
                values = {"rule": other.rule.id, "other": one.rule.id, "kind": kind}
                yield Problem(code, other.at, values)
                break


def _verdict(one: CompiledRule, other: CompiledRule, kind: str) -> str | None:
    """Tell what two rules about the same say to each other."""
    if _asked(one, kind, negated=False) == _asked(other, kind, negated=True):
        return "rules_contradict"
    same = _asked(one, kind, negated=False) == _asked(other, kind, negated=False)
    return "rules_differ" if same and one.rule.level is not other.rule.level else None


def _subject(compiled: CompiledRule, kind: str) -> Sense:
    """Say what a rule is about: which records, which groups or pairs of them."""
    part, across = compiled.kinds[kind], compiled.across
    if isinstance(across, GroupPart):
        return "group", frozenset(across.keys), sense(part.condition.root)
    if isinstance(across, PairPart):
        conditions = frozenset(
            (kinds, sense(program.root)) for kinds, program in across.conditions.items()
        )
        keys = frozenset(zip(across.keys, across.other_keys, strict=True))
        return "pair", keys, conditions, sense(part.condition.root), across.having is not None
    return "record", None if part.where is None else sense(part.where)


def _asked(compiled: CompiledRule, kind: str, *, negated: bool) -> Sense:
    """Say what a rule asks of its subject, or the opposite."""
    part, across = compiled.kinds[kind], compiled.across
    if across is not None and across.having is not None:
        return sense(across.having, negated=negated)
    if isinstance(across, PairPart):
        return across.expected is not negated
    root = part.condition.root
    when = root.operands[-1] if part.where is not None and isinstance(root, ex.And) else root
    return sense(when, negated=negated)


def sense(node: ex.Expression, *, negated: bool = False) -> Sense:
    """Say what a condition means: NOT is carried to its parts, the order of operands is none."""
    match node:
        case ex.Not(operand=operand):
            return sense(operand, negated=not negated)
        case ex.Excepted(operand=operand):
            return sense(operand, negated=negated)
        case ex.And(operands=operands) | ex.Or(operands=operands):
            name = "and" if isinstance(node, ex.And) is not negated else "or"
            return name, frozenset(sense(part, negated=negated) for part in operands)
        case ex.Comparison(operator=operator):
            operator = _OPPOSITE[operator] if negated else operator
            sides = (_written(node.left), _written(node.right))
            if repr(sides[0]) > repr(sides[1]):
                operator, sides = _TURNED.get(operator, operator), (sides[1], sides[0])
            return operator, sides
        case _:
            return negated, _written(node)


@cache
def _names_of(part: type) -> tuple[str, ...]:
    """Name what a part is made of, without the place where it stands and what follows of it."""
    assert is_dataclass(part)  # noqa: S101 - all parts are
    return tuple(item.name for item in fields(part) if item.name not in ("at", "type"))


def _written(value: object) -> Hashable:
    """Write a part down without the place where it stands."""
    if isinstance(value, ex.Expression):
        kind: type = type(value)
        names = _names_of(kind)
        return kind.__name__, *(_written(getattr(value, name)) for name in names)
    if isinstance(value, tuple):
        return tuple(map(_written, value))
    assert isinstance(value, Hashable)  # noqa: S101 - names and constants
    return value
