"""The decisive days of a record are the same for both runners, whatever is taken for granted."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.intake import open_reader
from qinjian.engine.run.present import Subject
from qinjian.engine.run.typed_facts import TypedFacts
from tests.book import BOOK
from tests.generated import GENERATED

HEAD = "单位,出差人,职务,住宿城市,出发日期,返回日期,报销日期,人数,住宿天数,住宿费"
TURNS = [date(2016, 1, 1), date(2016, 3, 1), date(2014, 6, 1)]
"""Days about which figures change: an edition, the season of a town, a text."""
days = st.builds(
    lambda turn, away: (turn + timedelta(away)).isoformat(),
    st.sampled_from(TURNS),
    st.integers(-4, 4),
)
rows = st.lists(
    st.tuples(
        st.sampled_from(["海口", "成都", ""]),
        st.one_of(st.just(""), days, st.just("不详")),
        st.one_of(st.just(""), days),
        st.one_of(st.just(""), days),
    ),
    min_size=1,
    max_size=8,
)
SEEN: Counter[str] = Counter()


def written(found: list[tuple[str, str, str, str]], folder: Path) -> str:
    lines = [
        f"重庆市江洲区水务局,张明{place},副厅长,{city},{first},{last},{filed},1,3,2400.00"
        for place, (city, first, last, filed) in enumerate(found)
    ]
    path = folder / "差旅费.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return str(path)


def test_days_of_filing_tell_the_days_of_no_record_that_has_its_own(tmp_path: Path) -> None:
    SEEN.clear()

    @settings(GENERATED, max_examples=60)
    @given(rows)
    def same(found: list[tuple[str, str, str, str]]) -> None:
        path = written(found, tmp_path)
        for batch in open_reader([path]).batches():
            (table,) = batch.tables
            strict = TypedFacts(table)
            filled = TypedFacts(batch.presumed(table), strict=strict)
            own = [one for one in batch.records() if one.place.member is None]
            for row, sourced in enumerate(own):
                subject = Subject.of(sourced)
                assert strict.periods.at(row) == strict.at(row).period == subject.facts.period
                assert filled.periods.at(row) == filled.at(row).period == subject.presumed.period
                SEEN["own"] += subject.facts.period is not None
                SEEN["of filing"] += subject.facts.period != subject.presumed.period

    same()
    assert min(SEEN["own"], SEEN["of filing"]) > 10


def test_both_runners_take_figures_of_the_same_days(tmp_path: Path) -> None:
    firsts = ["", *((turn + timedelta(away)).isoformat() for turn in TURNS for away in (-3, -1, 0))]
    filed = ["", "2016-01-05", "2016-03-09"]
    path = written(
        [(city, *two) for city in ("海口", "成都") for two in with_days(firsts, filed)], tmp_path
    )
    runs = [check([path], BOOK, Options(runner=runner)) for runner in ("reference", "columns")]
    assert [one.errors for one in runs] == [(), ()]
    one, other = ([*checked.report.findings] for checked in runs)
    assert one == other
    cited = [citation.rule for finding in one for citation in finding.citations]
    lodging = [rule for rule in cited if rule.startswith("CQ17-lodging")]
    assert len(lodging) > 10


def with_days(firsts: list[str], filed: list[str]) -> list[tuple[str, str, str]]:
    """Join first days, last days two later, and days of filing."""
    return [
        (first, (date.fromisoformat(first) + timedelta(2)).isoformat() if first else "", day)
        for first in firsts
        for day in filed
    ]
