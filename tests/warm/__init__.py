"""Commands as processes of their own, forked from one in which everything is imported already.

A command that is started takes longer to import than to do what most tests ask of it. A forked
process is a whole one in all else: it has its own memory, streams, folder, environment, limits and
signals, reads the rules anew, and ends as the interpreter ends. What is imported when, and what
an interpreter does at its start, is tested by processes that are started (``command`` of
``tests.readme``).
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tests.warm.client import ask, number_from

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENT = Path(__file__).with_name("client.py")


@cache
def server() -> str:
    """Start the server of this process, once, and return the name of its socket."""
    folder = TemporaryDirectory(prefix="warm-")
    name = str(Path(folder.name) / "socket")
    script = Path(__file__).with_name("server.py")
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", str(script), str(ROOT), name],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == b"\n", "the server of warm processes did not start"

    def end() -> None:
        process.communicate()
        folder.cleanup()

    atexit.register(end)
    return name


class Process:
    """A process that runs code with arguments, in the current folder unless another is named."""

    def __init__(
        self, code: str, arguments: Sequence[str], *, stdin: int | IO[bytes] | None = None,
        stdout: int | IO[bytes] | None = None, stderr: int | IO[bytes] | None = None,
        folder: Path | None = None, environment: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        with ExitStack() as opened:
            nothing = opened.enter_context(Path(os.devnull).open("r+b", buffering=0))
            given = (nothing if one is None else one for one in (stdin, stdout, stderr))
            numbers = (one if isinstance(one, int) else one.fileno() for one in given)
            self._ending, self.pid = ask(
                server(), code, arguments, dict(enumerate(numbers)),
                str(folder or Path.cwd()), os.environ if environment is None else environment,
            )  # fmt: skip

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def poll(self) -> None:
        """Fail if it has ended."""
        os.kill(self.pid, 0)

    def wait(self) -> int:
        """Wait for its end, and return its exit code."""
        with self._ending:
            return os.waitstatus_to_exitcode(number_from(self._ending))


def run(
    code: str, arguments: Sequence[str], *, text: str = "", folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """Run code to its end, with a text as its input, and return what it wrote."""
    (stdin, into), (out, into_out), (err, into_err) = os.pipe(), os.pipe(), os.pipe()
    process = Process(
        code, arguments, stdin=stdin, stdout=into_out, stderr=into_err, folder=folder,
        environment=environment,
    )  # fmt: skip
    for number in (stdin, into_out, into_err):
        os.close(number)
    with ThreadPoolExecutor(3) as threads:
        threads.submit(_give, into, text.encode())
        written = threads.map(_all, (out, err))
        return subprocess.CompletedProcess([*arguments], process.wait(), *written)


def _give(number: int, content: bytes) -> None:
    """Write all into a pipe, whose reader may go before."""
    with suppress(BrokenPipeError), open(number, "wb") as stream:
        stream.write(content)


def _all(number: int) -> str:
    """Read a pipe to its end."""
    with open(number, encoding="utf-8") as stream:
        return stream.read()
