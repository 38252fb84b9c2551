"""How a field follows from others, worked out once for each combination of what they say."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qinjian.engine.intake.records.column import MANY, Column, constant, filled
from qinjian.engine.intake.records.readings import values_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import UNTOLD, Reading


@dataclass(frozen=True)
class Derivation:
    """How a field follows from others. ``tell`` is given what the inputs say, None for nothing.

    ``over_blank`` says that it also fills a cell that is empty. ``signs`` are words, as a pattern,
    of which the texts of the inputs have to hold one, or nothing follows: few texts of many do.
    """

    field: str
    inputs: tuple[str, ...]
    tell: Callable[..., object]
    over_blank: bool = True
    signs: str = ""

    def column(self, table: TypedTable, columns: Mapping[str, Column]) -> Column | None:
        """Return the column of the field with what was derived, None if nothing was."""
        nothing = constant(UNTOLD, len(table))
        used = [columns.get(name, nothing) for name in (self.field, *self.inputs)]
        if all(column is nothing for column in used):
            return None
        open_ = ("blank", "untold") if self.over_blank else ("untold",)

        def told(said: Sequence[Reading]) -> Reading | None:
            value = self.tell(*said)
            return None if value is None else Reading("given", value, derived=True)

        looks_first = bool(self.signs) and len(table) >= MANY
        rows = self._rows_with_signs(used[1:]) if looks_first else None
        if rows is not None and not rows:
            return None
        found = filled(used[0], used[1:], open_, told, rows)
        return found if found and found.says(lambda one: one.derived) else None

    def _rows_with_signs(self, inputs: Sequence[Column]) -> list[int]:
        """List the rows in which a text has one of the signs."""
        has_sign = re.compile(self.signs).search
        rows: set[int] = set()
        for column in inputs:
            values = values_of(column.readings)
            codes = {
                code
                for code, value in enumerate(values)
                if isinstance(value, str) and has_sign(value)
            }
            if codes:
                rows.update(row for row, code in enumerate(column.codes) if code in codes)
        return sorted(rows)
