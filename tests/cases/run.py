"""A folder of cases checked as a first-time user does it: no mapping, nothing renamed."""

from functools import cache
from pathlib import Path

import tests.conftest  # noqa: F401 - lets a bare checkout be imported
from qinjian.schemas.finding import Finding, Place, Report
from tests.readme import MAIN, ROOT
from tests.warm import run

HERE = Path(__file__).resolve().parent
REGULATION = "chongqing-2014"
_ARGUMENTS = ("check", ".", "--region", "重庆", "--lang", "zh", "--format", "json", "--fail-on", "never")  # fmt: skip

Spot = tuple[str, str | None, int]
"""File, sheet and row; no sheet where the file has one table alone."""


@cache
def report_of(folder: str) -> Report:
    """Check a folder from the command line and return the report."""
    done = run(MAIN, [str(ROOT), *_ARGUMENTS], folder=HERE / folder)
    if not done.stdout.strip():
        raise SystemExit(f"{folder}: exit {done.returncode}, no report\n{done.stderr[-2000:]}")
    return Report.model_validate_json(done.stdout)


def leads(report: Report) -> tuple[Finding, ...]:
    """List the leads of a report."""
    return tuple(one for one in report.findings if one.outcome == "violation")


def articles(lead: Finding) -> set[int]:
    """Return the articles of the Chongqing Measures that a lead cites."""
    cited = {(lead.regulation, lead.article)}
    cited.update((clause.regulation, clause.article) for clause in lead.citations)
    return {article for regulation, article in cited if regulation == REGULATION}


def places(lead: Finding) -> tuple[Place, ...]:
    """List where a lead points: its record, and the members of a group."""
    return (lead.record, *lead.members)


def name(file: str) -> str:
    """Return the name of a file as the lists of cases write it."""
    return file.removeprefix("./")


def sheetless(report: Report) -> frozenset[str]:
    """Name the files with one table, whose sheets the lists of cases need not tell."""
    return frozenset(name(file.file) for file in report.manifest.files if len(file.tables) < 2)


def spots(lead: Finding, single: frozenset[str]) -> set[Spot]:
    """Return the rows that a lead points at."""
    return {spot(place.file, place.sheet, place.row, single) for place in places(lead)}


def spot(file: str, sheet: str | None, row: int, single: frozenset[str]) -> Spot:
    """Return a row in a form that can be compared."""
    file = name(file)
    return file, None if file in single else sheet, row


def line(lead: Finding) -> str:
    """Write a lead on one line."""
    at = lead.record
    where = f"{name(at.file)}:{at.sheet or ''}:{at.row}"
    return f"{where}  {lead.level.value}  {lead.rule}  {lead.message}"
