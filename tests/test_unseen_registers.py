"""The registers of a fourth and a fifth author: what is found in the half that nobody has looked at.

The half of an offence is told by its number and its words, as that of a labelled text is.
"""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.schemas.finding import Report
from tests.book import BOOK
from tests.test_second_cases import places, rows_of
from tests.texts import Half, half

CASES = Path(__file__).resolve().parent / "cases"


class Expected(NamedTuple):
    """What is found at least, of how many, and what leads there are at most on lawful rows."""

    found: dict[tuple[str, Half], int]
    offences: int
    beside: int
    lawful: int


EXPECTED = {
    "fourth/row": Expected({("record", "open"): 55, ("record", "kept"): 30}, 110, 1, 0),
    "fourth/across": Expected(
        {
            ("cross", "open"): 29,
            ("cross", "kept"): 5,
            ("budget", "open"): 6,
            ("budget", "kept"): 4,
        },
        82,
        0,
        0,
    ),
    "fifth/row": Expected({("record", "open"): 44, ("record", "kept"): 21}, 100, 1, 0),
    "fifth/across": Expected(
        {
            ("cross", "open"): 13,
            ("cross", "kept"): 5,
            ("budget", "open"): 5,
            ("budget", "kept"): 4,
        },
        67,
        0,
        0,
    ),
}

registers = pytest.mark.parametrize("name", list(EXPECTED))


@cache
def checked(name: str, folder: str) -> Report:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(CASES / name / folder)
        return check(["."], BOOK, Options(language="zh", region="重庆")).report


@registers
def test_offences_are_found(name: str) -> None:
    cited: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for finding in checked(name, "offences").findings:
        for place in places(finding):
            cited[place] |= {cite.article for cite in finding.citations}
    cases: dict[str, tuple[tuple[str, Half], int, set[int]]] = {}
    for row in rows_of(CASES / name / "key.csv"):
        part = row["kind"], half(row["case"] + row["what"])
        one = cases.setdefault(row["case"], (part, int(row["article"]), set()))
        one[2].update(
            cited[row["file"], row["sheet"], row["row"]], cited[row["file"], "", row["row"]]
        )
    assert len(cases) == EXPECTED[name].offences
    counted = Counter(part for part, article, articles in cases.values() if article in articles)
    assert all(counted[part] >= least for part, least in EXPECTED[name].found.items()), counted


@registers
def test_few_leads_stand_on_innocent_rows_alone(name: str) -> None:
    offending = {
        (row["file"], sheet, row["row"])
        for row in rows_of(CASES / name / "key.csv")
        for sheet in (row["sheet"], "")
    }
    beside = [
        (finding.rule, *sorted(places(finding)))
        for finding in checked(name, "offences").findings
        if not places(finding) & offending
    ]
    assert len(beside) <= EXPECTED[name].beside, beside


@registers
def test_lawful_rows_give_hardly_a_lead(name: str) -> None:
    report = checked(name, "lawful")
    assert report.totals.rows_checked > 280
    assert len(report.findings) <= EXPECTED[name].lawful, [one.rule for one in report.findings]
