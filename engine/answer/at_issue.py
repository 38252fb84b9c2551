"""What is at issue in all, and which lead each yuan of it is counted with: none counts twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qinjian.schemas.finding import Finding, Place

Row = tuple[str, str | None, int]
"""A row of a file: people in its lists are part of it."""


def row_of(place: Place) -> Row:
    """Return the row in which a record stands."""
    return place.file, place.sheet, place.row


@dataclass
class _Shared:
    """Rows that groups hold together, and the lead with the largest amount at issue in them."""

    rows: set[Row]
    amount: Decimal
    lead: int


def counted(leads: Iterable[Finding]) -> list[Decimal]:
    """Return for each lead the yuan that it adds to the sum at issue.

    A record counts with its largest amount, at the first lead that has it. What a group has at
    issue was spent on its members: of both, and of all groups that share members with it, the
    larger one counts.
    """
    largest: dict[Row, tuple[Decimal, int]] = {}
    shared: dict[Row, _Shared] = {}
    number = -1
    for number, lead in enumerate(leads):
        amount = Decimal(lead.at_issue or 0)
        if not lead.members:
            row = row_of(lead.record)
            if row not in largest or amount > largest[row][0]:
                largest[row] = amount, number
        elif amount:
            _share(shared, _Shared(set(map(row_of, lead.members)), amount, number))
    taken = [Decimal(0)] * (number + 1)
    for group in {id(group): group for group in shared.values()}.values():
        alone = sum((largest[row][0] for row in group.rows if row in largest), Decimal(0))
        if group.amount > alone:
            taken[group.lead] = group.amount
            for row in group.rows:
                largest.pop(row, None)
    for amount, number in largest.values():
        taken[number] += amount
    return taken


def _share(shared: dict[Row, _Shared], group: _Shared) -> None:
    """Add a group, as one with those whose rows it shares."""
    for other in {id(shared[row]): shared[row] for row in group.rows if row in shared}.values():
        group.rows = group.rows | other.rows
        if other.amount >= group.amount:
            group.amount, group.lead = other.amount, other.lead
    shared.update(dict.fromkeys(group.rows, group))
