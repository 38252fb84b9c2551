"""From an outcome to a finding: values, limit, source, amount and words, for every runner."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from qinjian.engine.condition import Facts, Program, number_value
from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.asserted import asserted
from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.presume import reasons
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import WORDS
from qinjian.engine.run.found import Across
from qinjian.engine.run.needed import taken_for_granted_of
from qinjian.engine.run.particulars import fingerprint, particulars
from qinjian.engine.run.reference import Outcome, level
from qinjian.engine.run.shown import Named, Shown, beside, plain, shown, yuan
from qinjian.engine.wording import Language, labels
from qinjian.schemas.finding import Citation, Finding, Place
from qinjian.schemas.record import Record
from qinjian.schemas.rule import Level, Verdict

LIMIT = "limit"
"""The given quantity that a finding shows as its limit."""

_OUTCOMES: dict[Verdict, Literal["violation", "clear", "undetermined", "error"]] = {
    Verdict.VIOLATION: "violation",
    Verdict.CLEAR: "clear",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.ERROR: "error",
}


@dataclass(frozen=True)
class Subject:
    """A record with its place, its facts, and its number in the run.

    ``presumed`` are its facts with what is taken for granted. ``cancelled`` and ``paid_back`` are
    as in ``Sourced``.
    """

    record: Record
    place: Place
    facts: Facts
    presumed: Facts
    derived: frozenset[str] = frozenset()
    number: int = 0
    cancelled: bool = False
    paid_back: Place | None = None

    @classmethod
    def of(cls, sourced: Sourced, as_of: date | None = None, number: int = 0) -> "Subject":
        """Make the subject of a record that was read."""
        record = sourced.record
        facts = Facts.of(record, as_of, sourced.unreadable)
        presumed = facts.presumed(type(record), sourced.presumed)
        return cls(
            record, sourced.place, facts, presumed, sourced.derived, number, sourced.cancelled,
            sourced.paid_back,
        )  # fmt: skip


@dataclass(frozen=True)
class Presenter:
    """Writes findings in one language. ``as_of`` replaces the decisive date of every record."""

    book: Rulebook
    language: Language
    as_of: date | None = None
    cited: dict[str, tuple[Citation, ...]] = field(default_factory=dict)

    def finding(self, outcome: Outcome, subject: Subject) -> Finding:
        """Write what a rule says of a record."""
        if outcome.presumed:
            subject = replace(subject, facts=subject.presumed)
        given = {name: self._number(p, subject) for name, p in outcome.part.given.items()}
        at_issue = outcome.part.at_issue
        amount = self._number(at_issue, subject) if at_issue else None
        return self._finding(outcome, subject, given, amount)

    def across(self, outcome: Across, sourced: Sourced, members: Sequence[Sourced]) -> Finding:
        """Write what a rule says of a group or pair, at its first record."""
        kinds = outcome.rule.kinds
        # A fault may be met at the other record of a pair, whose kind is none of the rule's.
        part = kinds.get(sourced.place.kind) or next(iter(kinds.values()))
        subject = Subject.of(sourced, self.as_of)
        given = {name: number.exact for name, number in outcome.given.items()}
        amount = outcome.at_issue.exact if outcome.at_issue else None
        kind = sourced.place.kind
        whole = Outcome(
            outcome.rule, kind, part, outcome.verdict, outcome.missing, error=outcome.error,
            presumed=taken_for_granted_of(outcome.rule, members, self.as_of),
        )  # fmt: skip
        places = tuple(one.place for one in members)
        return self._finding(whole, subject, given, amount, places)

    def _finding(
        self, outcome: Outcome, subject: Subject, given: dict[str, int | Decimal | None],
        amount: int | Decimal | None, members: tuple[Place, ...] = (),
    ) -> Finding:  # fmt: skip
        rule, citations = outcome.rule.rule, self._citations(outcome)
        first = citations[0]
        if outcome.verdict is not Verdict.VIOLATION or (amount is not None and amount <= 0):
            amount = None
        if subject.cancelled:
            amount = None
        about = particulars(subject.record)
        return Finding(
            rule=rule.id,
            regulation=first.regulation,
            article=first.article,
            paragraph=first.paragraph,
            item=first.item,
            quote=first.quote,
            citation=first.citation,
            citations=citations,
            title=rule.title.in_language(self.language),
            level=self.level(outcome, subject),
            concern=rule.topic,
            outcome=_OUTCOMES[outcome.verdict],
            record=subject.place,
            about=about,
            fingerprint=fingerprint(rule.id, subject.place, about),
            values=self.values(outcome, subject),
            limit=plain(given.get(LIMIT)),
            limit_source=self.limit_source(outcome, subject),
            at_issue=yuan(amount),
            message=self.message(outcome, subject, given),
            why=rule.why.in_language(self.language) if rule.why else None,
            derived=tuple(name for name in outcome.part.fields if name in subject.derived),
            presumed=self.presumed(outcome, subject),
            by_reference=outcome.rule.law.by_reference(subject.facts),
            cancelled=subject.cancelled,
            paid_back=subject.paid_back,
            members=members,
            missing=outcome.missing,
        )

    def level(self, outcome: Outcome, subject: Subject) -> Level:
        """Return the rule's level; never more than a doubt where the text binds by reference.

        A line that a red entry cancels is no more than a doubt either.
        """
        if subject.cancelled or outcome.presumed or outcome.rule.law.by_reference(subject.facts):
            return Level.DOUBT
        if outcome.rule.across is not None:
            return outcome.rule.rule.level
        return level(outcome.rule, outcome.kind, subject.facts, self.book)

    def presumed(self, outcome: Outcome, subject: Subject) -> tuple[str, ...]:
        """Say what a verdict takes for granted, and why."""
        words = getattr(subject.record, "other_documents", None) or ""
        said = [reasons().get(name) for name in outcome.presumed]
        texts = [one[0 if self.language == "zh" else 1] for one in said if one is not None]
        return tuple(dict.fromkeys(text.replace("{words}", words) for text in texts))

    def _citations(self, outcome: Outcome) -> tuple[Citation, ...]:
        """Cite the clauses of a rule; its findings share the citations."""
        rule = outcome.rule.rule.id
        if rule not in self.cited:
            self.cited[rule] = tuple(self._cite(outcome))
        return self.cited[rule]

    def _cite(self, outcome: Outcome) -> list[Citation]:
        return [
            Citation(
                rule=outcome.rule.rule.id,
                regulation=law.regulation.id,
                article=cite.article,
                paragraph=cite.paragraph,
                item=cite.item,
                quote=cite.quote,
                citation=law.citation(cite),
            )
            for cite, law in outcome.rule.cites
        ]

    def values(self, outcome: Outcome, subject: Subject) -> dict[str, Shown]:
        """List the fields that the rule read, as they stand in the record; null if blank."""
        record = subject.record
        return {
            name: shown(getattr(record, name))
            for name in outcome.part.fields
            if name in record.model_fields_set
        }

    def limit_source(self, outcome: Outcome, subject: Subject) -> str | None:
        """Name the documents behind the limit; weak sources say so."""
        program = outcome.part.given.get(LIMIT)
        if program is None or subject.facts.period is None:
            return None
        values = program.run(subject.facts, self.book)
        known = {id(node): value for node, value in zip(program.nodes, values, strict=True)}
        documents = []
        for node in program.nodes:
            if isinstance(node, ex.StandardValue):
                keys = tuple(known[id(key)] for key in node.keys)
                if None not in keys:
                    documents.append(self._document(node.table, subject, keys))
        return "；".join(dict.fromkeys(filter(None, documents))) or None

    def _document(self, table: str, subject: Subject, keys: tuple[ex.Value, ...]) -> str:
        if subject.facts.period is None:
            return ""
        figure = self.book.figure(table, subject.facts.period, keys)
        return "" if figure is None else labels.document(figure.edition, self.language)

    def _number(self, program: Program, subject: Subject) -> int | Decimal | None:
        return number_value(program.run(subject.facts, self.book)[-1])

    def _found(self, node: ex.Expression, text: str) -> Sequence[str]:
        """List the words of a text by which a part of a condition holds."""
        if isinstance(node, ex.Mentions | ex.MentionsInRole):
            return self.book.word_lists[node.lexicon].hits(text)
        if isinstance(node, ex.Says):
            return self.book.words_of(node.subject, node.role, text)
        return ()

    def message(
        self, outcome: Outcome, subject: Subject, given: dict[str, int | Decimal | None]
    ) -> str:
        """Fill the rule's words; what is not known is said to be so."""
        if outcome.verdict is Verdict.UNDETERMINED:
            return labels.undetermined(outcome.missing, subject.place.kind, self.language)
        if outcome.verdict is Verdict.ERROR:
            return outcome.error
        says = outcome.rule.rule.says.in_language(self.language)
        names = Named(_as_presumed(outcome, subject), self.language, beside(says))
        for name, number in given.items():
            figure = plain(number)
            names[name] = labels.words("unknown", self.language) if figure is None else str(figure)
        names[WORDS] = self._words(outcome, subject)
        return says.format_map(names)

    def _words(self, outcome: Outcome, subject: Subject) -> str:
        """List the words that were found, with the field in which each stands.

        What a rule looks for so as to let a record be is no find.
        """
        parts: list[str] = []
        for node in asserted(outcome.part.condition.root):
            fields: tuple[str, ...] = ()
            if isinstance(node, ex.Mentions):
                fields = (node.field,)
            elif isinstance(node, ex.Says | ex.MentionsInRole):
                fields = node.fields
            for name in fields:
                text = subject.facts.values.get(name)
                found = self._found(node, text) if isinstance(text, str) else ()
                label = labels.field(name, subject.place.kind, self.language)
                parts += [labels.found_word(word, label, self.language) for word in found]
        return "、".join(dict.fromkeys(parts))


def _as_presumed(outcome: Outcome, subject: Subject) -> Record:
    """Return the record with the figures and days that the verdict takes for granted."""
    known = {name: subject.facts.values.get(name) for name in outcome.presumed}
    taken = {name: fact for name, fact in known.items() if isinstance(fact, int | Decimal | date)}
    return subject.record.model_copy(update=taken) if taken else subject.record
