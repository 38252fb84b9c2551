"""From what stands in a file, tables and claims, to batches of typed columns."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from qinjian.engine.intake.formats import OpenTable, Request
from qinjian.engine.intake.model import FileTally, TableTally
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.entry import Entry
from qinjian.engine.intake.records.lines import LineReader
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.messages.problems import Problem

Opened = OpenTable | Entry | Problem
"""What stands in a file: tables, or the lines of claims, and what is wrong with it."""


def batches(
    items: Iterable[Opened], request: Request, tally: FileTally, whose: Whose
) -> Iterator[Batch | Problem]:
    """Read what stands in a file; each table is added to the tally of the file."""
    for is_table, group in groupby(items, key=lambda item: isinstance(item, OpenTable)):
        if is_table:
            # Claims are read without what reads tables.
            from qinjian.engine.intake.sheets import sheet_batches  # noqa: PLC0415

            for found in group:
                if isinstance(found, OpenTable):
                    yield from sheet_batches(found, tally, request, whose)
            continue
        lines = (item for item in group if not isinstance(item, OpenTable))
        yield from _claims(lines, tally, whose)


def _claims(
    items: Iterator[Entry | Problem], tally: FileTally, whose: Whose
) -> Iterator[Batch | Problem]:
    """Read the lines of claims; a problem alone needs no table in the tally."""
    table = TableTally()
    yield from LineReader(tally.file, table, whose).batches(items)
    if table.rows_read:
        tally.tables.append(table)
