"""Everything that can be wrong with an input, as data with a position.

A problem knows where it is and which message it is; it becomes words only when the language
of the reader is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from qinjian.engine.messages import MESSAGES
from qinjian.engine.wording import Language, say


@runtime_checkable
class Worded(Protocol):
    """Something that has words of its own in both languages."""

    def words(self, language: Language) -> str:
        """Write it for a reader."""


@dataclass(frozen=True)
class Term:
    """A word that stands in a message."""

    zh: str
    en: str

    def words(self, language: Language) -> str:
        """Write it for a reader."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Position:
    """Where something stands: as much of it as is known. Everything counts from 1.

    ``field`` is a column header or the path of a value (``lines[2].meal_fee``).
    """

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def words(self, language: Language) -> str:
        """Write the position for a reader; empty if nothing is known."""
        chinese = language == "zh"
        parts = [self.file or ""]
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”" if chinese else f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"第 {self.row} 行" if chinese else f"row {self.row}")
        if self.line is not None:
            parts.append(f"第 {self.line} 行" if chinese else f"line {self.line}")
        if self.column is not None:
            parts.append(f"第 {self.column} 列" if chinese else f"column {self.column}")
        if self.field is not None:
            parts.append(f"“{self.field}”" if chinese else f"{self.field}")
        return ("，" if chinese else ", ").join(part for part in parts if part)


@dataclass(frozen=True)
class Problem:
    """One problem: the key of its message, the values in it, and its position."""

    code: str
    where: Position = Position()
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, language: Language) -> str:
        """Write the message without its position."""
        values = {
            name: value.words(language) if isinstance(value, Worded) else value
            for name, value in self.values.items()
        }
        return say(MESSAGES, self.code, language, **values)

    def words(self, language: Language) -> str:
        """Write position and message: what, where, what was expected, the next step."""
        where = self.where.words(language)
        separator = "：" if language == "zh" else ": "
        return f"{where}{separator}{self.message(language)}" if where else self.message(language)


class QinjianError(Exception):
    """Wrong use or unreadable input, with all problems that were found."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.words("en") for problem in self.problems))


class OwnFaultError(QinjianError):
    """A fault of this program or of the machine: not of what it was given, nor of how."""


class RuleFileError(QinjianError):
    """A rule file, standard or word list that does not load."""
