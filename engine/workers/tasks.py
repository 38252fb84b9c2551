"""What is asked of the processes that work for a run, and what they answer: plain data."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from qinjian.engine.intake.files.inputs import Source
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.messages.problems import Problem
from qinjian.engine.once.held import Written
from qinjian.schemas.mapping import Mapping
from qinjian.schemas.record import Record

RULES = "rules"
"""The file of compiled rules, in the folder of the processes."""


class Judge(NamedTuple):
    """Hold a batch against the rules.

    Left out are the lines of it that are not judged, cancelled those that red entries cancel.
    ``kinds`` are those of which the run may have records, ``as_of`` replaces the decisive days.
    """

    batch: Written
    left_out: frozenset[int]
    cancelled: frozenset[int]
    kinds: frozenset[str]
    as_of: date | None


class Read(NamedTuple):
    """Read a file, as ``Reader`` is asked to."""

    source: Source
    kind: type[Record] | None
    mapping: Mapping | None
    whose: Whose


Task = Judge | Read


class Done(NamedTuple):
    """A task is done; the file has what came of it, its end from a byte on."""

    file: Path
    end: int = 0


class Failed(NamedTuple):
    """A task was not done: for what is to be told, or for a fault of our own."""

    problems: tuple[Problem, ...] = ()
    reason: str = ""
