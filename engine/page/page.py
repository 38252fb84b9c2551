"""The report as one page: one file, read offline, printed, and whole without scripts.

The same report gives the same bytes: there is no clock and no chance in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qinjian.engine.page.behind import behind
from qinjian.engine.page.charts import Drawn
from qinjian.engine.page.figures import by_gravity, leads_of
from qinjian.engine.page.first import first_screen
from qinjian.engine.page.listing import fitting, listing, rendered, texts_of
from qinjian.engine.page.template import environment
from qinjian.engine.rulebook.book import Rulebook
from qinjian.schemas.finding import Finding, Report

MOST_BYTES = 10_000_000
"""What a page holds; browsers are slow with more."""

BESIDE_LEADS = 1_000_000
"""Bytes of a page that are kept for what it says beside its leads."""

_CONTENTS = (
    "summary", "gravest", "chapters", "months", "unexamined", "list", "texts", "totals",
    "reversals", "remarks", "open", "manifest",
)  # fmt: skip


def write_page(
    report: Report, book: Rulebook, aside: Iterable[Finding] = (), most_bytes: int = MOST_BYTES
) -> Iterator[str]:
    """Write the report as one page, piece by piece.

    The gravest leads come first; of more than fit in ``most_bytes`` the page says how many are
    left off, and ``parts.pages`` writes them all. ``aside`` are findings that were kept out of the
    report.
    """
    language = report.manifest.language
    leads = leads_of(report, book)
    texts = texts_of(leads, book, language)
    shown = fitting(rendered(by_gravity(leads), texts, language), most_bytes - BESIDE_LEADS)
    kept = [one.lead for one in shown]
    page = {
        **first_screen(report, book, leads, texts),
        **behind(report, book, aside),
        **listing(kept, [one.html for one in shown], texts, book, language),
        "parts": (),
        "left_off": len(leads) - len(kept),
        "href": lambda number: f"#lead-{number}",
        "bar_href": _row_of,
    }
    yield from environment(language).get_template("page.html.j2").generate(with_contents(page))


def _row_of(bar: Drawn) -> str:
    """Lead from a bar to its row in the table below the chart, which names its leads."""
    return f"#{bar.name}-{bar.place}"


def with_contents(page: Mapping[str, Any]) -> dict[str, Any]:
    """Add the contents: of the sections, those that are there."""
    absent = set()
    if not page["gravest"]:
        absent |= {"chapters", "months"}
    absent |= {name for name, key in (("texts", "articles"), ("reversals", "reversals"))
               if not page[key]}  # fmt: skip
    if not (page["open"] or page["open_lines"]):
        absent.add("open")
    names = [(name, "leads" if name == "list" else name) for name in _CONTENTS]
    return {**page, "contents": [(word, at) for word, at in names if word not in absent]}
