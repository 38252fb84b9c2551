"""The text report at a terminal: leads under the table in which they stand, and in colour."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from qinjian.engine.report.table import write_table
from qinjian.engine.wording import labels
from qinjian.engine.wording.regex import regex
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.rule import Level

_STYLES = {Level.BREACH: "bold red", Level.DOUBT: "yellow"}
_QUOTED = regex("“[^”]*”")


def show(report: Report, aside: Iterable[Finding] = ()) -> None:
    """Print a report to standard output, with the table of leads above the first of them."""
    console = Console(highlight=False, soft_wrap=True)
    for text in styled(report, aside):
        console.print(text)


def styled(report: Report, aside: Iterable[Finding] = ()) -> Iterator[Text]:
    """Yield the lines of a report with their styles."""
    leads = iter(report.findings)
    expected = next(leads, None)
    counts = Counter(map(_table, report.findings))
    above = None
    for line in (written.rstrip("\n") for written in write_table(report, aside)):
        if expected is None or not line.startswith(labels.place(expected.record) + "  "):
            yield _detail(line)
            continue
        if _table(expected) != above:
            above = _table(expected)
            yield Text(f"── {above} ({counts[above]})", "bold cyan")
        yield _headed(line, expected, report)
        expected = next(leads, None)


def _table(lead: Finding) -> str:
    return ":".join(filter(None, (lead.record.file, lead.record.sheet)))


def _headed(line: str, lead: Finding, report: Report) -> Text:
    text = Text(line, "bold")
    tag = f"[{labels.words(lead.level.value, report.manifest.language)}]"
    start = line.find(tag)
    if start >= 0:
        text.stylize(_STYLES[lead.level], start, start + len(tag))
    return text


def _detail(line: str) -> Text:
    text = Text(line)
    if line.startswith("    《"):
        text.stylize("dim")
        text.highlight_regex(_QUOTED, "italic")
    return text
