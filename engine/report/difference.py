"""Which leads of a report are new, gone or kept against an earlier one."""

import json
from collections.abc import Iterator, Sequence

from qinjian.engine.report.align import align
from qinjian.engine.wording import Language, Wording, labels, say
from qinjian.schemas.difference import Compared, Difference
from qinjian.schemas.finding import Finding, Report

_WORDS: Wording = {
    "new": ("新增疑点 {count} 个", "{count} new leads"),
    "gone": ("未再出现的疑点 {count} 个", "{count} leads that are gone"),
    "kept": ("仍在的疑点 {count} 个", "{count} leads that are still there"),
    "yuan": ("{amount} 元", "{amount} yuan"),
}


def compare(old: Report, new: Report) -> Difference:
    """Compare the leads of two reports by their fingerprints; each keeps its order."""
    before, now = _leads(old), _leads(new)
    return Difference(
        new=tuple(lead for mark, lead in now.items() if mark not in before),
        gone=tuple(lead for mark, lead in before.items() if mark not in now),
        kept=tuple(lead for mark, lead in now.items() if mark in before),
    )


def _leads(report: Report) -> dict[str, Compared]:
    return {
        finding.fingerprint: _compared(finding)
        for finding in report.findings
        if finding.outcome == "violation"
    }


def _compared(finding: Finding) -> Compared:
    return Compared(
        fingerprint=finding.fingerprint,
        record=finding.record,
        rule=finding.rule,
        title=finding.title,
        level=finding.level,
        at_issue=finding.at_issue,
    )


def write_difference(found: Difference, format_: str, language: Language) -> str:
    """Write it as ``table`` or ``json``."""
    if format_ == "json":
        return json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    parts = (("new", found.new), ("gone", found.gone), ("kept", found.kept))
    return "".join(f"{line}\n" for key, leads in parts for line in _listed(key, leads, language))


def _listed(key: str, leads: Sequence[Compared], language: Language) -> Iterator[str]:
    yield say(_WORDS, key, language, count=len(leads))
    yield from (f"    {line}" for line in align([_cells(lead, language) for lead in leads]))


def _cells(lead: Compared, language: Language) -> tuple[str, ...]:
    where = "  ".join(filter(None, (labels.place(lead.record), lead.record.claim_no)))
    yuan = "" if lead.at_issue is None else say(_WORDS, "yuan", language, amount=lead.at_issue)
    return lead.fingerprint, where, lead.rule, lead.title, yuan
