"""The command line run in this process, in an empty folder."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qinjian import cli


class Result:
    """Exit code and both streams of one run."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Result]


def runner(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Go to a folder and return what runs the command there, in English."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def run(*arguments: str) -> Result:
        code = cli.run(list(arguments))
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run
