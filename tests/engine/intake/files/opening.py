"""Files opened as far as their rows: what a table says is not looked at."""

import io
from dataclasses import dataclass, field

from qinjian.engine.intake.formats import OpenTable, tables
from qinjian.engine.intake.model import FileTally
from qinjian.engine.messages.problems import Problem, QinjianError

Rows = list[tuple[int, list[str]]]


@dataclass
class Opened:
    """The tables by the names of their sheets, and the problems in their order."""

    tables: dict[str | None, Rows] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    def cells(self, sheet: str | None = None) -> list[list[str]]:
        return [cells for _, cells in self.tables[sheet]]


def open_file(data: bytes, format_: str = "workbook") -> Opened:
    tally = FileTally("a")
    found = Opened()
    try:
        for one in tables(io.BytesIO(data), format_, tally):
            if isinstance(one, OpenTable):
                rows = one.rows
                found.tables[one.tally.sheet] = [
                    (number, list(cells))
                    for number, cells in rows
                    if not isinstance(cells, Problem)
                ]
            else:
                found.problems.append(one)
    except QinjianError as error:
        found.problems += error.problems
    found.encoding, found.delimiter = tally.encoding, tally.delimiter
    return found
