"""What checking takes, beside the same rules by hand: ``python -m tests.bench --rows 10000 100000``.

Each contender runs in a process of its own over the same files, in turn, and must find the same leads,
else nothing is printed but the difference. Seconds are those of the processor, of whole processes with
their start and imports. See ``docs/benchmarks.md``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.chosen import ACROSS, RULES
from tests.bench.contender import CONTENDERS, ENGINES
from tests.bench.goal import Goal, head, line
from tests.bench.processes import ROOT, Used, ratio, run, seconds

MOST_FOR_ENGINES = 100_000
"""Rows that a general engine is given; what more would take is told from these, row by row."""
JUDGED = {"zen-engine": RULES - ACROSS}
"""The rules that a contender judges, if not all."""


def differences(results: dict[str, dict[str, Any]]) -> list[str]:
    """List the rules on which a contender found other leads than the first."""
    first, *others = results
    return [
        f"{rule}: {first} {results[first]['leads'][rule][0]}, {other} {result['leads'].get(rule)}"
        for other in others
        for rule in sorted(JUDGED.get(other, RULES))
        if (result := results[other])["leads"].get(rule) != results[first]["leads"][rule]
    ]


def compare(rows: int, names: Sequence[str], seed: int, rounds: int) -> list[Goal]:
    """Measure contenders on a number of rows, and print their lines of the table."""
    own = [name for name in names if name not in ENGINES]
    engines = [name for name in names if name in ENGINES]
    used, leads = _in_turn(rows, own if rows > MOST_FOR_ENGINES else names, seed, rounds)
    base = used[names[0]]
    for name, taken in used.items():
        _tell(
            rows,
            name,
            seconds(taken),
            max(one.mib for one in taken),
            ratio(taken, base),
            leads[name],
        )
    if rows > MOST_FOR_ENGINES and engines:
        few, _ = _in_turn(MOST_FOR_ENGINES, [names[0], *engines], seed, rounds=1)
        for name in engines:
            much = seconds(few[name]) * rows / MOST_FOR_ENGINES
            _tell(
                rows, f"{name}, from {MOST_FOR_ENGINES:,}", much, None, much / seconds(base), None
            )
    if "columns" not in used or "sql" not in used:
        return []
    goals = [
        Goal(f"{len(RULES)} rules, {rows:,} rows, × SQL", ratio(used["columns"], used["sql"]), 10)
    ]
    if "pandas" in used:
        times = ratio(used["columns"], used["pandas"])
        goals.append(Goal(f"{len(RULES)} rules, {rows:,} rows, × pandas (next goal)", times, 1))
    return goals


def table_head() -> None:
    """Print the head of the table."""
    head("rows", "by ", "seconds", "MiB", "rows/s", "× first", "leads")


def _in_turn(
    rows: int, names: Sequence[str], seed: int, rounds: int
) -> tuple[dict[str, list[Used]], dict[str, int]]:
    used: dict[str, list[Used]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        generate = [sys.executable, "-m", "tests.bench.generate", folder, str(rows), str(seed)]
        subprocess.run(generate, check=True, cwd=ROOT)
        found: dict[str, dict[str, Any]] = {}
        for _ in range(rounds):
            for name in names:
                told = Path(folder) / "found.json"
                command = [sys.executable, "-m", "tests.bench.contender", name, folder]
                used[name].append(run(command, told, ends=(0,)))
                found[name] = json.loads(told.read_text(encoding="utf-8"))
    if different := differences(found):
        raise SystemExit("\n".join(different))
    return used, {
        name: sum(count for count, _ in result["leads"].values()) for name, result in found.items()
    }


def _tell(
    rows: int, name: str, took: float, mib: int | None, times: float, leads: int | None
) -> None:
    guessed = "≈ " if mib is None else ""
    known = ["" if figure is None else f"{figure:,}" for figure in (mib, leads)]
    line([
        f"{rows:,}", name, f"{guessed}{took:.1f}", known[0], f"{guessed}{rows / took:,.0f}",
        f"{guessed}{times:.1f}", known[1],
    ])  # fmt: skip


def main() -> None:
    """Compare on each number of rows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument(
        "--contender", choices=[*CONTENDERS, *ENGINES], nargs="+", default=list(CONTENDERS)
    )
    options.add_argument("--seed", type=int, default=2014)
    options.add_argument("--rounds", type=int, default=1)
    asked = options.parse_args()
    os.chdir(ROOT)
    table_head()
    for rows in asked.rows:
        compare(rows, asked.contender, asked.seed, asked.rounds)


if __name__ == "__main__":
    main()
