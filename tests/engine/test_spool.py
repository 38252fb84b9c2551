"""Leads that wait in a file are those that would have waited in memory."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinjian.engine.answer import spool
from qinjian.engine.answer.collect import Options
from qinjian.engine.answer.spool import Spool, picked, spooled
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Order, Runner
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.report.mask import masked
from qinjian.engine.report.order import in_order
from qinjian.engine.report.write import render
from qinjian.schemas.finding import Report
from tests.book import BOOK

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FILES = [str(SAMPLES / "receptions.csv"), str(SAMPLES / "travel.csv")]


def report(runner: Runner = "reference") -> Report:
    return check(FILES, BOOK, Options("zh", undetermined=True, runner=runner)).report


@pytest.fixture(scope="module")
def whole() -> Report:
    return report()


@pytest.fixture
def no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 1)


@pytest.mark.usefixtures("no_memory")
@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_a_report_is_the_same_from_a_file(whole: Report, runner: Runner) -> None:
    found = report(runner)
    assert found.findings == whole.findings
    assert len(found.findings) > 100
    for format_ in ("json", "jsonl", "csv", "table", "statistics"):
        assert render(found, format_) == render(whole, format_)


@pytest.mark.usefixtures("no_memory")
@pytest.mark.parametrize("order", ["level", "amount", "article", "unit", "day"])
def test_an_order_is_the_same_from_a_file(whole: Report, order: Order) -> None:
    assert in_order(report(), order).findings == in_order(whole, order).findings


@pytest.mark.usefixtures("no_memory")
def test_what_is_masked_waits_as_well(whole: Report) -> None:
    hidden, _ = masked(report(), ())
    assert hidden.findings == masked(whole, ())[0].findings
    assert hidden.findings != whole.findings


@pytest.mark.usefixtures("no_memory")
def test_findings_are_a_sequence(whole: Report) -> None:
    some = spooled(whole.findings[:5])
    assert list(some[1:3]) == list(whole.findings[1:3])
    assert some[-1] == whole.findings[4]
    assert picked(some, [3, 0]) == [whole.findings[3], whole.findings[0]]
    assert some != whole.findings
    assert some != 5
    assert Report.model_validate_json(whole.model_dump_json()).findings == list(whole.findings)


@pytest.fixture
def full_disk() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("no_memory", "full_disk")
def test_a_full_disk_is_said(whole: Report) -> None:
    kept = Spool()
    kept.put(whole.findings[0])
    with pytest.raises(QinjianError) as caught:
        kept.get(kept.put(whole.findings[1]))
    assert caught.value.problems[0].code == "temporary_full"
