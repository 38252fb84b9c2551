"""What the page says behind the leads: control totals, red entries, remarks, what was run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from qinjian.engine.page.shown import count, money
from qinjian.engine.report.equations import equations
from qinjian.engine.report.head import head
from qinjian.engine.report.lead import open_line
from qinjian.engine.report.reversals import reversal_lines
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.finding import Finding, OpenGroup, Remark, Report
from qinjian.schemas.manifest import FileRead, TableRead, Totals

MOST_LINES = 500
"""A list of remarks, tables or files shows so many, and the number of the rest."""

_ALWAYS = ("rows_read", "rows_checked", "rows_rejected")
_CONTROL = {
    "rows_read": "read_rows",
    "rows_checked": "checked_rows",
    "rows_cancelled": "cancelled_rows",
    "rows_twice": "twice_rows",
    "rows_rejected": "rejected_rows",
    "rows_past": "past_rows",
    "yuan_read": "read_yuan",
    "yuan_checked": "checked_yuan",
    "yuan_cancelled": "cancelled_yuan",
    "yuan_twice": "twice_yuan",
    "yuan_rejected": "rejected_yuan",
    "cells_unreadable": "unread_cells",
}
"""The control totals in the order of their equations, and what they are called."""


@dataclass(frozen=True)
class TableLine:
    """A table in the list of control totals."""

    name: str
    kinds: str
    encoding: str
    figures: Sequence[str]


@dataclass(frozen=True)
class Remarks:
    """Remarks of a sort: how many there are, places with messages, and how many are left off."""

    name: str
    count: int
    lines: Sequence[tuple[str, str]]
    left: int


@dataclass(frozen=True)
class OpenLine:
    """Judgements of a rule that are open for want of the same."""

    rule: str
    title: str
    things: str
    judgements: int
    first: str


def behind(report: Report, book: Rulebook, aside: Iterable[Finding]) -> dict[str, Any]:
    """Return what the template of the end of the page shows. ``aside`` are read to their end."""
    manifest = report.manifest
    tables = [(file, table) for file in manifest.files for table in file.tables]
    names = _columns(report.totals)
    listed_apart = (one for one in report.findings if one.outcome != "violation")
    open_lines, open_lines_left = _first(map(open_line, chain(listed_apart, aside)))
    laws = (book.laws.get(name) for name in manifest.regulations)
    return {
        "manifest": manifest,
        "control": [_CONTROL[name] for name in names],
        "tables": [
            _table(file, table, names, manifest.language) for file, table in tables[:MOST_LINES]
        ],
        "tables_left": max(0, len(tables) - MOST_LINES),
        "control_sums": _figures(report.totals, names),
        "reconciled": list(equations(report)),
        "reversals": [line.strip() for line in _reversals(report)],
        "remarks": list(_remarks(report)),
        "open": [_open(group, manifest.language) for group in report.open[:MOST_LINES]],
        "open_left": max(0, len(report.open) - MOST_LINES),
        "open_lines": open_lines,
        "open_lines_left": open_lines_left,
        "regulations": [
            law.regulation.title.zh if law else name
            for law, name in zip(laws, manifest.regulations, strict=True)
        ],
        "options": [line.strip() for line in list(head(report))[1:]],
        "files": manifest.files[:MOST_LINES],
        "files_left": max(0, len(manifest.files) - MOST_LINES),
    }


def _first(lines: Iterable[str]) -> tuple[list[str], int]:
    """Return the first lines, and how many others there are."""
    found = iter(lines)
    return list(islice(found, MOST_LINES)), sum(1 for _ in found)


def _columns(totals: Totals) -> list[str]:
    """Name the totals to list: of what seldom is there, those that are."""
    return [
        name
        for name in _CONTROL
        if name in _ALWAYS or name.startswith("yuan_r") or name == "yuan_checked"
        or getattr(totals, name) not in (0, "0.00")
    ]  # fmt: skip


def _figures(of: TableRead | Totals, names: Iterable[str]) -> list[str]:
    values = (getattr(of, name) for name in names)
    return [count(value) if isinstance(value, int) else money(value) for value in values]


def _table(file: FileRead, table: TableRead, names: Iterable[str], language: Language) -> TableLine:
    kinds = (labels.kind_name(kind, language) for kind in (*table.kinds, *table.also))
    name = ":".join(filter(None, (file.file, table.sheet)))
    return TableLine(name, listed(kinds, language), file.encoding or "", _figures(table, names))


def _reversals(report: Report) -> Iterator[str]:
    lines = reversal_lines(report.reversals, report.manifest.language)
    return (line for line in islice(lines, 1, None) if line)


def _remarks(report: Report) -> Iterator[Remarks]:
    for name in ("rejects", "unreadable", "notices"):
        remarks: Sequence[Remark] = getattr(report, name)
        if remarks:
            lines = [(_where(remark), remark.message) for remark in remarks[:MOST_LINES]]
            total = sum(remark.count for remark in remarks)
            yield Remarks(name, total, lines, max(0, len(remarks) - MOST_LINES))


def _where(remark: Remark) -> str:
    parts = (remark.file, remark.sheet, remark.row, remark.column)
    return ":".join(str(part) for part in parts if part)


def _open(group: OpenGroup, language: Language) -> OpenLine:
    things = listed(group.things, language)
    return OpenLine(group.rule, group.title, things, group.judgements, labels.places(group.first))
