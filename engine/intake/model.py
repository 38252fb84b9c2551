"""What reading gives: records with their places, and what could not be read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qinjian.engine.intake.tables.totals import StatedTotal
from qinjian.engine.messages.problems import Problem
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Place
from qinjian.schemas.record import Record


class UnreadCell(Problem):
    """A cell that its field cannot take: it is unknown to every rule, and its row is checked.

    One stands for all of its column that are alike, with their ``count`` and first ``rows``; where
    many different ones cannot be read for one reason, with the first of the ``others``.
    """

    def message(self, language: Language) -> str:
        """Write the message without its position, with the number of like cells."""
        words = super().message(language)
        count, rows = self.values.get("count", 1), self.values.get("rows")
        if count == 1:
            return words
        others = self.values.get("others")
        texts = [f"“{text}”" for text in others] if isinstance(others, tuple) else []
        if language == "zh":
            also = f"，另如{'、'.join(texts)}" if texts else ""
            return f"{words}同样的共 {count} 处（第 {rows} 行等{also}）。"
        also = f"; others: {', '.join(texts)}" if texts else ""
        return f"{words} {count} alike (rows {rows} …{also})."


@dataclass(frozen=True)
class Sourced:
    """A record and where it comes from.

    ``derived`` names the fields that the source did not give and that were filled from
    others, ``unreadable`` those in which something stands that they cannot be. People of a list
    take over fields of their record. ``presumed`` are the values of fields that are taken for
    granted. ``views`` are the same subject as records of more general
    kinds: a line of a ledger that is a trip by its subject. ``cancelled`` says that a red entry
    cancels it, ``paid_back`` where it stands that its money came back.
    """

    record: Record
    place: Place
    derived: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    presumed: Mapping[str, object] = field(default_factory=dict)
    views: tuple["Sourced", ...] = ()
    cancelled: bool = False
    paid_back: Place | None = None

    def with_views(self, views: Sequence["Sourced"]) -> "Sourced":
        """Return it with the records of the same subject of more general kinds."""
        return replace(self, views=tuple(views)) if views else self

    def of_kind(self, kind: str) -> "Sourced":
        """Return the same subject as a record of one of its kinds."""
        return next(one for one in (self, *self.views) if one.place.kind == kind)


@dataclass
class TableTally:
    """Control totals of one table: a sheet, or a file that has none.

    A row is a top-level record, people in lists are none. Rows read are those checked, cancelled by
    red entries, read twice, rejected and read past, yuan read are those of all but the last.
    ``rows_without_amount`` counts rows whose ``amount`` is absent or unreadable: they add nothing
    to the sums of yuan. ``rows`` counts what the rows of a table are: ``records``, ``totals``,
    ``headers``, ``titles``, ``notes``, ``blank``, and ``single`` for those of one cell, whose
    numbers are kept. ``also`` are the special kinds that rows of a general kind are of as well.
    ``unit`` is that of the table where no column names it, ``unit_origin`` where it was said.
    ``rows_past`` counts the rows of a table that is not about spending, ``cells_unreadable`` the
    cells that their field cannot take, ``amounts_unreadable`` those of amounts among them.
    """

    sheet: str | None = None
    hidden: bool = False
    kinds: dict[type[Record], None] = field(default_factory=dict)
    also: dict[type[Record], None] = field(default_factory=dict)
    header_rows: tuple[int, ...] = ()
    rows: Counter[str] = field(default_factory=Counter)
    rows_checked: int = 0
    rows_rejected: int = 0
    yuan_checked: Decimal = Decimal("0.00")
    yuan_rejected: Decimal = Decimal("0.00")
    rows_cancelled: int = 0
    rows_twice: int = 0
    yuan_cancelled: Decimal = Decimal("0.00")
    yuan_twice: Decimal = Decimal("0.00")
    rows_without_amount: int = 0
    rows_past: int = 0
    unit: str | None = None
    unit_origin: str | None = None
    cells_unreadable: int = 0
    amounts_unreadable: int = 0
    totals: list[StatedTotal] = field(default_factory=list)
    single: list[int] = field(default_factory=list)
    unmatched: tuple[str, ...] = ()

    @property
    def rows_read(self) -> int:
        """Rows checked, cancelled, read twice, rejected and read past."""
        counted = self.rows_checked + self.rows_cancelled + self.rows_twice
        return counted + self.rows_rejected + self.rows_past

    @property
    def yuan_read(self) -> Decimal:
        """Yuan checked, cancelled, read twice and rejected."""
        return self.yuan_checked + self.yuan_cancelled + self.yuan_twice + self.yuan_rejected

    def cancel(self, yuan: Decimal | None) -> None:
        """Count a record that was counted as checked as one that is cancelled."""
        self.rows_checked -= 1
        self.yuan_checked -= yuan or 0
        self.rows_cancelled += 1
        self.yuan_cancelled += yuan or 0

    def fold(self, yuan: Decimal | None) -> None:
        """Count a record that was counted as checked as one that was read twice."""
        self.rows_checked -= 1
        self.yuan_checked -= yuan or 0
        self.rows_twice += 1
        self.yuan_twice += yuan or 0

    def count(self, yuan: Decimal | None, *, rejected: bool) -> None:
        """Count one record."""
        self.rows_without_amount += yuan is None
        if rejected:
            self.rows_rejected += 1
            self.yuan_rejected += yuan or 0
        else:
            self.rows_checked += 1
            self.yuan_checked += yuan or 0


@dataclass
class FileTally:
    """What was read of one file.

    ``sha256`` is that of its bytes, None when they could not be read; ``encoding`` and
    ``delimiter`` were found for text and are None for the rest.
    """

    file: str
    sha256: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    tables: list[TableTally] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """Rows of all its tables."""
        return sum(table.rows_read for table in self.tables)

    @property
    def rows_checked(self) -> int:
        """Rows that became records."""
        return sum(table.rows_checked for table in self.tables)

    @property
    def rows_rejected(self) -> int:
        """Rows that could not be read."""
        return sum(table.rows_rejected for table in self.tables)

    @property
    def yuan_read(self) -> Decimal:
        """Yuan of all its tables."""
        return sum((table.yuan_read for table in self.tables), Decimal("0.00"))

    @property
    def yuan_checked(self) -> Decimal:
        """The sum of the amounts of records."""
        return sum((table.yuan_checked for table in self.tables), Decimal("0.00"))

    @property
    def yuan_rejected(self) -> Decimal:
        """The sum of the readable amounts of rejected rows."""
        return sum((table.yuan_rejected for table in self.tables), Decimal("0.00"))

    @property
    def rows_without_amount(self) -> int:
        """Rows that add nothing to the sums."""
        return sum(table.rows_without_amount for table in self.tables)

    @property
    def unmatched_headers(self) -> tuple[str, ...]:
        """Columns that were not read, each header once."""
        return tuple(dict.fromkeys(name for table in self.tables for name in table.unmatched))


@dataclass(frozen=True)
class Intake:
    """All that was read.

    Records stand in the order of files, sheets and rows, people right after their record.
    Every one of ``rejects`` is a row, a table or a file that was not read, ``unreadable`` are cells
    that were not; ``notices`` lose nothing.
    """

    records: tuple[Sourced, ...]
    rejects: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    files: tuple[FileTally, ...]
