"""The registers of a third author; of every other unit nobody has looked at what was missed."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.schemas.finding import Report
from tests.book import BOOK
from tests.test_second_cases import places, rows_of

THIRD = Path(__file__).resolve().parent / "cases" / "third"
LAST_ARTICLE = 45
"""The last article that has rules."""

OFFENCES = {True: 83, False: 75}
"""Offences of articles with rules: of units that were looked at, and of the others."""


def units(name: str) -> list[str]:
    return sorted(path.name for path in (THIRD / name).iterdir())


@cache
def checked(folder: str, unit: str) -> Report:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(THIRD / folder)
        return check([unit], BOOK, Options(language="zh", region="重庆")).report


def found(*, seen: bool) -> Counter[tuple[str, bool]]:
    """Count offences of articles with rules by kind, and whether each is found."""
    cited: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for unit in units("offences"):
        for finding in checked("offences", unit).findings:
            for place in places(finding):
                cited[place] |= {cite.article for cite in finding.citations}
    cases: dict[str, tuple[str, int, set[int]]] = {}
    for row in rows_of(THIRD / "key.csv"):
        if (int(row["file"][:2]) % 2 == 1) is seen and int(row["article"]) <= LAST_ARTICLE:
            one = cases.setdefault(row["case"], (row["kind"], int(row["article"]), set()))
            one[2].update(cited[row["file"], row["sheet"], row["row"]])
    return Counter((kind, article in articles) for kind, article, articles in cases.values())


def test_offences_are_found_where_kinds_of_fault_were_mended() -> None:
    counted = found(seen=True)
    assert sum(counted.values()) == OFFENCES[True]
    assert counted["record", True] >= 20
    assert counted["cross", True] >= 19


def test_offences_are_found_where_nobody_has_looked() -> None:
    counted = found(seen=False)
    assert sum(counted.values()) == OFFENCES[False]
    assert counted["record", True] >= 14
    assert counted["cross", True] >= 6


def test_no_lead_stands_on_innocent_rows_alone() -> None:
    offending = {(row["file"], row["sheet"], row["row"]) for row in rows_of(THIRD / "key.csv")}
    assert len(rows_of(THIRD / "innocent.csv")) == 295
    beside = [
        finding.rule
        for unit in units("offences")
        for finding in checked("offences", unit).findings
        if not places(finding) & offending
    ]
    assert beside == []


def test_lawful_rows_give_no_lead() -> None:
    reports = [checked("lawful", unit) for unit in units("lawful")]
    assert sum(report.totals.rows_checked for report in reports) > 870
    assert sum(len(report.findings) for report in reports) == 0
