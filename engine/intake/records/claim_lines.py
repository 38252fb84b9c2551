"""Lines of one claim of which only the first has the number, the unit or the day.

A line whose number is blank, with its days blank too, belongs to the claim above; what the claim
says once holds for it, as if the cells were merged.
"""

from collections.abc import Sequence

from qinjian.engine.intake.tables.use import Use

_MARKS = ("claim_no",)
_DAYS = ("event_date", "filing_date", "start_date", "end_date")
_HEAD = (
    "claim_no", "unit", "unit_kind", "region", "department", "handler", "filing_date", "event_date",
    "start_date", "end_date", "approval_no", "approver",
)  # fmt: skip


def spread(rows: list[Sequence[str]], uses: Sequence[Use]) -> None:
    """Write what stands on the first line of a claim into the blank cells of the others."""
    places: dict[str, int] = {}
    for use in sorted(uses, key=lambda use: use.rank, reverse=True):
        if use.period:
            places |= {"start_date": use.numbers[0], "end_date": use.numbers[0]}
        elif use.field is not None and len(use.numbers) == 1:
            places[use.field.name] = use.numbers[0]
    marks = [places[name] for name in _MARKS if name in places]
    days = [places[name] for name in _DAYS if name in places]
    head = [places[name] for name in _HEAD if name in places]
    if not marks or all(row[marks[0]] for row in rows):
        return
    first: Sequence[str] | None = None
    for place, row in enumerate(rows):
        if row[marks[0]].strip():
            first = row
        elif first is not None and not any(row[day].strip() for day in days):
            cells = list(row)
            for number in head:
                if not cells[number].strip():
                    cells[number] = first[number]
            rows[place] = cells
