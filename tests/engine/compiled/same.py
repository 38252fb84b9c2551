"""Whether two things are the same through and through, and where they differ first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import zip_longest

from pydantic import BaseModel

from qinjian.engine.condition import Program
from qinjian.engine.condition import expression as ex
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.mentions import WordList
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.word_lists import WordLists
from qinjian.schemas.rule import Rule, Ruling


def differences(one: object, other: object, path: str = "") -> Iterator[str]:
    """List where two things differ."""
    match one, other:
        case (str(), _) | (_, str()) | (BaseModel(), _) | (_, BaseModel()):
            yield from _values(one, other, path)
        case WordLists(), WordLists():
            yield from differences(one.starts.by_start, other.starts.by_start, f"{path}.starts")
            yield from _mapping(one, other, path)
        case Mapping(), Mapping():
            yield from _mapping(one, other, path)
        case Sequence(), Sequence():
            for at, (left, right) in enumerate(zip_longest(one, other, fillvalue="nothing")):
                yield from differences(left, right, f"{path}[{at}]")
        case _:
            yield from _things(one, other, path)


def _things(one: object, other: object, path: str) -> Iterator[str]:
    match one, other:
        case CompiledRule(), CompiledRule():
            yield from differences(one.written, other.written, f"{path}.written")
            yield from _fields(one, other, path, but=("stored",))
        case Program(), Program():
            yield from differences(one.root, other.root, f"{path}.root")
            # which nodes are shared is part of what a condition is
            yield from differences(_shape(one.nodes), _shape(other.nodes), f"{path}.nodes")
        case WordList(), WordList():
            yield from differences(one.lexicon, other.lexicon, f"{path}.lexicon")
            yield from differences(one.words, other.words, f"{path}.words")
        case Rulebook(), Rulebook():
            # where it was read, and what was made of it since, is another matter
            yield from _fields(one, other, path, but=("stored", "statements"))
        case _ if is_dataclass(one) and type(one) is type(other):
            yield from _fields(one, other, path)
        case _:
            yield from _values(one, other, path)


def _values(one: object, other: object, path: str) -> Iterator[str]:
    if isinstance(one, Rule) and type(other) is Ruling:  # which has no cases
        one = _ruling(one)
    if type(one) is not type(other) or one != other:
        yield f"{path}: {one!r} / {other!r}"


def _fields(one: object, other: object, path: str, but: tuple[str, ...] = ()) -> Iterator[str]:
    if type(one) is not type(other):
        yield f"{path}: {one!r} / {other!r}"
        return
    for item in fields(one):  # type: ignore[arg-type]
        if item.name not in but:
            left, right = getattr(one, item.name), getattr(other, item.name)
            yield from differences(left, right, f"{path}.{item.name}")


def _mapping(one: Mapping[str, object], other: Mapping[str, object], path: str) -> Iterator[str]:
    if list(one) != list(other):
        yield f"{path}: {list(one)} / {list(other)}"
        return
    for name in one:
        yield from differences(one[name], other[name], f"{path}[{name!r}]")


def _ruling(rule: Rule) -> Ruling:
    return Ruling.model_validate(
        rule.model_dump(exclude_unset=True, exclude={"cases", "equivalent"})
    )


def _shape(nodes: tuple[ex.Expression, ...]) -> list[list[int]]:
    places = {id(node): place for place, node in enumerate(nodes)}
    return [[places[id(part)] for part in node.parts] for node in nodes]
