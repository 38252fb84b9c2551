"""What the list of leads is filtered and sorted by: whole numbers, so that a script only compares.

No word of the data goes to the script, and amounts are put in order as exact decimals here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinjian.engine.page.charts import chapter_label, month_label
from qinjian.engine.page.figures import NO_MONTH, Lead
from qinjian.engine.page.words import words
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language, labels
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.rule import Level

SORTS = ("number", "level", "problem", "unit", "day", "article", "at_issue", "record_amount")
"""The columns of the list."""


@dataclass(frozen=True)
class Choice:
    """A filter: the words of its options in order, and the option of each lead."""

    name: str
    options: Sequence[str]
    of_leads: Sequence[int]


def choices(leads: Sequence[Lead], book: Rulebook, language: Language) -> list[Choice]:
    """List the filters of leads, beside that by words in them."""
    order = {name: place for place, name in enumerate(book.laws)}

    def level(lead: Lead) -> tuple[Any, str]:
        found = lead.finding.level
        return found is not Level.BREACH, labels.words(found.value, language)

    def chapter(lead: Lead) -> tuple[Any, str]:
        regulation, number = lead.chapter
        key = order.get(regulation, len(order)), number or 0, regulation
        return key, chapter_label(lead.chapter, book, language)

    def article(lead: Lead) -> tuple[Any, str]:
        finding = lead.finding
        law = book.laws.get(finding.regulation)
        short = law.regulation.short.in_language(language) if law else finding.regulation
        key = order.get(finding.regulation, len(order)), finding.article, finding.regulation
        return key, f"{short} 第{chinese_number(finding.article)}条"

    def unit(lead: Lead) -> tuple[Any, str]:
        name = lead.finding.about.unit
        return (name is None, name or ""), name or words("unnamed", language)

    def kind(lead: Lead) -> tuple[Any, str]:
        name = labels.kind_name(lead.finding.record.kind, language)
        return name, name

    def month(lead: Lead) -> tuple[Any, str]:
        return (lead.month == NO_MONTH, lead.month), month_label(lead.month, language)

    by: Mapping[str, Callable[[Lead], tuple[Any, str]]] = {
        "level": level, "chapter": chapter, "article": article, "unit": unit, "kind": kind,
        "month": month,
    }  # fmt: skip
    return [_choice(name, [of(lead) for lead in leads]) for name, of in by.items()]


def _choice(name: str, told: Sequence[tuple[Any, str]]) -> Choice:
    labelled = dict(told)
    places = {key: place for place, key in enumerate(sorted(labelled))}
    return Choice(name, [labelled[key] for key in places], [places[key] for key, _ in told])


def ranks(leads: Sequence[Lead], chosen: Sequence[Choice]) -> dict[str, list[int]]:
    """Return for each column the rank of every lead; equal ones have an equal rank."""
    of = {choice.name: choice.of_leads for choice in chosen}
    findings = [lead.finding for lead in leads]
    keys: Mapping[str, Sequence[Any]] = {
        "number": [lead.number for lead in leads],
        "level": of["level"],
        "problem": [one.title for one in findings],
        "unit": of["unit"],
        "day": [one.about.day or "" for one in findings],
        "article": [
            (place, one.paragraph or 0, one.item or 0)
            for place, one in zip(of["article"], findings, strict=True)
        ],
        "at_issue": [_amount(one.at_issue) for one in findings],
        "record_amount": [_amount(one.about.amount) for one in findings],
    }
    return {name: _ranked(keys[name]) for name in SORTS}


def _amount(yuan: str | None) -> Decimal:
    """Return yuan to sort by: an amount that is not known is less than any."""
    return Decimal("-Infinity") if yuan is None else Decimal(yuan)


def _ranked(keys: Sequence[Any]) -> list[int]:
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return [places[key] for key in keys]
