"""Whom and what a run is about: units, claims, and the sort of table that records stand in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.schemas.kinds import GENERAL_KINDS

MOST_UNITS = 10_000
"""Units that are told apart; more are counted as that many."""


def source_of(sourced: Sourced) -> str:
    """Return the kind of the table that a record stands in: a trip may be a line of a ledger."""
    return (sourced.views[-1] if sourced.views else sourced).place.kind


@dataclass
class Subjects:
    """What is known of the records of a run, people in lists aside."""

    records: int = 0
    without_region: int = 0
    units: dict[str, None] = field(default_factory=dict)
    _claim: tuple[str, str | None] | None = None
    _several: bool = False

    def add(self, sourced: Sourced) -> None:
        """Take a record into account."""
        place = sourced.place
        if place.member is not None:
            return
        self.without_region += getattr(sourced.record, "region", None) is None
        unit = getattr(sourced.record, "unit", None)
        if unit is not None and len(self.units) < MOST_UNITS:
            self.units[unit] = None
        claim = (place.file, place.claim_no)
        self._several |= bool(self.records) and (claim != self._claim or place.claim_no is None)
        self._claim = claim
        self.records += 1

    def add_batch(self, batch: Batch) -> None:
        """Take the records of a batch into account, by the most special table of each."""
        by_position: list[tuple[TypedTable, int] | None] = [None] * batch.size
        tables = sorted(batch.tables, key=lambda table: table.model.kind not in GENERAL_KINDS)
        if len(tables) == 1:
            self._add_rows(batch, tables[0], range(len(tables[0])))
            return
        for table in tables:
            for row, position in enumerate(table.positions):
                by_position[position] = table, row
        for found in by_position:
            if found is not None:
                self._add_rows(batch, found[0], [found[1]])

    def _add_rows(self, batch: Batch, table: TypedTable, rows: Sequence[int]) -> None:
        """Take rows of a table into account, each different value of a column once."""
        regions = table.columns.get("region")
        known = _given(regions, rows)
        self.without_region += len(rows) - sum(known.values())
        for unit in _given(table.columns.get("unit"), rows):
            if len(self.units) < MOST_UNITS:
                self.units[unit] = None
        claims = _given(table.columns.get("claim_no"), rows)
        named = sum(claims.values()) == len(rows)
        claim = (batch.file, next(iter(claims)) if claims and named else None)
        if self.records + len(rows) > 1:
            self._several |= not named or len(claims) > 1
            self._several |= bool(self.records) and claim != self._claim
        self._claim = claim
        self.records += len(rows)

    @property
    def single_claim(self) -> bool:
        """Tell whether all records are one, or lines of one claim."""
        return self.records > 0 and not self._several


def _given(column: Column | None, rows: Sequence[int]) -> Counter[str]:
    """Count the rows that say each value of a column, in the order in which they come."""
    if column is None:
        return Counter()
    codes = column.codes if len(rows) == len(column.codes) else [column.codes[row] for row in rows]
    found: Counter[str] = Counter()
    for code, count in Counter(codes).items():
        if column.readings[code].state == "given":
            found[str(column.readings[code].value)] += count
    return found
