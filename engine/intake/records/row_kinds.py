"""Which special kind a row of a general table is also of, by its subject, cost type or text."""

from collections.abc import Sequence
from dataclasses import replace

from qinjian.engine.intake.records.car_costs import car_cost
from qinjian.engine.intake.records.column import (
    DOCUMENTS,
    OTHER_DOCUMENTS,
    combined,
    constant,
)
from qinjian.engine.intake.records.readings import each_of, values_of
from qinjian.engine.intake.records.typed import TypedTable
from qinjian.engine.intake.values.reading import UNTOLD, Reading
from qinjian.engine.intake.values.subjects import special_kind
from qinjian.engine.intake.values.words import kind_of
from qinjian.schemas.kinds import GENERAL_KINDS, SPENDING_KINDS, VehicleRunning
from qinjian.schemas.record import Record

_TELLING = ("economic_class", "cost_type", "account", "account_code", "auxiliary", "pay_item")
"""The fields whose words may name a special kind, the surest first."""

_TEXT = "description"
"""The field of which a text may name a car and what it cost to run."""

_SPECIAL = frozenset(SPENDING_KINDS.values()) - frozenset(GENERAL_KINDS.values())


def kinds_of_rows(table: TypedTable) -> Sequence[str | None]:
    """Name the special kind of each row, None for a row of none."""
    names = [name for name in (*_TELLING, _TEXT) if name in table.columns]
    columns = [table.columns[name] for name in names]
    if not columns:
        return [None] * len(table)

    values = [values_of(column.readings) for column in columns]

    def join(codes: tuple[int, ...]) -> Reading:
        for name, said, code in zip(names, values, codes, strict=True):
            text = said[code]
            kind = _named(name, text) if isinstance(text, str) else None
            if kind is not None:
                return Reading("given", kind.kind)
        return UNTOLD

    told = combined([column.codes for column in columns], join)
    kinds = [one if isinstance(one, str) else None for one in values_of(told.readings)]
    return [kinds[code] for code in told.codes]


def _named(name: str, text: str) -> type[Record] | None:
    """Return the special kind that a word names: by the kind's own name, or as a cost type."""
    if name == _TEXT:
        return VehicleRunning if car_cost(text) else None
    own = kind_of(text)
    return own if own in _SPECIAL else special_kind(text)


def with_amounts(special: TypedTable, general: TypedTable, rows: Sequence[int]) -> TypedTable:
    """Give records of a special kind the amounts of the rows that they are: a subject has one."""
    told = general.columns.get("amount")
    if told is None:
        return special
    own = special.columns.get("amount", constant(UNTOLD, len(special)))
    readings, others = each_of(told.readings), each_of(own.readings)

    def join(codes: tuple[int, ...]) -> Reading:
        stated = readings[codes[0]]
        return others[codes[1]] if stated.state == "untold" else stated

    amounts = combined([[told.codes[row] for row in rows], own.codes], join)
    return replace(special, columns={**special.columns, "amount": amounts})


def as_rows_of(general: TypedTable, special: TypedTable, rows: Sequence[int]) -> TypedTable:
    """Give records of a special kind what the rows of a general table say of their amounts.

    Other papers may be there than those that it lists: a ledger of all costs notes vouchers; forms
    that are none (审批单、方案) are kept elsewhere.
    """
    special = with_amounts(special, general, rows)
    if DOCUMENTS not in special.columns:
        return special
    more = constant(Reading("unreadable"), len(special))
    return replace(special, columns={**special.columns, OTHER_DOCUMENTS: more})
