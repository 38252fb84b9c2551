"""From a rule as it is written to one that can be run."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from string import Formatter

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition import generate
from qinjian.engine.condition.check import compile_truth
from qinjian.engine.condition.scope import Scope
from qinjian.engine.condition.types import TRUTH
from qinjian.engine.messages.problems import Problem, QinjianError, RuleFileError
from qinjian.engine.rulebook.across import AcrossCompiler
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.names import Names
from qinjian.engine.rulebook.parts import WORDS, CompiledRule, GroupPart, PairPart, RuleOnKind
from qinjian.engine.rulebook.strength import (
    fires_on_forms,
    on_forbidden_things,
    rests_on_words,
    spans_on_forms,
)
from qinjian.engine.wording.text import did_you_mean
from qinjian.engine.yaml.document import Document, Path
from qinjian.schemas.kinds import KINDS, SPENDING_KINDS
from qinjian.schemas.record import fields_of
from qinjian.schemas.rule import Authority, Cite, Level, Rule


def misquoted(law: Law, cite: Cite, document: Document, path: Path) -> list[Problem]:
    """List what is wrong with a citation: there is no such clause, or it says something else."""
    try:
        law.span(cite)
    except QinjianError as error:
        place = (*path, "quote") if cite.quote is not None else path
        return [document.problem(found.code, place, **found.values) for found in error.problems]
    return []


@dataclass
class RuleCompiler:
    """Compiles the rules of one file, collecting what is wrong with them.

    Of a regulation among ``broken`` the files have faults of their own, which are told there.
    """

    laws: Mapping[str, Law]
    names: Names
    broken: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    @property
    def document(self) -> Document:
        """The rule file."""
        return self.names.document

    def rule(self, rule: Rule, path: Path) -> CompiledRule | None:
        """Compile a rule; None if it has a fault."""
        before = len(self.problems)
        self._excepted_kinds(rule, (*path, "unless"))
        cites = [
            self._authority(authority, (*path, "authorities"), index)
            for index, authority in enumerate(rule.authorities)
        ]
        kinds: dict[str, RuleOnKind] = {}
        across = None
        try:
            for kind in self._kinds(rule.for_, (*path, "for")):
                with self._collected():
                    kinds[kind] = self._on_kind(rule, kind, path)
            if rule.across and kinds:
                across = self._across(rule, list(kinds), path)
                kinds = {
                    kind: replace(one, on_forms=one.on_forms and spans_on_forms(across, kind))
                    for kind, one in kinds.items()
                }
        except RuleFileError as error:
            self._keep(error)
        if len(self.problems) > before or None in cites:
            return None
        known = tuple(cite for cite in cites if cite is not None)
        at = self.document.position((*path, "id"))
        law = replace(known[0][1], cannot_bind=rule.cannot_bind)
        return CompiledRule(rule, law, known, kinds, at, across)

    def _excepted_kinds(self, rule: Rule, path: Path) -> None:
        """Refuse an exception for a kind that the rule does not look at."""
        named = set(rule.unless) if isinstance(rule.unless, dict) else set()
        known = SPENDING_KINDS if rule.for_ == ("any",) else rule.for_
        for kind in sorted(named - set(known)):
            values = {"kind": kind, "known": ", ".join(known)}
            self.problems.append(
                self.document.problem("kind_unknown_rule", (*path, kind), **values)
            )

    def _keep(self, error: RuleFileError) -> None:
        self.problems += [p for p in error.problems if p not in self.problems]

    @contextmanager
    def _collected(self) -> Iterator[None]:
        """Keep the faults of one kind, so that those of the others are found too."""
        try:
            yield
        except RuleFileError as error:
            self._keep(error)

    def _across(self, rule: Rule, kinds: Sequence[str], path: Path) -> GroupPart | PairPart:
        """Compile what a rule asks of several records."""
        compiler = AcrossCompiler(self.names)
        if rule.join is None:
            return compiler.group(rule, kinds, path)
        others = self._kinds(rule.join.with_, (*path, "join", "with"))
        return compiler.pairs(rule, kinds, others, path)

    def _authority(self, authority: Authority, path: Path, index: int) -> tuple[Cite, Law] | None:
        """Check that a clause says what is quoted from it; None if not."""
        if (*path, index) in self.document.marks:
            path = (*path, index)
        law = self.laws.get(authority.regulation)
        if law is None and authority.regulation in self.broken:
            return None
        if law is None:
            values = {"id": authority.regulation, "known": ", ".join(self.laws)}
            self.problems.append(
                self.document.problem("regulation_unknown", (*path, "regulation"), **values)
            )
            return None
        faults = misquoted(law, authority, self.document, path)
        self.problems += faults
        return None if faults else (authority, law)

    def _kinds(self, wanted: tuple[str, ...], path: Path) -> list[str]:
        names = list(SPENDING_KINDS) if wanted == ("any",) else list(wanted)
        for name in names:
            if name not in KINDS:
                values = {"kind": name, "known": ", ".join(["any", *KINDS])}
                self.problems.append(self.document.problem("kind_unknown_rule", path, **values))
        return [name for name in names if name in KINDS]

    def _on_kind(self, rule: Rule, kind: str, path: Path) -> RuleOnKind:
        scope = self.names.scope(kind)
        if rule.across:  # its numbers are those of several records
            return self._member(rule, scope, kind, path)
        self.names.give(rule, scope, path)
        when = compile_truth(str(rule.when), scope, self.names.origin((*path, "when")))
        where = self._where(rule, scope, path)
        asked = self._unless(rule, kind, scope, path, when)
        at_issue = self.names.at_issue(rule, scope, path)
        if rule.level is Level.BREACH and rests_on_words(when):
            raise RuleFileError(self.document.problem("level_words", (*path, "level")))
        certain = self._certain(rule, scope, path)
        named = self._names_in_words(rule, scope, path)
        condition = asked if where is None else ex.And(TRUTH, 0, (where, asked))
        roots = [condition, *scope.given.values(), *filter(None, (at_issue, certain))]
        fields = [name for root in roots for name in ex.fields_read(root)]
        return RuleOnKind(
            kind,
            generate(condition),
            where is not None,
            {name: generate(root) for name, root in scope.given.items()},
            generate(at_issue) if at_issue else None,
            tuple(dict.fromkeys([*fields, *named])),
            fires_on_forms(condition, {item.name: item for item in fields_of(KINDS[kind])}),
            on_forbidden_things(when),
            generate(certain) if certain else None,
        )

    def _where(self, rule: Rule, scope: Scope, path: Path) -> ex.Expression | None:
        return self._truth(rule.where, scope, (*path, "where"))

    def _certain(self, rule: Rule, scope: Scope, path: Path) -> ex.Expression | None:
        return self._truth(rule.certain, scope, (*path, "certain"))

    def _truth(self, text: str | None, scope: Scope, path: Path) -> ex.Expression | None:
        return None if text is None else compile_truth(text, scope, self.names.origin(path))

    def _unless(
        self, rule: Rule, kind: str, scope: Scope, path: Path, asked: ex.Expression
    ) -> ex.Expression:
        """Add what the clause excepts to what is asked."""
        text = rule.excepts(kind)
        if text is None:
            return asked
        place = (*path, "unless", kind) if isinstance(rule.unless, dict) else (*path, "unless")
        exception = _excepted(compile_truth(text, scope, self.names.origin(place)))
        return ex.And(TRUTH, 0, (asked, ex.Not(TRUTH, 0, exception)))

    def _member(self, rule: Rule, scope: Scope, kind: str, path: Path) -> RuleOnKind:
        """Compile which records of a kind a rule across records looks at."""
        where = self._where(rule, scope, path) or ex.Literal(TRUTH, 0, value=True)
        where = self._unless(rule, kind, scope, path, where)
        named = self._names_in_words(rule, scope, path)
        keys = rule.group_by or tuple(rule.join.match if rule.join else ())
        about = {item.name: item for item in fields_of(KINDS[kind])}
        on_forms = fires_on_forms(where, about) and all(
            about[key].evidence == "form" for key in keys if key in about
        )
        fields = tuple(dict.fromkeys([*keys, *ex.fields_read(where), *named]))
        return RuleOnKind(
            kind, generate(where), narrowed=False, given={}, at_issue=None, fields=fields,
            on_forms=on_forms,
        )  # fmt: skip

    def _names_in_words(self, rule: Rule, scope: Scope, path: Path) -> list[str]:
        """List the fields that the rule's words name, refusing what is not known."""
        found = []
        for language, text in (("zh", rule.says.zh), ("en", rule.says.en)):
            place = (*path, "says", language)
            try:
                names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
            except ValueError as error:
                values = {"value": text, "reason": str(error)}
                raise RuleFileError(self.document.problem("value_wrong", place, **values)) from None
            for name in names:
                if name not in (*scope.names, *rule.given, WORDS):
                    values = {"name": name, "close": did_you_mean(name, scope.names)}
                    raise RuleFileError(self.document.problem("says_name", place, **values))
            found += [name for name in names if name in scope.fields]
        return found


def _excepted(condition: ex.Expression) -> ex.Expression:
    """Make an exception of a checked condition; documents are never taken for granted.

    Of alternatives each is an exception of its own: what one asks for leaves no other open.
    """
    if isinstance(condition, ex.Or):
        return replace(condition, operands=tuple(map(_excepted, condition.operands)))
    asks_documents = any(isinstance(node, ex.Attached) for node in ex.walk(condition))
    fields = () if asks_documents else tuple(ex.fields_read(condition))
    return ex.Excepted(condition.type, condition.at, condition, fields)
