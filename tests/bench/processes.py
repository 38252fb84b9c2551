"""Whole processes, run in turn: seconds of the processor from start to end, and the most memory.

What a process starts itself and waits for counts with it. Who measures keeps small: a process that is
started has at first the memory of the one that starts it.
"""

import os
import statistics
import sys
import time
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
QINJIAN = str(Path(sys.executable).with_name("qinjian"))

_PAUSE = 0.02
_PAGES_PER_MIB = (1 << 20) // os.sysconf("SC_PAGE_SIZE")


class Used(NamedTuple):
    """What a process took."""

    seconds: float
    """Of the processor, in user and in system mode."""
    mib: int
    """The most memory: of the process, or seen of it and those it started together."""


def run(
    command: Sequence[str],
    output: Path = Path(os.devnull),
    changed: Mapping[str, str] | None = None,
    ends: Container[int] = (0, 1),
) -> Used:
    """Run a process to its end in the root of the checkout.

    Raises:
        SystemExit: it ended otherwise than with one of ``ends``; 1 is that of leads.
    """
    with output.open("wb") as stream:
        files = [(os.POSIX_SPAWN_DUP2, stream.fileno(), 1)]
        environment = {**os.environ, **(changed or {})}
        child = os.posix_spawn(command[0], [*command], environment, file_actions=files)
        together = 0
        while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            together = max(together, _together(child))
            time.sleep(_PAUSE)
        _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in ends:
        raise SystemExit(f"{' '.join(command)}: {status}")
    return Used(used.ru_utime + used.ru_stime, max(used.ru_maxrss // 1024, together))


def in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, output: Path = Path(os.devnull)
) -> dict[str, list[Used]]:
    """Run each command once a round, one after the other, and return what each took."""
    used: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            used[name].append(run(command, output))
    return used


def seconds(used: Iterable[Used]) -> float:
    """Return the median of the seconds."""
    return statistics.median(one.seconds for one in used)


def ratio(used: Iterable[Used], beside: Iterable[Used]) -> float:
    """Return the median of how many times each took what its neighbour of the same round took."""
    return statistics.median(
        one.seconds / other.seconds for one, other in zip(used, beside, strict=True)
    )


def _together(process: int) -> int:
    """Return the MiB of a process and of all that it started, if it started any."""
    processes = list(_family(process))
    if len(processes) == 1:
        return 0  # the system itself keeps the most that one had
    return sum(map(_pages, processes)) // _PAGES_PER_MIB


def _family(process: int) -> Iterable[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = thread.read_text().split()
        except OSError:  # it ended meanwhile
            continue
        for child in children:
            yield from _family(int(child))


def _pages(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
