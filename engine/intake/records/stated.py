"""What is stated of units for a run: for all files, or for those in a folder.

Among statements the nearest to a file wins, and the command line before all. What is said of one
unit is not said of another: where a nearer statement names another unit than a farther one, the
kind, the region and the level that the farther one states are not taken over.
"""

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import groupby
from pathlib import PurePath

from qinjian.engine.intake.files.inputs import STANDARD_INPUT
from qinjian.engine.intake.records.whose import Whose
from qinjian.engine.messages.problems import Position

ANY_DEPTH = "**"
"""The part of a pattern that stands for any number of folders."""


@dataclass(frozen=True)
class Scope:
    """The files below a folder, ``base``, whose path or a folder of it fits a pattern.

    Without a pattern it is all of them.
    """

    base: str
    pattern: tuple[str, ...] = ()

    def depth(self, file: str) -> int | None:
        """Return how deep the topmost folder is that the pattern means, None if it does not fit.

        Paths are compared as they are written, then as links lead.
        """
        if file == STANDARD_INPUT:
            return None
        for parts, base in ((_parts(file), self._written), (_real(file), self._linked)):
            if parts[: len(base)] == base:
                below = parts[len(base) :]
                for count in range(len(below) + 1):
                    if fits(below[:count], self.pattern):
                        return len(base) + count
        return None

    @cached_property
    def _written(self) -> tuple[str, ...]:
        return _parts(self.base)

    @cached_property
    def _linked(self) -> tuple[str, ...]:
        return _real(self.base)


def _parts(path: str) -> tuple[str, ...]:
    return PurePath(unicodedata.normalize("NFC", os.path.abspath(path))).parts  # noqa: PTH100


def _real(path: str) -> tuple[str, ...]:
    return _parts(os.path.realpath(path))


def fits(path: Sequence[str], pattern: Sequence[str]) -> bool:
    """Tell whether the parts of a path fit those of a pattern, in which ``**`` is any number."""
    if not pattern:
        return not path
    if pattern[0] == ANY_DEPTH:
        return any(fits(path[count:], pattern[1:]) for count in range(len(path) + 1))
    return bool(path) and fnmatchcase(path[0], pattern[0]) and fits(path[1:], pattern[1:])


def pattern_of(path: str) -> tuple[str, ...] | None:
    """Split a pattern into its parts, None if it could lead out of its folder or is empty."""
    parts = PurePath(unicodedata.normalize("NFC", path)).parts
    if not path.strip() or path.startswith("/") or PurePath(path).is_absolute() or ".." in parts:
        return None
    # Several ** in a row say no more than one.
    return tuple(
        part for name, same in groupby(parts) for part in ([name] if name == ANY_DEPTH else same)
    )


@dataclass(frozen=True)
class Statement:
    """What one place states of a unit.

    ``source`` is the file that says it, empty for the command line; ``folder`` the pattern as it is
    written there. Without a ``scope`` it is said of every file.
    """

    unit: str | None = None
    unit_kind: str | None = None
    region: str | None = None
    level: str | None = None
    source: str = ""
    folder: str | None = None
    scope: Scope | None = None
    where: Position = field(default_factory=Position)

    def over(self, farther: Whose) -> Whose:
        """Return what holds where this is nearer than what was stated so far."""
        if self.unit is not None and farther.unit not in (None, self.unit):
            farther = Whose()
        return Whose(
            self.unit or farther.unit,
            self.unit_kind or farther.unit_kind,
            self.region or farther.region,
            self.level or farther.level,
        )


@dataclass(frozen=True)
class StatedUnits:
    """All that is stated of units: ``asked`` on the command line, the rest in configurations.

    ``used`` collects the statements that fitted a file.
    """

    asked: Statement = Statement()
    configured: tuple[Statement, ...] = ()
    used: set[Statement] = field(default_factory=set)

    def of_file(self, file: str) -> Whose:
        """Return what is stated of the unit of a file; of equally near ones the later wins."""
        fitting = []
        for order, statement in enumerate(self.configured):
            depth = -1 if statement.scope is None else statement.scope.depth(file)
            if depth is not None:
                self.used.add(statement)
                fitting.append((depth, order, statement))
        whose = Whose()
        for _, _, statement in sorted(fitting, key=lambda one: one[:2]):
            whose = statement.over(whose)
        return self.asked.over(whose)

    def everywhere(self) -> Whose:
        """Return what is stated of the unit of every file."""
        whose = Whose()
        for statement in self.configured:
            if statement.scope is None:
                whose = statement.over(whose)
        return self.asked.over(whose)

    def unused(self) -> list[Statement]:
        """List the statements about a folder that fitted no file."""
        return [one for one in self.configured if one.folder and one not in self.used]
