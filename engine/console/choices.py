"""The choices that a user has, as types: shared by the command line, configurations and reports."""

from datetime import date
from typing import Literal

from qinjian.engine.messages.problems import Problem, QinjianError

FailOn = Literal["breach", "doubt", "undetermined", "never"]
"""From which leads on a check ends with 1."""

Format = Literal["table", "statistics", "json", "jsonl", "csv"]
"""The formats of a report; ``statistics`` counts the leads of each rule instead of listing them."""

FileFormat = Format | Literal["xlsx", "html"]
"""The formats of files: those of a report, the ledger as a workbook, and the report as a page."""

Order = Literal["file", "level", "amount", "article", "unit", "day"]
"""By place in the files; by level, breaches first, and amount; by the amount at issue, the largest
first; by article; by unit; by day. Within each they stand in the order of the files."""

Runner = Literal["auto", "reference", "columns"]
"""What judges records."""

CONFIG = "qinjian.toml"
"""What a configuration is called."""


def day_of(text: str | None) -> date | None:
    """Read the day that ``--as-of`` gives.

    Raises:
        QinjianError: ``option_wrong``, if it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        values = {"option": "--as-of", "value": text, "known": "2015-03-05"}
        raise QinjianError(Problem("option_wrong", values=values)) from None
