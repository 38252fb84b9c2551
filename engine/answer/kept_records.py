"""Records that may stand in what spans records: kept until all is told, in a file if many.

They are asked for in the order of groups and pairs, which is no order of tables: so they are kept
some dozens together, and those that were asked for last stay at hand.
"""

from dataclasses import dataclass
from functools import lru_cache

from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.once.held import Held

TOGETHER = 64
"""Subjects that are written and read together."""

AT_HAND = 256
"""How often so many subjects stay in memory once they were read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a record was kept: ``place`` is that of its subject in a batch of those together."""

    batch: int
    place: int
    kind: str
    member: int | None


class KeptRecords:
    """Keeps batches, and gives single records of them back."""

    def __init__(self) -> None:
        self._held = Held()
        self._at_hand = lru_cache(AT_HAND)(self._held.__getitem__)

    def add(self, batch: Batch) -> int:
        """Keep a batch and return the number by which ``at`` finds its records.

        Raises:
            QinjianError: ``temporary_full``.
        """
        first = len(self._held)
        for some in batch.parted(TOGETHER):
            self._held.add(some)
        return first

    def at(self, number: int, position: int, kind: str, member: int | None) -> Kept:
        """Tell where a record was kept, by its place in the batch of a number.

        ``member`` is the number of a person in a list, None for the record itself.
        """
        return Kept(number + position // TOGETHER, position % TOGETHER, kind, member)

    def record(self, kept: Kept) -> Sourced:
        """Return a record.

        Raises:
            QinjianError: ``temporary_full``.
        """
        batch = self._at_hand(kept.batch)
        for table in batch.everyone():
            if table.model.kind != kept.kind or bool(table.members) == (kept.member is None):
                continue
            for row, position in enumerate(table.positions):
                member = table.members[row] if table.members else None
                if (position, member) == (kept.place, kept.member):
                    return batch.record(table, row)
        raise LookupError(kept)
