"""What stands in several rows: equal rows, and one number of a claim or an invoice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qinjian.engine.answer.population import text_of
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds import Voucher
from qinjian.schemas.profile import Repeated, Repeats

What = Literal["row", "claim_no", "invoice_no"]

SHOWN = 10
"""Repeated things of a sort that are listed, and rows that are listed of each."""


class _Spot(NamedTuple):
    """Where a row stands; lighter than a place, as one is kept of each row."""

    file: str
    sheet: str | None
    row: int
    claim_no: str | None
    kind: str


class RepeatedThings:
    """Looks for what stands in several rows of all that was read."""

    def __init__(self) -> None:
        self._met: dict[What, dict[tuple[object, ...], list[_Spot]]] = {
            "row": defaultdict(list), "claim_no": defaultdict(list), "invoice_no": defaultdict(list)
        }  # fmt: skip

    def add(self, batch: Batch, table: TypedTable, row: int) -> None:
        """Take what a row has.

        Claims are numbered by their unit, invoices the country over with code and number. A voucher
        always has several lines, so that its number says nothing here.
        """
        kind, claim = table.model.kind, text_of(table, "claim_no", row)
        spot = _Spot(batch.file, batch.sheet, table.rows[row], claim, kind)
        self._met["row"][kind, _content(table, row)].append(spot)
        if claim is not None and kind != Voucher.kind:
            self._met["claim_no"][text_of(table, "unit", row), claim].append(spot)
        invoice = text_of(table, "invoice_no", row)
        if invoice is not None:
            code = text_of(table, "invoice_code", row)
            self._met["invoice_no"][code, invoice].append(spot)

    def repeats(self) -> Iterator[Repeats]:
        """List what was met more than once."""
        for what, met in self._met.items():
            found = [(key, spots) for key, spots in met.items() if len(spots) > 1]
            if found:
                yield Repeats(
                    what=what,
                    values=len(found),
                    rows=sum(len(spots) for _, spots in found),
                    first=tuple(_repeated(what, *one) for one in found[:SHOWN]),
                )


def _repeated(what: What, key: tuple[object, ...], spots: Sequence[_Spot]) -> Repeated:
    number = None
    if what != "row":
        number = " ".join(str(part) for part in key[what == "claim_no" :] if part is not None)
    return Repeated(
        number=number,
        rows=len(spots),
        tables=len({(spot.file, spot.sheet) for spot in spots}),
        first=tuple(Place(**spot._asdict()) for spot in spots[:SHOWN]),
    )


def _content(table: TypedTable, row: int) -> int:
    """Write what stands in the cells of a row as one number: equal rows have the same."""
    return hash(
        tuple(
            (name, said.state, repr(said.value if said.state == "given" else dict(said.values)))
            for name, said in table.said(row)
            if said.state not in ("untold", "blank") and not said.derived
        )
    )
