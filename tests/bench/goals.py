"""Everything that is to be so fast, in one run: ``python -m tests.bench.goals --rows 100000 1000000``.

Prints the tables of ``docs/benchmarks.md`` and, at the end, each goal with what was measured. All are
whole processes, by seconds of the processor, each beside its neighbour of the same round. The general
rule engines come with the extra ``bench``; without ``--engines`` they are left out. ``--only`` names
parts.
"""

import argparse
import os
from collections.abc import Callable

from tests.bench import __main__ as hand
from tests.bench import floor, growth, start
from tests.bench.contender import ENGINES
from tests.bench.goal import Goal, head, line, section
from tests.bench.processes import ROOT

SEED = 2014


def _floor(asked: argparse.Namespace) -> list[Goal]:
    section("A whole check beside the floor")
    return floor.compare(asked.rows, asked.rounds)


def _hand(asked: argparse.Namespace) -> list[Goal]:
    section("The same leads by hand, and by general rule engines")
    names = ["sql", "pandas", "columns", *(ENGINES if asked.engines else ())]
    hand.table_head()
    return [goal for rows in asked.rows for goal in hand.compare(rows, names, SEED, asked.rounds)]


def _start(asked: argparse.Namespace) -> list[Goal]:
    section("A start")
    return start.compare(max(asked.rounds * 3, 5))


def _growth(asked: argparse.Namespace) -> list[Goal]:
    section("More rules")
    return growth.compare(asked.rules, asked.rounds)


PARTS: dict[str, Callable[[argparse.Namespace], list[Goal]]] = {
    "start": _start,
    "floor": _floor,
    "hand": _hand,
    "growth": _growth,
}


def main() -> None:
    """Run the parts one after another, then print the goals."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    options.add_argument("--rules", type=int, nargs="+", default=[300, 1_000, 3_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    options.add_argument("--engines", action="store_true")
    asked = options.parse_args()
    os.chdir(ROOT)
    goals = [goal for name in asked.only for goal in PARTS[name](asked)]
    section("Goals")
    head("work ", "at most", "measured", "reached ")
    for goal in goals:
        line(goal.row())


if __name__ == "__main__":
    main()
