"""What a start takes beside the imports it cannot do without: ``python -m tests.bench.start``.

A round before the measured ones leaves the rules compiled and the files read once. Both have their
bytecode, as what is installed has: pip writes that of Pydantic wherever it installs it.
"""

import argparse
import os
import sys

from tests.bench.goal import Goal, head, line
from tests.bench.processes import QINJIAN, ROOT, in_turn, ratio, seconds

PAIRS = (
    ("qinjian check samples/claim.json", "import pydantic", 5),
    ("qinjian --version", "import typer", 2),
)
"""A command, the import that it is held against, and how many times that it may take."""


def compare(rounds: int) -> list[Goal]:
    """Run commands and imports in turn, and print their medians."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    commands = {}
    for command, beside, _ in PAIRS:
        commands[command] = [QINJIAN, *command.split()[1:]]
        commands[beside] = [sys.executable, "-c", beside]
    in_turn(commands, 1)
    used = in_turn(commands, rounds)
    head("start ", "seconds", "beside ", "seconds", "ratio", "goal")
    goals = []
    for command, beside, most in PAIRS:
        times = ratio(used[command], used[beside])
        line([
            f"`{command}`", f"{seconds(used[command]):.3f}", f'`python -c "{beside}"`',
            f"{seconds(used[beside]):.3f}", f"{times:.1f}", most,
        ])  # fmt: skip
        goals.append(Goal(f"`{command}` × `{beside}`", times, most))
    return goals


def main() -> None:
    """Compare."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=11)
    os.chdir(ROOT)
    compare(options.parse_args().rounds)


if __name__ == "__main__":
    main()
