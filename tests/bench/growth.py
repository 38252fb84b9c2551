"""What more rules take: ``python -m tests.bench.growth --rules 300 3000``.

Generated rules (``many_rules``) are added to the shipped ones, and whole processes load the rulebook,
once compiling it anew and once from its compiled form, and check one file of receptions. What they
take with the fewest generated rules that can be is subtracted, so that what a rule more takes can be
seen to stay the same.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.goal import Goal, head, line
from tests.bench.many_rules import write as write_rules
from tests.bench.processes import QINJIAN, ROOT, run
from tests.bench.tables import write as write_table

ROWS = 5_000
LOAD = """
import sys
from pathlib import Path
from qinjian.engine.rulebook.load import load_rulebook
load_rulebook([Path(folder) for folder in sys.argv[1:]])
"""


class Taken(NamedTuple):
    """Seconds of the processor with a number of generated rules."""

    rules: int
    anew: float
    stored: float
    check: float
    mib: int
    leads: int


def compare(counts: Sequence[int], rounds: int) -> list[Goal]:
    """Measure each number of rules, and print what all took and what a rule more takes."""
    head(
        "generated rules", "compiled anew", "ms a rule", "from compiled", "ms a rule",
        f"check of {ROWS:,} rows", "ms a rule", "MiB", "leads",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "receptions.csv"
        write_table(table, "receptions", ROWS)
        taken = [_measured(Path(folder), table, count, rounds) for count in (1, *counts)]
    none, *some = taken
    line([none.rules, *(f"{one:.2f} | " for one in none[1:4]), f"{none.mib:,}", f"{none.leads:,}"])
    for one in some:
        line([
            f"{one.rules:,}",
            *(f"{had:.2f} | {_each(had, base, one, none):.1f}" for had, base in zip(one[1:4], none[1:4], strict=True)),
            f"{one.mib:,}", f"{one.leads:,}",
        ])  # fmt: skip
    few, many = some[0], some[-1]
    names = ("compiled anew", "from compiled", "check")
    return [
        Goal(
            f"{few.rules:,} to {many.rules:,} rules, {name}: a rule more",
            _each(many[place], none[place], many, none) / _each(few[place], none[place], few, none),
            1.1,
        )
        for place, name in enumerate(names, start=1)
    ]  # fmt: skip


def _each(took: float, without: float, one: Taken, none: Taken) -> float:
    """Return the milliseconds that each generated rule took."""
    return max(took - without, 1e-9) * 1_000 / (one.rules - none.rules)


def _measured(folder: Path, table: Path, count: int, rounds: int) -> Taken:
    added, output = folder / f"rules-{count}", folder / "leads.jsonl"
    rules = write_rules(added, count)
    load = [sys.executable, "-c", LOAD, str(added)]
    check = [QINJIAN, "check", str(table), "--format", "jsonl", "--rules", str(added)]
    anew, stored, checked = [], [], []
    for number in range(rounds):
        cache = {"XDG_CACHE_HOME": str(folder / f"cache-{count}-{number}")}
        anew.append(run(load, changed=cache).seconds)
        stored.append(run(load, changed=cache).seconds)
        checked.append(run(check, output, cache))
    with output.open("rb") as stream:
        leads = sum(1 for _ in stream)
    # The least of the rounds: what is subtracted from it is small, and chance only ever adds.
    least = min(one.seconds for one in checked)
    return Taken(rules, min(anew), min(stored), least, max(one.mib for one in checked), leads)


def main() -> None:
    """Compare."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rules", type=int, nargs="+", default=[300, 1_000, 3_000])
    options.add_argument("--rounds", type=int, default=2)
    asked = options.parse_args()
    os.chdir(ROOT)
    compare(asked.rules, asked.rounds)


if __name__ == "__main__":
    main()
