"""What a report says first: how much could be judged, and the one thing to ask for."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qinjian.engine.answer import spool
from qinjian.engine.answer.collect import Options
from qinjian.engine.checking import check
from qinjian.engine.console.choices import Runner
from qinjian.engine.report.headline import MOST_NEEDS, share
from qinjian.engine.report.write import pieces, render
from qinjian.schemas.finding import Report
from tests.book import BOOK

HEADERS = "单据号,单位,接待日期,接待人数,陪餐人数,用餐形式,接待类型,报销金额"
REGISTER = (
    "A1,重庆市渝岭区财政局,2015-06-01,10,3,工作餐,国内公务接待,500",
    "A2,重庆市渝岭区财政局,2015-06-02,,3,工作餐,国内公务接待,500",
    "A3,重庆市渝岭区财政局,2015-06-03,5,2,工作餐,国内公务接待,400",
    "A4,重庆市渝岭区财政局,2015-06-04,6,5,,国内公务接待,400",
)
LEDGER = """\
日期,凭证号,会计科目,摘要,借方金额,贷方金额
2015-06-01,记-1,差旅费,张三到成都出差住宿费,800.00,
2015-06-02,记-2,公务接待费,接待市财政局来宾用餐,500.00,
2015-06-03,记-3,办公费,购买打印纸,200.00,
"""
RULES = ("CQ26-letter", "CQ28-companions", "CQ29-list", "CQ11-buyer", "CQ28-further-meals")

Run = Callable[..., Report]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run_it(text: str, rules: tuple[str, ...] = RULES, **options: object) -> Report:
        Path("a.csv").write_text(text, encoding="utf-8")
        kept = [rule for rule in BOOK.rules if not rules or rule.rule.id in rules]
        given = Options(**{"language": "zh", "grouped": True, **options})  # type: ignore[arg-type]
        return check(["a.csv"], replace(BOOK, rules=kept), given).report

    return run_it


def register(*rows: str, headers: str = HEADERS) -> str:
    return "\n".join([headers, *rows, ""])


def settled(report: Report) -> dict[tuple[str, str], int]:
    return {(need.sort, need.name): need.settles for need in report.needs if need.settles}


def test_judgements_add_up_by_kind_and_by_rule(run: Run) -> None:
    for text in (register(*REGISTER), LEDGER):
        for runner in ("reference", "columns"):
            report = run(text, (), runner=runner)
            for one in report.judged:
                parts = (one.strict, one.presumed, one.undetermined, one.error)
                assert one.judgements == sum(parts)
            subjects = sum(rule.subjects for rule in report.rules)
            assert sum(one.judgements for one in report.judged) == subjects > 0
            open_ = sum(rule.undetermined for rule in report.rules)
            assert sum(one.undetermined for one in report.judged) == open_
            assert sum(group.judgements for group in report.open) == open_


def test_what_rests_on_a_presumption_is_counted_apart(run: Run) -> None:
    """Row A4 does not say how the guests ate: its five hosts are too many if it was a meal."""
    report = run(register(*REGISTER), ("CQ28-companions",))
    (judged,) = report.judged
    assert (judged.strict, judged.presumed, judged.undetermined) == (2, 1, 1)
    (lead,) = report.findings
    assert lead.record.row == 5
    assert lead.presumed
    text = render(report, "table")
    assert "\n已作判断 3 项（75.0%）：据所交资料 2 项，暂按推定判断 1 项；无法判断 1 项。\n" in text


@pytest.mark.parametrize("runner", ["reference", "columns"])
def test_one_thing_is_asked_for_with_what_it_settles(run: Run, runner: Runner) -> None:
    report = run(register(*REGISTER), runner=runner)
    assert settled(report) == {
        ("content", "invoice"): 4,
        ("document", "official_letter"): 4,
        ("document", "reception_list"): 4,
        ("field", "guest_count"): 1,
    }
    lines = render(report, "table").splitlines()
    assert [line for line in lines if line.startswith("可补充")] == [
        "可补充 发票所载信息：即可判断 4 项",
        "可补充 公函：即可判断 4 项",
        "可补充 接待清单：即可判断 4 项",
        "可补充 接待人数：即可判断 1 项",
    ]


def undetermined(report: Report, rule: str) -> int:
    return next(one.undetermined for one in report.rules if one.id == rule)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("附件", "公函"),
        ("附件", "接待清单"),
        ("附件", "发票"),
        ("公函字号", "渝函1号"),
        ("公函字号", ""),
        ("公函标题", "关于考察的函"),
    ],
)
def test_any_witness_of_a_document_settles_it_whatever_it_says(
    run: Run, header: str, cell: str
) -> None:
    before = run(register(*REGISTER))
    assert undetermined(before, "CQ26-letter") == settled(before)["document", "official_letter"]
    rows = [f"{row},{cell}" for row in REGISTER]
    after = run(register(*rows, headers=f"{HEADERS},{header}"))
    assert undetermined(after, "CQ26-letter") == 0
    assert ("document", "official_letter") not in settled(after)


@pytest.mark.parametrize("cell", ["3", "40"])
def test_a_field_that_is_supplied_settles_what_it_was_asked_for(run: Run, cell: str) -> None:
    before = run(register(*REGISTER), ("CQ28-companions",))
    assert settled(before) == {("field", "guest_count"): 1}
    rows = [row.replace(",,3,", f",{cell},3,") for row in REGISTER]
    after = run(register(*rows), ("CQ28-companions",))
    assert undetermined(after, "CQ28-companions") == 0
    assert after.needs == ()


def test_whose_records_they_are_is_one_question(run: Run) -> None:
    rows = [row.replace("重庆市渝岭区财政局", "") for row in REGISTER[:1]]
    text = register(*rows, *rows[:1]).replace("A1", "B1", 1)
    report = run(text, ("CQ26-letter",), region=None)
    # Who they are and the letter are two things, so that neither settles it alone.
    assert settled(report) == {}
    assert {(need.name, need.with_others) for need in report.needs} == {
        ("official_letter", 2), ("unit", 2),
    }  # fmt: skip
    shown = register(*(f"{row}," for row in rows * 2), headers=f"{HEADERS},公函字号")
    report = run(shown, ("CQ26-letter",))
    lines = [line.strip() for line in render(report, "table").splitlines()]
    assert settled(report) == {("unit", "unit"): 2}
    assert (
        "可补充 单位名称、性质、所在地区（--unit、--unit-kind、--region）：即可判断 2 项" in lines
    )
    assert undetermined(run(shown, ("CQ26-letter",), unit="重庆市渝岭区财政局"), "CQ26-letter") == 0


def test_a_ledger_is_not_asked_for_what_no_ledger_has(run: Run) -> None:
    report = run(LEDGER, (), unit="重庆市渝岭区财政局")
    assert sum(one.undetermined for one in report.judged) > 50
    never = {"invoice", "card_slip", "official_letter", "reception_list", "tickets", "documents"}
    never |= {"filing_date", "guests", "menu", "nights", "amount_in_words", "remarks"}
    assert never.isdisjoint(need.name for need in report.needs)
    as_register = run(register(*REGISTER), (), unit="重庆市渝岭区财政局")
    assert {"invoice", "filing_date", "activity"} <= {need.name for need in as_register.needs}
    assert "amount_in_words" not in {need.name for need in as_register.needs}


def test_the_head_stands_first_and_without_leads_says_in_how_many(run: Run) -> None:
    report = run(register(*REGISTER[:3]), ("CQ28-companions",), grouped=False)
    lines = render(report, "table").splitlines()
    assert lines[:5] == [
        "检查对象：重庆市渝岭区财政局；文件 1 个，记录 3 条（公务接待），金额 1400.00 元。",
        "已作判断 2 项（66.6%）：据所交资料 2 项，暂按推定判断 0 项；无法判断 1 项。",
        "已作判断的 2 项中未见疑点。",
        "可补充 接待人数：即可判断 1 项",
        "",
    ]
    english = run(register(*REGISTER), ("CQ28-companions",), language="en", grouped=False)
    lines = render(english, "table").splitlines()
    assert lines[:4] == [
        "Checked: 重庆市渝岭区财政局; 1 files, 4 records (reception), 1800.00 yuan.",
        "Judged: 3 (75.0%), 2 by what the source says and 1 on something taken for granted; "
        "1 cannot be told.",
        "1 leads (breach 0, doubt 1) on 1 records, 0.00 yuan at issue; 1 of them without a known "
        "amount.",
        "supply guest count: settles 1 judgements",
    ]
    assert sum("leads" in line and "breach" in line for line in lines) == 1


def test_kinds_stand_apart_and_who_was_named_where(run: Run) -> None:
    report = run(LEDGER, (), unit="重庆市渝岭区财政局", grouped=False)
    lines = render(report, "table").splitlines()
    assert lines[:3] == ["本次检查的前提：", "    单位：重庆市渝岭区财政局（--unit）", ""]
    assert lines[3].startswith("检查对象：重庆市渝岭区财政局；文件 1 个，记录 3 条")
    assert [line.split()[0] for line in lines[5:8]] == ["公务接待", "差旅费", "序时账"]


TITLED = "重庆市渝岭区财政局2015年公务接待台账,,,\n"


def test_who_said_the_unit_is_told_only_where_no_column_names_it(run: Run) -> None:
    named = "单据号,单位,接待日期,接待人数,报销金额\nA1,重庆市江洲区水务局,2015-06-01,10,500\n"
    named += named.splitlines()[1].replace("A1", "A2") + "\n"
    by_title = named.replace(",单位", "").replace(",重庆市江洲区水务局", "")
    for text, told in ((named, "重庆市江洲区水务局"), (by_title, "重庆市渝岭区财政局（据标题）")):
        report = run(TITLED + text, (), grouped=False)
        assert render(report, "table").startswith(f"检查对象：{told}；文件 1 个")
        (table,) = report.manifest.files[0].tables
        assert (table.unit_origin == "title") is (text is by_title)


def test_no_more_than_ten_things_are_asked_for(run: Run) -> None:
    report = run(register(*REGISTER), ())
    counts = [need.settles for need in report.needs if need.settles]
    assert len(counts) > MOST_NEEDS
    assert counts == sorted(counts, reverse=True)
    lines = render(report, "table").splitlines()
    assert sum(line.startswith("可补充") for line in lines) == MOST_NEEDS
    assert f"……另有 {len(counts) - MOST_NEEDS} 项，见 --format json" in lines


def test_a_share_is_never_rounded_up() -> None:
    assert [share(999_999, 1_000_000), share(1, 1), share(0, 3), share(2, 3)] == [
        "99.9%", "100.0%", "0.0%", "66.6%",
    ]  # fmt: skip


def test_what_is_open_is_grouped_by_rule_and_thing(run: Run) -> None:
    report = run(register(*REGISTER))
    text = render(report, "table")
    assert (
        "    CQ26-letter  未见派出单位公函\n"
        "        缺 公函：4 项，首见 a.csv:2 A1, a.csv:3 A2, a.csv:4 A3\n"
    ) in text
    assert (
        "    CQ28-companions  陪餐人数超过限额\n        缺 接待人数：1 项，首见 a.csv:3 A2\n"
        in text
    )
    assert "无法判断的，逐条：" not in text
    rows = render(report, "csv").splitlines()
    (letter,) = [row for row in rows if ",CQ26-letter," in row]
    assert "4 项无法判断" in letter
    assert letter.endswith(",公函,")
    assert '"things": ["公函"], "judgements": 4' in render(report, "jsonl")


def test_nothing_is_grouped_unless_asked(run: Run) -> None:
    report = run(register(*REGISTER), grouped=False)
    assert report.open == ()
    assert "按规则和所缺资料" not in render(report, "table")


@pytest.mark.parametrize("runner", ["reference", "columns"])
@pytest.mark.parametrize("format_", ["table", "csv", "json", "jsonl"])
def test_the_full_list_is_kept_aside_and_written_as_it_is_read(
    run: Run, runner: Runner, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = run(register(*REGISTER), undetermined=True, grouped=False)
    monkeypatch.setattr(spool, "IN_MEMORY", 3)
    kept = [rule for rule in BOOK.rules if rule.rule.id in RULES]
    options = Options("zh", undetermined=True, aside=True, runner=runner)
    checked = check(["a.csv"], replace(BOOK, rules=kept), options)
    assert {finding.outcome for finding in checked.report.findings} == {"violation"}
    listed = list(checked.aside)
    assert listed == [one for one in within.findings if one.outcome == "undetermined"]
    assert len(listed) == sum(one.undetermined for one in checked.report.judged) > 10
    written = "".join(pieces(checked.report, format_, listed))
    for finding in listed:
        assert written.count(f"{finding.rule}") >= 1
    if format_ == "json":
        both = (*checked.report.findings, *listed)
        assert tuple(Report.model_validate_json(written).findings) == both
    if format_ == "table":
        assert (
            "    a.csv:3  A2  CQ28-companions  陪餐人数超过限额  无法判断，缺少：接待人数\n"
            in written
        )
