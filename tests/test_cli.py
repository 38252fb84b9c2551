"""The command line: what is printed where, and the exit codes."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from qinjian.engine.messages.problems import Position, Problem, RuleFileError
from qinjian.engine.rulebook import load
from tests.command import Run, runner
from tests.engine.rulebook.folder import RULE, write_folder
from tests.readme import shell

HEADERS = "单据号,单位,接待日期,接待类型,接待人数,陪餐人数,用餐形式,就餐餐数,来宾交纳餐费,公函字号,报销金额,附件\n"
CLEAN = "A1,重庆市渝岭区财政局,2015-06-01,国内公务接待,10,3,工作餐,1,0,渝函1号,500,公函、接待审批单、接待清单\n"
OFFENDING = CLEAN.replace(",10,3,", ",10,4,")


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    Path("clean.csv").write_text(HEADERS + CLEAN, encoding="utf-8")
    Path("offending.csv").write_text(HEADERS + OFFENDING, encoding="utf-8")
    return run


def test_zero_for_nothing_found(qinjian: Run) -> None:
    result = qinjian("check", "clean.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Still lacking: ")


def test_one_for_findings(qinjian: Run) -> None:
    result = qinjian("check", "offending.csv")
    assert (result.code, result.err) == (1, "")
    assert "CQ28-companions" in result.out
    assert qinjian("check", "offending.csv", "--fail-on", "never").code == 0
    assert qinjian("check", "clean.csv", "--fail-on", "undetermined").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "missing.csv"], "missing.csv: there is no such file. Check the path."),
        (["check", "a" * 300 + ".csv"], "a.csv: there is no such file. Check the path."),
        (["check", "a.xyz"], "a.xyz: this kind of file is not read. Readable are"),
        (["check", "empty"], "empty: the folder holds no file that can be read"),
        (["check", "clean.csv", "--as-of", "2015-02-30"], "--as-of cannot be “2015-02-30”. Possible are 2015-03-05."),
        (["check", "clean.csv", "--region", "火星"], "--region cannot be “火星”."),
        (["check", "clean.csv", "--kind", "guest"], "--kind cannot be “guest”."),
        (["check", "clean.csv", "--rules", "empty"], "empty: this is no folder of rules"),
        (["check", "clean.csv", "--output", "no/x.json"], "no/x.json: cannot be written: No such file or directory."),
        (["check", "clean.csv", "--format", "xml"], "Invalid value for '--format'"),
        (["check"], "Missing argument 'paths'"),
        (["chek"], "No such command 'chek'"),
        (["trace", "clean.csv", "--record", "A9"], "clean.csv: there is no record “A9” in the file. Use a claim number or a row, such as A1."),
        (["trace", "two.csv"], "two.csv: the file holds several records. Give --record with a claim number or a row, such as A1."),
        (["explain", "CQ28-companion"], "there is no rule “CQ28-companion”. Like it are: CQ28-companions"),
        (["schema", "claims"], "schema cannot be “claims”. Possible are reception,"),
        (["template", "guest"], "template cannot be “guest”. Possible are reception, foreign_reception, travel,"),
    ],
)  # fmt: skip
def test_two_for_wrong_use(qinjian: Run, arguments: Sequence[str], message: str) -> None:
    Path("a.xyz").write_text("x", encoding="utf-8")
    Path("empty").mkdir()
    Path("two.csv").write_text(HEADERS + CLEAN + CLEAN, encoding="utf-8")
    result = qinjian(*arguments)
    assert result.code == 2
    assert message in result.err + result.out
    assert "Traceback" not in result.err


def test_the_report_is_written_before_rejects_end_with_two(qinjian: Run) -> None:
    Path("b.xlsx").write_bytes(b"PK\x03\x04 cut off")
    result = qinjian("check", "offending.csv", "b.xlsx", "--format", "json", "--fail-on", "never")
    assert result.code == 2
    document = json.loads(result.out)
    assert [finding["rule"] for finding in document["findings"]] == ["CQ28-companions"]
    assert result.err.startswith("b.xlsx: cannot be read as a workbook")


def test_a_cell_that_is_not_read_ends_with_two_only_if_asked(qinjian: Run) -> None:
    text = HEADERS + OFFENDING + CLEAN.replace(",10,", ",约十,")
    Path("b.csv").write_text(text, encoding="utf-8")
    arguments = ["check", "b.csv", "--format", "json", "--fail-on", "never"]
    for more, code in (((), 0), (("--strict",), 2)):
        result = qinjian(*arguments, *more)
        assert result.code == code
        document = json.loads(result.out)
        assert [finding["rule"] for finding in document["findings"]] == ["CQ28-companions"]
        told = "b.csv, row 3, 接待人数: “约十” is not a whole number. Write it as 3.\n"
        assert result.err == told


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.ofd", "a.jpg"])
def test_what_is_no_table_is_named_with_the_next_step(qinjian: Run, name: str) -> None:
    Path(name).write_bytes(b"x")
    result = qinjian("check", name)
    assert result.code == 0
    assert name in result.out + result.err
    assert "no table, and not read" in result.out + result.err


def test_an_unmatched_header_is_told_and_the_rows_are_checked(qinjian: Run) -> None:
    text = (HEADERS + OFFENDING).replace("附件", "附件,心情").replace("接待清单\n", "接待清单,好\n")
    Path("c.csv").write_text(text, encoding="utf-8")
    result = qinjian("check", "c.csv")
    assert result.code == 1
    assert "CQ28-companions" in result.out
    assert "c.csv:1:心情  this header is not known" in result.out


def test_three_for_our_own_fault(qinjian: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(load, "load_rulebook", broken)
    result = qinjian("check", "clean.csv")
    assert result.code == 3
    assert result.err == (
        "an error of our own: ZeroDivisionError: boom. No input was changed; please report it.\n"
    )


def test_a_broken_rule_file_of_the_user_ends_with_two(qinjian: Run, tmp_path: Path) -> None:
    write_folder(tmp_path, rules=RULE.replace("mentions(menu", "mentions(mnu"))
    result = qinjian("check", "clean.csv", "--rules", "extra")
    assert result.code == 2
    assert result.err == (
        "extra/rules.yaml, line 7, column 20: there is no field “mnu”. Like it are: menu.\n"
    )
    linted = qinjian("rules", "lint", "--rules", "extra")
    assert (linted.code, linted.err) == (1, "")
    assert linted.out == result.err


def test_a_broken_rule_file_of_ours_is_our_fault(
    qinjian: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuleFileError(Problem("yaml_empty", Position(file="rules/x.yaml")))

    monkeypatch.setattr(load, "load_rulebook", broken)
    assert qinjian("check", "clean.csv").code == 3
    assert qinjian("check", "clean.csv", "--rules", "extra").code == 2


def test_interrupt_is_130(qinjian: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(load, "load_rulebook", interrupted)
    assert qinjian("check", "clean.csv").code == 130


def test_what_is_open_is_listed_in_groups_or_one_by_one(qinjian: Run) -> None:
    Path("two.csv").write_text(HEADERS + CLEAN + CLEAN.replace("A1", "A2"), encoding="utf-8")
    plain = qinjian("check", "two.csv").out
    grouped = qinjian("check", "two.csv", "--undetermined").out
    listed = qinjian("check", "two.csv", "--undetermined-all").out
    assert "for want of what the invoice says: 2, first two.csv:2 A1, two.csv:3 A2" in grouped
    assert "    two.csv:3  A2  CQ11-buyer  " in listed
    assert "CQ11-buyer" not in plain
    document = json.loads(qinjian("check", "two.csv", "--undetermined-all", "--format", "json").out)
    open_ = [one for one in document["findings"] if one["outcome"] == "undetermined"]
    assert len(open_) == sum(one["undetermined"] for one in document["judged"]) > 0


def test_output_goes_to_a_file(qinjian: Run) -> None:
    result = qinjian("check", "offending.csv", "--format", "json", "--output", "out.json")
    assert (result.code, result.out) == (1, "")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["totals"]["findings"] == 1


def test_output_never_replaces_an_input(qinjian: Run) -> None:
    before = Path("clean.csv").read_bytes()
    result = qinjian("check", "clean.csv", "--output", "clean.csv")
    assert result.code == 2
    assert result.err.startswith("clean.csv: this file is being read and is not written over.")
    assert Path("clean.csv").read_bytes() == before


def test_a_full_disk_is_no_fault_of_ours() -> None:
    result = shell("qinjian check samples/claim.yaml --lang en > /dev/full", started=True)
    assert result.returncode == 2
    assert "cannot be written: No space left on device" in result.stderr


def test_nothing_read_is_no_clean_bill(qinjian: Run) -> None:
    assert qinjian("check", "missing.csv").out.startswith("There was no record to check.")


def test_a_report_says_that_dates_were_replaced(qinjian: Run) -> None:
    result = qinjian("check", "offending.csv", "--as-of", "2013-01-01")
    assert result.out.count("All records were judged as of 2013-01-01 (--as-of).") == 1


def test_language_follows_the_option_then_the_locale(
    qinjian: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qinjian("check", "clean.csv", "--lang", "zh").out.startswith("还差 ")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert qinjian("check", "clean.csv").out.startswith("还差 ")
    assert qinjian("check", "clean.csv", "--lang", "en").out.startswith("Still lacking: ")
    assert qinjian("explain", "XX1-none", "--lang=en").err.startswith("there is no rule")
    assert qinjian("explain", "XX1-none").err.startswith("没有规则")


def test_trace_says_why_a_word_does_not_count(qinjian: Run, tmp_path: Path) -> None:
    text = "单据号,日期,摘要,金额,单位\nA1,2017-03-02,督查公款旅游工作餐,100,重庆市江洲区水务局\n"
    (tmp_path / "ledger.csv").write_text(text, encoding="utf-8")
    out = qinjian("trace", str(tmp_path / "ledger.csv")).out
    assert ": “公款旅游” does not count: it is what the work is about (“督查”)" in out


def test_trace_shows_verdict_values_limit_and_what_is_missing(qinjian: Run) -> None:
    result = qinjian("trace", "offending.csv", "--record", "A1")
    assert result.code == 0
    start = result.out.index("  CQ28-companions")
    assert result.out[start:].splitlines()[:5] == [
        "  CQ28-companions  violation  Too many hosts at a meal",
        "    《重庆市贯彻实施〈党政机关厉行节约反对浪费条例〉办法》第二十八条第二款",
        "    read: reception type = domestic; meal type = working meal; companion count = 4; "
        "guest count = 10; meal count = 1; guest payment = 0.00; "
        "documents = official letter, approval form, reception list",
        "    limit: 3 (《党政机关国内公务接待管理规定》第十条)",
        "    10 guests, 4 hosts at the meal, limit 3",
    ]
    start = result.out.index("  CQ28-tobacco")
    assert result.out[start:].splitlines()[2:4] == [
        "    read: menu = (not collected); attachment details = (not collected); seller = (not "
        "collected); payee = (not collected); activity = (not collected); description = (not "
        "collected); remarks = (not collected); other texts = (not collected); reception type = "
        "domestic",
        "    missing: activity; description; menu; payee; remarks; seller",
    ]
    assert "derived from other fields: diners = 14; region = 重庆" in result.out
    assert qinjian("trace", "offending.csv").out == result.out
    assert qinjian("trace", "offending.csv", "--record", "2").out == result.out


def test_explain_shows_the_clause_in_its_paragraph(qinjian: Run) -> None:
    out = qinjian("explain", "CQ28-companions").out
    assert "一次工作餐，【并严格控制陪餐人数】。工作餐不得" in out
    assert "When: companion_count > limit" in out
    assert "guest_count 1–10: 3" in out
    assert "violation: meal_type: 'working_meal', guest_count: '10', companion_count: '4'" in out


def test_rules_list_test_lint_and_coverage(qinjian: Run) -> None:
    listed = qinjian("rules", "list").out.splitlines()
    assert len(listed) > 60
    assert any(line.startswith("NR10-companions") for line in listed)
    tested = qinjian("rules", "test")
    assert tested.code == 0
    assert tested.out.endswith(" passed, 0 failed\n")
    assert (qinjian("rules", "lint").code, qinjian("rules", "lint").out) == (0, "")
    covered = qinjian("coverage")
    assert covered.code == 0
    assert covered.out.splitlines()[1].split("  ")[0] == "article"


def test_failed_cases_and_unaccounted_text_end_with_one(qinjian: Run, tmp_path: Path) -> None:
    write_folder(
        tmp_path, rules=RULE.replace("{is: clear, menu: 家常菜}", "{is: clear, menu: 香烟}")
    )
    tested = qinjian("rules", "test", "--rules", "extra")
    assert tested.code == 1
    assert "case 2 of TN1-tobacco: expected clear, got violation." in tested.out
    covered = qinjian("coverage", "--rules", "extra")
    assert covered.code == 1
    assert "article 1, paragraph 1, unaccounted: 接待应当节俭。" in covered.out


def test_version_and_help(qinjian: Run) -> None:
    assert qinjian("--version").out.strip().count(".") == 2
    assert qinjian("--help").code == 0
    assert "check" in qinjian("--help").out


def test_standard_input() -> None:
    result = shell("qinjian check - --lang en", HEADERS + OFFENDING, started=True)
    assert result.returncode == 1
    verdict, _, first = result.stdout.splitlines()[:3]
    assert verdict == "1 things to mend (breach 1, doubt 0)."
    assert first.startswith("-:2  A1  [breach]  CQ28-companions")
    claim = {
        "kind": "reception", "unit": "重庆市渝岭区财政局", "guest_count": 10,
        "reception_type": "国内公务接待", "companion_count": 4, "event_date": "2015-06-01", "meal_type": "工作餐",
        "meal_count": 1, "guest_payment": 0,
    }  # fmt: skip
    result = shell("qinjian check - --lang en", json.dumps(claim), started=True)
    assert "-:1  [breach]  CQ28-companions" in result.stdout


def test_a_closed_pipe_is_no_error() -> None:
    script = "qinjian check - --lang en | head -1; echo ${PIPESTATUS[0]}"
    result = shell(script, HEADERS + OFFENDING * 400, started=True)
    assert result.stderr == ""
    first, code = result.stdout.splitlines()
    assert first == "400 things to mend (breach 400, doubt 0)."
    assert code == "1"


def test_rules_mutate(qinjian: Run, tmp_path: Path) -> None:
    condition = "blank(menu) OR mentions(menu, 'tobacco')"
    write_folder(tmp_path, rules=RULE.replace("mentions(menu, 'tobacco')", condition))
    lacking = qinjian("rules", "mutate", "TN1-tobacco", "--rules", "extra")
    assert lacking.code == 1
    changes = [line.split("the change ")[-1].split(". Add")[0] for line in lacking.out.splitlines()]
    assert changes == [
        f"when: {condition} → mentions(menu, 'tobacco')",
        "changes: 5 tried, 1 problems",
    ]
    good = qinjian("rules", "mutate", "CQ28-companions", "CQ28-banquet")
    assert (good.code, good.err) == (0, "")
    assert good.out.endswith(" tried, 0 problems\n")
    assert qinjian("rules", "mutate", "CQ28-companion").code == 2


def test_coverage_as_a_page(qinjian: Run) -> None:
    result = qinjian("coverage", "--format", "html", "--output", "page.html")
    assert (result.code, result.out, result.err) == (0, "", "")
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert (
        qinjian("coverage", "--format", "html", "--lang", "zh").out.splitlines()[1]
        == '<html lang="zh-CN">'
    )
