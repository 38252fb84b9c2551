"""Columns that count the rows of a table, and so say nothing of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from qinjian.engine.intake.records.column import Column

FEWEST = 2
"""Numbers that are a count: one alone may be the number of a claim."""


@dataclass
class RowNumbers:
    """Tells by the first part of a table whether its claim numbers only count its rows."""

    found: bool | None = None

    def left_out(self, columns: dict[str, Column]) -> dict[str, Column]:
        """Return the columns without one that only counts rows."""
        if self.found is None:
            self.found = counts_rows(columns)
        return {n: one for n, one in columns.items() if n != "claim_no"} if self.found else columns


def counts_rows(columns: Mapping[str, Column]) -> bool:
    """Tell whether the claim numbers of the first rows of a table are 1, 2, 3 … in their order.

    A blank cell breaks no count: it stands in a row of totals. 001 is a number of a register.
    """
    column = columns.get("claim_no")
    if column is None:
        return False
    said = [column.at(row) for row in range(len(column))]
    numbers = [str(one.value) for one in said if one.state == "given"]
    if any(one.state == "unreadable" for one in said) or len(numbers) < FEWEST:
        return False
    return all(text == str(place) for place, text in enumerate(numbers, start=1))
