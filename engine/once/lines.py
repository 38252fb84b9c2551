"""Lines of spending as red entries are matched by: taken from typed columns, few at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.readings import given_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import Reading
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import normalised
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

SAME = "same"
"""What the key of subject and counterparty together begins with."""

_TOKEN = regex(r"[0-9a-z]+(?:[-_/][0-9a-z]+)*")
_VOUCHER = regex(
    r"([记付收转银现])(?:账)?(?:字)?(?:第)?[-—#\s]*0*(\d+)(?![\d.]*[年月日元万笔人次个张辆台套天])"
)
"""A voucher, and no month or sum that was paid: 付6月水费, 付300元."""
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
    voucher: object
    numbers: frozenset[str]
    text: str
    offers: frozenset[Key]

    @property
    def order(self) -> tuple[int, int]:
        """The place of the line in the run."""
        return self.batch, self.position

    @cached_property
    def names(self) -> frozenset[str]:
        """The numbers that stand in the text of the line."""
        plain = {one for one in _TOKEN.findall(self.text) if len(one) >= _SHORTEST}
        return frozenset(plain | self.vouchers)

    @cached_property
    def vouchers(self) -> frozenset[str]:
        """The vouchers that the text of the line names, as 付188."""
        return frozenset(_vouchers(self.text))

    @cached_property
    def asks(self) -> frozenset[Key]:
        """The keys of which a line that it may cancel offers one."""
        return self.offers | {("number", number) for number in self.names}


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


def lines_of(
    number: int,
    batch: Batch,
    wanted: Callable[[Decimal], bool],
    asked: frozenset[Key] | None = None,
) -> Iterator[Line]:
    """List the lines of a batch whose amount is wanted and that offer a key that is asked for."""
    for table, rows in own_rows(batch):
        amounts = table.columns.get("amount")
        if amounts is None or table.model.kind not in SPENDING_KINDS:
            continue
        codes = {
            code
            for code, value in enumerate(given_of(amounts.readings))
            if isinstance(value, Decimal) and wanted(value)
        }
        found = [row for row in rows if amounts.codes[row] in codes]
        if asked is not None and found:
            found = _offering(table, found, asked)
        yield from (_line(number, batch, table, row) for row in found)


def unspent_lines(number: int, batch: Batch) -> Iterator[Line]:
    """List the lines of a batch whose amount is zero or was left blank, where it has a column."""
    for table, rows in own_rows(batch):
        amounts = table.columns.get("amount")
        if amounts is None or table.model.kind not in SPENDING_KINDS:
            continue
        codes = {code for code, one in enumerate(amounts.readings) if _is_nothing(one)}
        yield from (_line(number, batch, table, row) for row in rows if amounts.codes[row] in codes)


def _is_nothing(reading: Reading) -> bool:
    return reading.state == "blank" or (reading.state == "given" and reading.value == 0)


def _offering(table: TypedTable, rows: Sequence[int], asked: frozenset[Key]) -> list[int]:
    """Return the rows that offer one of the keys; each different value is looked at once."""
    columns = [
        (
            name,
            table.columns[name].codes,
            list(map(_normal, given_of(table.columns[name].readings))),
        )
        for name in (*SUBJECT, *PARTY, *NUMBERS)
        if name in table.columns
    ]
    kept = []
    for row in rows:
        known = {name: values[codes[row]] for name, codes, values in columns}
        if not asked.isdisjoint(_offers(known)):
            kept.append(row)
    return kept


def _offers(known: Mapping[str, object]) -> Iterator[Key]:
    """List the keys of a line: subject and counterparty, claim, invoice, and its numbers."""
    yield SAME, *(known.get(name) for name in (*SUBJECT, *PARTY))
    for name in ("claim_no", "invoice_no"):
        if known.get(name) is not None:
            yield name, known[name]
    for number in _spellings(known):
        yield "number", number


def _line(number: int, batch: Batch, table: TypedTable, row: int) -> Line:
    said = {name: one.value for name, one in table.said(row) if one.state == "given"}
    known = {name: _normal(value) for name, value in said.items()}
    period = table.model.decisive_period(said)
    filed = said.get("filing_date")
    amount = said.get("amount")
    return Line(
        batch=number,
        position=table.positions[row],
        place=batch.place(table, row, _text(said, "claim_no")),
        amount=amount if isinstance(amount, Decimal) else Decimal(0),
        happened=period[0] if period else None,
        filed=filed if isinstance(filed, date) else None,
        unit=known.get("unit"),
        subject=_key(known, SUBJECT),
        party=_key(known, PARTY),
        people=_key(known, PEOPLE),
        cars=_key(known, CARS),
        handler=known.get("handler"),
        claim=known.get("claim_no"),
        invoice=known.get("invoice_no"),
        voucher=known.get("voucher_no"),
        numbers=frozenset(_spellings(known)),
        text=" ".join(normalised(str(said[name])) for name in TEXTS if name in said),
        offers=frozenset(_offers(known)),
    )


def _text(said: dict[str, object], name: str) -> str | None:
    value = said.get(name)
    return value if isinstance(value, str) else None


def _key(known: Mapping[str, object], names: tuple[str, ...]) -> Key:
    return tuple(known.get(name) for name in names)


def _normal(value: object) -> object:
    """Return a value as it is compared: text in its normal form, lists of people by their names."""
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, tuple):
        return tuple(one.get("name") if isinstance(one, dict) else one for one in value)
    return value


def _spellings(known: Mapping[str, object]) -> Iterator[str]:
    """List how the numbers of a line may stand in the text of another."""
    for name in NUMBERS:
        text = known.get(name)
        if isinstance(text, str):
            yield from _vouchers(text)
            if len(text) >= _SHORTEST:
                yield text
