"""What columns of a table, or keys of a claim, are to a kind of record."""

from dataclasses import dataclass

from qinjian.schemas.record import Document, Field

FIGURES = frozenset({"money", "count", "quantity"})
"""Types of fields whose cells are figures."""


@dataclass(frozen=True)
class Use:
    """What columns are to a kind: one for a field, or three for the parts of a day.

    Of several for one field the one of lowest ``rank`` goes before. ``document`` is the document
    whose name heads the column; ``period`` says that it holds the first and the last day.
    """

    numbers: tuple[int, ...]
    field: Field | None = None
    rank: int = 0
    scale: int = 1
    document: Document | None = None
    period: bool = False
