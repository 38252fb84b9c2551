"""The functions of the language, and the names that a condition can use."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace

from sqlglot import exp

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition import parse
from qinjian.engine.condition.parse import Origin, place
from qinjian.engine.condition.relations import OF_ONE_TEXT, RELATIONS
from qinjian.engine.condition.scope import Scope
from qinjian.engine.condition.types import DATE, DIGITS, TRUTH, Type, number
from qinjian.engine.messages.problems import Term
from qinjian.engine.wording.text import did_you_mean, normalised
from qinjian.schemas.kinds.person import Person
from qinjian.schemas.record import Document
from qinjian.schemas.roles import ROLES, Role

FUNCTIONS = (
    "attached", "blank", "days_between", "dearer_dish", "follows", "holds", "includes", "mentions",
    "month_of", "more_countries", "no_purpose", "one_class", "one_thing", "one_trip",
    "one_unit", "refund", "same_ending", "says", "standard",
)  # fmt: skip

_ARGUMENTS = {
    "blank": 1, "attached": 1, "mentions": 2, "holds": 2, "says": 2, "refund": 0,
    "days_between": 2, "month_of": 1, **dict.fromkeys(RELATIONS, 2),
    **dict.fromkeys(OF_ONE_TEXT, 1),
}  # fmt: skip
_MONTHS = 12
_OF_OTHER = 2
"""The arguments of ``attached`` where it asks of the other record of a pair."""

MOST_MEMBERS = 10**9
"""Records of one group at most: no sum of figures of that many can pass the digits there are."""

_DOCUMENT = Term("单据", "a document")
_ROLE = Term("角色", "a role")
_SUBJECT = Term("主题", "a subject")
_WORD = Term("取值", "a value")
_LEXICON = Term("词表", "a word list")
_STANDARD = Term("标准", "a standard")


class Calls(ABC):
    """Checks the calls of functions; the rest of the language is in the subclass."""

    def __init__(self, scope: Scope, origin: Origin) -> None:
        self._scope = scope
        self._origin = origin
        self._level = 0

    def fail(self, at: int, code: str, **values: object) -> Exception:
        """Make the error for a fault at an offset of the condition."""
        return parse.fail(self._origin, at, code, **values)

    @abstractmethod
    def any(self, node: exp.Expr) -> ex.Expression:
        """Check a part of any type."""

    @abstractmethod
    def name(self, node: exp.Column) -> ex.Expression:
        """Look up a field or a given quantity."""

    @abstractmethod
    def literal_as(self, literal: ex.Literal, other: ex.Expression) -> ex.Literal:
        """Read a quoted word as the date or option that ``other`` asks for."""

    def call(self, node: exp.Anonymous) -> ex.Expression:
        """Check the call of a function."""
        name, arguments = str(node.this).lower(), node.expressions
        if name not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            raise self.fail(place(node), "function_unknown", name=node.this, known=known)
        wanted = _ARGUMENTS.get(name)
        of_other = name == "attached" and len(arguments) == _OF_OTHER and self._scope.other
        if wanted is not None and len(arguments) != wanted and not of_other:
            self._wrong_count(node, name, wanted)
        at = place(node)
        calls: dict[str, Callable[[exp.Anonymous], ex.Expression]] = {
            "blank": self._blank,
            "attached": self._attached,
            "mentions": self._mentions,
            "holds": self._holds,
            "refund": lambda _: ex.Refund(TRUTH, at),
            "says": self._says,
            "days_between": self._days_between,
            "month_of": lambda call: ex.MonthOf(
                number((), 0, _MONTHS), at, self._day(call.expressions[0])
            ),
            **dict.fromkeys(RELATIONS, lambda call: self._relation(call, name)),
            "standard": self._standard,
        }
        return calls[name](node)

    def _wrong_count(self, node: exp.Anonymous, name: str, wanted: int) -> None:
        found = len(node.expressions)
        raise self.fail(place(node), "argument_count", name=name, expected=wanted, found=found)

    def _field_argument(self, node: exp.Anonymous, index: int) -> str:
        argument = node.expressions[index]
        found = self.name(argument) if isinstance(argument, exp.Column) else None
        if not isinstance(found, ex.FieldValue) or argument.name in self._scope.given:
            name = str(node.this)
            raise self.fail(place(argument), "argument_field", name=name, number=index + 1)
        return found.name

    def _word_argument(self, node: exp.Anonymous, index: int) -> str:
        argument = node.expressions[index]
        if not isinstance(argument, exp.Literal) or not argument.is_string:
            name = str(node.this)
            raise self.fail(place(argument), "argument_word", name=name, number=index + 1)
        return str(argument.this)

    def _attached(self, node: exp.Anonymous) -> ex.Expression:
        word = self._word_argument(node, 0)
        kind, prefix = self._scope.kind, ""
        if len(node.expressions) == _OF_OTHER and self._scope.other is not None:
            whose = node.expressions[1]
            if not isinstance(whose, exp.Column) or whose.sql() != ex.OTHER:
                raise self.fail(place(whose), "argument_other", found=whose.sql())
            kind, prefix = self._scope.other, f"{ex.OTHER}."
        known = [item.value for item in Document]
        if word not in known or f"{prefix}documents" not in self._scope.fields:
            close = did_you_mean(word, known)
            at = place(node.expressions[0])
            raise self.fail(at, "reference_unknown", what=_DOCUMENT, name=word, close=close)
        witnesses = tuple(f"{prefix}{name}" for name in kind.witnesses.get(Document(word), ()))
        return ex.Attached(TRUTH, place(node), word, prefix, witnesses)

    def _says(self, node: exp.Anonymous) -> ex.Expression:
        role, subject = self._role(node), self._word_argument(node, 1)
        if subject not in self._scope.subjects:
            at, close = place(node.expressions[1]), did_you_mean(subject, self._scope.subjects)
            raise self.fail(at, "reference_unknown", what=_SUBJECT, name=subject, close=close)
        fields = self._scope.kind.in_role(role)
        return ex.Says(TRUTH, place(node), role, subject, fields)

    def _holds(self, node: exp.Anonymous) -> ex.Expression:
        name, word = self._field_argument(node, 0), self._word_argument(node, 1)
        found = self._scope.fields[name]
        if found.name != "list":
            at = place(node.expressions[0])
            raise self.fail(at, "type_expected", expected=Type("list"), found=found)
        if word not in found.options:
            at, close = place(node.expressions[1]), did_you_mean(word, found.options)
            raise self.fail(at, "reference_unknown", what=_WORD, name=word, close=close)
        return ex.Holds(TRUTH, place(node), name, word)

    def _relation(self, node: exp.Anonymous, name: str) -> ex.Expression:
        fields: list[ex.FieldValue] = []
        for number_, argument in enumerate(node.expressions, start=1):
            found = self.any(argument)
            at = place(argument)
            if not isinstance(found, ex.FieldValue):
                raise self.fail(at, "argument_field", name=name, number=number_)
            if found.type.name != "text":
                raise self.fail(at, "type_expected", expected=Type("text"), found=found.type)
            fields.append(found)
        return ex.Relation(TRUTH, place(node), name, fields[0], fields[-1])

    def _role(self, node: exp.Anonymous) -> Role:
        """Return the role that the first argument names."""
        word = self._word_argument(node, 0)
        role = next((role for role in ROLES if role == word), None)
        if role is None:
            at, close = place(node.expressions[0]), ", ".join(ROLES)
            raise self.fail(at, "reference_unknown", what=_ROLE, name=word, close=close)
        return role

    def _mentions(self, node: exp.Anonymous) -> ex.Expression:
        if _is_text(node.expressions[0]):
            role, lexicon = self._role(node), self._lexicon(node)
            fields = self._scope.kind.in_role(role)
            return ex.MentionsInRole(TRUTH, place(node), role, lexicon, fields)
        name = self._field_argument(node, 0)
        if self._scope.fields[name].name != "text":
            at = place(node.expressions[0])
            found = self._scope.fields[name]
            raise self.fail(at, "type_expected", expected=Type("text"), found=found)
        return ex.Mentions(TRUTH, place(node), name, self._lexicon(node))

    def _blank(self, node: exp.Anonymous) -> ex.Expression:
        if _is_text(node.expressions[0]):
            role = self._role(node)
            return ex.BlankInRole(TRUTH, place(node), role, self._scope.kind.in_role(role))
        return ex.Blank(TRUTH, place(node), self._field_argument(node, 0))

    def _lexicon(self, node: exp.Anonymous) -> str:
        """Return the word list that the second argument names."""
        lexicon = self._word_argument(node, 1)
        if lexicon not in self._scope.lexicons:
            close = did_you_mean(lexicon, self._scope.lexicons)
            at = place(node.expressions[1])
            raise self.fail(at, "reference_unknown", what=_LEXICON, name=lexicon, close=close)
        return lexicon

    def _days_between(self, node: exp.Anonymous) -> ex.Expression:
        first, last = map(self._day, node.expressions)
        return ex.DaysBetween(number((("day", 1),), 0, 10**7), place(node), first, last)

    def _day(self, argument: exp.Expr) -> ex.Expression:
        day = self.any(argument)
        if day.type.name != "date":
            raise self.fail(day.at, "type_expected", expected=DATE, found=day.type)
        return day

    def _standard(self, node: exp.Anonymous) -> ex.Expression:
        if not node.expressions:
            self._wrong_count(node, "standard", 1)
        table = self._word_argument(node, 0)
        if table not in self._scope.standards:
            close = did_you_mean(table, self._scope.standards)
            at = place(node.expressions[0])
            raise self.fail(at, "reference_unknown", what=_STANDARD, name=table, close=close)
        wanted = self._scope.standards[table]
        if len(node.expressions) != len(wanted.keys) + 1:
            self._wrong_count(node, "standard", len(wanted.keys) + 1)
        keys = []
        for argument, key_type in zip(node.expressions[1:], wanted.keys, strict=True):
            keys.append(self._key(self.any(argument), key_type, table))
        return ex.StandardValue(wanted.cell, place(node), table, tuple(keys))

    def _key(self, key: ex.Expression, wanted: Type, table: str) -> ex.Expression:
        if isinstance(key, ex.Literal) and wanted.name == "enum":
            name = ex.FieldValue(wanted, key.at, table)
            literal = self.literal_as(key, name)
            key = replace(literal, value=normalised(str(literal.value)))
        fits = key.type.name == wanted.name or (key.type.name, wanted.name) == ("text", "enum")
        if not fits or (wanted.name == "number" and key.type.unit not in (None, wanted.unit)):
            raise self.fail(key.at, "type_expected", expected=wanted, found=key.type)
        return key

    def aggregate(self, node: exp.Expr) -> ex.Expression:
        """Check a count, sum, least or greatest of a group; its argument is one field."""
        if isinstance(node, exp.Star | exp.Distinct):
            raise self.fail(
                place(node), "condition_construct", found=node.sql(dialect=parse.DIALECT)
            )
        function, argument = type(node).__name__.lower(), node.this
        is_people = issubclass(self._scope.other or self._scope.kind, Person)
        count = number((("person", 1),) if is_people else (), 0, MOST_MEMBERS)
        if isinstance(node, exp.Count) and isinstance(argument, exp.Star):
            return ex.Aggregate(count, place(node), function, None)
        if isinstance(node, exp.Count):
            parts = argument.expressions if isinstance(argument, exp.Distinct) else []
            argument = parts[0] if len(parts) == 1 else None
        name = full_name(argument) if isinstance(argument, exp.Column) else ""
        # beside a record with all its others, what is added up is theirs
        theirs = self._scope.other is None or name.startswith(f"{ex.OTHER}.")
        if name not in self._scope.fields or not theirs:
            raise self.fail(
                place(node), "aggregate_argument", found=node.sql(dialect=parse.DIALECT)
            )
        of = self._scope.fields[name]
        if function == "count":
            # How many days there are may be held against days, and against visits.
            different = count if of.name != "date" else number(None, 0, MOST_MEMBERS)
            return ex.Aggregate(different, place(node), "distinct", name)
        if of.name == "date" and function in ("min", "max"):
            return ex.Aggregate(of, place(node), function, name)
        if of.name != "number":
            raise self.fail(
                place(node), "aggregate_argument", found=node.sql(dialect=parse.DIALECT)
            )
        bound = of.bound * MOST_MEMBERS if function == "sum" else of.bound
        if bound >= 10**DIGITS:
            raise self.fail(place(node), "type_digits")
        result = number(of.unit, of.scale, bound, signed=of.signed)
        return ex.Aggregate(result, place(node), function, name)


def full_name(node: exp.Column) -> str:
    """Return the name of a field, ``other.field`` for one of the other record."""
    return f"{node.table}.{node.name}" if node.table else str(node.name)


def _is_text(argument: exp.Expression) -> bool:
    """Tell whether an argument stands in quotes: it names a role, not a field."""
    return isinstance(argument, exp.Literal) and argument.is_string
