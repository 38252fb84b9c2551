"""The report for a person at a terminal: what could be judged, each lead, then the totals."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from qinjian.engine.report.align import align
from qinjian.engine.report.claim import to_fill_in, untold, verdict
from qinjian.engine.report.equations import counts_once, equations
from qinjian.engine.report.head import head
from qinjian.engine.report.headline import headline
from qinjian.engine.report.lead import lead, open_line
from qinjian.engine.report.remarks import remark_lines
from qinjian.engine.report.reversals import reversal_lines
from qinjian.engine.report.words import words
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.manifest import FileRead, TableRead


def write_table(report: Report, aside: Iterable[Finding] = ()) -> Iterator[str]:
    """Write the report as text in the language of its manifest, line by line.

    ``aside`` are findings that were kept out of the report.
    """
    table = _Table(report)
    lines = table.claim if report.manifest.single_claim else table.lines
    for line in lines(aside):
        yield f"{line}\n"


class _Table:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._language: Language = report.manifest.language

    def _words(self, key: str, /, **values: object) -> str:
        return words(key, self._language, **values)

    def lines(self, aside: Iterable[Finding]) -> Iterator[str]:
        """Yield the lines of a report on many records."""
        above = list(head(self._report))
        yield from (*above, "") if above else ()
        yield from headline(self._report)
        yield ""
        yield from self._leads()
        yield from reversal_lines(self._report.reversals, self._language)
        yield from self._open(aside)
        yield from self._unread()
        yield from self._control_totals()
        yield from self._totals()

    def claim(self, aside: Iterable[Finding]) -> Iterator[str]:
        """Yield the lines of the answer on a single claim."""
        yield verdict(self._report)
        yield ""
        above = list(head(self._report))
        yield from (*above, "") if above else ()
        yield from self._leads()
        yield from reversal_lines(self._report.reversals, self._language)
        yield from to_fill_in(self._report)
        yield from self._unread()
        yield from self._open(aside)
        yield from self._totals()
        yield from untold(self._report)

    def _leads(self) -> Iterator[str]:
        for finding in self._report.findings:
            yield from lead(finding, self._language)
            yield ""

    def _open(self, aside: Iterable[Finding]) -> Iterator[str]:
        """List what is open, where that was asked for: by rule and thing, and one by one."""
        if self._report.open:
            yield self._words("open")
            for (rule, title), groups in groupby(
                self._report.open, key=lambda one: (one.rule, one.title)
            ):
                yield f"    {rule}  {title}"
                for group in groups:
                    things = listed(group.things, self._language)
                    places = labels.places(group.first)
                    values = {"judgements": group.judgements, "places": places}
                    yield f"        {self._words('open_group', things=things, **values)}"
            yield ""
        begun = False
        for finding in aside:
            if not begun:
                yield self._words("aside")
            begun = True
            yield f"    {open_line(finding)}"
        if begun:
            yield ""

    def _unread(self) -> Iterator[str]:
        yield from remark_lines("rejects", self._report.rejects, self._language)
        yield from remark_lines("unreadable", self._report.unreadable, self._language)
        yield from remark_lines("notices", self._report.notices, self._language)

    def _control_totals(self) -> Iterator[str]:
        """List what was read, table by table."""
        files = self._report.manifest.files
        rows = [self._control(file, table) for file in files for table in file.tables]
        if rows:
            yield self._words("control")
            once = self._words("once_head") if counts_once(self._report) else ""
            head = tuple((self._words("control_head") + once).split("|"))
            yield from (f"    {line}" for line in align([head, *rows]))
            yield ""

    def _control(self, file: FileRead, table: TableRead) -> tuple[str, ...]:
        kinds = (*table.kinds, *table.also)
        names = (labels.kind_name(kind, self._language) for kind in kinds)
        return (
            ":".join(filter(None, (file.file, table.sheet))),
            listed(names, self._language),
            file.encoding or "",
            str(table.rows_read),
            str(table.rows_checked),
            str(table.rows_rejected),
            table.yuan_read,
            table.yuan_checked,
            table.yuan_rejected,
            *(
                (str(table.rows_cancelled), str(table.rows_twice))
                if counts_once(self._report)
                else ()
            ),
        )

    def _totals(self) -> Iterator[str]:
        yield from equations(self._report)
        if self._report.totals.findings:
            yield self._words("note")
