"""What could not be read of a table, cell by cell, a thousand like ones as one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qinjian.engine.intake.model import UnreadCell
from qinjian.engine.intake.records.column import Column, ColumnReader
from qinjian.engine.intake.tables.columns import Columns, Use
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.problems import Problem

_FEW = 5
_NUMBERS_ARE_FINE = frozenset({"money", "count", "quantity", "date", "yes_no"})


@dataclass
class _Cells:
    """Cells of one column that say the same and cannot be read."""

    problem: Reading
    number: int
    rows: dict[int, None] = field(default_factory=dict)


@dataclass
class Unread:
    """Collects the cells of one table that could not be read."""

    columns: Columns
    count: int = 0
    _cells: dict[tuple[object, ...], _Cells] = field(default_factory=dict)

    def note(self, use: Use, column: Column, rows: Sequence[int]) -> None:
        """Keep in mind what of a column could not be read."""
        self._note(use.numbers[0], column, rows)

    def note_joined(
        self, columns: Mapping[str, Column], rows: Sequence[int], uses: Sequence[Use]
    ) -> None:
        """Keep in mind the cells of columns of equal rank that contradict each other."""
        for name, column in columns.items():
            if any(one.problem == "cells_contradict" for one in column.readings):
                number = next(
                    (u.numbers[0] for u in uses if u.field is not None and u.field.name == name), 0
                )
                self._note(number, column, rows, "cells_contradict")

    def _note(
        self, number: int, column: Column, rows: Sequence[int], only: str | None = None
    ) -> None:
        bad = {
            code: one
            for code, one in enumerate(column.readings)
            if one.state == "unreadable" and only in (None, one.problem)
        }
        if not bad:
            return
        for row, code in zip(rows, column.codes, strict=True):
            if code in bad:
                one = bad[code]
                key = (number, one.problem, str(one.values.get("value", "")))
                cells = self._cells.setdefault(key, _Cells(one, number))
                if row not in cells.rows:
                    cells.rows[row] = None
                    self.count += 1

    def lost_zeros(self, read: Iterable[tuple[Use, ColumnReader]]) -> Iterator[Problem]:
        """List the columns of text that hold numbers, which lose leading zeros."""
        counts: Counter[int] = Counter()
        for use, reader in read:
            if use.field is None or use.field.type not in _NUMBERS_ARE_FINE:
                counts[use.numbers[0]] += reader.numbers
        for number, count in counts.items():
            if count:
                yield Problem("numbers_for_text", self.columns.at(number), {"count": count})

    def problems(self) -> Iterator[Problem]:
        """List them in the order of their first rows."""
        ordered = sorted(
            self._cells.values(), key=lambda cells: (next(iter(cells.rows)), cells.number)
        )
        for cells in ordered:
            first = next(iter(cells.rows))
            rows = ", ".join(map(str, list(cells.rows)[:_FEW]))
            values = {**cells.problem.values, "count": len(cells.rows), "rows": rows}
            code = cells.problem.problem or "not_a_value"
            yield UnreadCell(code, self.columns.at(cells.number, first), values)
