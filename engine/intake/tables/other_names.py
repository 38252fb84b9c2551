"""Columns that mean another thing than their headers say, told by what stands around them."""

from collections.abc import Collection, Sequence

from qinjian.engine.intake.tables.cash_books import header_in_cash_book, is_cash_book
from qinjian.engine.intake.tables.header_table import headers_of
from qinjian.engine.intake.tables.header_text import normalised_header
from qinjian.engine.intake.tables.numbers import counted
from qinjian.engine.intake.values.blanks import says_nothing
from qinjian.engine.intake.values.document_flags import read_document_flag
from qinjian.schemas.kinds import Meeting
from qinjian.schemas.record import Document, Record

_SUMS = frozenset({"费用", "支出", "开支", "花费"})
"""Headers of sums that some use for what was paid for."""
_WORDED = 2
"""One in so many cells has to say something else than whether a list of costs is there."""


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
            if (name := _told(header, [row[number] for row in samples if number < len(row)]))
        }

    def of(self, model: type[Record], number: int, own: Sequence[str]) -> Sequence[str]:
        """Return what a column is called in a table of a kind; ``own`` are its headers."""
        if number in self._counted:
            return (self._counted[number],)
        if self._is_cash_book:
            return [header_in_cash_book(model, name) for name in own]
        return own


def _told(header: str, cells: Sequence[str]) -> str | None:
    """Return what a column is called by what its cells hold, None for what its header says."""
    return counted(header, cells) or _of_costs(header, cells) or _of_items(header, cells)


def _of_items(header: str, cells: Sequence[str]) -> str | None:
    """Return what a column of 费用 is called whose cells name what was paid for: 加油, 购置."""
    if normalised_header(header) not in _SUMS:
        return None
    words = [cell for cell in cells if not says_nothing(cell)]
    worded = sum(not any(map(str.isdigit, cell)) for cell in words)
    return "费用项目" if words and worded * _WORDED > len(words) else None


def _of_costs(header: str, cells: Sequence[str]) -> str | None:
    """Return what a column of 费用明细 is called whose cells tell the costs themselves.

    As the name of a document it would hold whether a list of them is attached: 有, 1份.
    """
    found = headers_of(Meeting).meaning(header)
    if found is None or found.document is not Document.EXPENSE_DETAILS:
        return None
    read = [read_document_flag(found.document, cell) for cell in cells if not says_nothing(cell)]
    worded = sum(one.state == "unreadable" for one in read)
    return "费用说明" if read and worded * _WORDED >= len(read) else None
