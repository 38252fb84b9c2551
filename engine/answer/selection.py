"""Which leads are listed: by rule, article, kind of record and level, as somebody asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from qinjian.engine.answer.spool import picked
from qinjian.engine.config.model import Choice
from qinjian.engine.intake.values.words import kind_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import did_you_mean
from qinjian.schemas.finding import Finding
from qinjian.schemas.rule import Level

_ARTICLE = regex(r"(?:第|art(?:icle)?\.?\s*)?(\d{1,3})条?", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """What somebody named: rules by a pattern of their id, articles, kinds of record."""

    rules: tuple[str, ...] = ()
    articles: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Sequence[str]) -> "Names":
        """Sort words: 28 and 第28条 are articles, reception and 接待 kinds, the rest rules."""
        rules, articles, kinds = [], set(), set()
        for word in words:
            article, kind = _ARTICLE.fullmatch(word.strip()), kind_of(word)
            if article is not None:
                articles.add(int(article[1]))
            elif kind is not None:
                kinds.add(kind.kind)
            else:
                rules.append(word)
        return cls(tuple(rules), frozenset(articles), frozenset(kinds))

    def __bool__(self) -> bool:
        """Whether anything was named."""
        return bool(self.rules or self.articles or self.kinds)

    def rule(self, compiled: CompiledRule) -> bool:
        """Tell whether a rule is named, by its id or by an article that it cites."""
        rule = compiled.rule
        return any(fnmatchcase(rule.id, pattern) for pattern in self.rules) or any(
            cite.article in self.articles for cite in rule.authorities
        )

    def only(self, compiled: CompiledRule) -> bool:
        """Tell whether a kind is named that a rule looks at."""
        return bool(self.kinds & compiled.kinds.keys())


@dataclass(frozen=True)
class Selection:
    """What is listed of a rulebook: ``selected``, if anything is, and nothing that is ``ignored``.

    ``least`` is the lowest level that is listed.
    """

    book: Rulebook
    selected: Names
    ignored: Names
    least: Level = Level.DOUBT

    def silenced(self) -> Iterator[tuple[str, str]]:
        """Yield the rules of which no lead is listed, each with the option that says so."""
        if not self.selected and not self.ignored:
            return
        for compiled in self.book.rules:
            rule = compiled.rule.id
            named = self.selected.rule(compiled) or self.selected.only(compiled)
            if self.selected and not named:
                yield rule, "select"
            elif self.ignored.rule(compiled):
                yield rule, "ignore"

    def leads(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Leave out leads on records of kinds that are not listed, and those below the level."""
        if self.least is not Level.BREACH and not self.selected.kinds | self.ignored.kinds:
            return findings
        kept = (
            place
            for place, one in enumerate(findings)
            if one.outcome != "violation" or self._lists(one)
        )
        return picked(findings, kept)

    def _lists(self, lead: Finding) -> bool:
        kind = lead.record.kind
        if kind in self.ignored.kinds or (
            self.least is Level.BREACH and lead.level is not Level.BREACH
        ):
            return False
        if not self.selected.kinds or kind in self.selected.kinds:
            return True
        return self.selected.rule(self.book.rule(lead.rule))


def refuse_strange(book: Rulebook, named: Iterable[tuple[Sequence[str], Choice | None]]) -> None:
    """Refuse names that fit no rule, article or kind; ``Choice`` is where each was said.

    Raises:
        QinjianError: ``rule_unknown``.
    """
    ids = [compiled.rule.id for compiled in book.rules]
    problems = []
    for words, choice in named:
        for number, word in enumerate(words):
            names = Names.of([word])
            if not (names.kinds or any(map(names.rule, book.rules))):
                where = choice.entries[number] if choice else Position()
                close = did_you_mean(word, ids)
                problems.append(Problem("rule_unknown", where, {"id": word, "close": close}))
    if problems:
        raise QinjianError(problems)
