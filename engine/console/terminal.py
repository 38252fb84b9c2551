"""What goes to and comes from a terminal beside the results: problems, progress, language."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from qinjian.engine.messages.problems import Problem
from qinjian.engine.wording import Language, system_language

_LONG, _STEP = 2_000, 500
_BAR = 30
_WIPED = "\r\x1b[K"


class Ended(SystemExit):
    """A signal ended the process; the exit code is 128 and its number, as a shell has it."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number
        self.problem = Problem("ended", values={"signal": signal.Signals(number).name})
        super().__init__(self.exit_code)


_received: list[Ended] = []
_shown: list[int] = []
"""Steps of the bar so far."""


MOST_JOBS = 4
"""Processes that share the work unless more are asked for: each takes some 400 MiB."""


def cores() -> int:
    """Count the cores that this process may use, and that it takes by itself: four at most."""
    # macOS and Windows do not tell them apart from all that there are.
    usable = getattr(os, "sched_getaffinity", None)
    found = len(usable(0)) if usable is not None else os.cpu_count() or 1
    return min(found, MOST_JOBS)


def tell(problems: Iterable[Problem], language: Language) -> None:
    """Write problems to standard error, a line each."""
    for problem in problems:
        _to_stderr(f"{problem.words(language)}\n")


def tell_text(text: str) -> None:
    """Write text to standard error."""
    _to_stderr(text)


def tell_usage(error: Exception) -> None:
    """Let an error of usage show itself, with its help; else write its words."""
    show = getattr(error, "show", None)
    if show is None:
        _to_stderr(f"{error}\n")
        return
    try:
        show()
    except OSError:
        silence(sys.stderr)


def show_progress(done: int, rows: int) -> None:
    """Show how many records are done of how many rows, on a terminal and for long checks only.

    Raises:
        Ended: a signal came, and what it raised was lost, as in the clean-up of an object.
    """
    if _received:
        raise _received[0]
    if rows < _LONG or sys.stderr is None or not sys.stderr.isatty():
        return
    if done >= rows:
        _to_stderr(_WIPED)  # the report follows
        _shown.clear()
    elif done - sum(_shown) >= _STEP:
        _shown.append(done - sum(_shown))
        share = done * 100 // rows
        bar = "█" * (share * _BAR // 100)
        _to_stderr(f"\r{bar:<{_BAR}} {share:>3} %  {done:,}/{rows:,}")


def _to_stderr(text: str) -> None:
    """Write to standard error; where it is closed, full or gone, the exit code alone tells."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Send nowhere what a stream that takes no more still holds.

    It would fail again when the interpreter closes the stream, and spoil the exit code.
    """
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def asked_language(arguments: Sequence[str]) -> Language:
    """Find ``--lang`` before the arguments are parsed, for errors on the way there."""
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] or "".join(arguments[index + 1 : index + 2])
        if argument.split("=")[0] == "--lang" and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return system_language()


def end_in_order() -> None:
    """Let a signal that ends the process unwind it, so that temporary and half files go with it.

    What the caller had ignored, as ``nohup`` does, stays ignored.
    """
    for number in _ending():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def ended() -> Ended | None:
    """Return what ends the process: a library at work may have made another error of it."""
    return _received[0] if _received else None


def _ending() -> list[int]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _end(number: int, _: object) -> None:
    for other in _ending():
        signal.signal(other, signal.SIG_IGN)  # a second one must not stop the clean-up
    _received.append(Ended(number))
    raise _received[0]


def use_utf8() -> None:
    """Write UTF-8, whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
