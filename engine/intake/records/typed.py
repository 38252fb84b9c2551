"""Typed columns of records of one kind, with the state of each value, and the records in them.

What stands in the source comes first, then what follows from it (``records.derive``). A record is
made of its row where somebody needs it as one; a claim is a table of one row.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

from qinjian.engine.intake.records.column import (
    DOCUMENTS,
    OTHER_DOCUMENTS,
    Column,
    Source,
    combined,
    how_joined,
    merged,
    partly_read,
    taken,
    told_beside,
)
from qinjian.engine.intake.records.readings import each_of, told_of
from qinjian.engine.intake.values.reading import BLANK, UNTOLD, Reading
from qinjian.schemas.record import Record, fields_of

BESIDE = 1_000
"""What a cell tells beside its own field stands behind the columns of that field."""


@dataclass(frozen=True)
class TypedTable:
    """Records of one kind, a column for each field that the source has.

    ``rows`` are the numbers of their rows in the source, ``positions`` their places in the batch
    that they were read with. ``parents`` are, for people in lists, the places of their records.
    """

    model: type[Record]
    rows: Sequence[int]
    positions: Sequence[int]
    columns: Mapping[str, Column] = field(default_factory=dict)
    members: Sequence[int] = ()

    def __len__(self) -> int:
        """Count the records."""
        return len(self.rows)

    @property
    def control(self) -> str:
        """Name the field whose sum is the control total.

        It is that of the kind; the amount where the source has a column for nothing else, as a
        ledger of one column of money has no sides.
        """
        own = self.model.control
        amount = self.columns.get("amount")
        if own in self.columns or amount is None:
            return own
        is_told = amount.says(lambda one: one.state != "untold" and not one.derived)
        return "amount" if is_told else own

    def taken(self, rows: Sequence[int]) -> "TypedTable":
        """Return some of the records, as a batch of their own."""
        columns = taken(self.columns, rows)
        numbers = [self.rows[row] for row in rows]
        return replace(self, rows=numbers, positions=range(len(rows)), columns=columns)

    def placed(self, positions: Sequence[int]) -> "TypedTable":
        """Return the records at other places of their batch."""
        return replace(self, positions=positions)

    def said(self, row: int, names: Collection[str] | None = None) -> Iterator[tuple[str, Reading]]:
        """List what a record says of its fields, of some or of all."""
        for name in self.columns if names is None else names:
            if name in self.columns:
                yield name, self.columns[name].at(row)

    def reading(self, name: str, row: int) -> Reading | None:
        """Return what a record says of a field, None if the source has no such column."""
        column = self.columns.get(name)
        return None if column is None else column.at(row)

    def collected(self, left_out: Sequence[bool] = ()) -> Iterator[str]:
        """Name the fields that some record has of its source, blank or not.

        What follows from other fields does not count, nor do records that are ``left_out``.
        """
        for name, column in self.columns.items():
            if not column.says(_is_collected):
                continue
            told = told_of(column.readings, _is_collected)
            codes = (
                compress(column.codes, (not out for out in left_out)) if left_out else column.codes
            )
            if any(told[code] for code in codes):
                yield name

    def record(self, row: int) -> Record:
        """Make the record of a row; see ``made``."""
        return self.made(dict(self.said(row)))

    def made(self, said: Mapping[str, Reading]) -> Record:
        """Make a record of what it says, through its model.

        Raises:
            ValidationError: a value is none that the model takes, which is our own fault.
        """
        data = {name: one.value for name, one in said.items() if one.state in ("given", "blank")}
        return self.model.model_validate(data)


def _is_collected(one: Reading) -> bool:
    return one.state in ("given", "blank") and not one.derived


def table_of(
    model: type[Record], numbers: Sequence[int], said: Sequence[Mapping[str, Reading]]
) -> TypedTable:
    """Make the table of records of which it is known what each says of its fields."""
    columns = {
        item.name: Column(range(len(said)), [one.get(item.name, UNTOLD) for one in said])
        for item in fields_of(model)
        if any(item.name in one for one in said)
    }
    return TypedTable(model, numbers, range(len(said)), columns)


def said_by(record: Record) -> dict[str, Reading]:
    """Say what a record says that needs no reading."""
    return {
        name: BLANK if value is None else Reading("given", value)
        for name, value in record.model_dump(mode="python", exclude_unset=True).items()
    }


def columns_of(model: type[Record], sources: Sequence[tuple[str, Source]]) -> dict[str, Column]:
    """Join the columns of a source by the fields that they tell, in the order of the model.

    What a cell tells beside its own field fills what the columns of that field leave open.
    """
    by_field: dict[str, list[Source]] = {}
    for name, source in sources:
        by_field.setdefault(name, []).append(source)
    for _, source in sources:
        for name, column in told_beside(source.column).items():
            by_field.setdefault(name, []).append(Source(BESIDE + source.rank, column))
    lists = [source.column for source in by_field.get(DOCUMENTS, ())]
    if any(column.says(lambda one: one.state == "unreadable") for column in lists):
        unclear = _partly_read(lists)
        by_field.setdefault(OTHER_DOCUMENTS, []).append(Source(BESIDE, unclear))
    return {
        item.name: merged(by_field[item.name], how_joined(item))
        for item in fields_of(model)
        if item.name in by_field
    }


def _partly_read(lists: Sequence[Column]) -> Column:
    """Say row by row that other documents may be there than those that could be read."""
    readings = [each_of(column.readings) for column in lists]

    def join(codes: tuple[int, ...]) -> Reading:
        return partly_read([said[code] for said, code in zip(readings, codes, strict=True)])

    return combined([column.codes for column in lists], join)
