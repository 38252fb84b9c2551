"""Read, evaluate, collect: leads, totals and exit codes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import Checked, check, exit_code
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.report.contracts import schema
from qinjian.engine.report.write import render
from qinjian.engine.run import reference
from qinjian.schemas.rule import Level
from tests.book import BOOK

HEADERS = "单据号,单位,接待日期,接待类型,接待人数,陪餐人数,用餐形式,就餐餐数,来宾交纳餐费,公函字号,报销金额,附件"
CLEAN = "A1,重庆市渝岭区财政局,2015-06-01,国内公务接待,10,3,工作餐,1,0,渝函1号,500.00,公函、接待审批单、接待清单"

Run = Callable[..., Checked]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run_it(*rows: str, headers: str = HEADERS, **options: object) -> Checked:
        Path("a.csv").write_text("\n".join([headers, *rows, ""]), encoding="utf-8")
        return check(["a.csv"], BOOK, Options(**{"language": "en", **options}))  # type: ignore[arg-type]

    return run_it


def leads(checked: Checked) -> list[tuple[int, str, list[str]]]:
    return [
        (f.record.row, f.rule, [citation.rule for citation in f.citations])
        for f in checked.report.findings
    ]


def test_a_clean_record_gives_no_lead(run: Run) -> None:
    checked = run(CLEAN)
    assert leads(checked) == []
    assert exit_code(checked, "doubt") == 0


def test_rules_of_one_concern_are_one_lead_that_cites_all_clauses(run: Run) -> None:
    checked = run(CLEAN.replace(",10,3,", ",10,4,"))
    assert leads(checked) == [(2, "CQ28-companions", ["CQ28-companions", "NR10-companions"])]
    (finding,) = checked.report.findings
    assert [(c.citation, c.quote) for c in finding.citations] == [
        (
            "《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》第二十八条第二款",
            "并严格控制陪餐人数",
        ),
        (
            "《党政机关国内公务接待管理规定》第十条",
            "接待对象在10人以内的，陪餐人数不得超过3人；超过10人的，不得超过接待对象人数的三分之一",
        ),
    ]
    assert (finding.limit, finding.limit_source) == (3, "《党政机关国内公务接待管理规定》第十条")
    assert finding.values["guest_count"] == 10
    assert finding.message == "10 guests, 4 hosts at the meal, limit 3"
    assert finding.level is Level.BREACH


def test_a_text_that_does_not_bind_the_unit_says_nothing(run: Run) -> None:
    row = CLEAN.replace(",10,3,", ",10,4,")
    sichuan = run(row.replace("重庆市渝岭区", "四川省某某市"))
    assert leads(sichuan) == [(2, "NR10-companions", ["NR10-companions"])]
    village = run(row.replace("渝岭区财政局", "渝岭区某某村民委员会"))
    assert leads(village) == []


def test_a_unit_that_nothing_tells_is_presumed_bound(run: Run) -> None:
    """Its leads are doubts that say so, and a text of one place needs the place all the same."""
    row = CLEAN.replace(",10,3,", ",10,4,")
    (finding,) = run(row.replace("渝岭区财政局", "渝岭区某某有限公司")).report.findings
    assert (finding.rule, finding.level) == ("CQ28-companions", Level.DOUBT)
    assert finding.presumed
    (stated,) = run(row).report.findings
    assert (stated.level, stated.presumed) == (Level.BREACH, ())


def test_a_firm_that_asks_for_letters_is_taken_to_receive_as_organs_do(run: Run) -> None:
    columns = "单号,单位,接待日期,来客单位,来客人数,陪餐人数,实际金额"
    row = "J1,重庆市云门县城市建设投资有限公司,2016-09-06,某建筑设计院,5,3,620"
    (finding,) = run(row + ",无", headers=columns + ",公函号").report.findings
    assert (finding.rule, finding.level) == ("CQ26-letter", Level.DOUBT)
    assert leads(run(row, headers=columns)) == []


def test_a_reception_without_its_type_is_taken_for_a_domestic_one(run: Run) -> None:
    """By presumption alone, so that its leads are doubts; not where words speak of investors."""
    row = CLEAN.replace(",10,3,", ",10,4,").replace(",国内公务接待,", ",,")
    (finding,) = run(row).report.findings
    assert (finding.rule, finding.level) == ("CQ28-companions", Level.DOUBT)
    assert finding.presumed == ("without its type the reception is taken for a domestic one",)
    investors = run(row + ",洽谈招商项目", headers=HEADERS + ",接待事由")
    assert leads(investors) == []


def test_a_text_that_was_not_in_force_says_nothing(run: Run) -> None:
    row = CLEAN.replace(",10,3,", ",10,4,")
    assert leads(run(row.replace("2015-06-01", "2013-11-30"))) == []
    assert leads(run(row.replace("2015-06-01", "2014-06-01"))) == [
        (2, "NR10-companions", ["NR10-companions"])
    ]


def test_as_of_replaces_the_date_of_each_record(run: Run) -> None:
    row = CLEAN.replace(",10,3,", ",10,4,").replace("2015-06-01", "2013-01-01")
    assert leads(run(row)) == []
    assert len(leads(run(row, as_of=date(2015, 6, 1)))) == 1


def test_a_unit_bound_by_reference_gets_doubts_only(run: Run) -> None:
    headers = HEADERS + ",单位性质"
    row = CLEAN.replace(",10,3,", ",10,4,") + ",国有企业"
    (finding,) = run(row, headers=headers).report.findings
    assert finding.rule == "CQ28-companions"
    assert finding.level is Level.DOUBT
    assert finding.by_reference


def test_the_region_argument_fills_what_records_do_not_tell(run: Run) -> None:
    row = CLEAN.replace("重庆市渝岭区财政局", "渝岭区财政局").replace(",10,3,", ",10,4,")
    assert leads(run(row))[0][2] == ["NR10-companions"]
    assert leads(run(row, region="重庆市"))[0][2] == ["CQ28-companions", "NR10-companions"]
    assert [notice.code for notice in run(row).notices] == ["no_region"]
    assert run(row, region="重庆").notices == ()


def test_totals_take_the_largest_amount_of_a_record_once(run: Run) -> None:
    headers = HEADERS + ",住宿费"
    row = CLEAN.replace("渝函1号", "").replace("公函、", "") + ",300"
    checked = run(row, CLEAN.replace("A1,", "A2,") + ",0", headers=headers)
    amounts = {f.concern: f.at_issue for f in checked.report.findings}
    assert amounts == {"reception-letter": "500.00", "guests-own-costs": "300.00"}
    assert checked.report.totals.at_issue == "500.00"
    assert checked.report.totals.records_with_findings == 1
    assert checked.report.totals.yuan_checked == "1000.00"


def test_rows_and_yuan_read_are_those_checked_and_rejected(run: Run) -> None:
    """A cell that is not read costs nothing else; a row whose cells are mixed up is rejected."""
    checked = run(
        CLEAN, CLEAN.replace(",10,", ",约十,"), CLEAN.replace("500.00", "500.001"), "A4,某局", CLEAN + ",,x"
    )  # fmt: skip
    totals = checked.report.totals
    assert (totals.rows_read, totals.rows_checked, totals.rows_rejected) == (5, 4, 1)
    assert totals.yuan_read == "1000.00"
    assert Decimal(totals.yuan_read) == Decimal(totals.yuan_checked) + Decimal(totals.yuan_rejected)
    assert (totals.rows_without_amount, totals.amounts_unreadable) == (3, 1)
    assert [(one.row, one.column, one.value) for one in checked.report.unreadable] == [
        (3, "接待人数", "约十"), (4, "报销金额", "500.001"),
    ]  # fmt: skip
    assert [(reject.row, reject.code) for reject in checked.report.rejects] == [(6, "row_width")]
    assert exit_code(checked, "never") == 0
    assert exit_code(replace(checked, strict=True), "never") == 2
    assert exit_code(replace(checked, strict=True, rejects=()), "never") == 2


def test_counts_are_the_sum_of_verdicts(run: Run) -> None:
    report = run(CLEAN, CLEAN.replace(",10,3,", ",10,4,"), CLEAN.replace(",10,3,", ",,3,")).report
    assert {rule.id for rule in report.rules} == {compiled.rule.id for compiled in BOOK.rules}
    for rule in report.rules:
        assert rule.subjects == rule.violation + rule.clear + rule.undetermined + rule.error
    (companions,) = [rule for rule in report.rules if rule.id == "CQ28-companions"]
    assert (companions.violation, companions.clear, companions.undetermined) == (1, 1, 1)


def test_undetermined_is_summarised_and_listed_if_asked(run: Run) -> None:
    row = CLEAN.replace(",10,3,", ",,3,")
    report = run(row).report
    assert {finding.outcome for finding in report.findings} == set()
    supply = next(s for s in report.undetermined if s.missing == ("guest_count",))
    assert (supply.rules, supply.records) == (2, 1)
    listed = run(row, undetermined=True).report.findings
    assert {finding.outcome for finding in listed} == {"undetermined"}
    open_ = next(finding for finding in listed if finding.rule == "CQ28-companions")
    assert open_.missing == ("guest_count",)
    assert open_.at_issue is None
    assert open_.message == "cannot be told; missing: guest count"


@pytest.mark.parametrize(
    ("change", "fail_on", "code"),
    [
        (("", ""), "doubt", 0),
        (("", ""), "undetermined", 1),
        (("渝函1号", ""), "doubt", 0),
        (("渝函1号,500.00,公函、", ",500.00,"), "doubt", 1),
        (("渝函1号,500.00,公函、", ",500.00,"), "breach", 0),
        ((",10,3,", ",10,4,"), "breach", 1),
        ((",10,3,", ",10,4,"), "never", 0),
    ],
)
def test_the_exit_code_follows_fail_on(
    run: Run, change: tuple[str, str], fail_on: str, code: int
) -> None:
    assert exit_code(run(CLEAN.replace(*change)), fail_on) == code


def test_our_own_fault_is_named_and_does_not_stop_the_batch(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(reference, "missing", broken)
    checked = run(CLEAN, CLEAN.replace(",10,3,", ",10,4,"))
    assert "CQ28-companions" in [finding.rule for finding in checked.report.findings]
    assert any(finding.outcome == "error" for finding in checked.report.findings)
    assert exit_code(checked, "never") == 3


@pytest.mark.parametrize("option", [{"region": "火星"}, {"kind": "火星"}])
def test_an_unknown_region_or_kind_is_wrong_use(run: Run, option: dict[str, str]) -> None:
    with pytest.raises(QinjianError):
        run(CLEAN, **option)


def test_the_same_input_gives_the_same_bytes_and_no_clock(run: Run) -> None:
    rows = (CLEAN, CLEAN.replace(",10,3,", ",10,4,"))
    for format_ in ("json", "jsonl", "csv", "table"):
        first = render(run(*rows, undetermined=True).report, format_)
        assert first == render(run(*rows, undetermined=True).report, format_)
        assert str(Path.cwd()) not in first


def test_the_json_fits_its_schema(run: Run) -> None:
    text = render(
        run(CLEAN, CLEAN.replace(",10,3,", ",10,4,"), "x", undetermined=True).report, "json"
    )
    jsonschema.validate(json.loads(text), json.loads(schema("report")))


def test_people_in_lists_are_subjects_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    claim = {
        "kind": "reception", "claim_no": "B1", "unit": "重庆市渝岭区财政局", "event_date": "2015-06-01",
        "guests": [{"name": "张三", "post": "处长"}, {"name": "", "post": ""}],
    }  # fmt: skip
    Path("b.json").write_text(json.dumps(claim), encoding="utf-8")
    report = check(["b.json"], BOOK, Options(language="en")).report
    assert [(f.record.member, f.rule, [c.rule for c in f.citations]) for f in report.findings] == [
        (2, "CQ29-guest-names", ["CQ29-guest-names", "CQ29-guest-posts"])
    ]
    assert report.totals.records_with_findings == 1


def test_a_red_entry_without_its_line_accuses_nobody(run: Run) -> None:
    row = CLEAN.replace("渝函1号,500.00,公函、", ",-500.00,")
    assert run(row).report.findings == ()


def test_a_central_unit_is_not_one_of_the_city(run: Run) -> None:
    headers = HEADERS + ",单位层级"
    row = CLEAN.replace("渝函1号", "").replace("公函、", "") + ",中央"
    assert leads(run(row, headers=headers)) == []


def test_whether_a_text_binds_can_be_unsettled(run: Run) -> None:
    headers = HEADERS + ",单位性质,地区"
    row = CLEAN.replace("重庆市渝岭区财政局", "某某中心").replace(",10,3,", ",10,4,")
    report = run(row + ",事业单位,四川", headers=headers).report
    assert report.findings == ()
    assert ("binding:reception-2013",) in [supply.missing for supply in report.undetermined]


def test_rows_of_totals_are_no_records(run: Run) -> None:
    checked = run(CLEAN, "合计,,,,,,,,,,500.00,")
    assert checked.rejects == ()
    assert checked.report.totals.yuan_checked == "500.00"
    (table,) = checked.report.manifest.files[0].tables
    assert table.rows == {"headers": 1, "records": 1, "totals": 1}
    (total,) = table.totals
    assert (total.row, total.label, total.stated, total.found, total.differs) == (
        3, "合计", "500.00", "500.00", False,
    )  # fmt: skip


def test_a_total_that_differs_is_told(run: Run) -> None:
    checked = run(CLEAN, "合计,,,,,,,,,,510.00,")
    (notice,) = [remark for remark in checked.report.notices if remark.code == "totals_differ"]
    assert notice.row == 3
    assert notice.message == (
        "the row “合计” states 510.00 yuan, its rows make 500.00. Compare them."
    )


def test_a_claim_that_differs_from_its_lines_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    claim = {"kind": "reception", "amount": 500, "lines": [{"amount": 100}, {"amount": "200.00"}]}
    Path("c.json").write_text(json.dumps(claim), encoding="utf-8")
    checked = check(["c.json"], BOOK, Options(language="en"))
    assert [notice.words("en") for notice in checked.notices][:1] == [
        "c.json, amount: the claim says 500.00 yuan, its lines make 300.00; the lines were checked as they "
        "are. Compare them."
    ]
    assert checked.report.totals.yuan_checked == "300.00"


def test_files_of_a_folder_that_are_passed_over_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    Path("d/a.csv").write_text(HEADERS + "\n" + CLEAN + "\n", encoding="utf-8")
    Path("d/b.doc").write_text("x", encoding="utf-8")
    notices = check(["d"], BOOK, Options(language="en")).notices
    assert [notice.where.file for notice in notices] == ["d/b.doc"]
