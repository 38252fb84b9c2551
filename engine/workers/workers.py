"""What a run asks other processes by; it begins none before there is something to do."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.workers.tasks import Done, Task

if TYPE_CHECKING:
    from concurrent.futures import Future

    from qinjian.engine.workers.pool import Pool


class Workers:
    """Up to ``jobs`` processes with a rulebook; a context manager that ends them."""

    def __init__(self, jobs: int, book: Rulebook) -> None:
        self.jobs = jobs
        self.book = book
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.end()

    def ask(self, task: Task) -> "Future[Done]":
        """Have a task done; see ``Pool.ask``.

        Raises:
            QinjianError: ``temporary_full``.
        """
        if self._pool is None:
            # Most runs are too small for it.
            from qinjian.engine.workers.pool import Pool  # noqa: PLC0415

            self._pool = Pool(self.jobs, self.book)
        return self._pool.ask(task)
