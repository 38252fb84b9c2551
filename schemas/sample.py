"""What a sample returns: the rows that were drawn, and the totals that they reconcile with.

Amounts are strings of yuan with two decimals.
"""

from typing import Literal

from pydantic import ConfigDict

from qinjian.schemas.finding import Particulars, Place, Remark
from qinjian.schemas.manifest import FileRead, ReadTotals
from qinjian.schemas.regulation import Model

Method = Literal["random", "systematic", "mus"]
"""How a sample is drawn."""

Reason = Literal["negative", "unreadable", "blank", "zero", "register"]
"""Why a row cannot be drawn: in monetary unit sampling its amount is below zero, cannot be read, is
not there or zero; in any, it is of a register, which spends nothing."""


class Counted(Model):
    """A number of rows and the sum of their readable amounts."""

    rows: int
    yuan: str


class ExcludedRow(Model):
    """A row that cannot be drawn; ``amount`` in yuan, null for none that can be read."""

    record: Place
    amount: str | None


class Excluded(Counted):
    """Rows of the population that cannot be drawn, and why."""

    reason: Reason
    records: tuple[ExcludedRow, ...]


class Stratum(Model):
    """A part of the population that is drawn from on its own; ``name`` is null for no name.

    ``population`` are the rows that can be drawn, ``asked`` how many were to be. ``interval`` is
    the distance of two hits, in rows or in yuan, rounded to two decimals; null for a random sample
    and where ``all`` were taken because no more are there.
    """

    name: str | None
    population: Counted
    asked: int
    sampled: Counted
    all: bool
    interval: str | None


class Drawn(Model):
    """A row that was drawn.

    ``order`` is its turn in a random sample; ``hit`` the row (systematic) or the yuan (mus) that
    was hit, counted from the beginning of its stratum; ``hits`` how many hits it took, ``certain``
    whether its amount reaches the interval, so that it had to be drawn. Null where the method has
    no such thing.
    """

    number: int
    stratum: str | None
    record: Place
    about: Particulars
    order: int | None
    hit: str | None
    hits: int | None
    certain: bool | None


class Sample(Model):
    """The whole answer of ``qinjian sample``.

    Rows that count once = population = sampled + not sampled + excluded, and so in yuan.
    ``command`` draws the same sample again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", title="qinjian sample")

    tool: str
    version: str
    language: Literal["zh", "en"]
    command: str
    method: Method
    seed: str
    size: int
    by: Literal["unit", "kind", "month"] | None
    population: Counted
    sampled: Counted
    not_sampled: Counted
    excluded: tuple[Excluded, ...]
    strata: tuple[Stratum, ...]
    drawn: tuple[Drawn, ...]
    files: tuple[FileRead, ...]
    totals: ReadTotals
    rejects: tuple[Remark, ...]
    unreadable: tuple[Remark, ...]
    notices: tuple[Remark, ...]
