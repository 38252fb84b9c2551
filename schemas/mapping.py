"""A mapping: how the columns of tables are to be read where headers alone do not tell."""

from typing import Annotated, Literal

from pydantic import Field

from qinjian.schemas.regulation import Model

IGNORED = "ignored"
"""In place of a field: the column is not read."""
PERIOD = "period"
"""In place of a field: the column holds the first and the last day."""
KIND = "kind"
"""In place of a field: the column names the kind of each row."""


class TableMapping(Model):
    """The columns of one table.

    It is used for tables that have all its columns, and only for sheets called ``sheet`` if
    that is given. An empty ``kind`` leaves it to be recognised. ``columns`` gives a header (two
    rows of headers joined by ``/``) its field, ``period``, ``kind`` or ``ignored``; an empty
    field leaves the header to be recognised. ``header_rows`` are the rows of the headers, counted
    from 1, where several fit. ``unit`` is that of all amounts whose header names none.
    """

    sheet: str | None = None
    kind: str | None = None
    header_rows: Annotated[tuple[int, ...], Field(max_length=2)] = ()
    unit: Literal["元", "万元"] | None = None
    columns: dict[str, str] = Field(default_factory=dict)


class Mapping(Model):
    """The file that ``qinjian map`` writes and ``--map`` reads."""

    tables: tuple[TableMapping, ...]
