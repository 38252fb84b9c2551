"""What reading gives: records with their places, and what could not be read."""

from dataclasses import dataclass
from decimal import Decimal

from qinjian.engine.problems import Problem
from qinjian.schemas.finding import Place
from qinjian.schemas.record import Record


@dataclass(frozen=True)
class Sourced:
    """A record and where it comes from.

    ``derived`` names the fields that the source did not give and that were filled from
    others. People of a list inherit the fields of ``schemas.record.Shared``.
    """

    record: Record
    place: Place
    derived: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FileTally:
    """Control totals of one file; a row is a top-level record, people in lists are none.

    Rows and yuan read are those checked plus those rejected. ``rows_without_amount`` counts
    rows, checked or rejected, whose ``amount`` is absent or unreadable: they add nothing to
    the sums of yuan. ``sha256`` is that of the bytes, None when they could not be read.
    """

    file: str
    sha256: str | None
    rows_read: int
    rows_checked: int
    rows_rejected: int
    yuan_read: Decimal
    yuan_checked: Decimal
    yuan_rejected: Decimal
    rows_without_amount: int
    unmatched_headers: tuple[str, ...]


@dataclass(frozen=True)
class Intake:
    """All that was read.

    Records stand in the order of files, sheets and rows, people right after their record.
    Every one of ``rejects`` is something that was not read; ``notices`` lose nothing.
    """

    records: tuple[Sourced, ...]
    rejects: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    files: tuple[FileTally, ...]
