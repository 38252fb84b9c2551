"""On what a condition rests: words and blanks alone, or fields seen in real forms."""

from collections.abc import Callable

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.expression import OTHER
from qinjian.engine.rulebook.parts import GroupPart, PairPart
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Field, fields_of

Test = Callable[[ex.Expression], bool]

_WORDS = (
    ex.Mentions, ex.MentionsInRole, ex.Says, ex.Blank, ex.BlankInRole, ex.Attached,
)  # fmt: skip
_NAMED = (ex.Mentions, ex.MentionsInRole, ex.Says)


def rests_on_words(condition: ex.Expression) -> bool:
    """Tell whether words, blanks or attachments alone can make the condition true."""
    return _can_be_decided(condition, lambda atom: isinstance(atom, _WORDS))


def on_forbidden_things(condition: ex.Expression) -> bool:
    """Tell whether words for a forbidden thing alone can make the condition true."""

    def in_words(atom: ex.Expression) -> bool:
        return isinstance(atom, (*_NAMED, ex.Blank, ex.BlankInRole))

    return _can_be_decided(condition, in_words) and _asks_for_words(condition)


def _asks_for_words(node: ex.Expression, *, negated: bool = False) -> bool:
    """Tell whether a condition asks that a word stands in a text, and not that none does."""
    if isinstance(node, ex.Not):
        return _asks_for_words(node.operand, negated=not negated)
    if isinstance(node, ex.And | ex.Or):
        return any(_asks_for_words(part, negated=negated) for part in node.operands)
    return isinstance(node, _NAMED) and not negated


def fires_on_forms(condition: ex.Expression, fields: dict[str, Field]) -> bool:
    """Tell whether fields that were seen in real forms are enough to make the condition true."""

    def on_forms(atom: ex.Expression) -> bool:
        names = ex.fields_read(atom)
        if isinstance(atom, ex.Attached):
            return any(fields[name].evidence == "form" for name in names)
        return all(fields[name].evidence == "form" for name in names)

    return _can_be_decided(condition, on_forms)


def spans_on_forms(part: GroupPart | PairPart, kind: str) -> bool:
    """Tell whether fields seen in real forms are enough for what is asked of several records."""
    about = {item.name: item for item in fields_of(KINDS[kind])}
    if isinstance(part, GroupPart):
        return fires_on_forms(part.having, about)
    theirs = [other for own, other in part.conditions if own == kind]
    every = {**about, **{name: item for other in theirs for name, item in _of_other(other).items()}}
    together = part.having is None or fires_on_forms(part.having, every)
    return together and any(
        fires_on_forms(part.conditions[kind, other].root, {**about, **_of_other(other)})
        for other in theirs
    )


def _of_other(kind: str) -> dict[str, Field]:
    return {f"{OTHER}.{item.name}": item for item in fields_of(KINDS[kind])}


def _can_be_decided(node: ex.Expression, test: Test, *, negated: bool = False) -> bool:
    """Tell whether parts that pass the test are enough to make a node true (or false).

    A conjunction needs all of its operands and a disjunction any; under NOT they change
    places.
    """
    match node:
        case ex.Not(operand=operand):
            return _can_be_decided(operand, test, negated=not negated)
        case ex.KnownTrue(operand=operand):
            return negated or _can_be_decided(operand, test)
        case ex.Excepted(operand=operand, fields=fields):
            # one that nobody could claim is presumed not to be
            return bool(negated and fields) or _can_be_decided(operand, test, negated=negated)
        case ex.And(operands=operands) | ex.Or(operands=operands):
            results = (_can_be_decided(part, test, negated=negated) for part in operands)
            return all(results) if isinstance(node, ex.And) != negated else any(results)
        case _:
            return test(node)
