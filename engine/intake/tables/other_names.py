"""Columns that mean another thing than their headers say, told by what stands around them."""

from collections.abc import Collection, Sequence

from qinjian.engine.intake.tables.budget_columns import adjusted_columns
from qinjian.engine.intake.tables.cash_books import header_in_cash_book, is_cash_book
from qinjian.engine.intake.tables.header_table import headers_of
from qinjian.engine.intake.tables.header_text import normalised_header
from qinjian.engine.intake.tables.numbers import counted
from qinjian.engine.intake.values.blanks import says_nothing
from qinjian.engine.intake.values.document_flags import read_document_flag
from qinjian.engine.intake.values.plates import is_plate
from qinjian.schemas.kinds import BudgetLine, Meeting, VehicleRunning
from qinjian.schemas.record import Document, Record

_SUMS = frozenset({"费用", "支出", "开支", "花费"})
"""Headers of sums that some use for what was paid for."""
_WORDED = 2
"""One in so many cells has to say something else than whether a list of costs is there."""

_PLATE = "车牌号"


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
        self._adjusted = adjusted_columns(headers, samples)
        self._plates = _plates_in(headers, samples)

    def of(self, model: type[Record], number: int, own: Sequence[str]) -> Sequence[str]:
        """Return what a column is called in a table of a kind; ``own`` are its headers."""
        if number in self._counted:
            return (self._counted[number],)
        if model is BudgetLine and number in self._adjusted:
            return (self._adjusted[number],)
        if number == self._plates and "plate" in model.model_fields:
            return (_PLATE,)
        if self._is_cash_book:
            return [header_in_cash_book(model, name) for name in own]
        return own


def _plates_in(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> int | None:
    """Return the one column that holds plates in most cells under a header that says no such thing.

    None where a header means plates (车牌号) or cars (车辆) itself, or several columns hold them.
    """
    table = headers_of(VehicleRunning)
    known = filter(None, map(table.field, headers))
    if any(field.name in ("plate", "vehicle") for field in known):
        return None
    found = _columns_of_plates(samples)
    return found[0] if len(found) == 1 else None


def names_cars(samples: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table has one column of plates, with a plate in most of its rows."""
    found = _columns_of_plates(samples)
    rows = [row for row in samples if sum(bool(cell.strip()) for cell in row) > 1]
    return len(found) == 1 and (
        2 * sum(is_plate(row[found[0]]) for row in rows if found[0] < len(row)) > len(rows)
    )


def _columns_of_plates(samples: Sequence[Sequence[str]]) -> list[int]:
    """List the columns of which most cells that hold anything are a plate."""
    found = []
    for number in range(max(map(len, samples), default=0)):
        cells = [row[number] for row in samples if number < len(row) and row[number].strip()]
        if 2 * sum(map(is_plate, cells)) > len(cells):
            found.append(number)
    return found


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
    if found is None or found.document is not Document.EXPENSE_DETAILS or "/" in header:
        return None  # 费用明细/伙食费 is a column of its own under a common head
    told = (cell for cell in cells if not says_nothing(cell))
    read = [read_document_flag(found.document, cell) for cell in told]
    worded = sum(one.state == "unreadable" for one in read)
    return "费用说明" if read and worded * _WORDED >= len(read) else None
