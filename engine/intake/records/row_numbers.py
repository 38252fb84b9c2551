"""Columns that count the rows of a table, and so say nothing of them."""

from collections.abc import Mapping

from qinjian.engine.intake.records.column import Column

FEWEST = 2
"""Numbers that are a count: one alone may be the number of a claim."""


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
