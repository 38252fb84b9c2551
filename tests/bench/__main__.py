"""What checking takes, beside the same rules by hand: ``python -m tests.bench --rows 10000 100000``.

Each contender runs in a process of its own over the same files and must find the same leads, else
nothing is printed but the difference. Seconds are of the work; beside them those of the whole
process, with its start and imports. See ``docs/benchmarks.md``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.chosen import RULES
from tests.bench.contender import CONTENDERS
from tests.bench.generate import write

ROOT = Path(__file__).resolve().parents[2]


def measured(name: str, folder: Path) -> dict[str, Any]:
    """Run one contender."""
    command = [sys.executable, "-m", "tests.bench.contender", name, str(folder)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2_000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"process": time.perf_counter() - start}


def differences(results: dict[str, dict[str, Any]]) -> list[str]:
    """List the rules on which a contender found other leads than the first."""
    first, *others = results
    return [
        f"{rule}: {first} {results[first]['leads'][rule][0]}, {other} {result['leads'].get(rule)}"
        for other in others
        for rule in sorted(RULES)
        if (result := results[other])["leads"].get(rule) != results[first]["leads"][rule]
    ]


def compare(rows: int, names: list[str], seed: int) -> None:
    """Measure all contenders on a number of rows, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), rows, seed)
        results = {name: measured(name, Path(folder)) for name in names}
    if different := differences(results):
        raise SystemExit("\n".join(different))
    base = results[names[0]]["seconds"]
    for name, result in results.items():
        seconds = result["seconds"]
        leads = sum(count for count, _ in result["leads"].values())
        sys.stdout.write(
            f"| {rows:,} | {name} | {seconds:.1f} | {result['process']:.1f} | {result['mib']:,} | {rows / seconds:,.0f} "
            f"| {seconds / base:.1f} | {leads:,} |\n"
        )
        sys.stdout.flush()


def main() -> None:
    """Compare on each number of rows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--contender", choices=CONTENDERS, nargs="+", default=list(CONTENDERS))
    options.add_argument("--seed", type=int, default=2014)
    asked = options.parse_args()
    sys.stdout.write("| rows | by | seconds | process | MiB | rows/s | × first | leads |\n")
    sys.stdout.write("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
    for rows in asked.rows:
        compare(rows, asked.contender, asked.seed)


if __name__ == "__main__":
    main()
