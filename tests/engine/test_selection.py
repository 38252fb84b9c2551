"""Which leads are listed: by rule, article, kind and level."""

from pathlib import Path

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.messages.problems import QinjianError
from qinjian.schemas.finding import Report
from qinjian.schemas.rule import Level
from tests.book import BOOK

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FILES = [str(SAMPLES / "claims.jsonl"), str(SAMPLES / "receptions.csv")]


def _report(**options: object) -> Report:
    return check(FILES, BOOK, Options("en", region="重庆", **options)).report  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole() -> Report:
    return _report()


def test_a_level_leaves_out_what_is_below(whole: Report) -> None:
    found = _report(least=Level.BREACH)
    breaches = [one for one in whole.findings if one.level is Level.BREACH]
    assert list(found.findings) == breaches != []
    assert found.manifest.left_out == len(whole.findings) - len(breaches)
    assert (found.totals.findings, found.totals.doubt) == (len(breaches), 0)
    assert found.rules == whole.rules


@pytest.mark.parametrize("word", ["meeting", "会议"])
def test_a_kind_lists_the_leads_on_its_records(whole: Report, word: str) -> None:
    of_meetings = [one for one in whole.findings if one.record.kind == "meeting"]
    assert list(_report(select=(word,)).findings) == of_meetings != []
    others = [one for one in whole.findings if one.record.kind != "meeting"]
    found = _report(ignore=(word,))
    assert list(found.findings) == others
    assert found.manifest.left_out == len(of_meetings)


@pytest.mark.parametrize("word", ["29", "第29条", "article 29"])
def test_an_article_lists_the_leads_of_its_rules(word: str) -> None:
    found = _report(select=(word,))
    assert found.findings
    assert all(any(cited.article == 29 for cited in one.citations) for one in found.findings)
    left = {one.rule for one in _report(ignore=(word,)).findings}
    assert not left & {one.rule for one in found.findings}


def test_what_is_selected_adds_up(whole: Report) -> None:
    kinds = {one.fingerprint for one in _report(select=("meeting",)).findings}
    rules = {one.fingerprint for one in _report(select=("CQ29-*",)).findings}
    both = {one.fingerprint for one in _report(select=("meeting", "CQ29-*")).findings}
    assert both == kinds | rules
    assert both <= {one.fingerprint for one in whole.findings}


@pytest.mark.parametrize("word", ["CQ99-*", "第999条", "烟花"])
def test_what_names_nothing_is_refused(word: str) -> None:
    with pytest.raises(QinjianError) as raised:
        _report(select=("CQ29-*", word))
    assert [one.code for one in raised.value.problems] == ["rule_unknown"]
    assert raised.value.problems[0].values["id"] == word
