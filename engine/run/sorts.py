"""Sorts of table: which tables may go on each other, and which tell of the same things anew."""

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from qinjian.engine.intake.model import Sourced
from qinjian.schemas.finding import Place

Table = tuple[str, str | None, str]
"""File, sheet and kind of record."""


def table_of(place: Place) -> Table:
    """Return the table that a record stands in."""
    return place.file, place.sheet, place.kind


@dataclass
class Sorts:
    """What each table is, by the kind of its rows and by the fields that any of them has.

    The months of one ledger have the same columns and go on each other; a register and a ledger
    have not, and may list the same spending each.
    """

    _fields: dict[Table, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, whole: Sourced) -> Table:
        """Note a row of a table, and return the table."""
        row = (whole, *whole.views)[-1]
        table = table_of(row.place)
        self.has(table, row.record.model_fields_set - row.derived)
        return table

    def has(self, table: Table, fields: AbstractSet[str]) -> None:
        """Note that rows of a table have fields, which do not follow from others."""
        self._fields[table] |= fields

    def of(self, table: Table) -> tuple[str, frozenset[str]]:
        """Return the sort of a table whose rows were all noted."""
        return table[-1], frozenset(self._fields[table])
