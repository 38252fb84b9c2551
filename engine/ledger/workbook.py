"""The whole ledger as a workbook (XLSX)."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from qinjian.engine.intake.files.own import CREATOR
from qinjian.engine.ledger.annexes import write_annexes
from qinjian.engine.ledger.columns import (
    CHANGES,
    CHOICES,
    CONFIRMED,
    GONE,
    LEADS,
    NOTE,
    PROBLEMS,
)
from qinjian.engine.ledger.entries import Entry
from qinjian.engine.ledger.kept import Kept, changes
from qinjian.engine.ledger.pivots import write_pivots
from qinjian.engine.ledger.recognise import choice
from qinjian.engine.ledger.rows import LeadRow, lead_rows
from qinjian.engine.ledger.sheets import Cell, Row, Sheets
from qinjian.engine.ledger.totals import write_totals
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.wording import Language, say
from qinjian.schemas.finding import Finding, Report

_MADE = dt.datetime(2014, 1, 1, tzinfo=dt.UTC)
"""The stated time of making: the same report gives the same bytes."""

_NOTHING = Kept()


def write_workbook(
    report: Report,
    book: Rulebook,
    aside: Iterable[Finding] = (),
    target: Path | None = None,
    kept: Kept = _NOTHING,
) -> bytes:
    """Return the ledger of a report, in its language.

    ``aside`` are findings that were kept out of the report. ``target`` is where the ledger will be,
    from where the files that are at hand are linked. ``kept`` is what people entered in an earlier
    ledger. The texts cited are those of ``book``.
    """
    # Only this format pays for the import.
    import xlsxwriter  # noqa: PLC0415

    language: Language = report.manifest.language
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as workbook:
        workbook.set_properties({"created": _MADE, "author": CREATOR})
        sheets = Sheets(workbook, language)
        rows = _numbered(lead_rows(report, target), kept, language)
        columns = (*LEADS, *kept.extra_leads)
        sheets.table("leads", columns, (*rows, *kept.own_leads))
        problems = list(_problems(rows, kept, language))
        _write_problems(sheets, problems, kept)
        write_pivots(sheets, report, book)
        write_annexes(sheets, report, book, aside)
        write_totals(sheets, report)
        if kept.merged:
            _write_past(sheets, rows, problems, kept)
        for title, cells in kept.others.items():
            sheets.copy(title, cells)
    return made.getvalue()


def _numbered(rows: Iterable[LeadRow], kept: Kept, language: Language) -> list[LeadRow]:
    """Give each lead its number and what people entered; new leads are numbered after the old."""
    numbered, last = [], kept.last
    for row in rows:
        entered: Entry = dict(kept.leads.get(str(row["fingerprint"]), {}))
        number: object = entered.pop("no", None)
        if number is None:
            number = last = last + 1
        word = _chosen("verdict", entered.get("verdict"), "pending", language)
        numbered.append({**row, **entered, "no": number, "verdict": word})
    return numbered


def _chosen(column: str, cell: Cell | None, default: str, language: Language) -> object:
    """Return the word of a choice in the language of the ledger; other words stay as they are."""
    key = default if cell is None else choice(column, cell.value)
    return cell if key is None else say(CHOICES[column], key, language)


def _write_problems(sheets: Sheets, problems: Sequence[Row], kept: Kept) -> None:
    note = {PROBLEMS[0].key: NOTE[0 if sheets.language == "zh" else 1]}
    rows = [*problems, *kept.own_problems] or [note]
    sheets.table("problems", (*PROBLEMS, *kept.extra_problems), rows)


def _problems(rows: Iterable[Row], kept: Kept, language: Language) -> Iterator[Row]:
    """Yield the leads that were confirmed, and those of which something was entered here before."""
    for row in rows:
        entered = kept.problems.get(str(row["fingerprint"]), {})
        verdict = row["verdict"]
        if choice("verdict", verdict) in CONFIRMED or _is_worked_on(entered, row):
            yield {
                **{column.key: row.get(column.key) for column in PROBLEMS},
                "verified_amount": row.get("verified"),
                "concluded": verdict,
                "basis": row["citation"],
                **entered,
                "state": _chosen("state", entered.get("state"), "open", language),
            }


def _is_worked_on(entered: Entry, row: Row) -> bool:
    """Tell whether people entered more than what stands there from the start."""
    given = {"basis": row["citation"]}
    return any(
        choice("state", cell.value) != "open" if key == "state" else cell.value != given.get(key)
        for key, cell in entered.items()
    )


def _write_past(sheets: Sheets, rows: Iterable[Row], problems: Iterable[Row], kept: Kept) -> None:
    """Write the leads that are gone, and the cells that are filled with something else now."""
    language = sheets.language
    sheets.table("gone", (*GONE, *kept.extra_gone), kept.gone)
    changed = chain(
        changes(kept.before, rows, LEADS, language),
        changes(kept.problems_before, problems, PROBLEMS, language),
    )
    sheets.table("changes", CHANGES, changed)
