"""Bars of the charts: their lengths in tenths of a per cent, as whole numbers give them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qinjian.engine.page.figures import NO_MONTH, Bar, Chapter
from qinjian.engine.page.shown import money
from qinjian.engine.page.words import words
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language
from qinjian.engine.wording.text import chinese_number

_MONTHS = range(1, 13)
_LONGEST = 45
"""Per cent of the chart that the longest bar takes: its figures stand behind it."""


@dataclass(frozen=True)
class Drawn:
    """A bar as it is drawn: lengths of the whole and of its breaches in per cent of the chart.

    ``name`` is that of the filter that shows its leads, ``place`` its place among the bars.
    """

    name: str
    place: int
    label: str
    text: str
    figures: str
    length: str
    breach: str
    bar: Bar
    undated: bool


@dataclass(frozen=True)
class Column:
    """A month of a year: its bar, if there are leads, and where it stands in per cent."""

    month: int
    left: str
    middle: str
    height: int
    breach: int
    drawn: Drawn | None


def bars(name: str, labelled: Sequence[tuple[str, Bar]], language: Language) -> list[Drawn]:
    """Draw bars, the longest of them so long that there is room for its figures beside it."""
    most = max((len(bar.leads) for _, bar in labelled), default=1)
    drawn = []
    for place, (label, bar) in enumerate(labelled):
        count, amount = len(bar.leads), money(bar.at_issue)
        text = words("bar", language, label=label, leads=count, breach=bar.breach, amount=amount)
        figures = words("bar_figures", language, leads=count, amount=amount)
        length, breach = _share(count * _LONGEST, most), _share(bar.breach * _LONGEST, most)
        undated = all(lead.month == NO_MONTH for lead in bar.leads)
        drawn.append(Drawn(name, place, label, text, figures, length, breach, bar, undated))
    return drawn


@dataclass(frozen=True)
class Year:
    """The months of a year, and the height of the highest column in pixels."""

    name: str
    columns: Sequence[Column]
    height: int


def years(drawn: Sequence[Drawn], height: int) -> list[Year]:
    """Set the bars of months, whose labels are 2015-03, out by year; the highest has ``height``."""
    most = max((len(one.bar.leads) for one in drawn), default=1)
    by_year: dict[str, dict[int, Drawn]] = defaultdict(dict)
    for one in drawn:
        year, _, month = one.label.partition("-")
        if month.isdigit():
            by_year[year][int(month)] = one
    found = []
    for year, months in by_year.items():
        columns = [_column(month, months.get(month), height, most) for month in _MONTHS]
        found.append(Year(year, columns, max(column.height for column in columns)))
    return found


def _column(month: int, drawn: Drawn | None, height: int, most: int) -> Column:
    left, middle = _share(100 * (month - 1), 12, 10), _share(100 * (2 * month - 1), 24)
    if drawn is None:
        return Column(month, left, middle, 0, 0, None)
    tall = max(1, len(drawn.bar.leads) * height // most)
    return Column(month, left, middle, tall, drawn.bar.breach * height // most, drawn)


def _share(part: int, whole: int, more: int = 0) -> str:
    """Write a share of hundred in per cent with one decimal, with tenths of a per cent added."""
    tenths = part * 10 // whole + more
    return f"{tenths // 10}.{tenths % 10}"


def chapter_label(chapter: Chapter, book: Rulebook, language: Language) -> str:
    """Name a chapter as its regulation does, or a regulation without chapters."""
    regulation, number = chapter
    law = book.laws.get(regulation)
    title = law.regulation.title.zh if law else regulation
    if law is None or number is None:
        return words("no_chapter", language, title=title)
    titles = {one.number: one.title for one in law.text.chapters}
    short = law.regulation.short.in_language(language)
    title = titles.get(number, "")
    return words("chapter", language, short=short, number=chinese_number(number), title=title)


def month_label(month: str, language: Language) -> str:
    """Name a month; 2015-03 is itself."""
    return words("no_month", language) if month == NO_MONTH else month
