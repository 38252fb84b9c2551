"""Processes that end before they are done: no half answer, nothing left behind, and again."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.workers.runs import JUDGED, READ, answers, command, table

PARTS = {"reading": READ, "judging": JUDGED}
OLD = "what stood here before\n"
LONG = 300
"""Seconds after which something is taken for hung."""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files."""
    found = tmp_path / "scratch"
    found.mkdir()
    monkeypatch.setenv("TMPDIR", str(found))
    return found


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [table(tmp_path / f"{number}.csv", 130, seed=number) for number in range(3)]


@pytest.fixture(params=PARTS)
def begun(
    request: pytest.FixtureRequest, scratch: Path, files: list[Path], tmp_path: Path
) -> Iterator[tuple["subprocess.Popen[str]", list[int], Path]]:
    """Return a check, the processes that it has begun to do one of the parts, and its output."""
    assert scratch.is_dir()
    out = tmp_path / "out.json"
    out.write_text(OLD, encoding="utf-8")
    asked = command(
        "check", *map(str, files), "--output", str(out), "--jobs", "2", "--runner", "columns",
        "--lang", "en", first=PARTS[request.param],
    )  # fmt: skip
    with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as run:
        yield run, _children(run), out


def _children(run: "subprocess.Popen[str]") -> list[int]:
    """Wait for the processes that a run begins."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        found = []
        for task in Path(f"/proc/{run.pid}/task").iterdir():
            found += (task / "children").read_text().split()
        mine = [int(pid) for pid in found if b"workers" in _command_line(pid)]
        if mine:
            return mine
        time.sleep(0.01)
    raise AssertionError("no process was begun")


def _command_line(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _are_gone(pids: list[int]) -> bool:
    until = time.monotonic() + LONG
    while any(_command_line(str(pid)) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_one_that_is_killed_ends_the_run(
    begun: tuple["subprocess.Popen[str]", list[int], Path],
    scratch: Path,
    files: list[Path],
    tmp_path: Path,
) -> None:
    run, children, out = begun
    os.kill(children[0], signal.SIGKILL)
    _, told = run.communicate(timeout=LONG)
    assert run.returncode == 3
    assert told == (
        "a worker process was ended by signal 9 before it was done; no file is half written. "
        "Run it again, with --jobs 1 where memory is short.\n"
    )
    assert out.read_text(encoding="utf-8") == OLD
    assert list(scratch.iterdir()) == []
    assert _are_gone(children)
    again = answers(files, 2, tmp_path, "--runner", "columns")
    assert again == answers(files, 1, tmp_path, "--runner", "columns")


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_run_that_is_ended_ends_them(
    begun: tuple["subprocess.Popen[str]", list[int], Path], scratch: Path, number: str, code: int
) -> None:
    run, children, out = begun
    run.send_signal(getattr(signal, number))
    _, told = run.communicate(timeout=LONG)
    assert run.returncode == code
    assert told.startswith(f"ended by {number} before it was done")
    assert out.read_text(encoding="utf-8") == OLD
    assert list(scratch.iterdir()) == []
    assert _are_gone(children)


def test_they_do_not_outlive_a_run_that_is_killed(
    begun: tuple["subprocess.Popen[str]", list[int], Path], scratch: Path
) -> None:
    run, children, out = begun
    run.kill()
    run.communicate(timeout=LONG)
    assert _are_gone(children)
    assert out.read_text(encoding="utf-8") == OLD
    assert not list(scratch.rglob("rules"))  # their folder


def test_a_full_disk_is_told(scratch: Path, files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.json"

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    asked = command(
        "check", *map(str, files), "--output", str(out), "--jobs", "2", "--lang", "en", first=READ
    )
    done = subprocess.run(asked, capture_output=True, text=True, check=False, preexec_fn=full)
    assert done.returncode == 2
    assert done.stderr == (
        f"{scratch}: the folder for temporary files takes no more: File too large. "
        "Free space there, or name another one in TMPDIR.\n"
    )
    assert not out.exists()
    assert list(scratch.iterdir()) == []


def test_a_fault_in_one_is_a_fault_of_the_run(scratch: Path, files: list[Path]) -> None:
    """What was compiled is not what it should be: no process can judge."""
    first = (
        JUDGED
        + """
from qinjian.engine.workers import pool
pool._compiled = lambda _: b"no rules"
"""
    )
    asked = command(
        "check", str(files[0]), "--jobs", "2", "--runner", "columns", "--lang", "en", first=first
    )
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("an error of our own: UnfitError: ")
    assert done.stdout == ""
    assert list(scratch.iterdir()) == []
