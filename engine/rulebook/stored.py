"""The rulebook from its compiled form, which ``rulebook.compile`` writes.

Laws and what rules ask and say are read at once; conditions, cases, tables and word lists when they
are needed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from qinjian.engine.compiled.late import LateMapping, LateSequence
from qinjian.engine.compiled.stored import Stored
from qinjian.engine.condition import Program
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.stored import trees_of, types_of
from qinjian.engine.messages.problems import Position
from qinjian.engine.rulebook.book import Declared, Rulebook
from qinjian.engine.rulebook.kept_statements import KeptStatements
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.mentions import SHARED_IDS, Shared, WordList
from qinjian.engine.rulebook.overlays import lay_over
from qinjian.engine.rulebook.parts import CompiledRule, GroupPart, PairPart, RuleOnKind, Statement
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.rulebook.statements import STATEMENTS, unpacked_statements
from qinjian.engine.rulebook.word_lists import Starts, WordLists
from qinjian.engine.texts.beginnings import Beginnings
from qinjian.engine.yaml.document import Document, Mark, Path
from qinjian.schemas.record import UnitKind
from qinjian.schemas.regulation import Model, Regulation, RegulationText
from qinjian.schemas.rule import Disposition, Rule, Ruling
from qinjian.schemas.standard import Lexicon, Standard

RULINGS = TypeAdapter(list[Ruling])


class LawPart(Model):
    """A regulation and its text, as they are kept together."""

    regulation: Regulation
    text: RegulationText


class OverlayPart(Model):
    """A table that lies over another, and where it stands."""

    standard: Standard
    file: str | None
    line: int | None
    column: int | None


class TablePart(Model):
    """A table with what lies over it."""

    standard: Standard
    overlays: tuple[OverlayPart, ...] = ()


class DeclaredPart(Model):
    """A disposition, the id of its law, and where it stands."""

    disposition: Disposition
    law: str
    file: str | None
    line: int | None
    column: int | None


DECLARED = TypeAdapter(list[DeclaredPart])


def rulebook_of(stored: Stored) -> Rulebook:
    """Read a rulebook."""
    return _Reader(stored).book()


class _Reader:
    """Reads the parts of one file."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._head: Mapping[str, Any] = stored.data("book")
        self._types = types_of(self._head["types"])
        self._laws = {name: self._law(name) for name in self._head["laws"]}
        self._bound = cache(self._law_of)

    def book(self) -> Rulebook:
        """Read the rulebook."""
        stored, head = self._stored, self._head
        shared = Shared(*map(self._lexicon, SHARED_IDS))
        lists = LateMapping(head["lexicons"], lambda name: WordList(self._lexicon(name), shared))
        rulings = RULINGS.validate_json(stored.text("rulings"))
        rules = [self._rule(one, *said) for one, said in zip(rulings, head["rules"], strict=True)]
        return Rulebook(
            self._laws,
            rules,
            LateSequence(self._declared),
            LateMapping(head["tables"], self._table),
            WordLists(lists, _starts(stored.data("starts"))),
            head["case_facts"],
            {name: _position(place) for name, place in head["places"].items()},
            shared,
            head["digest"],
            KeptStatements(rules, self._statements if STATEMENTS in stored else None),
            stored,
        )

    def _law(self, name: str) -> Law:
        part = LawPart.model_validate_json(self._stored.text(f"law/{name}"))
        return Law(part.regulation, part.text)

    def _law_of(self, name: str, cannot_bind: tuple[UnitKind, ...]) -> Law:
        """Return a law as it binds for rules; most of its rules share one."""
        return replace(self._laws[name], cannot_bind=cannot_bind)

    def _lexicon(self, name: str) -> Lexicon:
        return Lexicon.model_validate_json(self._stored.text(f"lexicon/{name}"))

    def _table(self, name: str) -> Table:
        part = TablePart.model_validate_json(self._stored.text(f"table/{name}"))
        table = Table.of(part.standard)
        for one in part.overlays:
            marks: dict[Path, Mark] = {("id",): Mark(one.line or 1, one.column or 1)}
            table = lay_over(Document(one.file or "", None, marks), table, one.standard)
        return table

    def _declared(self) -> Iterator[Declared]:
        for part in DECLARED.validate_json(self._stored.text("dispositions")):
            at = Position(file=part.file, line=part.line, column=part.column)
            yield Declared(part.disposition, self._laws[part.law], at)

    def _statements(self) -> Mapping[str, Statement]:
        """Read what the package brings; somebody's own rules have none."""
        return unpacked_statements(self._stored.data(STATEMENTS))

    def _rule(
        self, rule: Ruling, at: Sequence[Any], kinds: Mapping[str, Sequence[Any]], across: Any
    ) -> CompiledRule:
        cites = tuple((one, self._laws[one.regulation]) for one in rule.authorities)
        return CompiledRule(
            rule,
            self._bound(rule.authorities[0].regulation, rule.cannot_bind),
            cites,
            LateMapping(kinds, lambda kind: self._on_kind(rule.id, kind, kinds[kind])),
            _position(at),
            None if across is None else self._across(rule.id, **across),
            lambda: Rule.model_validate_json(self._stored.text(f"rule/{rule.id}")),
        )

    def _trees(self, name: str) -> "_Trees":
        return _Trees(lambda: trees_of(self._stored.data(f"trees/{name}"), self._types))

    def _on_kind(self, rule: str, kind: str, said: Sequence[Any]) -> RuleOnKind:
        condition, narrowed, given, at_issue, fields, on_forms, on_forbidden_things, certain = said
        trees = self._trees(f"{rule}/{kind}")
        return RuleOnKind(
            kind,
            trees.program(condition),
            narrowed,
            {name: trees.program(number) for name, number in given.items()},
            None if at_issue is None else trees.program(at_issue),
            tuple(fields),
            on_forms,
            on_forbidden_things,
            None if certain is None else trees.program(certain),
        )

    def _across(self, rule: str, **said: Any) -> GroupPart | PairPart:
        trees = self._trees(rule)
        having, at_issue = trees.node(said["having"]), trees.node(said["at_issue"])
        given = LateMapping(said["given"], lambda name: trees.there(said["given"][name]))
        if "conditions" not in said:
            assert having is not None  # noqa: S101 - a group is judged by it
            return GroupPart(tuple(said["keys"]), having, given, at_issue)
        conditions = {(one, other): number for one, other, number in said["conditions"]}
        narrowed = said["narrowed"]
        return PairPart(
            tuple(said["keys"]),
            tuple(said["other_keys"]),
            LateMapping(conditions, lambda kinds: trees.program(conditions[kinds])),
            said["expected"],
            frozenset(said["fields"]),
            frozenset(said["other_fields"]),
            None if narrowed is None else (narrowed[0], narrowed[1]),
            having,
            given,
            at_issue,
            tuple(said["half_of"]),
            tuple(said["needs"]),
            frozenset(said["one_sort"]),
        )


class _Trees:
    """Expressions of one rule, read when one of them is needed."""

    def __init__(self, read: Callable[[], Sequence[ex.Expression]]) -> None:
        self._read = cache(read)

    def there(self, number: int) -> ex.Expression:
        return self._read()[number]

    def node(self, number: int | None) -> ex.Expression | None:
        return None if number is None else self.there(number)

    def program(self, number: int) -> Program:
        return Program(lambda: self.there(number))


def _starts(data: Mapping[str, Mapping[str, Sequence[str]]]) -> Starts:
    """Read words by how they begin: each stands behind the name of its list."""
    return Beginnings(LateMapping(data, lambda first: _in_pairs(data[first])))


def _in_pairs(data: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    return {start: list(zip(one[::2], one[1::2], strict=True)) for start, one in data.items()}


def _position(place: Sequence[Any]) -> Position:
    file, line, column = place
    return Position(file=file, line=line, column=column)
