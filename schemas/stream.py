"""The lines that a live stream gives: leads, and leads that are taken back. A contract."""

from typing import Literal

from pydantic import ConfigDict, RootModel

from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.regulation import Model

Reason = Literal["red_entry", "read_twice", "replaced", "whole_run"]


class LeadLine(Model):
    """A lead that stands from now on. ``id`` is that of what it says: equal leads have equal ids.

    ``seq`` counts the lines of a journal from 1 and is never given twice, so a reader that had to
    connect anew leaves out those that it has.
    """

    event: Literal["lead"] = "lead"
    seq: int
    id: str
    lead: Finding


class WithdrawnLine(Model):
    """A lead that stands no longer, by the ``id`` of its line.

    ``reason`` is ``red_entry`` (an entry below zero cancels a line that it was about, or pays it
    back), ``read_twice`` (a line that it was about stands in another table too), ``replaced`` (a
    record changed what is to be said, and another lead says so where one is left) or ``whole_run``
    (what is known at the end of a run says otherwise). ``by`` is the record that arrived, null at
    the end of a run.
    """

    event: Literal["withdrawn"] = "withdrawn"
    seq: int
    id: str
    reason: Reason
    by: Place | None


StreamLine = LeadLine | WithdrawnLine


class Stream(RootModel[StreamLine]):
    """One line of ``qinjian watch``."""

    model_config = ConfigDict(title="qinjian watch")
