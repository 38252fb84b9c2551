"""What a check returns. The JSON form of ``Report`` is a contract."""

from typing import Literal

from pydantic import ConfigDict

from qinjian.schemas.regulation import Model
from qinjian.schemas.rule import Level


class Place(Model):
    """Where a record stands: file, sheet of a workbook, row, claim number and kind.

    ``row`` is the row of a sheet or text table with the header in row 1, the line of a JSON
    Lines file, or the position of a claim's line, counted from 1. ``member`` is the position
    in a list of people.
    """

    file: str
    sheet: str | None
    row: int
    member: int | None = None
    claim_no: str | None
    kind: str


class Citation(Model):
    """A cited clause. ``citation`` is written as a Chinese reader writes it."""

    rule: str
    regulation: str
    article: int
    paragraph: int | None
    item: int | None
    quote: str | None
    citation: str


class Finding(Model):
    """A lead (疑点): one concern on one record, with every clause that it touches.

    What spans records is one lead, at the first of its ``members``; else there are none.
    Amounts are strings of yuan with two decimals. ``limit`` is the figure that was compared,
    ``limit_source`` the document that set it. ``at_issue`` is what should not have been
    spent, null when unknown. A report lists violations and, if asked, what is undetermined;
    ``clear`` stands in a trace only. ``why`` says what has to be verified. ``derived`` names the
    fields that the source did not give and that were filled from others; ``by_reference`` says
    that the unit follows the text in spirit only (参照执行). ``cancelled`` says that a red entry
    cancels the line, so that nothing is at issue; ``paid_back`` where it stands that its money came
    back, which changes nothing of what was done.
    """

    rule: str
    regulation: str
    article: int
    paragraph: int | None
    item: int | None
    quote: str | None
    citation: str
    citations: tuple[Citation, ...]
    title: str
    level: Level
    concern: str
    outcome: Literal["violation", "clear", "undetermined", "error"]
    record: Place
    values: dict[str, str | int | bool | list[str] | None]
    limit: str | int | None
    limit_source: str | None
    at_issue: str | None
    message: str
    why: str | None
    derived: tuple[str, ...]
    presumed: tuple[str, ...]
    by_reference: bool
    cancelled: bool
    paid_back: Place | None
    members: tuple[Place, ...]
    missing: tuple[str, ...]


class RuleCount(Model):
    """How often a rule gave each verdict; ``subjects`` is their sum."""

    id: str
    subjects: int
    violation: int
    clear: int
    undetermined: int
    waived: int
    error: int


class Remark(Model):
    """Something that was not read, or something to know about how it was read.

    ``code`` names the message and is stable; ``message`` says what is there, what was expected,
    and what to do. Like ones in a column are one remark with their ``count``, at the first row.
    """

    code: str
    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    count: int
    message: str


class Reversal(Model):
    """A line below zero, with the lines above that it is about (冲销核对).

    ``cancelled``: a red entry and the one line that it cancels; neither is judged for its amount.
    ``paid_back``: money that came back for a line, which is judged all the same. ``several``:
    several lines fit equally, and none is cancelled. ``amount`` is that of each line, in yuan.
    """

    state: Literal["cancelled", "paid_back", "several"]
    amount: str
    entry: Place
    lines: tuple[Place, ...]


class Supply(Model):
    """What to supply so that ``rules`` rules can judge ``records`` records."""

    missing: tuple[str, ...]
    rules: int
    records: int


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
    that is not about spending, ``cells_unreadable`` the cells that their field cannot take, and
    ``amounts_unreadable`` those of amounts among them.
    """

    sheet: str | None
    hidden: bool
    kinds: tuple[str, ...]
    also: tuple[str, ...]
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


class Totals(Model):
    """Control totals: what was read was checked, cancelled, read twice, rejected, or read past.

    ``at_issue`` takes, per record, the largest amount of its findings.
    ``rows_without_amount`` counts rows whose amount is absent or unreadable: they add
    nothing to the sums of yuan. The rest is as in ``TableRead``.
    """

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
    records_with_findings: int
    findings: int
    breach: int
    doubt: int
    at_issue: str
    findings_without_amount: int


class Manifest(Model):
    """What was run: version, rules, options, files. Holds no clock and no absolute path."""

    tool: str
    version: str
    language: Literal["zh", "en"]
    region: str | None
    as_of: str | None
    rulebook: str
    regulations: tuple[str, ...]
    files: tuple[FileRead, ...]


class Report(Model):
    """The whole answer of ``qinjian check``."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="qinjian check")

    manifest: Manifest
    totals: Totals
    rules: tuple[RuleCount, ...]
    findings: tuple[Finding, ...]
    reversals: tuple[Reversal, ...]
    rejects: tuple[Remark, ...]
    unreadable: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    undetermined: tuple[Supply, ...]
