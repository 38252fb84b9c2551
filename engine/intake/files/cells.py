"""The text of a cell of a table, with what is known of how it was stored."""

from typing import Literal, Self

Nature = Literal[
    "text",
    "number",
    "number_1904",
    "digits_lost",
    "formula",
    "error",
    "merged_first",
    "merged",
    "covered",
]


class CellText(str):  # noqa: SLOT000 - its attributes live in a dictionary
    """The text of a cell that is more, or less, than plain text.

    ``number``: stored as a number; ``number_1904``: in a workbook that counts days from 1904.
    ``digits_lost``: as a number with more digits than a double
    keeps. ``formula``: a formula without a stored value. ``error``: an error such as
    ``#DIV/0!``. ``merged``: one value for several rows, repeated in each; ``merged_first`` in the
    first of them. ``covered``: under a
    cell to the left that is merged over it; then the text is empty and ``group`` is that of the
    merged cell.
    """

    nature: Nature
    group: str

    def __new__(cls, text: str, nature: Nature, group: str = "") -> Self:
        """Make the text of a cell."""
        cell = super().__new__(cls, text)
        cell.nature = nature
        cell.group = group
        return cell


def nature(cell: object) -> Nature:
    """Return how the text of a cell was stored; plain text is ``text``."""
    return cell.nature if isinstance(cell, CellText) else "text"
