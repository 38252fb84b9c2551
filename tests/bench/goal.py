"""What was measured against what it is to be, and tables of it."""

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Goal(NamedTuple):
    """A figure that may not be larger than another."""

    work: str
    figure: float
    most: float
    unit: str = ""

    def row(self) -> Sequence[str]:
        """Return a row of the table of goals."""
        reached = "yes" if self.figure <= self.most else "no"
        return self.work, self._told(self.most), self._told(self.figure), reached

    def _told(self, figure: float) -> str:
        return f"{figure:,.0f} {self.unit}" if self.unit else f"{figure:.1f} ×"


def head(*titles: str) -> None:
    """Print the head of a table: the first column is of words, and so is one that ends in a blank."""
    line([title.strip() for title in titles])
    line(["---" if title.endswith(" ") else "---:" for title in titles])


def line(cells: Iterable[object]) -> None:
    """Print a row at once, so that a long run is seen as it goes."""
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


def section(title: str) -> None:
    """Print the title of a part."""
    sys.stdout.write(f"\n### {title}\n\n")
