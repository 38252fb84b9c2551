"""The list of leads of a page: each as it stands there, its filters, and the texts it cites."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qinjian.engine.page.figures import Lead
from qinjian.engine.page.filters import SORTS, Choice, choices, ranks
from qinjian.engine.page.leads import Writer
from qinjian.engine.page.safe import json_in_page
from qinjian.engine.page.template import environment
from qinjian.engine.page.texts import Texts
from qinjian.engine.page.words import words
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language

if TYPE_CHECKING:
    from markupsafe import Markup

_BESIDE = 200
"""Bytes that a lead takes in the charts, the filters and the data of the script."""

_FILTER_WORDS = {"chapter": "chapter_filter", "month": "month_filter"}


@dataclass(frozen=True)
class Rendered:
    """A lead as it stands on a page, and the bytes that it takes there."""

    lead: Lead
    html: "Markup"

    @property
    def size(self) -> int:
        """Bytes of the lead, and of what the page holds because of it."""
        return len(self.html.encode()) + _BESIDE


def rendered(leads: Iterable[Lead], texts: Texts, language: Language) -> Iterator[Rendered]:
    """Write leads, with links to the texts on the same page."""
    from markupsafe import Markup  # noqa: PLC0415 - other formats do without

    template = environment(language).get_template("lead.html.j2")
    writer = Writer(texts, language)
    for lead in leads:
        html = template.render(lead=writer.lead(lead))
        yield Rendered(lead, Markup(html))  # noqa: S704 - escaped by the template


def fitting(written: Iterable[Rendered], room: int) -> list[Rendered]:
    """Return the first leads, as many as take no more than ``room`` bytes."""
    found, taken = [], 0
    for one in written:
        taken += one.size
        if taken > room:
            break
        found.append(one)
    return found


def texts_of(leads: Iterable[Lead], book: Rulebook, language: Language) -> Texts:
    """Return the texts that leads cite."""
    return Texts(book, (lead.finding for lead in leads), language)


def listing(
    leads: Sequence[Lead],
    html: Iterable["Markup"],
    texts: Texts,
    book: Rulebook,
    language: Language,
) -> dict[str, Any]:
    """Return what the template of the list shows of leads, which are written as ``html``."""
    chosen = choices(leads, book, language)
    return {
        "leads": html,
        "listed": {lead.number for lead in leads},
        "choices": chosen,
        "filter_words": {one.name: _FILTER_WORDS.get(one.name, one.name) for one in chosen},
        "sorts": SORTS,
        "data": _data(leads, chosen, language),
        "articles": texts.articles(),
        "left_off": 0,
    }


def _data(leads: Sequence[Lead], chosen: Sequence[Choice], language: Language) -> "Markup":
    """Write what the script filters and sorts by, lead by lead in the order of the list."""
    from markupsafe import Markup  # noqa: PLC0415

    said = {key: words(key, language, shown="{shown}", all="{all}") for key in _SAID}
    return Markup(  # noqa: S704 - nothing in it ends the element
        json_in_page(
            {
                "options": {choice.name: list(choice.of_leads) for choice in chosen},
                "ranks": ranks(leads, chosen),
                "words": said,
            }
        )
    )


_SAID = ("shown", "none_shown")
"""The words that the script says."""
