"""A run that ends before its time leaves nothing that looks whole, and the next one makes it good."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qinjian import cli
from tests.bench.tables import write
from tests.readme import MAIN, ROOT

OUTPUTS = ("leads.jsonl", "leads.json", "leads.csv", "leads.xlsx", "leads.html", "leads.txt")
KILLED_AT_THE_THIRD = """
import os, signal
import itertools
count = itertools.count(1)
def fsync(_):
    if next(count) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = fsync
"""
ROOM = 4_000
"""Bytes that a file may have on the full disk: fewer than any of the outputs has."""


def no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


class Office:
    """A folder with two registers, in which commands run."""

    def __init__(self, folder: Path, seed: str) -> None:
        self.folder, self.seed = folder, seed
        self.scratch = folder / "scratch"
        self.scratch.mkdir(parents=True)
        for shape in ("receptions", "trips"):
            write(folder / f"{shape}.csv", shape, 60)

    def check(self, *, first: str = "", full: bool = False) -> subprocess.CompletedProcess[str]:
        """Check the registers; ``first`` is done in the process beforehand."""
        main = MAIN.removesuffix("main()\n") + first + "\nmain()\n"
        files = ["receptions.csv", "trips.csv", "--runner", "columns", "--lang", "en"]
        outputs = [part for name in OUTPUTS for part in ("--output", name)]
        return subprocess.run(
            [sys.executable, "-c", main, str(ROOT), "check", *files, *outputs],
            capture_output=True, text=True, check=False, cwd=self.folder,
            preexec_fn=no_room if full else None,
            env={**os.environ, "TMPDIR": str(self.scratch), "PYTHONHASHSEED": self.seed},
        )  # fmt: skip

    def written(self) -> dict[str, bytes]:
        """Return the outputs that are there."""
        paths = (self.folder / name for name in OUTPUTS)
        return {path.name: path.read_bytes() for path in paths if path.exists()}


def test_after_a_full_disk_and_a_kill_the_same_bytes_come_out(tmp_path: Path) -> None:
    undisturbed = Office(tmp_path / "undisturbed", seed="1")
    assert undisturbed.check().returncode == 1
    whole = undisturbed.written()
    assert set(whole) == set(OUTPUTS)
    assert min(map(len, whole.values())) > ROOM

    office = Office(tmp_path / "disturbed", seed="2")
    full = office.check(full=True)
    assert full.returncode == 2
    assert "cannot be written: File too large. Free space there, or write elsewhere." in full.stderr
    assert office.written() == {}
    assert list(office.scratch.iterdir()) == []

    killed = office.check(first=KILLED_AT_THE_THIRD)
    assert killed.returncode == -signal.SIGKILL
    before = office.written()
    assert 0 < len(before) < len(OUTPUTS)
    assert before == {name: whole[name] for name in before}

    assert office.check().returncode == 1
    assert office.written() == whole


GOOD = "receptions.csv"


def corrupt(folder: Path) -> list[str]:
    """Write files that end in the middle, or hold what they should not, beside a good one."""
    good = (folder / GOOD).read_bytes()
    torn = {
        "torn.xlsx": b"PK\x03\x04" + b"\0" * 200,
        "torn.parquet": b"PAR1" + b"\0" * 100,
        "torn.json": b'[{"kind": "reception", "amount": ',
        "torn.csv": good + good.splitlines()[1].decode().encode("gb18030"),
    }  # fmt: skip
    for name, content in torn.items():
        (folder / name).write_bytes(content)
    return list(torn)


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_a_corrupt_file_takes_nothing_from_a_good_one(
    runner: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / GOOD, "receptions", 60)
    torn = corrupt(tmp_path)
    shared = ["--runner", runner, "--lang", "en", "--output"]
    assert cli.run(["check", GOOD, *shared, "alone.json"]) == 1
    assert cli.run(["check", *torn, GOOD, *shared, "among.json"]) == 2
    alone, among = (
        json.loads(Path(name).read_text(encoding="utf-8")) for name in ("alone.json", "among.json")
    )
    assert alone["findings"]
    assert among["findings"] == alone["findings"]
    lines = capfd.readouterr().err.splitlines()
    assert [line.split(":")[0].split(",")[0] for line in lines] == torn
