"""Batches that worker processes judge, from the moment that they are read.

What counts once is settled when all is read. Nearly all batches stay as they were then, and what
was said of them holds; the others are judged again.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from qinjian.engine.once.held import Held
from qinjian.engine.once.settle import Settled
from qinjian.engine.workers.passing import read_answer
from qinjian.engine.workers.tasks import Done, Judge
from qinjian.engine.workers.workers import Workers

if TYPE_CHECKING:
    from concurrent.futures import Future

    from qinjian.engine.run.said import Said

ROWS = 30_000
"""Rows from which on a run pays for the start of the processes."""

FEWEST = 2_000
"""Rows up to which it never does: they need no engine, see ``checking``."""

BATCHES = 12
"""Batches from which on it does, however short they are: the engine takes a while for each."""


class JudgedApart:
    """Has the batches of one run judged."""

    def __init__(self, workers: Workers, as_of: date | None) -> None:
        self._workers = workers
        self._as_of = as_of
        self._asked: list[tuple[Judge, Future[Done]]] = []

    def look(self, held: Held) -> None:
        """Have those judged that were read meanwhile, if they are many.

        Raises:
            QinjianError: ``temporary_full``.
        """
        if held.rows < ROWS and (held.rows <= FEWEST or len(held) < BATCHES):
            return
        held.write_all()
        for batch in held.written[len(self._asked) :]:
            task = Judge(batch, frozenset(), frozenset(), frozenset(held.kinds), self._as_of)
            self._asked.append((task, self._workers.ask(task)))

    def said(self, settled: Settled) -> "Iterator[Sequence[Said]] | None":
        """List what is said of each batch; None where the rows were too few.

        Raises:
            QinjianError: ``temporary_full``.
            OwnFaultError: a process ended, or a fault in it.
        """
        if not self._asked:
            return None
        kinds = frozenset(settled.held.kinds)
        for number, (task, answer) in enumerate(self._asked):
            left_out, cancelled = settled.left_out(number), settled.cancelled(number)
            again = task._replace(left_out=left_out, cancelled=cancelled, kinds=kinds)
            if again != task:
                answer.cancel()
                self._asked[number] = again, self._workers.ask(again)
        return (read_answer(answer.result().file, self._workers.book) for _, answer in self._asked)
