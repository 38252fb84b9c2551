"""What a whole check takes beside the floor: ``python -m tests.bench.floor --rows 100000``.

Both run as whole processes over the same CSV file, in turn; seconds are those of the processor from
start to end, MiB the most memory. The floor is SQL for DuckDB, written by hand: the file read as
text and each column cast (``receptions.sql``), then the row rules counted (``receptions_rules.sql``).
The check holds the file against all rules and writes its leads as JSON Lines. See
``docs/benchmarks.md``.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.tables import SHAPES, write

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def by_floor(shape: str, path: Path) -> int:
    """Read a file by the statements and count what they find."""
    import duckdb  # noqa: PLC0415 - the other process does not need it

    engine = duckdb.connect(config={"threads": 2})
    engine.execute((HERE / f"{shape}.sql").read_text(encoding="utf-8"), {"file": str(path)})
    found = engine.execute((HERE / f"{shape}_rules.sql").read_text(encoding="utf-8")).fetchone()
    sys.stdout.write(f"{sum(found or ())}\n")
    return 0


def measured(command: list[str], output: Path) -> tuple[float, int]:
    """Run a process to its end: its seconds, and its MiB."""
    with output.open("wb") as stream:
        files = [(os.POSIX_SPAWN_DUP2, stream.fileno(), 1)]
        child = os.posix_spawn(command[0], command, os.environ, file_actions=files)
        _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1 is that of leads
        raise SystemExit(f"{command}: {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def compare(rows: int, rounds: int) -> None:
    """Run both over the tables of each shape in turn, and print the medians and their ratio."""
    sys.stdout.write("| table | rows | leads | floor | check | × floor | MiB |\n")
    sys.stdout.write("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "leads.jsonl"
        for shape in SHAPES:
            path = Path(folder) / f"{shape}.csv"
            write(path, shape, rows)
            floor = [sys.executable, "-m", "tests.bench.floor", "--run", shape, str(path)]
            check = [str(Path(sys.executable).with_name("qinjian")), "check", str(path)]
            pairs = []
            for _ in range(rounds):
                base, _ = measured(floor, output)
                pairs.append((base, *measured([*check, "--format", "jsonl"], output)))
            leads = output.read_bytes().count(b"\n")
            bases, ours, mib = zip(*pairs, strict=True)
            ratio = statistics.median(one / base for base, one, _ in pairs)
            sys.stdout.write(
                f"| {shape} | {rows:,} | {leads:,} | {statistics.median(bases):.2f} "
                f"| {statistics.median(ours):.2f} | {ratio:.1f} | {max(mib):,} |\n"
            )
            sys.stdout.flush()


def main() -> int:
    """Compare, or be the floor of the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
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
