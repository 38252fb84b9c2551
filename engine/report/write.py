"""Rendering a report in the format that was asked for."""

from collections.abc import Callable, Iterable, Iterator

from qinjian.engine.report.csv import write_csv
from qinjian.engine.report.head import head
from qinjian.engine.report.json import write_json, write_jsonl
from qinjian.engine.report.statistics import write_statistics
from qinjian.engine.report.table import write_table
from qinjian.schemas.finding import Finding, Report

_FORMATS: dict[str, Callable[[Report, Iterable[Finding]], Iterator[str]]] = {
    "table": write_table,
    "statistics": write_statistics,
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
}

_HEADLESS = ("csv", "jsonl")


def pieces(report: Report, format_: str, aside: Iterable[Finding] = ()) -> Iterator[str]:
    """Write a report as ``table``, ``statistics``, ``json``, ``jsonl`` or ``csv``, piece by piece.

    ``aside`` are findings that were kept out of the report, and are read as they are written.
    """
    return _FORMATS[format_](report, aside)


def render(report: Report, format_: str) -> str:
    """Write a report as one text."""
    return "".join(pieces(report, format_))


def beside(report: Report, format_: str) -> str:
    """Return the head of a report of a format that has no room for one, else nothing.

    A ledger begins with its columns, and JSON Lines hold findings alone.
    """
    return "".join(f"{line}\n" for line in head(report)) if format_ in _HEADLESS else ""
