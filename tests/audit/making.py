"""What the files of ``samples/audit`` are made with: rows that are drawn, and rows that are planted."""

import datetime as dt
import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

import chinese_calendar

from tests.exports.cells import Cell, Row
from tests.exports.text import separated

UNIT = "重庆市云岫区交通局"
YEAR, _SEED = 2016, "云岫区2016"
_ZIP_TIME = (2017, 1, 10, 9, 0, 0)


@dataclass(frozen=True)
class Offence:
    """A row that is an offence, what it is, and the article of the Chongqing Measures."""

    cells: Row
    about: str
    article: int


@dataclass(frozen=True)
class Planted:
    """Where an offence stands."""

    file: str
    sheet: str | None
    row: int
    about: str
    article: int


Body = Sequence[Row | Offence]


@dataclass
class Sample:
    """The files that are made, and the offences that were put into them."""

    files: dict[str, bytes] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)
    draw: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311

    def rows(self, file: str, sheet: str | None, head: Sequence[Row], body: Body) -> list[Row]:
        """Return the rows of a table, and note where its offences stand."""
        rows: list[Row] = list(head)
        for one in body:
            rows.append(one.cells if isinstance(one, Offence) else one)
            if isinstance(one, Offence):
                self.planted.append(Planted(file, sheet, len(rows), one.about, one.article))
        return rows

    def days(self, count: int, first: str = "01-04", last: str = "12-23") -> list[dt.date]:
        """Draw so many working days, in their order, each once."""
        start, end = (dt.date.fromisoformat(f"{YEAR}-{day}") for day in (first, last))
        all_days = [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]
        working = [day for day in all_days if chinese_calendar.is_workday(day)]
        return sorted(self.draw.sample(working, count))

    def yuan(self, low: int, high: int) -> float:
        """Draw an amount with odd cents, so that no two are alike."""
        return self.draw.randrange(low * 100, high * 100) / 100


def mixed(lawful: Sequence[Row], *offences: Offence) -> list[Row | Offence]:
    """Put offences between lawful rows, evenly."""
    rows: list[Row | Offence] = list(lawful)
    step = max(len(rows) // (len(offences) + 1), 1)
    for number, offence in enumerate(offences, start=1):
        rows.insert(number * step + number - 1, offence)
    return rows


def total(body: Body, column: int, width: int, label: str = "合计") -> Row:
    """Make the row of the total of a column."""
    cells = [one.cells if isinstance(one, Offence) else one for one in body]
    cents = sum(round(float(str(row[column]).replace(",", "")) * 100) for row in cells)
    row: list[Cell] = [None] * width
    row[0], row[column] = label, cents / 100
    return row


def text(
    rows: Sequence[Row], *, encoding: str = "utf-8", delimiter: str = ",", bom: bytes = b""
) -> bytes:
    """Write rows as a text table."""
    shown = [["" if cell is None else _shown(cell) for cell in row] for row in rows]
    return separated(shown, encoding=encoding, delimiter=delimiter, bom=bom)


def _shown(cell: Cell) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def archive(files: dict[str, bytes]) -> bytes:
    """Pack files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
