"""Lines of spending as red entries are matched by: taken from typed columns, few at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.text import normalised
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds import GENERAL_KINDS, SPENDING_KINDS

SUBJECT = (
    "account_code", "account", "cost_type", "economic_class", "budget_item", "vehicle_item",
    "pay_item", "procurement_item",
)  # fmt: skip
PARTY = ("payee", "seller", "supplier", "guest_unit", "auxiliary", "recipient", "repair_shop")
PEOPLE = ("person", "recipient", "vehicle_user", "driver", "travelers")
CARS = ("plate", "vehicle")
NUMBERS = ("claim_no", "voucher_no", "invoice_no")
TEXTS = ("description", "remarks", "item")
"""The fields that say of a line what it was booked under, to or from whom, by whom and for which
car, by which numbers it is known, and what for."""

_TOKEN = re.compile(r"[0-9a-z]+(?:[-_/][0-9a-z]+)*")
_VOUCHER = re.compile(r"([记付收转银现])(?:账)?(?:字)?(?:第)?[-—#\s]*0*(\d+)")
_SHORTEST = 3
"""A number of fewer characters in a text may be a day, a count or a price."""

Key = tuple[object, ...]


@dataclass(frozen=True)
class Line:
    """One line: its batch and position in the run, its place, and what it is matched by."""

    batch: int
    position: int
    place: Place
    amount: Decimal
    happened: date | None
    filed: date | None
    unit: object
    subject: Key
    party: Key
    people: Key
    cars: Key
    handler: object
    claim: object
    invoice: object
    numbers: frozenset[str]
    text: str

    @property
    def order(self) -> tuple[int, int]:
        """The place of the line in the run."""
        return self.batch, self.position

    @cached_property
    def names(self) -> frozenset[str]:
        """The numbers that stand in the text of the line."""
        plain = {one for one in _TOKEN.findall(self.text) if len(one) >= _SHORTEST}
        return frozenset(plain | set(_vouchers(self.text)))


def _vouchers(text: str) -> Iterator[str]:
    """List the numbers of vouchers in a text, as 记-12 is written in many ways."""
    for word, number in _VOUCHER.findall(text):
        yield word + number


def own_rows(batch: Batch) -> Iterator[tuple[TypedTable, list[int]]]:
    """List the tables of a batch with the rows that are of its own kind.

    A row of a general kind that is of a special one too counts as of the general one.
    """
    general = {
        position
        for table in batch.tables
        if table.model.kind in GENERAL_KINDS
        for position in table.positions
    }
    for table in batch.tables:
        if table.model.kind in GENERAL_KINDS:
            yield table, list(range(len(table)))
        else:
            rows = [row for row, at in enumerate(table.positions) if at not in general]
            if rows:
                yield table, rows


def lines_of(number: int, batch: Batch, wanted: Callable[[Decimal], bool]) -> Iterator[Line]:
    """List the lines of a batch whose amount is wanted."""
    for table, rows in own_rows(batch):
        amounts = table.columns.get("amount")
        if amounts is None or table.model.kind not in SPENDING_KINDS:
            continue
        codes = {
            code
            for code, one in enumerate(amounts.readings)
            if one.state == "given" and isinstance(one.value, Decimal) and wanted(one.value)
        }
        if codes:
            yield from (
                _line(number, batch, table, row) for row in rows if amounts.codes[row] in codes
            )


def _line(number: int, batch: Batch, table: TypedTable, row: int) -> Line:
    said = {name: one.value for name, one in table.said(row) if one.state == "given"}
    period = table.model.decisive_period(said)
    filed = said.get("filing_date")
    amount = said["amount"]
    assert isinstance(amount, Decimal)  # noqa: S101 - it was looked for
    return Line(
        batch=number,
        position=table.positions[row],
        place=batch.place(table, row, _text(said, "claim_no")),
        amount=amount,
        happened=period[0] if period else None,
        filed=filed if isinstance(filed, date) else None,
        unit=_known(said, "unit"),
        subject=_key(said, SUBJECT),
        party=_key(said, PARTY),
        people=_key(said, PEOPLE),
        cars=_key(said, CARS),
        handler=_known(said, "handler"),
        claim=_known(said, "claim_no"),
        invoice=_known(said, "invoice_no"),
        numbers=frozenset(_spellings(said)),
        text=" ".join(normalised(str(said[name])) for name in TEXTS if name in said),
    )


def _text(said: dict[str, object], name: str) -> str | None:
    value = said.get(name)
    return value if isinstance(value, str) else None


def _known(said: dict[str, object], name: str) -> object:
    value = said.get(name)
    return normalised(value) if isinstance(value, str) else _comparable(value)


def _key(said: dict[str, object], names: tuple[str, ...]) -> Key:
    return tuple(_known(said, name) for name in names)


def _comparable(value: object) -> object:
    """Write lists of people by their names, so that they can be compared."""
    if isinstance(value, tuple):
        return tuple(one.get("name") if isinstance(one, dict) else one for one in value)
    return value


def _spellings(said: dict[str, object]) -> Iterator[str]:
    """List how the numbers of a line may stand in the text of another."""
    for name in NUMBERS:
        text = _known(said, name)
        if isinstance(text, str):
            yield from _vouchers(text)
            if len(text) >= _SHORTEST:
                yield text
