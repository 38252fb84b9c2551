"""What conditions ask of fields beside their values: papers shown, blanks, exceptions, refunds."""

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from qinjian.engine.condition.expression import Value
from qinjian.engine.condition.facts import proves
from qinjian.engine.run.typed_facts import TypedFacts


def proof(facts: TypedFacts, name: str) -> pa.Array:
    """Make the array that tells whether a field shows a document."""
    if name not in facts.table.columns:
        return pa.array([False] * len(facts), pa.bool_())
    return pc.fill_null(facts.of_values(name, proves, pa.bool_()), False)  # noqa: FBT003


def blank_in(facts: TypedFacts, fields: Sequence[str]) -> pa.Array:
    """Make the array that tells whether fields of a role say nothing."""
    none = pa.array([False] * len(facts), pa.bool_())
    given, asked, unread = none, none, none
    for name in fields:
        known = facts.given(name)
        given = pc.or_(given, pc.fill_null(known, False))  # noqa: FBT003
        asked = pc.or_(asked, facts.state(name, ("given", "blank")))
        unread = pc.or_(unread, facts.state(name, ("unreadable",)))
    open_ = pc.or_(unread, pc.invert(asked))
    return pc.if_else(given, False, pc.if_else(open_, None, True))  # noqa: FBT003


def unclaimed(facts: TypedFacts, fields: Sequence[str]) -> pa.Array:
    """Make the array that tells whether an exception is presumed not claimed."""
    told = pa.array([facts.presuming and bool(fields)] * len(facts), pa.bool_())
    for name in fields if facts.presuming else ():
        known = facts.given(name)
        asked = facts.state(name, ("given", "blank", "unreadable"))
        open_ = pc.and_(asked, pc.invert(pc.fill_null(known, False)))  # noqa: FBT003
        told = pc.and_(told, pc.invert(open_))
    return told


def refund(facts: TypedFacts) -> pa.Array:
    """Make the array that tells whether the amount is known to be below zero."""
    if "amount" not in facts.table.columns or facts.is_passed_over("amount"):
        return pa.array([False] * len(facts), pa.bool_())
    below = facts.of_values("amount", _is_below_zero, pa.bool_())
    return pc.fill_null(below, False)  # noqa: FBT003


def _is_below_zero(value: Value) -> bool:
    return isinstance(value, Decimal) and value < 0
