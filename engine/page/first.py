"""What the first screen of the page says."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from qinjian.engine.page import charts, figures
from qinjian.engine.page.figures import GRAVEST, Lead
from qinjian.engine.page.filters import SORTS
from qinjian.engine.page.leads import Writer
from qinjian.engine.page.shown import count, money
from qinjian.engine.page.texts import Texts
from qinjian.engine.page.words import words
from qinjian.engine.report.claim import verdict
from qinjian.engine.report.headline import MOST_NEEDS, judged_line, subject
from qinjian.engine.report.words import words as report_words
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import labels
from qinjian.schemas.finding import Report

_COLUMN_HEIGHT = 44
"""Pixels of the highest column of the months."""


def first_screen(
    report: Report, book: Rulebook, leads: Sequence[Lead], texts: Texts
) -> dict[str, Any]:
    """Return what the template of the first screen shows; ``texts`` are those on the same page."""
    language = report.manifest.language
    writer = Writer(texts, language)
    chapters = figures.by_chapter(leads, book)
    months = figures.by_month(leads)
    drawn_months = charts.bars(
        "month",
        [(charts.month_label(month, language), bar) for month, bar in months.items()],
        language,
    )
    return {
        "opening": list(_opening(report)),
        "totals": report.totals,
        "judgements": figures.judgements_of(report),
        "gravest": [writer.lead(lead) for lead in figures.by_gravity(leads)[:GRAVEST]],
        "most_gravest": GRAVEST,
        "sorts": SORTS,
        "chapters": charts.bars(
            "chapter",
            [(charts.chapter_label(one, book, language), bar) for one, bar in chapters.items()],
            language,
        ),
        "chapter_sum": sum((bar.at_issue for bar in chapters.values()), Decimal(0)),
        "months": drawn_months,
        "month_sum": sum((bar.at_issue for bar in months.values()), Decimal(0)),
        "years": charts.years(drawn_months, _COLUMN_HEIGHT),
        "breach": labels.words("breach", language),
        "unexamined": list(_unexamined(report)),
        "needs": report.needs,
        "most_needs": MOST_NEEDS,
    }


def _opening(report: Report) -> Iterator[str]:
    """Say who was checked, and of a single claim its verdict."""
    if not report.totals.rows_checked:
        yield report_words("nothing", report.manifest.language)
        return
    if report.manifest.single_claim:
        yield verdict(report)
    yield subject(report)
    yield from judged_line(report)


def _unexamined(report: Report) -> Iterator[tuple[str, str]]:
    """Say what was not examined, each with the part of the page that lists it, if one does."""
    language, totals = report.manifest.language, report.totals
    judged = figures.judgements_of(report)
    rejected = {"rows": count(totals.rows_rejected), "yuan": money(totals.yuan_rejected)}
    cells = {"cells": count(totals.cells_unreadable), "amounts": count(totals.amounts_unreadable)}
    found = {"violations": sum(one.violations for one in report.manifest.silenced)}
    lines: list[tuple[int, str, dict[str, object], str]] = [
        (figures.refused(report), "refused", {"count": count(figures.refused(report))}, "rejects"),
        (totals.rows_rejected, "rejected", {**rejected}, "rejects"),
        (totals.cells_unreadable, "cells", {**cells}, "unreadable"),
        (totals.rows_without_amount, "without", {"rows": count(totals.rows_without_amount)}, ""),
        (totals.rows_past, "past", {"rows": count(totals.rows_past)}, "totals"),
        (
            judged.undetermined,
            "undetermined",
            {"all": count(judged.all), "open": count(judged.undetermined)},
            "open" if report.open else "",
        ),
        (judged.error, "errors", {"count": count(judged.error)}, ""),
        (
            len(report.manifest.silenced),
            "silenced",
            {"rules": count(len(report.manifest.silenced)), **found},
            "manifest",
        ),
    ]
    for number, key, values, target in lines:
        if number:
            yield words(key, language, **values), target
