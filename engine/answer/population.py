"""The rows that a profile and a sample are about: those of a check that count once.

They are read as a check reads them. Red entries and the lines that they cancel, and what was read
twice, are counted as such and left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qinjian.engine.answer.collect import Options
from qinjian.engine.answer.settings import units_of, unused_folders
from qinjian.engine.answer.summary import file_read, read_totals, remark
from qinjian.engine.intake import open_reader
from qinjian.engine.intake.reader import Reader, is_fault
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.messages.problems import Problem
from qinjian.engine.once.settle import Settled, settle
from qinjian.engine.run.particulars import DAYS
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Remark
from qinjian.schemas.manifest import FileRead, ReadTotals

AMOUNT = "amount"


@dataclass
class Population:
    """All that was read. The rows that count can be listed once, those that were read before."""

    reader: Reader
    settled: Settled
    options: Options

    def everything(self) -> Iterator[Batch]:
        """List all that was read, also what is cancelled or was read twice."""
        for _, batch in self.settled.held:
            yield batch

    def counted(self) -> Iterator[Batch]:
        """List the rows that count; the tallies are whole when they are used up."""
        for batch in self.settled.batches():
            kept = batch.without(batch.cancelled) if batch.cancelled else batch
            if kept.size:
                yield kept

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What is told of the reading, and loses nothing."""
        unused = unused_folders(units_of(self.options))
        return (
            *self.options.config.notices, *self.reader.notices, *unused, *self.settled.notices(),
        )  # fmt: skip

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The rejects of whole files and tables."""
        return tuple(filter(is_fault, self.reader.rejects))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The files that were read, and the configurations that were obeyed."""
        configs = (one.file for one in self.options.config.files)
        return (*(tally.file for tally in self.reader.files), *configs)


@dataclass(frozen=True)
class ReadingTold:
    """What a report tells of the reading, in its language."""

    files: tuple[FileRead, ...]
    totals: ReadTotals
    rejects: tuple[Remark, ...]
    unreadable: tuple[Remark, ...]
    notices: tuple[Remark, ...]


def population_of(paths: Sequence[str], options: Options) -> Population:
    """Read files and folders, and settle what of them counts once.

    Raises:
        QinjianError: as ``open_reader``.
    """
    reader = open_reader(
        paths, kind=options.kind, stated=units_of(options), mapping=options.mapping
    )
    return Population(reader, settle(reader.batches()), options)


def reading_told(population: Population, language: Language) -> ReadingTold:
    """Write down what was read, once all rows were listed."""

    def remarks(problems: Sequence[Problem]) -> tuple[Remark, ...]:
        return tuple(remark(problem, language) for problem in problems)

    reader = population.reader
    return ReadingTold(
        files=tuple(map(file_read, reader.files)),
        totals=read_totals(reader.files),
        rejects=remarks(reader.rejects),
        unreadable=remarks(reader.unreadable),
        notices=remarks(population.notices),
    )


def amount_of(table: TypedTable, row: int) -> Reading:
    """Return what a row says of its amount in yuan; nothing if its table has no such column."""
    return table.reading(AMOUNT, row) or UNTOLD


def yuan_of(table: TypedTable, row: int) -> Decimal | None:
    """Return the amount of a row in yuan, None if it has none that can be read."""
    value = amount_of(table, row).value
    return value if isinstance(value, Decimal) else None


def day_of(table: TypedTable, row: int) -> date | None:
    """Return the day of a row: of its event, else of its beginning or of the claim."""
    said = (table.reading(name, row) for name in DAYS)
    return next((one.value for one in said if one and isinstance(one.value, date)), None)


def text_of(table: TypedTable, name: str, row: int) -> str | None:
    """Return what a row says of a field of text, None for nothing."""
    said = table.reading(name, row)
    return said.value if said is not None and isinstance(said.value, str) and said.value else None


def own_text_of(table: TypedTable, name: str, row: int) -> str | None:
    """Return what stands in the cells of a row for a field of text, and does not follow."""
    said = table.reading(name, row)
    return None if said is None or said.derived else text_of(table, name, row)


def month_of(day: date | None) -> str | None:
    """Write the month of a day as 2015-03."""
    return None if day is None else f"{day:%Y-%m}"
