"""The names that a condition can use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from qinjian.engine.condition import expression as ex
from qinjian.engine.condition.types import TableType, Type, type_of
from qinjian.schemas.record import Record, fields_of


@cache
def _types_of(kind: type[Record]) -> Mapping[str, Type]:
    """Return the types of the fields of a kind, which each condition on it can name."""
    return {item.name: type_of(item) for item in fields_of(kind)}


@dataclass
class Scope:
    """The names that a condition on one record kind can use.

    In a group only the fields of ``group_by`` have one value, the others stand in aggregates; in a
    pair ``other`` is the kind of the other record.
    """

    kind: type[Record]
    standards: Mapping[str, TableType] = field(default_factory=dict)
    lexicons: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    given: dict[str, ex.Expression] = field(default_factory=dict)
    group_by: tuple[str, ...] | None = None
    other: type[Record] | None = None

    def __post_init__(self) -> None:
        self.fields = dict(_types_of(self.kind))
        for name, type_ in _types_of(self.other).items() if self.other else ():
            self.fields[f"{ex.OTHER}.{name}"] = type_

    @property
    def names(self) -> list[str]:
        """All names of fields and given quantities."""
        return [*self.fields, *self.given]
