"""What could not be read of a table: of a column and a reason few lines, however many cells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qinjian.engine.intake.model import UnreadCell
from qinjian.engine.intake.records.cells_of_use import sources_of
from qinjian.engine.intake.records.column import Column, told_beside
from qinjian.engine.intake.records.column_reader import ColumnReader
from qinjian.engine.intake.tables.columns import Columns
from qinjian.engine.intake.tables.use import Use
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.messages.problems import Problem

_FEW = 5
_FEW_TEXTS = 3
"""Different texts of a column that are told one by one."""
_NUMBERS_ARE_FINE = frozenset({"money", "count", "quantity", "date", "yes_no"})


@dataclass
class _Cells:
    """Cells of one column that say the same and cannot be read; ``others`` say something else."""

    problem: Reading
    number: int
    rows: dict[int, None] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def told(self, columns: Columns) -> UnreadCell:
        """Make the line that tells of them, at the first."""
        rows = ", ".join(map(str, list(self.rows)[:_FEW]))
        values = {**self.problem.values, "count": len(self.rows), "rows": rows}
        if self.others:
            values["others"] = self.others
        where = columns.at(self.number, next(iter(self.rows)))
        return UnreadCell(self.problem.problem or "not_a_value", where, values)


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
        self, columns: Mapping[str, Column], rows: Sequence[int], read: Sequence[tuple[Use, Column]]
    ) -> None:
        """Keep in mind the cells of columns of equal rank that contradict each other.

        ``read`` are the columns of the source: the first that tells the field is the place.
        """
        for name, column in columns.items():
            if column.says(lambda one: one.problem == "cells_contradict"):
                number = next(use.numbers[0] for use, one in read if _tells(use, one, name))
                self._note(number, column, rows, "cells_contradict")

    def _note(
        self, number: int, column: Column, rows: Sequence[int], only: str | None = None
    ) -> None:
        if not column.says(lambda one: one.state == "unreadable"):
            return
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
        """List them in the order of their first rows.

        Many different texts of a column that cannot be read for one reason are one line.
        """
        by_reason: dict[tuple[object, ...], list[_Cells]] = defaultdict(list)
        for (number, problem, _), cells in self._cells.items():
            by_reason[number, problem].append(cells)
        told = [
            one
            for alike in by_reason.values()
            for one in (alike if len(alike) <= _FEW_TEXTS else [_as_one(alike)])
        ]
        for cells in sorted(told, key=lambda cells: (next(iter(cells.rows)), cells.number)):
            yield cells.told(self.columns)


def _as_one(alike: Sequence[_Cells]) -> _Cells:
    """Put the cells of a column that cannot be read for one reason together."""
    rows = dict.fromkeys(sorted(row for cells in alike for row in cells.rows))
    first, *others = sorted(alike, key=lambda cells: next(iter(cells.rows)))
    texts = (str(cells.problem.values.get("value", "")) for cells in others[: _FEW - 1])
    return _Cells(first.problem, first.number, rows, tuple(texts))


def _tells(use: Use, column: Column, name: str) -> bool:
    """Tell whether a column of the source tells a field, its own or beside that."""
    return any(
        name in (field_, *told_beside(source.column)) for field_, source in sources_of(use, column)
    )
