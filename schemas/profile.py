"""What a profile returns: advice on data as it lies there, and no leads.

Amounts are strings of yuan with two decimals, shares strings with four. What is cancelled or was
read twice is not in the figures; running numbers are looked at in all that was read.
"""

from typing import Literal

from pydantic import ConfigDict

from qinjian.schemas.finding import Place, Remark
from qinjian.schemas.manifest import FileRead, ReadTotals
from qinjian.schemas.regulation import Model


class AmountFigures(Model):
    """Figures of the amounts of a field, in yuan. A ``median`` between two cents has three places.

    ``negative`` and ``zero`` count the amounts below zero and those of zero.
    """

    sum: str
    min: str
    max: str
    median: str
    negative: int
    zero: int


class DayFigures(Model):
    """The first and the last day of a field, and the months between them in which no day lies."""

    first: str
    last: str
    months_without: tuple[str, ...]


class FieldProfile(Model):
    """One field of a table: how many rows say what of it.

    ``given``, ``blank`` and ``unreadable`` count what stands in its cells, ``derived`` the values
    that follow from other cells. ``distinct`` and the figures are of both, given and derived.
    """

    name: str
    type: str
    given: int
    blank: int
    unreadable: int
    derived: int
    distinct: int
    amounts: AmountFigures | None
    days: DayFigures | None


class DaysOfRest(Model):
    """On what days rows are dated: each row is in one of these.

    ``weekend`` are Saturdays and Sundays that the calendar of public holidays says nothing of,
    ``holiday`` days off by it, ``shifted`` Saturdays and Sundays that it makes working days.
    ``unknown`` are the rows of years that the calendar does not have, ``no_day`` those without a
    readable day.
    """

    workday: int
    weekend: int
    holiday: int
    shifted: int
    unknown: int
    no_day: int


class Run(Model):
    """Numbers of one field, kind, unit and prefix that run on, and which of them were not read.

    Tables of one kind and unit go together, as a month may be a sheet or a file. ``month`` is that
    of the numbers where they begin anew each month. ``first_missing`` are the first of those
    between ``first`` and ``last`` that no row has, cancelled ones included.
    """

    field: str
    kind: str
    unit: str | None
    month: str | None
    first: str
    last: str
    numbers: int
    missing: int
    first_missing: tuple[str, ...]


class Digit(Model):
    """How many amounts begin with a digit; ``expected`` is the share by Benford's law."""

    digit: int
    amounts: int
    share: str
    expected: str


class Digits(Model):
    """The first digits of the amounts of a table; ``deviation`` is the largest of a share."""

    amounts: int
    digits: tuple[Digit, ...]
    deviation: str


class TableProfile(Model):
    """The records of one kind in a table; ``digits`` is null where there are too few amounts."""

    file: str
    sheet: str | None
    kind: str
    records: int
    fields: tuple[FieldProfile, ...]
    rest: DaysOfRest
    digits: Digits | None


class Share(Model):
    """Rows and yuan of a unit, kind or month; ``name`` is null where rows do not say it."""

    name: str | None
    rows: int
    yuan: str
    rows_without_amount: int


class Repeated(Model):
    """Rows that are equal, or have one ``number``: how many, and the first of them."""

    number: str | None
    rows: int
    tables: int
    first: tuple[Place, ...]


class Repeats(Model):
    """What stands in several rows: whole rows (``row``), or numbers of claims or invoices.

    ``values`` counts what is repeated, ``rows`` the rows that have it, ``first`` lists some.
    """

    what: Literal["row", "claim_no", "invoice_no"]
    values: int
    rows: int
    first: tuple[Repeated, ...]


class Profile(Model):
    """The whole answer of ``qinjian profile``.

    ``by_unit`` and ``by_month`` hold spending alone, ``by_kind`` registers too; each counts every
    row once, by the kind of its table. ``not_running`` counts series of numbers of which more are
    missing than are there: their gaps say nothing and are not listed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", title="qinjian profile")

    tool: str
    version: str
    language: Literal["zh", "en"]
    files: tuple[FileRead, ...]
    totals: ReadTotals
    by_unit: tuple[Share, ...]
    by_kind: tuple[Share, ...]
    by_month: tuple[Share, ...]
    repeats: tuple[Repeats, ...]
    runs: tuple[Run, ...]
    not_running: int
    tables: tuple[TableProfile, ...]
    rejects: tuple[Remark, ...]
    unreadable: tuple[Remark, ...]
    notices: tuple[Remark, ...]
