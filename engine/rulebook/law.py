"""A regulation with its text: quotes, citations, whom it binds and when."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qinjian.engine.condition import Facts
from qinjian.engine.intake.units.kinds import is_firm, never_presumed
from qinjian.engine.messages.problems import Problem, QinjianError
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.record import UnitKind
from qinjian.schemas.regulation import NATIONWIDE, Article, Regulation, RegulationText
from qinjian.schemas.rule import Cite

UNIT_FIELDS = ("region", "unit_kind", "unit_level", "unit")
"""The fields that tell whether a regulation binds a unit."""

_SENTENCE_END = "。！？"

Truth = tuple[bool | None, tuple[str, ...]]
"""A verdict and, where it is unknown, what is missing."""


@dataclass(frozen=True)
class Law:
    """A regulation and its stored text.

    ``cannot_bind`` are kinds of unit that the clauses at hand cannot mean, though others do.
    """

    regulation: Regulation
    text: RegulationText
    cannot_bind: tuple[UnitKind, ...] = ()

    @property
    def binding(self) -> str:
        """Name whom it binds: laws of one name bind the same units."""
        return ",".join((self.regulation.id, *self.cannot_bind))

    @cached_property
    def articles(self) -> dict[int, Article]:
        """The stored articles by number."""
        return {article.number: article for article in self.text.articles}

    def passage(self, cite: Cite) -> str | None:
        """Return the text of the paragraph or item that is cited; None if it is not stored.

        Raises:
            QinjianError: there is no such article, paragraph or item.
        """
        article = self.articles.get(cite.article)
        if article is None:
            raise _error("article_unknown", article=cite.article)
        if cite.paragraph is None or not article.paragraphs:
            return None
        if cite.paragraph > len(article.paragraphs):
            raise _error("paragraph_unknown", article=cite.article, paragraph=cite.paragraph)
        paragraph = article.paragraphs[cite.paragraph - 1]
        if cite.item is None:
            return paragraph.text
        for item in paragraph.items:
            if item.number == cite.item:
                return item.text
        raise _error("item_unknown", article=cite.article, paragraph=cite.paragraph, item=cite.item)

    def span(self, cite: Cite) -> tuple[int, int] | None:
        """Return where the quoted words stand in their passage; None without a quote.

        Raises:
            QinjianError: the words do not stand there character for character, run over a
                sentence, stand there more than once, or are missing where the text is stored.
        """
        passage = self.passage(cite)
        article = self.articles[cite.article]
        if cite.quote is None:
            if article.paragraphs:
                raise _error("quote_needed", article=cite.article)
            return None
        if not article.paragraphs:
            raise _error("quote_without_text", article=cite.article)
        if passage is None:
            raise _error("paragraph_needed")
        starts = _occurrences(passage, cite.quote)
        values = {"quote": cite.quote, "article": cite.article, "paragraph": cite.paragraph}
        if not starts:
            raise _error("quote_not_found", **values)
        if any(mark in cite.quote.rstrip(_SENTENCE_END) for mark in _SENTENCE_END):
            raise _error("quote_sentences", quote=cite.quote)
        if cite.occurrence is None and len(starts) > 1:
            raise _error("quote_ambiguous", quote=cite.quote, count=len(starts))
        index = (cite.occurrence or 1) - 1
        if index >= len(starts):
            raise _error("occurrence_wrong", quote=cite.quote, count=len(starts))
        return starts[index], starts[index] + len(cite.quote)

    def citation(self, cite: Cite) -> str:
        """Write a citation as a Chinese reader writes it: 《…》第二十八条第二款.

        The paragraph of an article that has only one is not counted.
        """
        text = f"《{self.regulation.title.zh}》第{chinese_number(cite.article)}条"
        article = self.articles[cite.article]
        if cite.paragraph is not None and len(article.paragraphs) > 1:
            text += f"第{chinese_number(cite.paragraph)}款"
        if cite.item is not None:
            text += f"第（{chinese_number(cite.item)}）项"
        return text

    def applies(self, facts: Facts) -> Truth:
        """Tell whether the regulation binds the unit of a record and was in force that day."""
        return both(self.binds(facts), self.in_force(facts))

    def binds(self, facts: Facts) -> Truth:
        """Tell whether it binds the unit of a record, of which it reads ``UNIT_FIELDS``."""
        return both(self._binds_region(facts), self._binds_unit(facts))

    def by_reference(self, facts: Facts) -> bool:
        """Tell whether the unit only follows the regulation in spirit (参照执行)."""
        return facts.values.get("unit_kind") in {*self.regulation.by_reference}

    def _binds_region(self, facts: Facts) -> Truth:
        if self.regulation.jurisdiction == NATIONWIDE:
            return True, ()
        if facts.values.get("unit_level") == "central":  # 我市 means no central unit
            return False, ()
        region = facts.values.get("region")
        return (
            (None, ("region",)) if region is None else (region == self.regulation.jurisdiction, ())
        )

    def _binds_unit(self, facts: Facts) -> Truth:
        kind = facts.values.get("unit_kind")
        if kind is None:
            unread = "unit_kind" in facts.unreadable
            presumed = facts.presuming and not unread and self._binds_all()
            presumed = presumed and not self._is_never_meant(facts)
            return (True, ()) if presumed else (None, ("unit_kind",))
        if kind in self.regulation.unsettled:
            return None, (f"binding:{self.regulation.id}",)
        bound = {*self.regulation.binds, *self.regulation.by_reference} - {*self.cannot_bind}
        return kind in bound, ()

    def _is_never_meant(self, facts: Facts) -> bool:
        """Tell whether a unit is of a sort that is never presumed to be bound."""
        unit = facts.values.get("unit")
        if not isinstance(unit, str):
            return False
        return never_presumed(unit) or ("state_enterprise" in self.cannot_bind and is_firm(unit))

    def _binds_all(self) -> bool:
        """Tell whether organs, institutions and enterprises are bound alike."""
        bound = {*self.regulation.binds, *self.regulation.by_reference}
        return bound >= {"government", "public_institution", "state_enterprise"}

    def in_force(self, facts: Facts) -> Truth:
        """Tell whether it was in force, of which the decisive days of a record tell."""
        if facts.period is None:
            return None, facts.date_fields[:1]
        days = {self._in_force_on(day) for day in facts.period}
        if len(days) > 1:
            return None, facts.date_fields[:1]
        value = days.pop()
        return (None, (f"start:{self.regulation.id}",)) if value is None else (value, ())

    def _in_force_on(self, day: date) -> bool | None:
        start, end = self.regulation.start, self.regulation.end
        if day < start.earliest or (end is not None and day > end):
            return False
        return True if day >= start.latest else None


def both(one: Truth, other: Truth) -> Truth:
    """Join two verdicts that both have to be true."""
    if one[0] is False or other[0] is False:
        return False, ()
    names = sorted({name for value, missing in (one, other) if value is None for name in missing})
    return (None, tuple(names)) if names else (True, ())


def _error(code: str, **values: object) -> QinjianError:
    return QinjianError(Problem(code, values=values))


def _occurrences(text: str, words: str) -> list[int]:
    starts, at = [], text.find(words)
    while at >= 0 and words:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
