"""Mutants of a rule: the rule with one thing changed, which some case has to notice."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qinjian.engine.condition.scope import Scope
from qinjian.engine.mutation.changes import changes
from qinjian.engine.rulebook.names import Names
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Join, Rule


@dataclass(frozen=True)
class Mutant:
    """A rule that is changed in one place. ``name`` says where, from what and to what."""

    name: str
    rule: Rule


def mutants(rule: Rule, kind: str, names: Names) -> Iterator[Mutant]:
    """List the mutants of a rule; no two have the same name. ``kind`` is one of the rule's."""
    seen: Counter[str] = Counter()
    for mutant in (*_of_texts(rule, kind, names), *_of_keys(rule)):
        seen[mutant.name] += 1
        again = seen[mutant.name]
        yield mutant if again == 1 else Mutant(f"{mutant.name} ({again})", mutant.rule)


@dataclass(frozen=True)
class _Text:
    """One text of a rule: its name, the names that it can use, and how another is put there."""

    name: str
    text: str
    scope: Scope
    put: Callable[[str], Rule]


def _of_texts(rule: Rule, kind: str, names: Names) -> Iterator[Mutant]:
    for part in (*_of_record(rule, kind, names), *_of_join(rule, kind, names)):
        for change in changes(part.text, part.scope):
            name = f"{part.name}: {change.before} → {change.after}"
            yield Mutant(name, part.put(change.text))


def _of_record(rule: Rule, kind: str, names: Names) -> Iterator[_Text]:
    """List the texts that are about a record, or a group of them."""

    def put(field: str) -> Callable[[str], Rule]:
        return lambda text: rule.model_copy(update={field: text})

    if rule.where is not None:
        yield _Text("where", rule.where, names.scope(kind), put("where"))
    excepts = rule.excepts(kind)
    if excepts is not None:
        yield _Text("unless", excepts, names.scope(kind), _putting_exception(rule, kind))
    scope = _scope(rule, kind, names)
    for name, text in rule.given.items():
        yield _Text(name, text, scope, _putting_given(rule, name))
    for field, found in (
        ("when", rule.when),
        ("having", rule.having),
        ("certain", rule.certain),
        ("at_issue", rule.at_issue),
    ):
        if found is not None:
            yield _Text(field, found, scope, put(field))


def _putting_exception(rule: Rule, kind: str) -> Callable[[str], Rule]:
    def put(text: str) -> Rule:
        by_kind = isinstance(rule.unless, dict)
        unless = {**rule.unless, kind: text} if isinstance(rule.unless, dict) else text
        return rule.model_copy(update={"unless": unless if by_kind else text})

    return put


def _putting_given(rule: Rule, name: str) -> Callable[[str], Rule]:
    return lambda text: rule.model_copy(update={"given": {**rule.given, name: text}})


def _scope(rule: Rule, kind: str, names: Names) -> Scope:
    """Make the scope of a rule's numbers: of one record, of a group, or of all others."""
    scope = names.scope(kind)
    if rule.group_by:
        scope.group_by = rule.group_by
    if rule.join is not None and rule.join.having is not None:
        scope = names.together(kind, rule.join.with_)
    names.give(rule, scope, ())
    return scope


def _of_join(rule: Rule, kind: str, names: Names) -> Iterator[_Text]:
    """List the texts that are about two records, or one and all its others."""
    join = rule.join
    if join is None:
        return
    if isinstance(join.when, dict):
        for other, text in join.when.items():
            put = _putting(rule, join, other)
            yield _Text(f"join.when.{other}", text, names.scope(kind, KINDS[other]), put)
    elif join.when is not None:
        scope = names.scope(kind, KINDS[join.with_[0]])
        yield _Text("join.when", join.when, scope, _putting(rule, join, "when"))
    if join.having is not None:
        scope = _scope(rule, kind, names)
        yield _Text("join.having", join.having, scope, _putting(rule, join, "having"))


def _putting(rule: Rule, join: Join, where: str) -> Callable[[str], Rule]:
    """Put a text into a join: as its ``when`` or ``having``, or for one kind of other record."""

    def put(text: str) -> Rule:
        if isinstance(join.when, dict) and where in join.when:
            changed = {"when": {**join.when, where: text}}
            return rule.model_copy(update={"join": join.model_copy(update=changed)})
        return rule.model_copy(update={"join": join.model_copy(update={where: text})})

    return put


def _of_keys(rule: Rule) -> Iterator[Mutant]:
    """Leave out each key, each kind of unit that is not meant, and turn round what is expected."""
    for key in rule.group_by if len(rule.group_by) > 1 else ():
        kept = tuple(name for name in rule.group_by if name != key)
        yield Mutant(f"group_by: {key} →", rule.model_copy(update={"group_by": kept}))
    for unit_kind in rule.cannot_bind:
        bound = tuple(one for one in rule.cannot_bind if one != unit_kind)
        changed_rule = rule.model_copy(update={"cannot_bind": bound})
        yield Mutant(f"cannot_bind: {unit_kind} →", changed_rule)
    join = rule.join
    if join is None:
        return
    for key in join.match if len(join.match) > 1 else ():
        match = {own: theirs for own, theirs in join.match.items() if own != key}
        changed = join.model_copy(update={"match": match})
        yield Mutant(f"match: {key} →", rule.model_copy(update={"join": changed}))
    for kind in join.needs:
        needs = tuple(one for one in join.needs if one != kind)
        changed = join.model_copy(update={"needs": needs})
        yield Mutant(f"needs: {kind} →", rule.model_copy(update={"join": changed}))
    for kind in join.one_sort:
        rest = tuple(one for one in join.one_sort if one != kind)
        changed = join.model_copy(update={"one_sort": rest})
        yield Mutant(f"one_sort: {kind} →", rule.model_copy(update={"join": changed}))
    if join.having is None:
        other = "some" if join.expect == "none" else "none"
        changed = join.model_copy(update={"expect": other})
        name = f"expect: {join.expect} → {other}"
        yield Mutant(name, rule.model_copy(update={"join": changed}))
