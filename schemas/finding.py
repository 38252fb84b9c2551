"""What a check returns. The JSON form of ``Report`` is a contract."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import ConfigDict, SerializerFunctionWrapHandler, field_serializer

from qinjian.schemas.manifest import Manifest, Totals
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


class Particulars(Model):
    """What the record of a lead says, by which a person finds it again: null where it does not.

    ``person`` is whom it is about, else who handled it; ``day`` that of the event, else of its
    beginning or of the claim; ``amount`` in yuan with two decimals; ``purpose`` the first of its
    texts that tells what it was for.
    """

    unit: str | None
    department: str | None
    person: str | None
    day: str | None
    amount: str | None
    purpose: str | None


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
    back, which changes nothing of what was done. ``fingerprint`` stays the same in another run
    wherever the line stands: it is made of the rule and of ``about``; leads of a run that
    have an equal one get an ordinal.
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
    about: Particulars
    fingerprint: str
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
    """A line below zero, with the lines above that it is about (冲销核对), or one of no event.

    ``cancelled``: a red entry and the one line that it cancels; neither is judged for its amount.
    ``paid_back``: money that came back for a line, which is judged all the same. ``several``:
    several lines fit equally, and none is cancelled. ``void``: a line without a sum whose words say
    that the event was called off. ``amount`` is that of each line, in yuan.
    """

    state: Literal["cancelled", "paid_back", "several", "void"]
    amount: str
    entry: Place
    lines: tuple[Place, ...]


class Supply(Model):
    """What to supply so that ``rules`` rules can judge ``records`` records."""

    missing: tuple[str, ...]
    rules: int
    records: int


class Judged(Model):
    """How many judgements there were on the records of a kind, and what became of them.

    A judgement is a rule and a record, group or pair that it applies to. Those of ``strict`` were
    decided by what the source says, those of ``presumed`` rest on something that is taken for
    granted; with ``undetermined`` and ``error``, our own fault, they make up ``judgements``.
    """

    kind: str
    judgements: int
    strict: int
    presumed: int
    undetermined: int
    error: int


class Need(Model):
    """One thing to supply, and the judgements that it alone settles, whatever it turns out to be.

    ``sort`` is ``document`` (whose own columns are all one thing), ``content`` (what a document
    that is there says), ``field``, ``unit`` (whose records they are), ``records`` (of another
    kind) or ``standard`` (a figure). ``name`` is its id, ``title`` what it is called. ``kinds``
    are the kinds of the records judged. ``settles`` is the number of judgements,
    ``with_others`` of those that wait for other things as well.
    """

    sort: Literal["document", "content", "field", "unit", "records", "standard"]
    name: str
    title: str
    kinds: tuple[str, ...]
    settles: int
    with_others: int


class OpenGroup(Model):
    """The judgements of a rule that are open for want of the same things.

    ``things`` is what these are called, ``first`` the first three records.
    """

    rule: str
    title: str
    things: tuple[str, ...]
    judgements: int
    first: tuple[Place, ...]


class Report(Model):
    """The whole answer of ``qinjian check``.

    ``judged`` counts the judgements by kind. ``needs`` is what to ask for first: each thing alone
    settles judgements, most first. ``undetermined`` lists everything that is missing, alone or
    together; ``open`` the same rule by rule, if asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", title="qinjian check")

    manifest: Manifest
    totals: Totals
    judged: tuple[Judged, ...]
    needs: tuple[Need, ...]
    rules: tuple[RuleCount, ...]
    findings: Sequence[Finding]
    reversals: tuple[Reversal, ...]
    rejects: tuple[Remark, ...]
    unreadable: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    undetermined: tuple[Supply, ...]
    open: tuple[OpenGroup, ...]

    @field_serializer("findings", mode="wrap")
    def _whole(self, findings: Sequence[Finding], write: SerializerFunctionWrapHandler) -> Any:
        """Write findings that wait in a file, too."""
        return write(list(findings))
