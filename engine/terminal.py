"""What goes to and comes from a terminal beside the results: problems, progress, language."""

import signal
import sys
from collections.abc import Iterable, Sequence

from qinjian.engine.problems import Problem
from qinjian.engine.wording import Language, system_language

_LONG, _STEP = 2_000, 500


def tell(problems: Iterable[Problem], language: Language) -> None:
    """Write problems to standard error, a line each."""
    for problem in problems:
        sys.stderr.write(f"{problem.words(language)}\n")


def show_progress(done: int) -> None:
    """Show how many records are done, on a terminal and for long checks only."""
    if sys.stderr.isatty() and done >= _LONG and done % _STEP == 0:
        sys.stderr.write(f"\r{done}")
        sys.stderr.flush()


def asked_language(arguments: Sequence[str]) -> Language:
    """Find ``--lang`` before the arguments are parsed, for errors on the way there."""
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] or "".join(arguments[index + 1 : index + 2])
        if argument.split("=")[0] == "--lang" and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return system_language()


def end_in_order() -> None:
    """Let a signal that ends the process unwind it, so that temporary and half files go with it.

    The exit code is then 128 and the number of the signal, as a shell has it.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


def use_utf8() -> None:
    """Write UTF-8, whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
