"""The record kinds: one module each, listed here."""

from qinjian.schemas.kinds.foreign_reception import ForeignReception
from qinjian.schemas.kinds.person import Companion, Escort, ForeignGuest, Guest
from qinjian.schemas.kinds.reception import Reception
from qinjian.schemas.record import Record

KINDS: dict[str, type[Record]] = {
    kind.kind: kind
    for kind in (Reception, ForeignReception, Guest, ForeignGuest, Companion, Escort)
}
"""Every kind by its name."""

CHILD_KINDS = frozenset({Guest.kind, ForeignGuest.kind, Companion.kind, Escort.kind})
"""Kinds whose records stand inside a record of another kind."""

__all__ = [
    "CHILD_KINDS",
    "KINDS",
    "Companion",
    "Escort",
    "ForeignGuest",
    "ForeignReception",
    "Guest",
    "Reception",
]
