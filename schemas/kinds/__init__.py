"""The record kinds: one module each, listed here."""

from qinjian.schemas.kinds.abroad import Abroad
from qinjian.schemas.kinds.asset_disposal import AssetDisposal
from qinjian.schemas.kinds.budget_line import BudgetLine
from qinjian.schemas.kinds.expense import Expense
from qinjian.schemas.kinds.foreign_reception import ForeignReception
from qinjian.schemas.kinds.income import Income
from qinjian.schemas.kinds.itinerary import Itinerary
from qinjian.schemas.kinds.leave import Leave
from qinjian.schemas.kinds.meeting import Meeting
from qinjian.schemas.kinds.passport import Passport
from qinjian.schemas.kinds.payment import Payment
from qinjian.schemas.kinds.person import (
    Companion,
    Escort,
    ForeignGuest,
    GroupMember,
    Guest,
    Lecturer,
    Traveller,
)
from qinjian.schemas.kinds.procurement import Procurement
from qinjian.schemas.kinds.reception import Reception
from qinjian.schemas.kinds.training import Training
from qinjian.schemas.kinds.transport_subsidy import TransportSubsidy
from qinjian.schemas.kinds.travel import Travel
from qinjian.schemas.kinds.vehicle import Vehicle
from qinjian.schemas.kinds.vehicle_purchase import VehiclePurchase
from qinjian.schemas.kinds.vehicle_running import VehicleRunning
from qinjian.schemas.kinds.voucher import Voucher
from qinjian.schemas.record import Record

_REGISTERS = (BudgetLine, Income, AssetDisposal, Vehicle, Passport, Itinerary, Leave)
_CHILDREN = (Guest, ForeignGuest, Companion, Escort, Traveller, Lecturer, GroupMember)

KINDS: dict[str, type[Record]] = {
    kind.kind: kind
    for kind in (
        Reception,
        ForeignReception,
        Travel,
        Meeting,
        Training,
        Abroad,
        VehicleRunning,
        VehiclePurchase,
        TransportSubsidy,
        Procurement,
        Payment,
        Expense,
        Voucher,
        *_REGISTERS,
        *_CHILDREN,
    )
}
"""Every kind by its name."""

CHILD_KINDS = frozenset(kind.kind for kind in _CHILDREN)
"""Kinds whose records stand inside a record of another kind."""

TOP_KINDS = {name: kind for name, kind in KINDS.items() if name not in CHILD_KINDS}
"""Kinds that a row or a claim can be of: all but people in lists."""

GENERAL_KINDS = {"expense": Expense, "voucher": Voucher, "payment": Payment}
"""Kinds of any line of spending: a row of one may also be of a special kind."""

SPENDING_KINDS = {name: kind for name, kind in TOP_KINDS.items() if kind not in _REGISTERS}
"""Kinds of spending: what ``for: any`` of a rule means."""

__all__ = [
    "CHILD_KINDS",
    "GENERAL_KINDS",
    "KINDS",
    "SPENDING_KINDS",
    "TOP_KINDS",
    "Abroad",
    "AssetDisposal",
    "BudgetLine",
    "Companion",
    "Escort",
    "Expense",
    "ForeignGuest",
    "ForeignReception",
    "GroupMember",
    "Guest",
    "Income",
    "Itinerary",
    "Leave",
    "Lecturer",
    "Meeting",
    "Passport",
    "Payment",
    "Procurement",
    "Reception",
    "Training",
    "TransportSubsidy",
    "Travel",
    "Traveller",
    "Vehicle",
    "VehiclePurchase",
    "VehicleRunning",
    "Voucher",
]
