"""Asks the server for a process with the arguments, streams and folder of this one, and ends as it did.

It is started without ``site``, for the ``qinjian`` of a script of bash. ``MAIN`` in the environment
is the code to run; the first argument names the socket.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress


def is_open(number: int) -> bool:
    """Tell whether a stream is open."""
    with suppress(OSError):
        os.fstat(number)
        return True
    return False


def ask(
    name: str, code: str, arguments: Sequence[str], streams: Mapping[int, int], folder: str,
    environment: Mapping[str, str],
) -> tuple[socket.socket, int]:  # fmt: skip
    """Have a process started; return where its end will be told, and its number."""
    request = {
        "code": code, "arguments": list(arguments), "open": list(streams), "folder": folder,
        "environment": dict(environment),
        "nohup": signal.getsignal(signal.SIGHUP) is signal.SIG_IGN,
    }  # fmt: skip
    content = json.dumps(request).encode()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(name)
    socket.send_fds(connection, [len(content).to_bytes(4, "big")], list(streams.values()))
    connection.sendall(content)
    return connection, number_from(connection)


def number_from(connection: socket.socket) -> int:
    """Receive a number: that of a process, or how it ended."""
    content = b""
    while len(content) < 4:
        more = connection.recv(4 - len(content))
        if not more:
            raise EOFError("the server of warm processes has ended")
        content += more
    return int.from_bytes(content, "big")


if __name__ == "__main__":
    standard = {number: number for number in (0, 1, 2) if is_open(number)}
    here = os.getcwd()  # noqa: PTH109 - pathlib would take longer to import than all else
    asked, _ = ask(sys.argv[1], os.environ["MAIN"], sys.argv[2:], standard, here, os.environ)
    ended = os.waitstatus_to_exitcode(number_from(asked))
    if ended < 0:
        os.kill(os.getpid(), -ended)
    sys.exit(ended)
