"""What is wrong with how a cell is stored."""

from qinjian.engine.intake.files.cells import nature
from qinjian.schemas.record import FieldType

_FLAWS = {
    "digits_lost": "digits_lost",
    "formula": "formula_empty",
    "error": "cell_error",
}
_FIGURES = frozenset({"money", "count", "quantity"})


def flaw_of(raw: object, type_: FieldType) -> str | None:
    """Name what is wrong with how a cell is stored, None if nothing is."""
    kept = nature(raw)
    if kept in ("merged", "merged_first") and type_ in _FIGURES:
        return "merged_figure"
    return _FLAWS.get(kept)
