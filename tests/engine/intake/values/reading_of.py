"""Fields by their names, and readings in a form that a table of examples can hold."""

from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.record import Field, Record, fields_of

FIELDS: dict[tuple[str, str], Field] = {
    (kind, field.name): field for kind, model in KINDS.items() for field in fields_of(model)
}
MODELS: dict[str, type[Record]] = KINDS


def field_of(name: str, kind: str | None = None) -> Field:
    """Return a field of a kind, or of the first kind that has it."""
    if kind is not None:
        return FIELDS[kind, name]
    return next(field for (_, own), field in FIELDS.items() if own == name)


def told(name: str, raw: object, kind: str | None = None, **settings: int) -> object:
    """Return what a cell says: its value, or its state or problem in angle brackets."""
    reading = read_value(field_of(name, kind), raw, **settings)
    if reading.state == "given":
        return reading.value
    return f"<{reading.problem or reading.state}>"


def beside(name: str, raw: object, kind: str | None = None, **settings: int) -> dict[str, object]:
    """Return what a cell tells beside its own field."""
    return dict(read_value(field_of(name, kind), raw, **settings).also)
