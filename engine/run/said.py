"""What the rules say of one batch: it depends on the batch and the rules alone.

So batches can be judged in any order, and in any process.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.run.columns import Batch as Verdicts
from qinjian.engine.run.columns import ColumnsRunner, Others
from qinjian.engine.run.members import Members, MembersTeller, Records
from qinjian.engine.run.typed_facts import TypedFacts


class Said(NamedTuple):
    """What is said of the records of one table, each alone, and what they are to rules across."""

    verdicts: Verdicts
    members: Members


class BatchJudge:
    """Holds batches against the rules; ``as_of`` replaces the decisive days."""

    def __init__(self, runner: ColumnsRunner, as_of: date | None) -> None:
        self._runner = runner
        self._as_of = as_of
        self._teller = MembersTeller(runner)

    def say(self, batch: Batch, kinds: Collection[str]) -> list[Said]:
        """Judge a batch, table by table in the order of ``Batch.everyone``.

        ``kinds`` are those of which the run may have records.
        """
        said = []
        for table in batch.everyone():
            strict = TypedFacts(table, self._as_of)
            filled = TypedFacts(batch.presumed(table), self._as_of, strict)
            others = Others(batch.special_of(table), batch.cancelled_in(table))
            verdicts = self._runner.judge(strict, others, filled)
            records = Records(batch.file, strict, filled, others)
            said.append(Said(verdicts, self._teller.tell(records, kinds)))
        return said
