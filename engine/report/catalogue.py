"""The catalogue of rules: by kind of expense, since when each binds, and whom it is for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from qinjian.engine.report.pages_words import WORDS
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.lint import references
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.wording import Language, Wording, labels, say
from qinjian.schemas.regulation import UncertainDay, Words


class Shelf(NamedTuple):
    """A page of the catalogue: the kinds of record whose rules stand on it."""

    id: str
    title: Words
    kinds: tuple[str, ...]

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"kind-{self.id}.md"


GENERAL = "general"
SEVERAL = "several"

SHELVES = (
    Shelf(
        "reception",
        Words(zh="公务接待", en="Official receptions"),
        ("reception", "guest", "companion"),
    ),
    Shelf(
        "foreign-reception",
        Words(zh="外宾接待", en="Receptions of foreign guests"),
        ("foreign_reception", "foreign_guest", "escort"),
    ),
    Shelf("travel", Words(zh="差旅", en="Trips"), ("travel", "traveller", "leave")),
    Shelf(
        "abroad",
        Words(zh="因公临时出国（境）", en="Trips abroad"),
        ("abroad", "group_member", "passport", "itinerary"),
    ),
    Shelf("meeting", Words(zh="会议", en="Meetings"), ("meeting",)),
    Shelf("training", Words(zh="培训", en="Training"), ("training", "lecturer")),
    Shelf(
        "vehicle",
        Words(zh="公务用车和交通补贴", en="Vehicles and transport allowances"),
        ("vehicle_running", "vehicle_purchase", "vehicle", "transport_subsidy"),
    ),
    Shelf("procurement", Words(zh="政府采购", en="Procurement"), ("procurement",)),
    Shelf("budget", Words(zh="预算", en="Budget lines"), ("budget_line",)),
    Shelf(
        "income",
        Words(zh="非税收入和资产处置", en="Income and disposal of assets"),
        ("income", "asset_disposal"),
    ),
    Shelf(
        GENERAL,
        Words(zh="一般支出、凭证和支付", en="Expenses, vouchers and payments"),
        ("expense", "voucher", "payment"),
    ),
    Shelf(SEVERAL, Words(zh="各类支出通用", en="Expenses of any kind"), ()),
)
"""The pages of the catalogue in their order; the last has the rules on expenses of many kinds."""

_MOST_SHELVES = 3
"""A rule on more of them stands on the page for expenses of any kind."""

_WORDS: Wording = {
    "sure": ("自 {day} 起", "since {day}"),
    "between": (
        "自 {day} 起；{first} 以后、此前是否适用无法判断",
        "since {day}; whether it binds from {first} to that day cannot be told",
    ),
    "ends": ("，至 {day} 止", ", until {day}"),
    "unconfirmed": ("施行日期未查到，不使用", "first day not found, not used"),
}  # fmt: skip


def shelved(rules: Sequence[CompiledRule]) -> Mapping[str, list[CompiledRule]]:
    """Put each rule on the pages of the kinds of expense that it looks at.

    A rule on ledgers beside one kind of expense belongs to that kind.
    """
    found: dict[str, list[CompiledRule]] = {shelf.id: [] for shelf in SHELVES}
    for compiled in rules:
        own = [shelf.id for shelf in SHELVES if set(shelf.kinds) & set(compiled.kinds)]
        special = [one for one in own if one != GENERAL] or own
        for one in special if len(special) <= _MOST_SHELVES else [SEVERAL]:
            found[one].append(compiled)
    return found


def binding(book: Rulebook, compiled: CompiledRule, language: Language) -> list[str]:
    """Say since when a rule binds, by its regulation, and its figures, by their editions."""
    regulation = compiled.law.regulation
    text = _days(regulation.start, regulation.end, language)
    colon = say(WORDS, "colon", language)
    found = [f"{regulation.short.in_language(language)}{colon}{text}"]
    for name in dict.fromkeys(references(compiled)):
        if name in book.tables:
            standard = book.tables[name].standard
            editions = [_days(one.start, one.end, language) for one in standard.editions]
            title = standard.title.in_language(language)
            found.append(f"{title}{colon}{'; '.join(editions)}")
    return found


def _days(start: UncertainDay | str, end: date | None, language: Language) -> str:
    """Say on which days a text or an edition of figures is in force."""
    if isinstance(start, str):
        return say(_WORDS, "unconfirmed", language)
    key = "sure" if start.earliest == start.latest else "between"
    text = say(_WORDS, key, language, day=start.latest, first=start.earliest)
    return text + (say(_WORDS, "ends", language, day=end) if end is not None else "")


def kinds_of(compiled: CompiledRule, language: Language) -> list[str]:
    """Name the kinds of record that a rule looks at."""
    return [labels.kind_name(kind, language) for kind in compiled.kinds]
