"""Records that may stand in what spans records: kept until all is told, in a file if many."""

from qinjian.engine.intake.model import Sourced
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.once.held import Held


class KeptRecords:
    """Keeps batches, and gives single records of them back."""

    def __init__(self) -> None:
        self._held = Held()
        self._recent: tuple[int, Batch] | None = None

    def add(self, batch: Batch) -> int:
        """Keep a batch and return its number.

        Raises:
            QinjianError: ``temporary_full``.
        """
        return self._held.add(batch)

    def record(self, number: int, table: int, row: int) -> Sourced:
        """Return a record of a batch, by the place of its table and its row there.

        Raises:
            QinjianError: ``temporary_full``.
        """
        if self._recent is None or self._recent[0] != number:
            self._recent = number, self._held[number]
        batch = self._recent[1]
        return batch.record(batch.everyone()[table], row)
