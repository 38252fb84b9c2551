"""One lead as text: what is wrong, with limit and arithmetic, then what it rests on."""

import re
from collections.abc import Iterator, Sequence

from qinjian.engine.report.words import words
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.finding import Finding, Place

_MOST_MEMBERS = 50


def lead(finding: Finding, language: Language) -> Iterator[str]:
    """Yield the lines of a lead."""
    yield _headed(finding, language)
    for line in _facts(finding, language):
        yield f"    {line}"


def _headed(finding: Finding, language: Language) -> str:
    """Write the first line of a finding: where it is, how grave, and what rule."""
    key = str(finding.level) if finding.outcome == "violation" else finding.outcome
    return _spaced(_where(finding), f"[{labels.words(key, language)}]", finding)


def open_line(finding: Finding) -> str:
    """Write on one line what cannot be told."""
    return f"{_spaced(_where(finding), '', finding)}  {finding.message}"


def _where(finding: Finding) -> str:
    return "  ".join(filter(None, (labels.place(finding.record), finding.record.claim_no)))


def _spaced(where: str, level: str, finding: Finding) -> str:
    return "  ".join(filter(None, (where, level, finding.rule, finding.title)))


def _facts(finding: Finding, language: Language) -> Iterator[str]:
    yield from facts(finding, language)
    if finding.why is not None:
        yield words("why", language, why=finding.why)
    yield from clauses(finding, language)


def facts(finding: Finding, language: Language) -> Iterator[str]:
    """Yield what was found: with limit and arithmetic, the records, and what it rests on."""
    yield finding.message
    yield from _limit(finding, language)
    if finding.at_issue is not None:
        yield words("at_issue", language, amount=finding.at_issue)
    if finding.members:
        yield _members(finding.members, language)
    if finding.derived:
        names = (labels.field(name, finding.record.kind, language) for name in finding.derived)
        yield words("derived", language, names=listed(names, language))
    if finding.presumed:
        yield ("；" if language == "zh" else "; ").join(finding.presumed)
    if finding.cancelled:
        yield words("line_cancelled", language)
    if finding.paid_back is not None:
        yield words("line_paid_back", language, place=labels.place(finding.paid_back))
    if finding.by_reference:
        yield words("by_reference", language)


def clauses(finding: Finding, language: Language) -> list[str]:
    """List the clauses that a lead cites with their words, each once."""
    found = (_clause(cited.citation, cited.quote, language) for cited in finding.citations)
    return list(dict.fromkeys(found))


def _limit(finding: Finding, language: Language) -> Iterator[str]:
    """Name the limit and its source, as far as message and clauses do not say them already."""
    source = finding.limit_source
    if finding.limit is None or source is None:
        return
    if not _names(finding.message, str(finding.limit)):
        yield words("limit", language, limit=finding.limit, source=source)
    elif source not in {cited.citation for cited in finding.citations}:
        yield words("limit_source", language, source=source)


def _names(message: str, limit: str) -> bool:
    """Tell whether a message has the limit as a number of its own: 300 is not named by 1300."""
    return re.search(rf"(?<![\d.,]){re.escape(limit)}(?!\d|[.,]\d)", message) is not None


def _members(members: Sequence[Place], language: Language) -> str:
    line = words("members", language, places=labels.places(members[:_MOST_MEMBERS]))
    if len(members) > _MOST_MEMBERS:
        line += " " + words("more", language, count=len(members) - _MOST_MEMBERS)
    return line


def _clause(citation: str, quote: str | None, language: Language) -> str:
    if quote is None:
        return words("unquoted", language, citation=citation)
    return f"{citation}：“{quote}”"
