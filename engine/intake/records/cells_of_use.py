"""How the cells of a use of columns are read: the part of a table that fills one field."""

from collections.abc import Iterator, Sequence

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.records.column import Column, Source
from qinjian.engine.intake.records.flags import flag_columns, period_columns
from qinjian.engine.intake.tables.use import Use
from qinjian.engine.intake.values.cell_reading import read_document_flag, read_period, read_value
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.schemas.record import Field


def texts_of(use: Use, cells: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the cells of a use; year, month and day become one text."""
    if len(use.numbers) == 1:
        return cells[use.numbers[0]] if cells else ()
    parts = zip(*(cells[number] for number in use.numbers), strict=True)
    marks = ("年", "月", "日")[-len(use.numbers) :]
    return [
        "".join(f"{text.strip()}{mark}" for text, mark in zip(row, marks, strict=True))
        if all(text.strip() for text in row)
        else ""
        for row in parts
    ]


def read_cell(raw: str, use: Use, year: int | None, words: dict[str, dict[str, str]]) -> Reading:
    """Read one cell for the use of its column."""
    if nature(raw) == "covered":  # under a merged cell, or a row that ends before: not there
        return UNTOLD
    if use.period:
        return read_period(raw, year=year)
    if use.document is not None:
        return read_document_flag(use.document, raw)
    assert isinstance(use.field, Field)  # noqa: S101 - a use is one of these three
    mapped = words.get(use.field.name, {}).get(raw.strip())
    return read_value(use.field, mapped or raw, scale=use.scale, year=year)


def sources_of(use: Use, column: Column) -> Iterator[tuple[str, Source]]:
    """Say which fields a column tells."""
    if use.period:
        found = period_columns(column)
    elif use.document is not None:
        found = flag_columns(use.document, column)
    else:
        assert isinstance(use.field, Field)  # noqa: S101 - as above
        found = {use.field.name: column}
    for name, one in found.items():
        yield name, Source(use.rank, one)
