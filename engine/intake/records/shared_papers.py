"""Papers of a claim of several lines: what is attached to one of them stands for its like.

A line whose cell is blank takes over letter, approval and attachments of another line of its claim
that is about the same event: days, persons, guests and places agree as far as both tell them.
Where one line alone lists attachments and says how many letters there are, the list is that of the
claim, whatever its lines are about; whether the letters are enough is for the rules.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from qinjian.engine.intake.records.column import Column
from qinjian.engine.intake.records.readings import each_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import Reading

PAPERS = (
    "documents", "letter_no", "letter_title", "approval_no", "approval_date", "approver",
    "reception_approver", "reception_approval_date",
)  # fmt: skip
"""What is attached to a claim or stands for something that is."""

_EVENT = (
    "unit", "event_date", "start_date", "end_date", "guest_unit", "travelers", "person", "to_place",
    "place", "meeting_name", "training_name",
)  # fmt: skip
"""What tells one event of a claim from another."""


_NO_MORE = Reading("given", 0, derived=True)
"""The letters of a claim stand at one of its lines; the others add none."""


def shared_papers(table: TypedTable) -> Mapping[str, Column]:
    """Return the columns of papers in which a blank cell takes over what its claim has."""
    numbers = table.columns.get("claim_no")
    open_ = [name for name in PAPERS if name in table.columns and _has_blanks(table.columns[name])]
    if numbers is None or not open_:
        return {}
    claims = [rows for rows in _claims(numbers) if len(rows) > 1]
    event = [table.columns[name] for name in _EVENT if name in table.columns]
    found = ((name, _filled(table.columns[name], claims, event)) for name in open_)
    shared = {name: column for name, column in found if column is not None}
    return shared | _of_whole_claims({**table.columns, **shared}, table.columns, claims)


def _has_blanks(column: Column) -> bool:
    return column.says(lambda one: one.state == "blank")


def _claims(numbers: Column) -> Iterator[list[int]]:
    """List the rows of each claim."""
    rows: dict[object, list[int]] = defaultdict(list)
    readings = each_of(numbers.readings)
    for row, code in enumerate(numbers.codes):
        said = readings[code]
        if said.state == "given":
            rows[said.value].append(row)
    yield from rows.values()


def _filled(
    papers: Column, claims: Sequence[Sequence[int]], event: Sequence[Column]
) -> Column | None:
    """Fill the blank cells of a column of papers; None if there is nothing to fill them with."""
    codes, readings = list(papers.codes), list(papers.readings)
    derived: dict[int, int] = {}
    for rows in claims:
        givers = [row for row in rows if papers.at(row).state == "given"]
        for row in rows if givers else ():
            if papers.at(row).state != "blank":
                continue
            giver = next((one for one in givers if _agree(one, row, event)), None)
            if giver is None:
                continue
            code = papers.codes[giver]
            if code not in derived:
                derived[code] = len(readings)
                readings.append(papers.readings[code]._replace(derived=True))
            codes[row] = derived[code]
    return Column(codes, readings) if derived else None


def _of_whole_claims(
    columns: Mapping[str, Column], told: Mapping[str, Column], claims: Sequence[Sequence[int]]
) -> dict[str, Column]:
    """Give the list of a claim that counts its letters to all its lines, the letters to one."""
    papers, letters = columns.get("documents"), told.get("letters_attached")
    if papers is None or letters is None:
        return {}
    lists, counts = list(papers.codes), list(letters.codes)
    readings, figures = list(papers.readings), [*letters.readings, _NO_MORE]
    for rows in claims:
        givers = [row for row in rows if told["documents"].at(row).state == "given"]
        if len(givers) != 1 or letters.at(givers[0]).state != "given":
            continue
        readings.append(papers.at(givers[0])._replace(derived=True))
        for row in rows:
            if row != givers[0] and told["documents"].at(row).state == "blank":
                lists[row], counts[row] = len(readings) - 1, len(figures) - 1
    if len(readings) == len(papers.readings):
        return {}
    return {"documents": Column(lists, readings), "letters_attached": Column(counts, figures)}


def _agree(one: int, other: int, event: Sequence[Column]) -> bool:
    """Tell whether two lines may be about one event: what both tell is the same."""
    pairs = ((column.at(one), column.at(other)) for column in event)
    return all(
        mine.state != "given" or theirs.state != "given" or mine.value == theirs.value
        for mine, theirs in pairs
    )
