"""Whom and what a run is about: units, claims, and the sort of table that records stand in."""

from dataclasses import dataclass, field

from qinjian.engine.intake.model import Sourced

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

    @property
    def single_claim(self) -> bool:
        """Tell whether all records are one, or lines of one claim."""
        return self.records > 0 and not self._several
