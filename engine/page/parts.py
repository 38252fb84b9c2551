"""The report as several pages, where its leads do not fit on one: an index, parts by chapter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from qinjian.engine.page.behind import behind
from qinjian.engine.page.charts import Drawn, chapter_label
from qinjian.engine.page.figures import Chapter, Lead, by_chapter, by_gravity, leads_of
from qinjian.engine.page.first import first_screen
from qinjian.engine.page.listing import listing, rendered, texts_of
from qinjian.engine.page.page import BESIDE_LEADS, MOST_BYTES, with_contents, write_page
from qinjian.engine.page.template import environment
from qinjian.engine.page.words import words
from qinjian.engine.rulebook.book import Rulebook
from qinjian.schemas.finding import Finding, Report

INDEX = "index.html"


@dataclass(frozen=True)
class Part:
    """A page with leads of one chapter, the gravest first; ``name`` is that of its file."""

    name: str
    label: str
    chapter: Chapter
    leads: Sequence[Lead]

    @property
    def address(self) -> str:
        """How a page of the same folder leads to it."""
        return quote(self.name)


def pages(
    report: Report,
    book: Rulebook,
    aside: Iterable[Finding] = (),
    most_bytes: int = MOST_BYTES,
    index: str = INDEX,
) -> dict[str, Iterator[str]]:
    """Write the report as files of one folder, each piece by piece, by their names.

    The file ``index`` has the first screen and what is behind the leads. Where all leads fit in
    ``most_bytes`` it has them too and is the only one; else they stand in parts, by chapter of the
    regulation, and a chapter that does not fit on one page is divided.
    """
    language, room = report.manifest.language, most_bytes - BESIDE_LEADS
    leads = leads_of(report, book)
    texts = texts_of(leads, book, language)
    sizes = {one.lead.number: one.size for one in rendered(leads, texts, language)}
    if sum(sizes.values()) <= room:
        return {index: write_page(report, book, aside, most_bytes)}
    stem = index.rpartition(".")[0]
    parts = [
        replace(part, name=f"{stem}-{part.name}")
        for part in _parts(report, book, leads, sizes, room)
    ]
    found = {index: _index(report, book, aside, parts)}
    neighbours = [None, *parts, None]
    for before, part, after in zip(neighbours, parts, neighbours[2:], strict=False):
        found[part.name] = _page(report, book, part, (quote(index), before, after))
    return found


def _parts(
    report: Report, book: Rulebook, leads: Sequence[Lead], sizes: Mapping[int, int], room: int
) -> Iterator[Part]:
    """Divide leads by chapter, and those of a chapter so that each part has room for its own."""
    language = report.manifest.language
    for place, (chapter, bar) in enumerate(by_chapter(leads, book).items(), start=1):
        label = chapter_label(chapter, book, language)
        divided = list(_divided(by_gravity(bar.leads), sizes, room))
        for number, some in enumerate(divided, start=1):
            several = words("part", language, label=label, number=number, count=len(divided))
            name = f"part-{place}-{number}.html" if len(divided) > 1 else f"part-{place}.html"
            yield Part(name, several if len(divided) > 1 else label, chapter, some)


def _divided(leads: Iterable[Lead], sizes: Mapping[int, int], room: int) -> Iterator[list[Lead]]:
    """Divide leads in their order; each part has at least one."""
    part: list[Lead] = []
    taken = 0
    for lead in leads:
        if part and taken + sizes[lead.number] > room:
            yield part
            part, taken = [], 0
        part.append(lead)
        taken += sizes[lead.number]
    if part:
        yield part


def _index(
    report: Report, book: Rulebook, aside: Iterable[Finding], parts: Sequence[Part]
) -> Iterator[str]:
    """Write the page with the first screen, which leads to the parts."""
    language, nothing = report.manifest.language, texts_of((), book, report.manifest.language)
    part_of = {lead.number: part.address for part in parts for lead in part.leads}
    gravest: dict[str, str] = {}
    for part in parts:
        gravest.setdefault(chapter_label(part.chapter, book, language), part.address)

    def part_of_bar(bar: Drawn) -> str:
        """Lead from the bar of a chapter to its first part; a month is not in one part."""
        return gravest[bar.label] if bar.name == "chapter" else "#leads"

    page = {
        **first_screen(report, book, leads_of(report, book), nothing),
        **behind(report, book, aside),
        **listing((), (), nothing, book, language),
        "parts": parts,
        "href": lambda number: f"{part_of[number]}#lead-{number}",
        "bar_href": part_of_bar,
    }
    yield from environment(language).get_template("page.html.j2").generate(with_contents(page))


def _page(
    report: Report, book: Rulebook, part: Part, around: tuple[str, Part | None, Part | None]
) -> Iterator[str]:
    """Write a part, with links to the index and the parts ``around`` it.

    Its leads are written when they are asked for.
    """
    index, before, after = around
    language = report.manifest.language
    texts = texts_of(part.leads, book, language)
    html = (one.html for one in rendered(part.leads, texts, language))
    page = {
        **listing(part.leads, html, texts, book, language),
        "manifest": report.manifest,
        "part": part,
        "index": index,
        "before": before,
        "after": after,
    }
    yield from environment(language).get_template("part.html.j2").generate(page)
