"""What can be drawn: the rows that count, each with its identity, and those that cannot, with why.

The identity of a row is the SHA-256 of its file, its sheet and its row, joined by ``|``: wherever
the file lies, whatever it is called, and in whatever order files are given. Rows that share a
place, as lines of one claim in JSON Lines do, are told apart by ``#2``, ``#3`` and so on behind it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from qinjian.engine.answer.population import Population, amount_of, day_of, month_of, text_of
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.once.held import Held
from qinjian.engine.once.lines import own_rows
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds import SPENDING_KINDS
from qinjian.schemas.sample import Method, Reason

By = Literal["unit", "kind", "month"]

_CENTS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it is held, what it is known by, and what it weighs in cents, if known."""

    batch: int
    position: int
    identity: str
    cents: int | None

    @property
    def key(self) -> tuple[int, int]:
        """Return where it is held."""
        return self.batch, self.position


@dataclass
class Frame:
    """The rows that can be drawn, by stratum, and those that cannot, by reason."""

    method: Method
    by: By | None
    held: Held = field(default_factory=Held)
    strata: dict[str | None, list[Row]] = field(default_factory=dict)
    excluded: dict[Reason, list[Row]] = field(default_factory=dict)
    _met: Counter[str] = field(default_factory=Counter)

    def fill(self, population: Population) -> None:
        """Take all rows that count; they are held, so that those that are drawn can be told."""
        digests = {tally.file: tally.sha256 or tally.file for tally in population.reader.files}
        for batch in population.counted():
            number = self.held.add(batch)
            for table, row in in_order(batch):
                self._take(number, table, row, self._identity(batch, table.rows[row], digests))

    def _identity(self, batch: Batch, row: int, digests: dict[str, str]) -> str:
        place = f"{digests[batch.file]}|{batch.sheet or ''}|{row}"
        self._met[place] += 1
        return place if self._met[place] == 1 else f"{place}#{self._met[place]}"

    def _take(self, number: int, table: TypedTable, row: int, identity: str) -> None:
        said = amount_of(table, row)
        yuan = said.value if isinstance(said.value, Decimal) else None
        found = Row(
            number, table.positions[row], identity, None if yuan is None else int(yuan * _CENTS)
        )
        reason = self._reason(table, found.cents, unreadable=said.state == "unreadable")
        if reason is not None:
            self.excluded.setdefault(reason, []).append(found)
        else:
            self.strata.setdefault(self._stratum(table, row), []).append(found)

    def _reason(self, table: TypedTable, cents: int | None, *, unreadable: bool) -> Reason | None:
        """Tell why a row cannot be drawn, None if it can."""
        if table.model.kind not in SPENDING_KINDS:
            return "register"
        if self.method != "mus":
            return None
        if cents is None:
            return "unreadable" if unreadable else "blank"
        return None if cents > 0 else ("negative" if cents else "zero")

    def _stratum(self, table: TypedTable, row: int) -> str | None:
        match self.by:
            case "unit":
                return text_of(table, "unit", row)
            case "kind":
                return table.model.kind
            case "month":
                return month_of(day_of(table, row))
            case None:
                return None


def in_order(batch: Batch) -> Iterator[tuple[TypedTable, int]]:
    """List the rows of a batch in the order of reading, each of the kind of its table."""
    found = [(table.positions[row], table, row) for table, rows in own_rows(batch) for row in rows]
    yield from ((table, row) for _, table, row in sorted(found, key=lambda one: one[0]))


def place_of(batch: Batch, table: TypedTable, row: int) -> Place:
    """Return where a row stands."""
    return batch.place(table, row, text_of(table, "claim_no", row))
