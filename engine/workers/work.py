"""What a process that works for a run does with its tasks."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qinjian.engine.compiled.stored import Stored
from qinjian.engine.intake.neighbours import YearsBeside
from qinjian.engine.once.held import read_batch
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.stored import rulebook_of
from qinjian.engine.workers.passing import write_answer
from qinjian.engine.workers.tasks import RULES, Done, Judge, Task
from qinjian.engine.workers.written import write_read

if TYPE_CHECKING:
    from qinjian.engine.run.said import BatchJudge


class Work:
    """Does tasks one by one, and keeps what the next ones need too; see ``Pool``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._judge: BatchJudge | None = None
        self._years = YearsBeside()

    def do(self, task: Task) -> Done:
        """Do a task.

        Raises:
            QinjianError: ``temporary_full``.
        """
        if isinstance(task, Judge):
            return Done(write_answer(self._judged(task), self._folder))
        return write_read(task, self._years, self._folder)

    def _judged(self, task: Judge) -> object:
        from qinjian.engine.run.columns import ColumnsRunner  # noqa: PLC0415 - reading does without
        from qinjian.engine.run.said import BatchJudge  # noqa: PLC0415

        if self._judge is None:
            # The processes are as many as the cores.
            self._judge = BatchJudge(ColumnsRunner(self._book, threads=1), task.as_of)
        batch = read_batch(task.batch).marked(task.left_out, task.cancelled)
        return self._judge.say(batch, task.kinds)

    @cached_property
    def _book(self) -> Rulebook:
        return rulebook_of(Stored((self._folder / RULES).read_bytes()))
