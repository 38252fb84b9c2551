"""What was read of configurations, ready for a check."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qinjian.engine.intake.records.stated import Statement
from qinjian.engine.messages.problems import Position, Problem


@dataclass(frozen=True)
class Choice:
    """A value of ``[check]``, and where it stands; of a list also where each entry does."""

    value: object
    where: Position
    entries: tuple[Position, ...] = ()


@dataclass(frozen=True)
class ConfigFile:
    """A configuration that is obeyed, and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Config:
    """All that the configurations of a run say.

    ``choices`` are those of ``[check]`` by the name of their option. ``notices`` name the
    configurations that are not obeyed.
    """

    files: tuple[ConfigFile, ...] = ()
    statements: tuple[Statement, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
