"""What rows of totals state, held against what the rows make."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.headers import normalised_header

APART = "apart"
"""The span of rows such as 承前页, which sum up nothing that stands here."""


@cache
def spans() -> dict[str, str]:
    """Return the span of rows that each word of a total sums up."""
    words = cast("dict[str, list[str]]", data_file("tables.yaml")["totals"])
    return {normalised_header(word): span for span, listed in words.items() for word in listed}


@dataclass(frozen=True)
class StatedTotal:
    """A row of totals: what it states and what the rows make, in yuan.

    ``stated`` is None if it cannot be read; ``open_rows`` are the rows of its span whose amount
    cannot be read or is blank. ``slack`` is what the total may be off by as it was rounded.
    """

    row: int
    label: str
    stated: Decimal | None
    found: Decimal
    open_rows: int
    slack: Decimal = Decimal(0)

    def differs(self) -> bool | None:
        """Tell whether they differ, None if that cannot be told."""
        if self.stated is None or (self.open_rows and self.stated != self.found):
            return None
        return abs(self.stated - self.found) > self.slack


@dataclass
class RunningSums:
    """Sums of the amounts of rows, by the span that a total sums up."""

    _sums: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(_summed(), Decimal(0)))
    _open: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_summed(), 0))
    _rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_summed(), 0))

    def add(self, yuan: Decimal | None) -> None:
        """Add the amount of one row."""
        for span in self._sums:
            self._rows[span] += 1
            if yuan is None:
                self._open[span] += 1
            else:
                self._sums[span] += yuan

    def is_total(self, yuan: Decimal) -> bool:
        """Tell whether a figure adds up the rows since the last total, or all of them."""
        return any(total == yuan for span, total in self._sums.items() if self._rows[span] > 1)

    def compare(
        self, row: int, label: str, span: str, stated: Decimal | None, slack: Decimal = Decimal(0)
    ) -> StatedTotal:
        """Hold a row of totals against the rows of its span, which then begins anew."""
        total = StatedTotal(row, label, stated, self._sums[span], self._open[span], slack)
        if span != "from_start":
            self._sums[span], self._open[span], self._rows[span] = Decimal(0), 0, 0
        return total


def _summed() -> list[str]:
    return [span for span in dict.fromkeys(spans().values()) if span != APART]


def rounding(raw: str, scale: int) -> Decimal:
    """Return what a total in 万元 and the like may be off by: half of its last place."""
    places = len(raw.strip().partition(".")[2])
    return Decimal(scale) / 2 / 10**places if scale > 1 else Decimal(0)
