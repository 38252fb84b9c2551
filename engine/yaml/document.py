"""The data of a file, with the place of each value in it."""

from dataclasses import dataclass, field
from typing import Any

from qinjian.engine.messages.problems import Position, Problem

MAX_CHARACTERS = 20_000_000
"""Of a file that is read whole as YAML."""

Path = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""


@dataclass(frozen=True)
class Mark:
    """Where a value starts, counted from 1; ``inline`` if its text stands there as it is."""

    line: int
    column: int
    inline: bool = False


@dataclass
class Document:
    """The data of a YAML file and the place of each value in it."""

    file: str
    data: Any
    marks: dict[Path, Mark] = field(default_factory=dict)

    def position(self, path: Path) -> Position:
        """Return the place of the value at ``path``, or of the nearest one around it."""
        while path and path not in self.marks:
            path = path[:-1]
        mark = self.marks.get(path, Mark(1, 1))
        return Position(file=self.file, line=mark.line, column=mark.column)

    def problem(self, code: str, path: Path = (), **values: object) -> Problem:
        """Make a problem at the value at ``path``."""
        return Problem(code, self.position(path), values)
