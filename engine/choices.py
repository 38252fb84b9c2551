"""The choices that a user has, as types: shared by the command line, configurations and reports."""

from datetime import date
from typing import Literal

from qinjian.engine.problems import Problem, QinjianError

FailOn = Literal["breach", "doubt", "undetermined", "never"]
"""From which leads on a check ends with 1."""

Format = Literal["table", "json", "jsonl", "csv"]
"""The formats of a report."""

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
