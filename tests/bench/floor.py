"""What a whole check takes beside the floor: ``python -m tests.bench.floor --rows 100000 1000000``.

Both run as whole processes over the same CSV file, in turn; seconds are those of the processor from
start to end, MiB the most memory. The floor is SQL for DuckDB, written by hand: the file read as
text and each column cast (``receptions.sql``), then the row rules counted (``receptions_rules.sql``).
The check holds the file against all rules and writes its leads as JSON Lines. See
``docs/benchmarks.md``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tests.bench.goal import Goal, head, line
from tests.bench.processes import QINJIAN, ROOT, Used, in_turn, ratio, seconds
from tests.bench.tables import SHAPES

HERE = Path(__file__).resolve().parent


def by_floor(shape: str, path: Path) -> int:
    """Read a file by the statements and count what they find."""
    import duckdb  # noqa: PLC0415 - the other process does not need it

    engine = duckdb.connect(config={"threads": 2})
    engine.execute((HERE / f"{shape}.sql").read_text(encoding="utf-8"), {"file": str(path)})
    found = engine.execute((HERE / f"{shape}_rules.sql").read_text(encoding="utf-8")).fetchone()
    sys.stdout.write(f"{sum(found or ())}\n")
    return 0


def compare(rows: Sequence[int], rounds: int) -> list[Goal]:
    """Run both over the tables of each shape in turn, and print medians, ratios and growth."""
    head(
        "table ",
        "rows",
        "texts that differ",
        "leads",
        "leads a hundred rows",
        "floor",
        "check",
        "× floor",
        "MiB",
    )
    goals, grown = [], []
    with tempfile.TemporaryDirectory() as folder:
        for shape in SHAPES:
            taken = []
            for count in rows:
                path = Path(folder) / f"{shape}.csv"
                texts = written(shape, count, path)
                floor, check, leads = _both(shape, path, rounds)
                mib, times = max(one.mib for one in check), ratio(check, floor)
                taken.append((count, seconds(floor), seconds(check)))
                line([
                    shape, f"{count:,}", f"{texts:.0%}", f"{leads:,}", f"{leads * 100 / count:.1f}",
                    f"{seconds(floor):.2f}", f"{seconds(check):.2f}", f"{times:.1f}", f"{mib:,}",
                ])  # fmt: skip
                goals.append(Goal(f"{count:,} {shape}, × floor", times, 8))
                if count >= 1_000_000:
                    goals.append(Goal(f"{count:,} {shape}, memory", mib * 1.048576, 1_000, "MB"))
            grown += [(shape, *pair) for pair in pairwise(taken)]
    if grown:
        sys.stdout.write("\n")
        head("table ", "rows ", "× rows", "× floor's seconds", "× check's seconds")
    for shape, (few, floor_few, check_few), (many, floor_many, check_many) in grown:
        more, grew = many / few, check_many / check_few
        line(
            [
                shape,
                f"{few:,} to {many:,}",
                f"{more:.1f}",
                f"{floor_many / floor_few:.1f}",
                f"{grew:.1f}",
            ]
        )
        goals.append(Goal(f"{shape} {few:,} to {many:,}, growth", grew, more))
    return goals


def _both(shape: str, path: Path, rounds: int) -> tuple[list[Used], list[Used], int]:
    """Return what the floor and the check took, and how many leads there were."""
    output = path.with_suffix(".jsonl")
    # The check is the last of each round, so that what it wrote stands in the file.
    used = in_turn(
        {
            "floor": [sys.executable, "-m", "tests.bench.floor", "--run", shape, str(path)],
            # One process, as its neighbour has: what several gain is measured by ``sharing``.
            "check": [QINJIAN, "check", str(path), "--format", "jsonl", "--jobs", "1"],
        },
        rounds,
        output,
    )
    with output.open("rb") as stream:
        leads = sum(1 for _ in stream)
    return used["floor"], used["check"], leads


def written(shape: str, rows: int, path: Path) -> float:
    """Write a table in a process of its own; return which part of its texts differ."""
    command = [sys.executable, "-m", "tests.bench.tables", shape, str(rows), str(path)]
    return float(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)


def main() -> int:
    """Compare, or be the floor of the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, nargs="+", default=[100_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--run", nargs=2, metavar=("SHAPE", "FILE"))
    asked = options.parse_args()
    if asked.run:
        shape, file = asked.run
        return by_floor(shape, Path(file))
    os.chdir(ROOT)
    compare(asked.rows, asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
