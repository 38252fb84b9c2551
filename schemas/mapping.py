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
    """How the columns of one table are to be read.

    It is used for tables that have all its columns, and only for sheets called ``sheet`` and files
    that fit the pattern ``file`` (``*差旅*.xlsx``) if those are given. An empty ``kind`` leaves it
    to be recognised. ``columns`` gives a header (several rows of headers joined by ``/``) its
    field, ``period``, ``kind``, ``ignored``, or ``documents.official_letter`` and the like for
    whether that document is there; an empty field leaves the header to be recognised.
    ``positions`` does so for columns by their number, from 1 (of two called 备注).
    ``constants`` are values that hold for all rows where no column says them (``unit``,
    ``region``, ``unit_kind``), ``words`` what words of cells mean, by field
    (``payment_method: {刷单: official_card}``). ``header_rows`` are the rows of the headers,
    counted from 1, where several fit. ``scale`` is the unit of all amounts whose header names
    none.
    """

    file: str | None = None
    sheet: str | None = None
    kind: str | None = None
    header_rows: Annotated[tuple[int, ...], Field(max_length=3)] = ()
    scale: Literal["元", "千元", "万元"] | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    positions: dict[Annotated[int, Field(ge=1)], str] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    words: dict[str, dict[str, str]] = Field(default_factory=dict)


class Mapping(Model):
    """The file that ``qinjian map`` writes and ``--map`` reads."""

    tables: tuple[TableMapping, ...]
