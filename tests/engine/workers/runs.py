"""Checks that share their work with other processes, however small they are."""

import subprocess
import sys
from pathlib import Path

from tests.bench.tables import write
from tests.readme import MAIN, ROOT

READ = """
from qinjian.engine.workers import ahead
ahead.PAYS = 0
"""
JUDGED = """
from qinjian.engine.intake.tables import body
from qinjian.engine.workers import judged
body.PART, judged.ROWS = 60, 0
"""
"""What makes a run of a few rows pay for other processes: to read its files, to judge its parts."""

FORMATS = ("json", "jsonl", "csv", "txt")


def command(*arguments: str, first: str = READ + JUDGED) -> list[str]:
    """Return a command of qinjian; ``first`` is done in its process beforehand."""
    main = MAIN.removesuffix("main()\n") + first + "\nmain()\n"
    return [sys.executable, "-c", main, str(ROOT), *arguments]


def answers(
    inputs: list[Path], jobs: int, folder: Path, *more: str, first: str = READ + JUDGED
) -> tuple[int, str, list[bytes]]:
    """Check inputs and return the exit code, the remarks, and the answer in each format."""
    files = [folder / f"answer.{format_}" for format_ in FORMATS]
    outputs = [word for file in files for word in ("--output", str(file))]
    paths = [str(path) for path in inputs]
    asked = command("check", *paths, *outputs, "--jobs", str(jobs), *more, first=first)
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=folder)
    return done.returncode, done.stderr, [file.read_bytes() for file in files]


def table(path: Path, rows: int, shape: str = "trips", seed: int = 2014) -> Path:
    """Write a table of some rows."""
    write(path, shape, rows, seed)
    return path
