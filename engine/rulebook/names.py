"""What the conditions of one rule file can name, and where in the file they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.check import compile_number
from qinjian.engine.condition.expression import OTHER
from qinjian.engine.condition.parse import Origin
from qinjian.engine.condition.scope import Scope
from qinjian.engine.messages.problems import RuleFileError
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.yaml.document import Document, Path
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Record
from qinjian.schemas.rule import Rule


@dataclass(frozen=True)
class Names:
    """The standards and word lists that a rule file can use."""

    document: Document
    tables: Mapping[str, Table]
    lexicons: frozenset[str]
    subjects: frozenset[str] = frozenset()

    def scope(self, kind: str, other: type[Record] | None = None) -> Scope:
        """Make the scope of a record kind, in a pair also of the ``other`` record."""
        types = {name: table.type for name, table in self.tables.items()}
        return Scope(KINDS[kind], types, self.lexicons, self.subjects, other=other)

    def together(self, kind: str, others: Sequence[str]) -> Scope:
        """Make the scope of a record beside all records of other kinds that belong to it."""
        scope = self.scope(kind, KINDS[others[0]])
        for other in others[1:]:
            scope.fields |= self.scope(kind, KINDS[other]).fields
        scope.group_by = tuple(n for n in scope.fields if not n.startswith(f"{OTHER}."))
        return scope

    def origin(self, path: Path) -> Origin:
        """Tell where the text at a path stands."""
        mark = self.document.marks.get(path)
        if mark is None:
            return Origin(self.document.file)
        return Origin(self.document.file, mark.line, mark.column, mark.inline)

    def give(self, rule: Rule, scope: Scope, path: Path) -> None:
        """Compile the given numbers of a rule, each of which may use those before it.

        Raises:
            RuleFileError: the name of a field, or anything that the language does not have.
        """
        for name, text in rule.given.items():
            place = (*path, "given", name)
            if name in scope.fields:
                raise RuleFileError(self.document.problem("given_name", place, name=name))
            scope.given[name] = compile_number(text, scope, self.origin(place))

    def at_issue(self, rule: Rule, scope: Scope, path: Path) -> ex.Expression | None:
        """Compile the yuan at issue, if the rule states them.

        Raises:
            RuleFileError: not a number of yuan.
        """
        if rule.at_issue is None:
            return None
        place = (*path, "at_issue")
        amount = compile_number(rule.at_issue, scope, self.origin(place))
        if amount.type.unit != (("yuan", 1),):
            wanted = next(t for t in scope.fields.values() if t.is_money)
            values = {"expected": wanted, "found": amount.type}
            raise RuleFileError(self.document.problem("type_expected", place, **values))
        return amount
