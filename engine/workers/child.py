"""The process that works for a run: tasks in by its standard input, answers out by its output.

It ends when its input does, and so when the run ends in whatever way.
"""

import gc
import os
import pickle
import shutil
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.once.held import Pickler
from qinjian.engine.workers.tasks import Done, Failed, Task
from qinjian.engine.workers.work import Work


def serve(folder: Path) -> None:
    """Do what is asked until nothing more can be, and write what comes of it into a folder."""
    # What ends a run from the keyboard is for the run to pass on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 20)
    tasks, answers = sys.stdin.buffer, _own_output()
    work = Work(folder)
    try:
        while True:
            task: Task = pickle.load(tasks)  # noqa: S301 - from the process that started this one
            Pickler(answers, pickle.HIGHEST_PROTOCOL).dump(_done(work, task))
            answers.flush()
    except (EOFError, OSError):
        # A run that was killed leaves it to us.
        shutil.rmtree(folder, ignore_errors=True)


def _own_output() -> BinaryIO:
    """Return the output, for answers alone: what anything else prints goes nowhere."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return own


def _done(work: Work, task: Task) -> Done | Failed:
    try:
        return work.do(task)
    except QinjianError as error:
        return Failed(error.problems)
    except Exception as error:  # noqa: BLE001 - it is told where the run is
        return Failed(reason=f"{type(error).__name__}: {error}")
