"""The answer on a single claim: its verdict, what to mend, what to fill in or attach."""

from collections.abc import Iterator

from qinjian.engine.report.headline import decided, judged_line, need_line
from qinjian.engine.report.words import words
from qinjian.engine.wording import listed
from qinjian.schemas.finding import Need, Report

_OF_OTHERS = ("records", "standard")
"""What a person who files a claim does not have: other registers, and figures of the law."""

_FEW = 3


def verdict(report: Report) -> str:
    """Say in one line whether a claim is in order, has something to mend, or lacks something."""
    language, totals = report.manifest.language, report.totals
    if totals.findings:
        values = {"findings": totals.findings, "breach": totals.breach, "doubt": totals.doubt}
        return words("to_mend", language, **values)
    lacking = [need.title for need in _own(report)]
    if lacking:
        return words("lacking", language, things=_few(report, lacking))
    return words("in_order", language)


def to_fill_in(report: Report) -> Iterator[str]:
    """List what the person who files the claim can fill in or attach."""
    own = _own(report)
    if own:
        language = report.manifest.language
        yield words("fill_in", language)
        yield from (f"    {need_line(need, language, several=False)}" for need in own)
        yield ""


def untold(report: Report) -> Iterator[str]:
    """Say in short how much was judged, and what else is lacking for the rest."""
    language = report.manifest.language
    yield from judged_line(report)
    own = _own(report)
    others = [need.title for need in report.needs if need.settles and need not in own]
    if others:
        yield words("left", language, things=_few(report, others))


def _own(report: Report) -> list[Need]:
    """List what to ask the person for: what settles something alone.

    Where less than half could be judged, also the things that most of the rest wait for: a claim
    without its day is not in order.
    """
    asked = [need for need in report.needs if need.sort not in _OF_OTHERS]
    own = [need for need in asked if need.settles]
    if decided(report) * 2 < sum(one.judgements for one in report.judged):
        awaited = sorted(asked, key=lambda need: -need.with_others)[:_FEW]
        own = [*(need for need in awaited if need not in own), *own]
    return own


def _few(report: Report, things: list[str]) -> str:
    language = report.manifest.language
    names = listed(things[:_FEW], language)
    more = len(things) - _FEW
    if more <= 0:
        return names
    return words("and_more", language, things=names, count=len(things), more=more)
