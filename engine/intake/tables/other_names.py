"""Columns that mean another thing than their headers say, told by what stands around them."""

from collections.abc import Collection, Sequence

from qinjian.engine.intake.tables.budget_columns import adjusted_columns
from qinjian.engine.intake.tables.cash_books import header_in_cash_book, is_cash_book
from qinjian.engine.intake.tables.numbers import counted
from qinjian.schemas.kinds import BudgetLine
from qinjian.schemas.record import Record


class OtherNames:
    """The names by which the columns of a table are read where their headers mislead.

    ``samples`` are the first rows under the headers, ``beside`` the normalised headers, ``titles``
    the words above them, of the sheet and the file.
    """

    def __init__(
        self,
        headers: Sequence[str],
        beside: Collection[str],
        samples: Sequence[Sequence[str]],
        titles: Sequence[str],
    ) -> None:
        self._is_cash_book = is_cash_book(beside, titles)
        self._counted = {
            number: name
            for number, header in enumerate(headers)
            if (name := counted(header, [row[number] for row in samples if number < len(row)]))
        }
        self._adjusted = adjusted_columns(headers, samples)

    def of(self, model: type[Record], number: int, own: Sequence[str]) -> Sequence[str]:
        """Return what a column is called in a table of a kind; ``own`` are its headers."""
        if number in self._counted:
            return (self._counted[number],)
        if model is BudgetLine and number in self._adjusted:
            return (self._adjusted[number],)
        if self._is_cash_book:
            return [header_in_cash_book(model, name) for name in own]
        return own
