"""What processes that share the work gain: ``python -m tests.bench.sharing --rows 100000``.

Whole checks of one CSV of trips, and of the same rows in files of 2,000, with one process and with
more, in turn. ``own`` are the seconds of the processor of the run itself, ``others`` those of the
processes that it begins; ``wall`` is what passes meanwhile, which tells little where the cores do
other work too. The answers have to be the same.
"""

import argparse
import csv
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.goal import head, line
from tests.bench.tables import write

_ROWS_OF_A_FILE = 2_000


def in_files(table: Path, folder: Path) -> None:
    """Write the rows of a table to files of a folder."""
    folder.mkdir()
    with table.open(encoding="utf-8", newline="") as stream:
        headers, *rows = csv.reader(stream)
    for start in range(0, len(rows), _ROWS_OF_A_FILE):
        with (folder / f"{start:07}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([headers, *rows[start : start + _ROWS_OF_A_FILE]])


def check(path: Path, jobs: int, output: Path) -> tuple[float, float, float]:
    """Check in a process of its own; return what passed, and the seconds of it and its own."""
    begun = time.monotonic()
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        from qinjian.cli import run  # noqa: PLC0415 - the start belongs to the check

        run(["check", str(path), "--output", str(output), "--jobs", str(jobs)])
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        os.write(writing, " ".join(str(one.ru_utime + one.ru_stime) for one in used).encode())
        os._exit(0)
    os.waitpid(child, 0)
    passed = time.monotonic() - begun
    own, others = map(float, os.read(reading, 100).split())
    return passed, own, others


def main() -> int:
    """Compare."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    asked.add_argument("--rounds", type=int, default=1)
    given = asked.parse_args()
    head("input ", "jobs", "wall", "own", "others", "load")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "trips.csv", "trips", given.rows)
        in_files(folder / "trips.csv", folder / "trips")
        for path in (folder / "trips.csv", folder / "trips"):
            answers = set()
            for _ in range(given.rounds):
                for jobs in given.jobs:
                    output = folder / "answer.jsonl"
                    times = check(path, jobs, output)
                    answers.add(output.read_bytes())
                    load = os.getloadavg()[0]
                    line([path.name, str(jobs), *(f"{one:.1f}" for one in times), f"{load:.1f}"])
            if len(answers) > 1:
                sys.stderr.write(f"{path.name}: the answers differ\n")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
