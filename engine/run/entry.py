"""What rules across records keep of a record."""

from dataclasses import dataclass

from qinjian.engine.condition import Facts
from qinjian.engine.run.sorts import Table


@dataclass(frozen=True)
class Entry:
    """What a rule needs of a record: its number, its kind, and the facts that it is judged by.

    ``missing`` is what leaves open whether it is a member; ``other`` says that it stands as the
    other record of a pair. ``table`` is its file, its sheet and the kind of its rows;
    ``presuming`` says that the rule reads something of it that is taken for granted.
    """

    number: int
    kind: str
    facts: Facts
    missing: tuple[str, ...] = ()
    other: bool = False
    table: Table | None = None
    presuming: bool = False

    @property
    def source(self) -> str:
        """The kind of its table."""
        return self.kind if self.table is None else self.table[-1]
