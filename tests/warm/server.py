"""Forks a process for each command that is asked for, with everything imported beforehand.

Started by ``tests.warm``, with the folder of the checkout and the name of a socket. One check was
done in it, so that a forked process has what this process would keep in any case: the modules, the
data of the package, the rules that were decoded of its compiled file. No thread was begun, which a
fork would leave behind. It ends when whoever started it does.
"""

import functools
import gc
import importlib
import importlib.util
import io
import json
import os
import pkgutil
import selectors
import signal
import socket
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import IO, Any

Request = dict[str, Any]

THIRD = ("duckdb", "jinja2", "numpy", "openpyxl", "pandas", "pyarrow.parquet", "xlsxwriter", "yaml")
"""What our modules import when they run."""


def import_all(root: str) -> None:
    """Import what commands import."""
    if importlib.util.find_spec("qinjian") is None:
        package = ModuleType("qinjian")
        package.__path__ = [root]
        sys.modules["qinjian"] = package
    for name in (*THIRD, "qinjian.cli"):
        importlib.import_module(name)
    for part in ("qinjian.engine", "qinjian.schemas"):
        path = importlib.import_module(part).__path__
        for found in pkgutil.walk_packages(path, f"{part}."):
            importlib.import_module(found.name)


def check_once(root: str) -> None:
    """Check some samples, by the runner that has no threads."""
    load = importlib.import_module("qinjian.engine.rulebook.load")
    load.rulebook_of = functools.cache(load.rulebook_of)  # type: ignore[attr-defined]
    cli = importlib.import_module("qinjian.cli")
    samples = [f"{root}/samples/{name}" for name in ("claims.jsonl", "receptions.csv")]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        assert cli.run(["check", *samples, "--runner", "reference", "--lang", "zh"]) == 1
    tasks = Path("/proc/self/task")
    others = [one for one in tasks.iterdir() if one.name != str(os.getpid())]
    names = {(one / "comm").read_text() for one in others}
    assert names <= {"jemalloc_bg_thd\n"}, names  # which knows of forks


def read(connection: socket.socket, length: int) -> bytes:
    """Read so many bytes."""
    content = b""
    while len(content) < length and (more := connection.recv(length - len(content))):
        content += more
    return content


def received(connection: socket.socket) -> tuple[Request, dict[int, int]]:
    """Return what is asked for, and its streams: those that are open, by their numbers."""
    head, passed, _, _ = socket.recv_fds(connection, 4, 3)
    request: Request = json.loads(read(connection, int.from_bytes(head, "big")))
    return request, dict(zip(request["open"], passed, strict=True))


def serve(listening: socket.socket) -> Request:
    """Fork a process for each request; only these processes come back, each with its own."""
    waiting = selectors.DefaultSelector()
    waiting.register(0, selectors.EVENT_READ)
    waiting.register(listening, selectors.EVENT_READ)
    running: dict[int, tuple[int, socket.socket]] = {}
    while True:
        for key, _ in waiting.select():
            if key.fd == 0:
                os._exit(0)
            if key.fd in running:
                pid, asked = running.pop(key.fd)
                waiting.unregister(key.fd)
                os.close(key.fd)
                _, status = os.waitpid(pid, 0)
                asked.send(status.to_bytes(4, "big"))
                asked.close()
                continue
            connection, _ = listening.accept()
            request, streams = received(connection)
            if (pid := os.fork()) == 0:
                waiting.close()
                for held in (listening, connection, *(one for _, one in running.values())):
                    held.close()
                for number in running:
                    os.close(number)
                become(request, streams)
                return request
            for passed in streams.values():
                os.close(passed)
            connection.send(pid.to_bytes(4, "big"))
            ended = os.pidfd_open(pid)
            running[ended] = pid, connection
            waiting.register(ended, selectors.EVENT_READ)


def become(request: Request, streams: dict[int, int]) -> None:
    """Make this the process that was asked for: its streams, folder, environment, arguments."""
    for number in (0, 1, 2):
        if number in streams:
            os.dup2(streams[number], number)
            os.close(streams[number])
        else:
            os.close(number)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    signal.signal(signal.SIGHUP, signal.SIG_IGN if request["nohup"] else signal.SIG_DFL)
    sys.argv = ["-c", *request["arguments"]]
    tempfile.tempdir = None
    sys.stdin = sys.__stdin__ = stream(0, streams, "strict")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = stream(1, streams, "strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = stream(2, streams, "backslashreplace")  # type: ignore[misc]


def stream(number: int, streams: dict[int, int], errors: str) -> Any:
    """Open a standard stream as Python does at its start."""
    if number not in streams:
        return None
    raw = io.FileIO(number, "w" if number else "r", closefd=False)
    buffer: IO[bytes] = io.BufferedWriter(raw) if number else io.BufferedReader(raw)
    by_line = number == 2 or raw.isatty()
    return io.TextIOWrapper(buffer, encoding="utf-8", errors=errors, line_buffering=by_line)


def main() -> Request:
    """Import, listen, and say so."""
    root, name = sys.argv[1:]
    import_all(root)
    check_once(root)
    gc.collect()
    gc.freeze()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(name)
    listening.listen(16)
    os.write(1, b"\n")
    return serve(listening)


if __name__ == "__main__":
    exec(main()["code"], {"__name__": "__main__"})  # noqa: S102 - what is tested ends as it would
