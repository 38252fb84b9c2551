"""What one cell says: a value, nothing, something that its field cannot be, or something else.

A reading depends on the field and on the text of the cell alone, so that each different text of
a column is read once.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from qinjian.engine.intake.files.json_text import shortened

State = Literal["given", "blank", "unreadable", "untold"]
"""``given``: a value. ``blank``: empty, or a word for nothing (无, /, 待补, NULL). ``unreadable``:
something stands there that the field cannot be, that refers elsewhere (见附件) or hides a name;
unknown to every rule, and listed. ``untold``: what stands there is about other fields only (5张
under 附件); for this field the source is as if it had no such column."""


class Reading(NamedTuple):
    """What a cell says of its field, and of others.

    ``value`` is what the model takes: text, ``Decimal``, ``int``, ``date``, ``bool``, the value of
    an enum as text, a tuple of them, or a tuple of dictionaries for people. ``problem`` is the key
    of a message for what is unreadable, ``values`` what that message shows. ``also`` are the fields
    that the same cell tells beside its own (高铁二等座: transport mode and seat class), in order;
    a kind may lack some of them. ``group`` is the number of people of whom a list speaks
    (张三等5人), 0 where it leaves that open, None where it speaks of none. ``derived`` says that
    the value follows from other fields, ``presumed`` that it is taken for granted. ``path`` leads
    to what is wrong within a list or the people of JSON.
    """

    state: State
    value: object = None
    problem: str | None = None
    values: Mapping[str, object] = MappingProxyType({})
    also: tuple[tuple[str, object], ...] = ()
    group: int | None = None
    derived: bool = False
    presumed: bool = False
    path: tuple[str | int, ...] = ()


BLANK = Reading("blank")
UNTOLD = Reading("untold")


Also = tuple[tuple[str, object], ...]


def given(value: object, also: Also = (), group: int | None = None) -> Reading:
    """Make the reading of a value."""
    return Reading("given", value, also=also, group=group)


def untold(*also: tuple[str, object], group: int | None = None) -> Reading:
    """Make the reading of a cell that tells only other fields."""
    return Reading("untold", also=also, group=group)


def unreadable(problem: str, raw: object, **values: object) -> Reading:
    """Make the reading of what a field cannot be; the message shows the cell."""
    return Reading("unreadable", problem=problem, values={"value": shown(raw), **values})


def shown(raw: object) -> str:
    """Write a raw value for a message, on one line and cut when long."""
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Decimal):
        return shortened(format(raw, "f"))
    if isinstance(raw, list):
        return shortened(f"[{', '.join(map(shown, raw[:20]))}]")
    if isinstance(raw, dict):
        return shortened(f"{{{', '.join(map(str, list(raw)[:20]))}}}")
    return shortened(" ".join(str(raw).split()))
