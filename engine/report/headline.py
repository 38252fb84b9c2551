"""What a report says first: who was checked, how much could be judged, leads, what to ask for."""

from collections.abc import Iterator, Sequence

from qinjian.engine.report.align import align
from qinjian.engine.report.words import words
from qinjian.engine.wording import Language, labels, listed
from qinjian.schemas.finding import Judged, Need, Report
from qinjian.schemas.kinds import CHILD_KINDS

MOST_NEEDS = 10
_FEW_KINDS = 3


def headline(report: Report) -> Iterator[str]:
    """Yield the lines that stand at the head of a report on many records."""
    language, totals = report.manifest.language, report.totals
    if not totals.rows_checked:
        yield words("nothing", language)
        return
    yield subject(report)
    yield from judged_lines(report)
    if totals.findings:
        yield words(
            "leads",
            language,
            findings=totals.findings,
            breach=totals.breach,
            doubt=totals.doubt,
            records=totals.records_with_findings,
            amount=totals.at_issue,
            unknown=totals.findings_without_amount,
        )
    else:
        yield words("none", language, decided=decided(report))
    yield from needs(report)


def decided(report: Report) -> int:
    """Return the number of judgements that were made."""
    return sum(one.strict + one.presumed for one in report.judged)


def judged_lines(report: Report) -> Iterator[str]:
    """Say how many judgements could be made, in all and by kind of record."""
    language, rows = report.manifest.language, report.judged
    yield from judged_line(report)
    if len(rows) > 1:
        cells = [tuple(_judged("judged_kind", one, language).split("|")) for one in rows]
        yield from (f"    {line}" for line in align(cells))


def judged_line(report: Report) -> Iterator[str]:
    """Say how many judgements could be made, on what ground, and how many could not."""
    language, rows = report.manifest.language, report.judged
    if not rows:
        yield words("no_rule", language)
        return
    whole = Judged(
        kind=rows[0].kind,
        judgements=sum(one.judgements for one in rows),
        strict=sum(one.strict for one in rows),
        presumed=sum(one.presumed for one in rows),
        undetermined=sum(one.undetermined for one in rows),
        error=sum(one.error for one in rows),
    )
    yield _judged("judged", whole, language)
    if whole.error:
        yield words("errors", language, errors=whole.error)


def needs(report: Report) -> Iterator[str]:
    """List what to supply, what settles most first: one thing a line."""
    language = report.manifest.language
    whole = tuple(one.kind for one in report.judged if one.kind not in CHILD_KINDS)
    alone = [need for need in report.needs if need.settles]
    for need in alone[:MOST_NEEDS]:
        yield need_line(need, language, several=len(whole) > 1 or need.kinds != whole)
    if len(alone) > MOST_NEEDS:
        yield words("more", language, count=len(alone) - MOST_NEEDS)


def need_line(need: Need, language: Language, *, several: bool) -> str:
    """Write one thing to supply; where records are of several kinds, for which of them."""
    kinds = words("of_kinds", language, kinds=_kinds(need.kinds, language)) if several else ""
    title = need.title + (words("options", language) if need.sort == "unit" else "")
    if not need.settles:
        return words("need_with", language, title=title, kinds=kinds, waiting=need.with_others)
    return words("need", language, title=title, kinds=kinds, settles=need.settles)


def _judged(key: str, one: Judged, language: Language) -> str:
    return words(
        key,
        language,
        kind=labels.kind_name(one.kind, language),
        decided=one.strict + one.presumed,
        share=share(one.strict + one.presumed, one.judgements),
        strict=one.strict,
        presumed=one.presumed,
        undetermined=one.undetermined,
    )


def share(part: int, whole: int) -> str:
    """Write a share in per cent, rounded down so that 100 % is all."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def subject(report: Report) -> str:
    """Say whose records were checked, how many they are, of what kinds, and their yuan."""
    language, totals = report.manifest.language, report.totals
    tables = [table for file in report.manifest.files for table in file.tables]
    kinds = dict.fromkeys(kind for table in tables for kind in (*table.kinds, *table.also))
    return words(
        "subject",
        language,
        units=_units(report),
        files=sum(any(table.rows_checked for table in one.tables) for one in report.manifest.files),
        records=totals.rows_checked,
        kinds=listed((labels.kind_name(kind, language) for kind in kinds), language),
        yuan=totals.yuan_checked,
    )


def _units(report: Report) -> str:
    """Name the units whose records they are; of one that no column names also who said so."""
    manifest = report.manifest
    language = manifest.language
    names = listed(manifest.units_named, language)
    if not manifest.units:
        return words("no_unit", language)
    if manifest.units > len(manifest.units_named):
        return words("units", language, names=names, count=manifest.units)
    tables = [table for file in manifest.files for table in file.tables if table.rows_checked]
    origins = {table.unit_origin for table in tables}
    origin = origins.pop() if len(origins) == 1 else None
    if manifest.units == 1 and origin not in (None, "asked"):
        return words("said_in", language, name=names, origin=words(origin, language))
    return names


def _kinds(kinds: Sequence[str], language: Language) -> str:
    names = listed((labels.kind_name(one, language) for one in kinds[:_FEW_KINDS]), language)
    if len(kinds) <= _FEW_KINDS:
        return names
    more = len(kinds) - _FEW_KINDS
    return words("several_kinds", language, kinds=names, count=len(kinds), more=more)
