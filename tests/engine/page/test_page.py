"""The page as a file: whole, safe, the same each time, no larger than it may be."""

import base64
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.page.page import write_page
from qinjian.engine.page.parts import INDEX, pages
from qinjian.engine.page.safe import json_in_page, visible
from qinjian.engine.page.shown import money
from qinjian.engine.wording import Language
from tests.engine.page.parsed import Parsed
from tests.engine.page.reports import BOOK, HOSTILE, SAMPLES, hostile, many, page, samples

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SMALL = 1_700_000
"""Bytes of a page too small for a thousand leads, less those kept for the rest."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lead_is_there_once_with_what_it_says(language: Language) -> None:
    report = samples(language)
    text = page(report)
    parsed = Parsed(text)
    anchors = Counter(one for one in parsed.values("id") if re.fullmatch(r"lead-\d+", one))
    assert anchors == Counter(f"lead-{place + 1}" for place in range(report.totals.findings))
    for finding in report.findings:
        for said in (finding.title, finding.message, finding.why, finding.fingerprint):
            assert visible(said or "") in parsed.text
        for cited in finding.citations:
            assert cited.citation in parsed.text
            assert (cited.quote or "") in parsed.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_its_language_and_the_totals(language: Language) -> None:
    report = samples(language)
    parsed = Parsed(page(report))
    assert parsed.values("lang", "html") == ["zh-CN" if language == "zh" else "en"]
    totals = report.totals
    for amount in (totals.at_issue, totals.yuan_read, totals.yuan_checked):
        assert money(amount) in parsed.text
    assert report.manifest.rulebook in parsed.text
    for file in report.manifest.files:
        assert (file.sha256 or "") in parsed.text
    for remark in (*report.rejects, *report.unreadable, *report.notices):
        assert visible(remark.message) in parsed.text


def test_links_lead_to_places_on_the_page_and_nothing_comes_from_elsewhere() -> None:
    parsed = Parsed(page(samples()))
    anchors = parsed.values("id")
    assert [name for name, count in Counter(anchors).items() if count > 1] == []
    links = parsed.values("href")
    assert {link[0] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(anchors)
    assert parsed.values("src") == parsed.values("style") == []
    assert "http://" not in page(samples())
    assert "https://" not in page(samples())


def test_the_words_that_a_lead_quotes_are_marked_in_their_article() -> None:
    text = page(samples())
    mark = re.search(r'<mark id="(text-\d+)">并严格控制陪餐人数</mark>。', text)
    assert mark is not None
    assert f'<a href="#{mark[1]}">《重庆市贯彻实施〈党政机关' in text


def test_the_policy_allows_the_style_and_script_of_the_page_alone() -> None:
    parsed = Parsed(page(samples()))
    policy = next(
        about["content"]
        for tag, about in parsed.elements
        if "http-equiv" in about and tag == "meta"
    )

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest(parsed.contents('style'))}'; "
        f"script-src 'sha256-{digest(parsed.contents('script'))}'; base-uri 'none'; form-action 'none'"
    )


def test_no_text_of_the_data_is_markup() -> None:
    plain, parsed = Parsed(page(samples())), Parsed(page(hostile()))
    assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in plain.elements}
    names = {name for _, about in parsed.elements for name in about}
    assert [name for name in names if name.startswith("on")] == []
    assert {name for _, about in plain.elements for name in about} | {"open"} >= names
    assert {link[0] for link in parsed.values("href")} == {"#"}
    assert len(parsed.raw) == 3
    for text in HOSTILE:
        assert visible(text) in parsed.text
    assert "{{7*7}}{% raw %}" in parsed.text


def test_no_character_acts_unseen() -> None:
    text = page(hostile())
    text.encode()  # no lone surrogate
    assert (
        re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
        == []
    )
    assert visible("\x00a\u202eb\u200f\x85") == "␀a[U+202E]b[U+200F][U+0085]"
    assert visible("两行\n一\t格") == "两行\n一\t格"


def test_data_for_the_script_cannot_end_its_element() -> None:
    written = json_in_page(["</script><!--&", "\u2028"])
    assert written == r'["\u003c/script\u003e\u003c!--\u0026","\u2028"]'
    assert json.loads(written) == ["</script><!--&", "\u2028"]


def test_the_script_gets_numbers_for_every_lead() -> None:
    data = json.loads(Parsed(page(samples())).contents("script", "application/json"))
    lengths = {len(numbers) for part in ("options", "ranks") for numbers in data[part].values()}
    assert lengths == {samples().totals.findings}


def test_the_same_report_gives_the_same_bytes() -> None:
    report = samples()
    copy = type(report).model_validate_json(report.model_dump_json())
    assert page(report) == page(copy)


def test_a_thousand_leads_take_no_more_than_two_megabytes() -> None:
    assert len(page(many(1000)).encode()) <= 2_000_000


def test_a_page_that_is_too_small_keeps_the_gravest_and_says_how_many_are_left_off() -> None:
    text = "".join(write_page(many(1000), BOOK, most_bytes=SMALL))
    kept = len(re.findall(r'id="lead-\d+"', text))
    assert 0 < kept < 1000
    assert f"本页只列最重的 {kept} 个，另有 {1000 - kept} 个未列" in text
    assert len(text.encode()) <= SMALL
    breaches = [n for n, one in enumerate(many(1000).findings, start=1) if one.level == "breach"]
    assert all(f'id="lead-{number}"' in text for number in breaches)


def test_what_fits_is_one_page() -> None:
    found = pages(samples(), BOOK)
    assert list(found) == [INDEX]
    assert "".join(found[INDEX]) == page(samples())


@pytest.mark.parametrize("index", [INDEX, "2016年 报告#1.html"])
def test_what_does_not_fit_is_an_index_and_parts_that_hold_each_lead_once(index: str) -> None:
    found = pages(many(1000), BOOK, most_bytes=1_300_000, index=index)
    written = {name: "".join(pieces) for name, pieces in found.items()}
    assert all(name.startswith(index.removesuffix(".html")) for name in written)
    assert len(written) > 2
    assert max(len(text.encode()) for name, text in written.items()) <= 1_300_000
    anchors = {name: set(Parsed(text).values("id")) for name, text in written.items()}
    leads = Counter(
        one for ids in anchors.values() for one in ids if re.fullmatch(r"lead-\d+", one)
    )
    assert leads == Counter(f"lead-{number}" for number in range(1, 1001))
    for name, text in written.items():
        for link in Parsed(text).values("href"):
            target, _, anchor = link.partition("#")
            assert not anchor or anchor in anchors[unquote(target) or name], link
    assert set(written) <= {
        unquote(link.partition("#")[0]) for link in Parsed(written[index]).values("href")
    } | {index}


def test_a_report_without_leads_says_what_was_not_examined() -> None:
    report = samples()
    empty = report.model_copy(
        update={
            "findings": (),
            "totals": report.totals.model_copy(
                update={"findings": 0, "breach": 0, "doubt": 0, "at_issue": "0.00"}
            ),
        }
    )
    text = page(empty)
    assert "未见疑点" in text
    assert "无法读取的单元格：" in text
    assert 'id="filters"' not in text


def test_findings_that_were_kept_aside_are_listed_up_to_a_number() -> None:
    report = samples()
    aside = [report.findings[0].model_copy(update={"outcome": "undetermined"})] * 700
    text = "".join(write_page(report, BOOK, aside))
    assert text.count(f"<li><bdi>{report.findings[0].record.file}:") == 500
    assert "另有 200 项" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_of_every_shape_have_a_page(language: Language, tmp_path: Path) -> None:
    (tmp_path / "nothing.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    for paths, options in (
        ([SAMPLES / "claim.json"], Options(language=language)),
        ([SAMPLES / "visits.jsonl"], Options(language=language, undetermined=True)),
        ([tmp_path / "nothing.csv", tmp_path / "absent.csv"], Options(language=language)),
    ):
        report = check([str(path) for path in paths], BOOK, options).report
        parsed = Parsed(page(report))
        assert {link[1:] for link in parsed.values("href")} <= set(parsed.values("id"))
        for remark in report.rejects:
            assert remark.message in parsed.text
        for group in report.open[:500]:
            assert group.title in parsed.text
