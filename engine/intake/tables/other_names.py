"""Columns that mean another thing than their headers say, told by what stands around them."""

from collections.abc import Collection, Sequence

from qinjian.engine.intake.tables.budget_columns import adjusted_columns
from qinjian.engine.intake.tables.cash_books import header_in_cash_book, is_cash_book
from qinjian.engine.intake.tables.header_table import headers_of
from qinjian.engine.intake.tables.numbers import counted
from qinjian.engine.intake.values.plates import is_plate
from qinjian.schemas.kinds import BudgetLine, VehicleRunning
from qinjian.schemas.record import Record

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
            if (name := counted(header, [row[number] for row in samples if number < len(row)]))
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
