"""What was run and read: options, files, tables, and their control totals."""

from typing import Literal

from qinjian.schemas.regulation import Model


class TotalRow(Model):
    """A row of totals in a table: what it states and what its rows make, in yuan.

    ``stated`` is null if it cannot be read, ``differs`` if that cannot be told.
    """

    row: int
    label: str
    stated: str | None
    found: str
    differs: bool | None


class TableRead(Model):
    """One table of a file: a sheet, or a file that has none.

    ``rows`` counts what its rows are: ``records``, ``totals``, ``headers``, ``titles``,
    ``notes``, ``blank``, ``single`` (one cell alone). Rows read are those checked, cancelled (by a
    red entry, and such entries), read twice (in another table too), rejected and read past; yuan
    read are the same without what was read past;
    ``rows_without_amount`` counts records whose amount is absent or unreadable. ``also`` are the
    special kinds that rows of a general kind are of as well; ``rows_past`` are those of a table
    that is not about spending and those that a column of states calls voided or refused,
    ``cells_unreadable`` the cells that their field cannot take, and ``amounts_unreadable`` those of
    amounts among them. ``unit`` is that of the table where no
    column names it, ``unit_origin`` where it was said.
    """

    sheet: str | None
    hidden: bool
    kinds: tuple[str, ...]
    also: tuple[str, ...]
    unit: str | None
    unit_origin: Literal["title", "sheet", "asked", "file", "folder"] | None
    header_rows: tuple[int, ...]
    rows: dict[str, int]
    rows_read: int
    rows_checked: int
    rows_rejected: int
    yuan_read: str
    yuan_checked: str
    yuan_rejected: str
    rows_cancelled: int
    yuan_cancelled: str
    rows_twice: int
    yuan_twice: str
    rows_without_amount: int
    rows_past: int
    cells_unreadable: int
    amounts_unreadable: int
    totals: tuple[TotalRow, ...]
    unmatched_headers: tuple[str, ...]


class FileRead(Model):
    """One file of the run. ``sha256`` is that of its bytes.

    ``encoding`` and ``delimiter`` are what was found for text, null for the rest.
    """

    file: str
    sha256: str | None
    encoding: str | None
    delimiter: str | None
    tables: tuple[TableRead, ...]


class ReadTotals(Model):
    """Control totals of reading, as in ``TableRead``; those checked are those that count."""

    files: int
    rows_read: int
    rows_checked: int
    rows_rejected: int
    yuan_read: str
    yuan_checked: str
    yuan_rejected: str
    rows_cancelled: int
    yuan_cancelled: str
    rows_twice: int
    yuan_twice: str
    rows_without_amount: int
    rows_past: int
    cells_unreadable: int
    amounts_unreadable: int


class Totals(ReadTotals):
    """Control totals: what was read was checked, cancelled, read twice, rejected or past.

    ``at_issue`` takes, per record, the largest amount of its findings.
    ``rows_without_amount`` counts rows whose amount is absent or unreadable: they add
    nothing to the sums of yuan. The rest is as in ``TableRead``.
    """

    records_with_findings: int
    findings: int
    breach: int
    doubt: int
    at_issue: str
    findings_without_amount: int


class ConfigRead(Model):
    """A configuration that was obeyed. ``sha256`` is that of its bytes."""

    file: str
    sha256: str


class Stated(Model):
    """What holds for a run, and where it was said.

    ``name`` is the option of ``qinjian check`` that says it, with low lines; ``source`` an option
    or a configuration. ``folder`` is where alone it holds, null for everywhere.
    """

    name: str
    value: str
    source: str
    folder: str | None


class Silenced(Model):
    """A rule whose leads are not listed, who says so, and how many violations it found."""

    rule: str
    violations: int
    source: str


class Manifest(Model):
    """What was run: version, rules, options, files. Holds no clock and no absolute path.

    ``unit``, ``unit_kind``, ``region`` and ``level`` are what was stated of the unit; ``units``
    counts the units that records name, ``units_named`` are the first of them. ``single_claim`` says
    that all records are one claim, ``masked`` that people cannot be recognised in what is written.
    ``command`` does the run again, null where a program ran it.
    ``left_out`` counts leads that were found and are not listed for their level or kind of record.
    """

    tool: str
    version: str
    language: Literal["zh", "en"]
    unit: str | None
    unit_kind: str | None
    region: str | None
    level: str | None
    units: int
    units_named: tuple[str, ...]
    single_claim: bool
    command: str | None = None
    masked: bool = False
    left_out: int = 0
    as_of: str | None
    rulebook: str
    regulations: tuple[str, ...]
    configs: tuple[ConfigRead, ...]
    stated: tuple[Stated, ...]
    silenced: tuple[Silenced, ...]
    files: tuple[FileRead, ...]

    @property
    def read(self) -> tuple[str, ...]:
        """The inputs that were read and the configurations that were obeyed."""
        return (*(one.file for one in self.files), *(one.file for one in self.configs))
