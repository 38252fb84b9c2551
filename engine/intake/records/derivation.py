"""How a field follows from others, worked out once for each combination of what they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qinjian.engine.intake.records.column import Column, constant, filled
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import UNTOLD, Reading


@dataclass(frozen=True)
class Derivation:
    """How a field follows from others. ``tell`` is given what the inputs say, None for nothing.

    ``over_blank`` says that it also fills a cell that is empty.
    """

    field: str
    inputs: tuple[str, ...]
    tell: Callable[..., object]
    over_blank: bool = True

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

        found = filled(used[0], used[1:], open_, told)
        return found if found and any(one.derived for one in found.readings) else None
