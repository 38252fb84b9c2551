"""From what a rule asks of several records to what can be run."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition import generate
from qinjian.engine.condition.check import compile_truth
from qinjian.engine.condition.expression import OTHER
from qinjian.engine.condition.scope import Scope
from qinjian.engine.condition.types import TRUTH
from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.rulebook.names import Names
from qinjian.engine.rulebook.parts import GroupPart, PairPart
from qinjian.engine.wording.text import did_you_mean
from qinjian.engine.yaml.document import Path
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.rule import Join, Rule

_KEYS = ("text", "enum", "date", "number", "truth")


@dataclass(frozen=True)
class _Together:
    """What a rule asks of all other records of a record, if it does."""

    having: ex.Expression | None = None
    given: dict[str, ex.Expression] = field(default_factory=dict)
    at_issue: ex.Expression | None = None

    def fields(self) -> set[str]:
        """Name the fields that it reads, of either side."""
        roots = [*filter(None, (self.having, self.at_issue)), *self.given.values()]
        return {name for root in roots for name in ex.fields_read(root)}


@dataclass(frozen=True)
class AcrossCompiler:
    """Compiles groups and pairs of the rules of one file."""

    names: Names

    def group(self, rule: Rule, kinds: Sequence[str], path: Path) -> GroupPart:
        """Compile the condition of a group; it has to hold for each kind of its members.

        Raises:
            RuleFileError: a key or a field is not there in some kind, or anything that the
                language does not have.
        """
        found = [self._group_on(rule, kind, path) for kind in kinds]
        return found[0]

    def _group_on(self, rule: Rule, kind: str, path: Path) -> GroupPart:
        scope = self.names.scope(kind)
        for place, key in enumerate(rule.group_by):
            self._check_key(scope, key, (*path, "group_by", place))
        scope.group_by = rule.group_by
        self.names.give(rule, scope, path)
        origin = self.names.origin((*path, "having"))
        having = compile_truth(str(rule.having), scope, origin)
        at_issue = self.names.at_issue(rule, scope, path)
        return GroupPart(rule.group_by, having, dict(scope.given), at_issue)

    def pairs(
        self, rule: Rule, kinds: Sequence[str], others: Sequence[str], path: Path
    ) -> PairPart:
        """Compile the conditions of pairs.

        Raises:
            RuleFileError: as ``group``; also for a key whose two fields cannot be equal.
        """
        assert rule.join is not None  # noqa: S101 - the caller has looked
        conditions = {}
        fields: set[str] = set()
        for kind in kinds:
            for other in others:
                root = self._condition(rule.join, kind, other, path)
                conditions[kind, other] = generate(root)
                fields |= set(ex.fields_read(root))
        self._check_kinds(rule.join, others, path)
        together = _Together()
        for kind in kinds:
            together = self._together(rule, kind, others, path)
        fields |= together.fields()
        prefix = f"{OTHER}."
        keys, other_keys = tuple(rule.join.match), tuple(rule.join.match.values())
        own = {name for name in fields if not name.startswith(prefix)}
        own |= set(keys) if rule.join.half_of else set()
        theirs = {name.removeprefix(prefix) for name in fields if name.startswith(prefix)}
        return PairPart(
            keys, other_keys, conditions, rule.join.expect == "some",
            frozenset(own), frozenset(theirs), _narrowed([one.root for one in conditions.values()]),
            together.having, together.given, together.at_issue,
            tuple(place for place, key in enumerate(keys) if key in rule.join.half_of),
            rule.join.needs, frozenset(rule.join.one_sort),
        )  # fmt: skip

    def _check_kinds(self, join: Join, others: Sequence[str], path: Path) -> None:
        """Refuse a condition for a kind that is none of the other records."""
        named = [("when", kind) for kind in (join.when if isinstance(join.when, dict) else ())]
        for key, kind in (
            *named,
            *(("needs", kind) for kind in join.needs),
            *(("one_sort", kind) for kind in join.one_sort),
        ):
            if kind not in others:
                values = {"kind": kind, "known": ", ".join(others)}
                place = (*path, "join", key, *([kind] if key == "when" else []))
                raise RuleFileError(
                    self.names.document.problem("kind_unknown_rule", place, **values)
                )

    def _together(self, rule: Rule, kind: str, others: Sequence[str], path: Path) -> _Together:
        """Compile what is asked of all other records of a record at once."""
        if rule.join is None or rule.join.having is None:
            return _Together()
        scope = self.names.together(kind, others)
        self.names.give(rule, scope, path)
        origin = self.names.origin((*path, "join", "having"))
        having = compile_truth(rule.join.having, scope, origin)
        return _Together(having, dict(scope.given), self.names.at_issue(rule, scope, path))

    def _condition(self, join: Join, kind: str, other: str, path: Path) -> ex.Expression:
        here, there = self.names.scope(kind), self.names.scope(other)
        for key, theirs in join.match.items():
            place = (*path, "join", "match", key)
            self._check_key(here, key, place)
            self._check_key(there, theirs, place)
            if here.fields[key].name != there.fields[theirs].name:
                raise RuleFileError(
                    self.names.document.problem(
                        "type_compare", place, left=here.fields[key], right=there.fields[theirs]
                    )
                )
        place = (*path, "join", "when")
        text = join.when
        if isinstance(text, dict):
            text, place = text.get(other), (*place, other)
        if text is None:
            return ex.Literal(TRUTH, 0, value=True)
        both = self.names.scope(kind, KINDS[other])
        return compile_truth(text, both, self.names.origin(place))

    def _check_key(self, scope: Scope, key: str, path: Path) -> None:
        if key not in scope.fields:
            values = {"name": key, "close": did_you_mean(key, scope.names)}
            raise RuleFileError(self.names.document.problem("name_unknown", path, **values))
        if scope.fields[key].name not in _KEYS:
            found = scope.fields[key]
            raise RuleFileError(
                self.names.document.problem("type_key", path, name=key, found=found)
            )


def _narrowed(roots: Sequence[ex.Expression]) -> tuple[str, str] | None:
    """Find the two fields of which all conditions ask that one follows the other."""
    found = {next(map(_followed, _conjuncts(root)), None) for root in roots}
    return found.pop() if len(found) == 1 else None


def _conjuncts(root: ex.Expression) -> list[ex.Expression]:
    """List the parts of a condition of which each has to be true; first those that follow."""
    parts = list(root.operands) if isinstance(root, ex.And) else [root]
    return sorted(parts, key=lambda part: _followed(part) is None)


def _followed(part: ex.Expression) -> tuple[str, str] | None:
    """Return the field and the other record's field that follow each other, in either order."""
    prefix = f"{OTHER}."
    fields = set()
    for one in part.operands if isinstance(part, ex.Or) else (part,):
        if not isinstance(one, ex.Relation) or one.function != "follows":
            return None
        pair = sorted((one.first.name, one.second.name), key=lambda name: name.startswith(prefix))
        fields.add((pair[0], pair[1].removeprefix(prefix)))
        if pair[0].startswith(prefix) or not pair[1].startswith(prefix):
            return None
    return fields.pop() if len(fields) == 1 else None
