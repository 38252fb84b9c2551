"""What was not read, and what is told of the reading, for a person at a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from qinjian.engine.report.words import words
from qinjian.engine.wording import Language
from qinjian.schemas.finding import Remark
from qinjian.schemas.manifest import ReadTotals

_MOST = 200


def remark_lines(title: str, remarks: Sequence[Remark], language: Language) -> Iterator[str]:
    """List remarks under the words of a title; nothing if there are none."""
    if not remarks:
        return
    yield words(title, language)
    for remark in remarks[:_MOST]:
        parts = (remark.file, remark.sheet, remark.row, remark.column)
        place = ":".join(str(part) for part in parts if part)
        yield f"    {place}  {remark.message}" if place else f"    {remark.message}"
    if len(remarks) > _MOST:
        yield f"    {words('more', language, count=len(remarks) - _MOST)}"
    yield ""


def counted_lines(totals: ReadTotals, language: Language) -> Iterator[str]:
    """Say of all rows that were read which count, and what became of the others."""
    yield words("read_counted", language, **totals.model_dump())
    if totals.rows_cancelled or totals.rows_twice:
        yield words("left_out", language)


def trimmed(lines: Iterable[str]) -> Iterator[str]:
    """Write lines with their ends, but for empty ones at the end of all."""
    waiting = ""
    for line in lines:
        if line:
            yield f"{waiting}{line}\n"
            waiting = ""
        else:
            waiting += "\n"
