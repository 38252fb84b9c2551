"""The processes that work for a run: begun when there is something to do, gone with the run."""

import os
import pickle
import secrets
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue

from qinjian.engine.compiled.sources import Sources
from qinjian.engine.compiled.stored import written
from qinjian.engine.messages.problems import OwnFaultError, Problem, QinjianError, Term
from qinjian.engine.once.held import Pickler
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.scratch import no_room, temporary_files, temporary_folder
from qinjian.engine.workers.tasks import RULES, Done, Failed, Task

_BEGIN = """
import sys, types
package = types.ModuleType("qinjian")
package.__path__ = [sys.argv[2]]
sys.modules["qinjian"] = package
from pathlib import Path
from qinjian.engine.workers.child import serve
serve(Path(sys.argv[1]))
"""

_PACKAGE = Path(__file__).parents[2]
"""The very package that runs here, wherever it was found."""


class Pool:
    """Up to ``jobs`` processes that do tasks; which ``end`` ends.

    Each is begun when a task finds the others at work. They have the rules from a file, and write
    into a folder that goes with them.
    """

    def __init__(self, jobs: int, book: Rulebook) -> None:
        self._folder = temporary_folder()
        with temporary_files():
            (Path(self._folder.name) / RULES).write_bytes(_compiled(book))
        self._idle: SimpleQueue[_Child] = SimpleQueue()
        self._children: list[_Child] = []
        self._threads = ThreadPoolExecutor(jobs)
        # Keys are told apart by hashes of texts, which are to be the same in all of them.
        self._seed = str(secrets.randbelow(2**32))
        self._ended = False

    def end(self) -> None:
        """End the processes, whatever they do: what they write goes with their folder."""
        self._ended = True
        for child in self._children:
            child.end()
        self._threads.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def ask(self, task: Task) -> "Future[Done]":
        """Have a task done; awaited is where that stands which came of it.

        Awaiting it raises:
            QinjianError: what was to be told of the task.
            OwnFaultError: ``worker_ended``, or ``internal`` for a fault in the task.
        """
        return self._threads.submit(self._done, task)

    def _done(self, task: Task) -> Done:
        try:
            child = self._idle.get_nowait()
        except Empty:
            child = self._begun()
        answer = child.ask(task)
        self._idle.put(child)
        if isinstance(answer, Done):
            return answer
        for problem in answer.problems:
            if problem.code == "temporary_full":  # it names a folder inside of ours
                raise no_room(str(problem.values["reason"]))
        if answer.problems:
            raise QinjianError(answer.problems)
        raise OwnFaultError(Problem("internal", values={"reason": answer.reason}))

    def _begun(self) -> "_Child":
        folder = Path(self._folder.name)
        variables = {"PYTHONHASHSEED": self._seed, "TMPDIR": str(folder)}
        child = _Child(folder, {**os.environ, **variables})
        self._children.append(child)
        if self._ended:
            child.end()
        return child


def _compiled(book: Rulebook) -> bytes:
    if book.stored is not None and book.statements.are_of(book.rules):
        return book.stored.content
    # Somebody's choice or change of rules, or a book that was read from its sources.
    from qinjian.engine.rulebook.compile import compiled  # noqa: PLC0415

    return written(Sources(book.digest, ""), compiled(book))


class _Child:
    """One process; see ``child``."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        # -P: what lies in the folder of the user is none of its modules.
        command = [sys.executable, "-P", "-c", _BEGIN, str(folder), str(_PACKAGE)]
        # A process group of its own: what ends the run from a keyboard is for us to pass on.
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=variables, process_group=0 if os.name == "posix" else None,
        )  # fmt: skip

    def ask(self, task: Task) -> Done | Failed:
        """Send a task and return the answer.

        Raises:
            OwnFaultError: ``worker_ended``.
        """
        tasks, answers = self._process.stdin, self._process.stdout
        assert tasks is not None  # noqa: S101 - they are pipes
        assert answers is not None  # noqa: S101
        try:
            Pickler(tasks, pickle.HIGHEST_PROTOCOL).dump(task)
            tasks.flush()
            answer: Done | Failed = pickle.load(answers)  # noqa: S301 - from our own process
        except (OSError, EOFError, pickle.UnpicklingError):
            raise OwnFaultError(_ended(self._process.wait())) from None
        return answer

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def _ended(code: int) -> Problem:
    """Say how a process ended."""
    if code < 0:
        how = Term(f"被信号 {-code} 结束", f"was ended by signal {-code}")
    else:
        how = Term(f"以退出码 {code} 结束", f"ended with exit code {code}")
    return Problem("worker_ended", values={"how": how})
