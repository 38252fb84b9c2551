"""What a look at the bytes of a workbook finds out."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

from qinjian.engine.intake.files.cells import CellText

Format = Literal["xlsx", "xls", "ods"]
Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""
Range = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 0, both ends within."""


@dataclass(frozen=True)
class SheetScan:
    """What was seen on one sheet.

    ``flawed``: the cells that the reader would take for empty, or would misread, with what
    stands in them: an error, or a formula without a stored value. ``merged``: the ranges of
    merged cells, None where the reader tells them itself. ``pictures``: how many there are.
    ``hidden_rows``: how many rows hold something and are not shown. ``months``: the cells with a
    number that is shown as a month, or a year, without a day.
    """

    flawed: Mapping[Place, CellText] = field(default_factory=dict)
    merged: tuple[Range, ...] | None = None
    pictures: int = 0
    hidden_rows: int = 0
    months: AbstractSet[Place] = frozenset()


@dataclass(frozen=True)
class BookScan:
    """What was seen of a workbook: its real format, and its sheets in their order."""

    format: Format
    sheets: tuple[SheetScan, ...]
    date_1904: bool = False
