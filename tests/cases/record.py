"""The figures as they were written down last: what may not get worse, and the page that shows them."""

from collections.abc import Mapping

import yaml

from tests.cases.run import HERE
from tests.readme import ROOT

FILE = HERE / "figures.yaml"
PAGE = ROOT / "docs" / "measure.md"
START, END = "<!-- figures: python -m tests.cases.score --record -->\n", "<!-- end of figures -->\n"

FLOORS = ("rows_read", "found")
CEILINGS = ("rows_rejected", "leads")
"""Figures that may not fall, and those that may not rise. The others are told and not held."""

LABELS = {
    "cases": "offences whose primary article has rules",
    "found": "found in the primary article",
    "found_record": "of these, seen on one row",
    "found_cross": "of these, seen across rows",
    "found_budget": "of these, seen against a budget",
    "near": "near: another expected article is cited",
    "later_cases": "offences whose primary article has no rules yet",
    "later_found": "found of these",
    "leads_beside": "leads beside what is expected",
    "leads": "leads on lawful rows",
    "rows_read": "rows read",
    "rows_checked": "rows checked",
    "rows_rejected": "rows rejected",
    "tables_refused": "tables without a record",
}

_HEAD = """\
# The figures of the cases, written by `python -m tests.cases.score --record`. `rows_read` and
# `found` may not fall, `rows_rejected` and `leads` may not rise; see docs/measure.md.
"""

Recorded = Mapping[str, Mapping[str, int]]


def recorded() -> Recorded:
    """Read the figures that were written down."""
    found: Recorded = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def record(figures: Recorded) -> None:
    """Write figures down, in the file and on the page."""
    FILE.write_text(
        _HEAD + yaml.safe_dump({n: dict(f) for n, f in figures.items()}, sort_keys=False), "utf-8"
    )
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), figures), "utf-8")


def page(text: str, figures: Recorded) -> str:
    """Return the page with a table of these figures."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}{table(figures)}{END}{after}"


def table(figures: Recorded) -> str:
    """Write the figures as a table of Markdown, a folder a column."""
    rows = [
        ["", *figures],
        ["---", *["---:"] * len(figures)],
        *([label, *(_cell(f, name) for f in figures.values())] for name, label in LABELS.items()),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(figures: Mapping[str, int], name: str) -> str:
    return f"{figures[name]:,}" if name in figures else ""


def worse(before: Mapping[str, int], now: Mapping[str, int]) -> list[str]:
    """Say which of the figures that are held got worse."""
    fallen = [name for name in FLOORS if name in before and now[name] < before[name]]
    risen = [name for name in CEILINGS if name in before and now[name] > before[name]]
    return [f"{name}: {now[name]}, was {before[name]}" for name in fallen + risen]
