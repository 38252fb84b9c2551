"""How often each rule gave a lead, in place of the leads themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from qinjian.engine.report.align import align
from qinjian.engine.report.head import head
from qinjian.engine.report.headline import headline
from qinjian.engine.wording import Wording, say
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.rule import Level

_WORDS: Wording = {
    "columns": (
        "疑点|资料直接反映|需核实|疑点金额（元）|规则|条文|名称",
        "leads|breach|doubt|yuan at issue|rule|clause|title",
    ),
    "note": (
        "一条记录可能有几个疑点，各规则的金额不能相加。",
        "A record may have several leads: the amounts of rules do not add up.",
    ),
}


def write_statistics(report: Report, _: Iterable[Finding] = ()) -> Iterator[str]:
    """Write a line for each rule that gave a lead, that of most leads first."""
    for line in _lines(report):
        yield f"{line}\n"


def _lines(report: Report) -> Iterator[str]:
    above = list(head(report))
    yield from (*above, "") if above else ()
    yield from headline(report)
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for lead in report.findings:
        by_rule[lead.rule].append(lead)
    if by_rule:
        language = report.manifest.language
        ordered = sorted(by_rule.values(), key=lambda leads: (-len(leads), leads[0].rule))
        columns = tuple(say(_WORDS, "columns", language).split("|"))
        yield ""
        yield from align([columns, *map(_row, ordered)])
        yield say(_WORDS, "note", language)


def _row(leads: list[Finding]) -> tuple[str, ...]:
    breaches = sum(lead.level is Level.BREACH for lead in leads)
    known = [Decimal(lead.at_issue) for lead in leads if lead.at_issue is not None]
    first = leads[0]
    return (
        str(len(leads)), str(breaches), str(len(leads) - breaches),
        f"{sum(known, Decimal(0)):.2f}" if known else "",
        first.rule, first.citation, first.title,
    )  # fmt: skip
