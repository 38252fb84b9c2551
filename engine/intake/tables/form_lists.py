"""The lists within a printed form: costs with their amounts, or lines of the claim."""

from collections.abc import Iterator, Sequence

from qinjian.engine.intake.tables.form_rows import Cell, is_label, is_total
from qinjian.engine.intake.tables.headers import meaning_in, normalised_header
from qinjian.schemas.kinds import Expense

_ITEMS = frozenset({
    "项目", "费用项目", "费用名称", "报销项目", "支出项目", "开支项目", "科目", "费用类别",
    "名称", "内容",
})  # fmt: skip
"""The headers of columns that name costs."""

NumberedCells = tuple[int, list[Cell]]


class FormList:
    """A list within a form: its headers by their columns, and the rows that stand under them."""

    def __init__(self, head: Sequence[Cell]) -> None:
        self.headers = {cell.column: " ".join(cell.text.split()) for cell in head}
        self.rows: list[NumberedCells] = []
        self._open = True
        names = {column: normalised_header(word) for column, word in self.headers.items()}
        self.items = [column for column, word in names.items() if word in _ITEMS]
        self.amounts = [column for column, word in names.items() if is_amount(word)]

    def take(self, number: int, cells: Sequence[Cell]) -> bool:
        """Take a row that belongs to the list; the first that does not ends it."""
        first = cells[0].text.strip()
        ends = is_total(first) or any(cell.text.strip().endswith((":", "：")) for cell in cells)
        under = {cell.column for cell in cells} <= self.headers.keys()
        labels = not self.items and is_label(first)
        self._open = self._open and under and not ends and not labels
        if self._open:
            self.rows.append((number, list(cells)))
        return self._open

    def items_with_amounts(self) -> Iterator[tuple[int, str, str]]:
        """List the items of costs with their amounts; several may stand side by side."""
        for number, cells in self.rows:
            text = {cell.column: cell.text for cell in cells}
            for item in self.items:
                amount = next((column for column in self.amounts if column > item), None)
                if item in text and amount in text:
                    yield number, text[item].strip(), text[amount]

    def beside_items(self) -> list[tuple[int, str]]:
        """List what stands beside the items and their amounts."""
        taken = {*self.items, *self.amounts}
        return [
            (n, cell.text) for n, cells in self.rows for cell in cells if cell.column not in taken
        ]

    def lines(self) -> Iterator[tuple[int, dict[str, str]]]:
        """List the rows as lines of a claim, but for those of which only a name is printed."""
        for number, cells in self.rows:
            if len(cells) > 1:
                yield number, {self.headers[cell.column]: cell.text for cell in cells}


def is_amount(word: str) -> bool:
    """Tell whether a header is one of amounts."""
    meaning = meaning_in(Expense, word, frozenset())
    return meaning is not None and meaning.field is not None and meaning.field.name == "amount"
