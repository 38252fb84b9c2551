"""The rulebook: all regulations, rules, standards and word lists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qinjian.engine.compiled.stored import Stored
from qinjian.engine.condition import Period
from qinjian.engine.condition.expression import Value
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.rulebook.kept_statements import KeptStatements
from qinjian.engine.rulebook.law import Law
from qinjian.engine.rulebook.mentions import Shared
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.rulebook.standards import Figure, Table
from qinjian.engine.rulebook.word_lists import WordLists
from qinjian.engine.texts.reader import read_text, subjects_in_each
from qinjian.engine.wording.text import did_you_mean
from qinjian.schemas.roles import Role
from qinjian.schemas.rule import Disposition


@dataclass(frozen=True)
class Declared:
    """A disposition and the law whose words it accounts for."""

    disposition: Disposition
    law: Law
    at: Position


@dataclass
class Rulebook:
    """Everything that can be held against a record. It is the ``Environment`` of conditions.

    ``places`` tell where tables and word lists stand, by ``standards/id`` and ``lexicons/id``;
    ``shared`` are the words that bear on all lists, ``statements`` those of SQL that are there
    (see ``rulebook.statements``); ``stored`` is the compiled form that it
    was read from, if it was.
    """

    laws: Mapping[str, Law] = field(default_factory=dict)
    rules: Sequence[CompiledRule] = field(default_factory=list)
    dispositions: Sequence[Declared] = field(default_factory=list)
    tables: Mapping[str, Table] = field(default_factory=dict)
    word_lists: WordLists = field(default_factory=WordLists)
    case_facts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    places: Mapping[str, Position] = field(default_factory=dict)
    shared: Shared | None = None
    digest: str = ""
    statements: KeptStatements = field(default_factory=KeptStatements, compare=False, repr=False)
    stored: Stored | None = field(default=None, compare=False, repr=False)

    def has(self, rule_id: str) -> bool:
        """Tell whether a rule, or one that went into it, has an id."""
        return any(rule_id in (one.rule.id, *one.rule.aliases) for one in self.rules)

    def rule(self, rule_id: str) -> CompiledRule:
        """Return a rule by its id, or by that of one that went into it.

        Raises:
            QinjianError: ``rule_unknown``.
        """
        for compiled in self.rules:
            if rule_id in (compiled.rule.id, *compiled.rule.aliases):
                return compiled
        close = did_you_mean(rule_id, (compiled.rule.id for compiled in self.rules))
        raise QinjianError(Problem("rule_unknown", values={"id": rule_id, "close": close}))

    def mentions(self, lexicon: str, text: str) -> bool:
        """Tell whether a normalised text holds a word of a list."""
        return lexicon in self.lists_in(text) and self.counts(lexicon, text)

    def counts(self, lexicon: str, text: str) -> bool:
        """Tell whether a word counts, of a text in which one of the list stands."""
        return self.word_lists[lexicon].counts(text)

    def lists_in(self, text: str) -> Collection[str]:
        """Name the lists of which a word stands in a text, whether it counts there or not."""
        return self.word_lists.in_text(text)

    def lists_in_each(self, texts: Sequence[str]) -> Iterator[Collection[str]]:
        """Do as ``lists_in`` for many texts."""
        return self.word_lists.in_each(texts)

    def subjects_in_each(self, texts: Sequence[str]) -> Iterator[Collection[str]]:
        """Name of each text the subjects of which a word stands in it, whether it counts or not."""
        return subjects_in_each(texts)

    def says(self, subject: str, role: Role, text: str) -> bool:
        """Tell whether a normalised text is about a subject in a role."""
        return bool(read_text(subject, text, role).hits)

    def words_of(self, subject: str, role: Role, text: str) -> list[str]:
        """Return the words by which a text is about a subject."""
        return [hit.word for hit in read_text(subject, text, role).hits]

    def figure(self, table: str, period: Period, keys: tuple[Value, ...]) -> Figure | None:
        """Return the figure of a table with the edition that set it."""
        return self.tables[table].find(period, keys)

    def standard(self, table: str, period: Period, keys: tuple[Value, ...]) -> int | Decimal | None:
        """Return the figure of a table; None if no row is there."""
        figure = self.figure(table, period, keys)
        return None if figure is None else figure.value

    def key_names(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's keys."""
        return self.tables[table].key_names
