"""Configurations on the command line: what is obeyed, what is only named, and what is told of it."""

import hashlib
from pathlib import Path

import pytest

from qinjian.engine.rulebook import load
from qinjian.schemas.finding import Report
from tests.book import BOOK
from tests.command import Run, runner

HEADERS = "单据号,接待日期,接待人数,陪餐人数,用餐形式,公函字号,报销金额,附件\n"
ROW = "A1,2015-06-01,10,4,工作餐,渝函1号,500,公函、接待审批单、接待清单\n"
WITH_UNIT = "单位," + HEADERS + "重庆市南塘区水务局," + ROW
TITLED = "重庆市南塘区水务局公务接待清单\n" + HEADERS + ROW.replace("A1", "A3")
MEND = "1 things to mend (breach 0, doubt 1).\n\n"
"""A table of one record is answered as a claim: its verdict stands above all else."""

UNIT = '[unit]\nname = "渝岭区财政局"\nkind = "行政机关"\nregion = "重庆"\n'


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capfd)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(load, "load_rulebook", lambda *_, **__: BOOK)
    Path("data/2015").mkdir(parents=True)
    Path("data/a.csv").write_text(HEADERS + ROW, encoding="utf-8")
    return run


def configure(text: str, name: str = "qinjian.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def report(run: Run, *arguments: str, code: int | None = None) -> Report:
    result = run("check", *arguments, "--format", "json")
    assert code is None or result.code == code
    return Report.model_validate_json(result.out)


def rules(found: Report) -> set[str]:
    return {finding.rule for finding in found.findings}


def stated(found: Report) -> list[tuple[str, str, str, str | None]]:
    return [(one.name, one.value, one.source, one.folder) for one in found.manifest.stated]


def test_the_configuration_says_what_the_options_say(qinjian: Run) -> None:
    options = ("--unit", "渝岭区财政局", "--unit-kind", "行政机关", "--region", "重庆")
    by_options = report(qinjian, "data", *options)
    assert "CQ28-companions" in rules(by_options)
    assert "CQ28-companions" not in rules(report(qinjian, "data"))
    configure(UNIT)
    by_config = report(qinjian, "data")
    assert by_config.findings == by_options.findings
    assert by_config.manifest.region == "重庆"
    assert stated(by_config) == [
        ("unit", "渝岭区财政局", "qinjian.toml", None),
        ("unit_kind", "government", "qinjian.toml", None),
        ("region", "重庆", "qinjian.toml", None),
    ]
    [read] = by_config.manifest.configs
    assert read.file == "qinjian.toml"
    assert read.sha256 == hashlib.sha256(Path("qinjian.toml").read_bytes()).hexdigest()


def test_a_named_one_takes_the_place_of_that_of_the_working_folder(qinjian: Run) -> None:
    configure('[unit]\nkind = "国有企业"\n')
    configure(UNIT, "data/2015/other.toml")
    found = report(qinjian, "data", "--config", "data/2015/other.toml")
    assert [one.file for one in found.manifest.configs] == ["data/2015/other.toml"]
    assert "CQ28-companions" in rules(found)
    assert "config_found" not in {one.code for one in found.notices}  # the user's own is no find
    missing = qinjian("check", "data", "--config", "no.toml")
    assert (missing.code, missing.out) == (2, "")
    assert missing.err == "no.toml: there is no such file. Check the path.\n"


def test_the_command_line_goes_before_the_configuration(qinjian: Run) -> None:
    configure(UNIT + 'level = "区县级"\n[check]\nas_of = 2013-01-01\nformat = "csv"\nlang = "zh"\n')
    found = report(
        qinjian, "data", "--unit-kind", "国有企业", "--as-of", "2015-06-02", "--lang", "en"
    )
    assert found.manifest.language == "en"
    assert found.manifest.as_of == "2015-06-02"
    assert stated(found) == [
        ("unit", "渝岭区财政局", "qinjian.toml", None),
        ("unit_kind", "state_enterprise", "--unit-kind", None),
        ("region", "重庆", "qinjian.toml", None),
        ("level", "district", "qinjian.toml", None),
        ("as_of", "2015-06-02", "--as-of", None),
    ]


def test_a_column_and_a_title_are_nearer_than_the_configuration(qinjian: Run) -> None:
    configure('[[folder]]\npath = "data"\nname = "四川省甲市乙局"\n')
    for text in (WITH_UNIT, TITLED):
        Path("data/a.csv").write_text(text, encoding="utf-8")
        found = report(qinjian, "data")
        assert "CQ28-companions" in rules(found)  # a unit of Chongqing
    Path("data/a.csv").write_text(HEADERS + ROW, encoding="utf-8")
    assert "CQ28-companions" not in rules(report(qinjian, "data"))


def test_a_folder_is_nearer_than_the_whole(qinjian: Run) -> None:
    Path("data/2015/b.csv").write_text(HEADERS + ROW.replace("A1", "A2"), encoding="utf-8")
    configure(
        UNIT
        + '[[folder]]\npath = "data/2015"\nregion = "四川"\n[[folder]]\npath = "x/*"\nlevel = "省级"\n'
    )
    found = report(qinjian, "data")
    leads = {one.record.file for one in found.findings if one.rule == "CQ28-companions"}
    assert leads == {"data/a.csv"}
    assert ("region", "四川", "qinjian.toml", "data/2015") in stated(found)
    [unused] = [one for one in found.notices if one.code == "config_unused"]
    assert (unused.file, unused.value) == ("qinjian.toml", "x/*")
    assert unused.message.startswith("line 9, column 8: no file that was read fits “x/*”")
    assert ("region", "贵州", "--region", None) in stated(
        report(qinjian, "data", "--region", "贵州")
    )
    over = stated(report(qinjian, "data", "--region", "贵州"))
    assert [one for one in over if one[3] == "data/2015"] == []


def test_one_beside_what_is_checked_is_named_and_not_obeyed(qinjian: Run) -> None:
    configure(UNIT, "data/qinjian.toml")
    configure("this is never read", "data/2015/qinjian.toml")
    Path("data/2015/b.csv").write_text(HEADERS + ROW.replace("A1", "A2"), encoding="utf-8")
    for arguments in (("data",), ("data/2015",), ("data/2015/b.csv",)):
        found = report(qinjian, *arguments)
        assert found.manifest.configs == ()
        assert found.manifest.stated == ()
        named = [one for one in found.notices if one.code == "config_found"]
        assert [one.file for one in named] == ["data/qinjian.toml", "data/2015/qinjian.toml"]
        assert "was not obeyed. Give --trust-config" in named[0].message
    told = qinjian("check", "data", "--format", "csv").err
    assert "data/qinjian.toml: this configuration stands in or above what is checked" in told
    assert "file of another kind" not in told


def test_the_working_folder_as_input_is_not_the_users_own(
    qinjian: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(UNIT, "data/qinjian.toml")
    monkeypatch.chdir("data")
    for inputs in (".", "..", str(Path.cwd())):
        found = report(qinjian, inputs)
        assert found.manifest.configs == ()
        assert "config_found" in {one.code for one in found.notices}
    for arguments in ((".", "--config", "qinjian.toml"), (".", "--trust-config"), ("a.csv",)):
        found = report(qinjian, *arguments)
        assert [one.file for one in found.manifest.configs] == ["qinjian.toml"]
        assert "CQ28-companions" in rules(found)
        assert "config_found" not in {one.code for one in found.notices}


def test_trusted_ones_hold_below_their_folders(qinjian: Run) -> None:
    configure('[unit]\nregion = "四川"\n')
    configure(
        '[unit]\nregion = "重庆"\nkind = "行政机关"\n[check]\nas_of = 2015-07-01\n',
        "data/2015/qinjian.toml",
    )
    Path("data/2015/b.csv").write_text(HEADERS + ROW.replace("A1", "A2"), encoding="utf-8")
    found = report(qinjian, "data", "--trust-config")
    leads = {one.record.file for one in found.findings if one.rule == "CQ28-companions"}
    assert leads == {"data/2015/b.csv"}
    assert [one.file for one in found.manifest.configs] == [
        "qinjian.toml",
        "data/2015/qinjian.toml",
    ]
    assert found.manifest.region == "四川"
    assert stated(found) == [
        ("region", "四川", "qinjian.toml", None),
        ("unit_kind", "government", "data/2015/qinjian.toml", "data/2015"),
        ("region", "重庆", "data/2015/qinjian.toml", "data/2015"),
        ("as_of", "2015-07-01", "data/2015/qinjian.toml", None),
    ]
    configure("[check]\nas_of = 2015-08-01\n", "data/qinjian.toml")
    result = qinjian("check", "data", "--trust-config")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "data/2015/qinjian.toml, line 5, column 9: “as_of” stands in data/qinjian.toml too. Keep one, "
        "or name one file with --config and leave out --trust-config.\n"
    )


def test_what_is_silenced_is_counted_at_the_head(qinjian: Run) -> None:
    before = report(qinjian, "data", "--region", "重庆")
    configure('[check]\nignore = ["CQ28-comp*", "CQ28-tobacco"]\n')
    found = report(qinjian, "data", "--region", "重庆")
    assert rules(before) - rules(found) == {"CQ28-companions"}
    assert before.rules == found.rules  # the counts of the rules stay
    assert [(one.rule, one.violations, one.source) for one in found.manifest.silenced] == [
        ("CQ28-companions", 1, "qinjian.toml"), ("CQ28-tobacco", 0, "qinjian.toml"),
    ]  # fmt: skip
    assert found.totals.findings == before.totals.findings - 1
    for runner_name in ("reference", "columns"):
        other = report(qinjian, "data", "--region", "重庆", "--runner", runner_name)
        assert (other.findings, other.undetermined) == (found.findings, found.undetermined)
    table = qinjian("check", "data", "--region", "重庆").out
    verdict, _, below = table.partition("\n\n")
    assert verdict.startswith("Still lacking: ")
    assert below.startswith("What holds for this check:\n    configuration qinjian.toml (SHA-256 ")
    assert (
        "leads of 2 rules are not listed (qinjian.toml); they found 1: CQ28-companions 1\n" in table
    )
    only = report(
        qinjian, "data", "--region", "重庆", "--select", "CQ28-*", "--ignore", "CQ28-alc*"
    )
    assert rules(only) == {"CQ28-companions"}
    sources = {one.rule: one.source for one in only.manifest.silenced}
    assert sources["CQ28-alcohol"] == "--ignore"
    assert sources["CQ26-letter"] == "--select"
    assert "CQ28-companions" not in sources


def test_what_is_open_for_a_silenced_rule_is_not_asked_for(qinjian: Run) -> None:
    asked = ("data", "--region", "重庆", "--select", "CQ28-companions", "--undetermined-all")
    Path("data/a.csv").write_text(HEADERS + ROW.replace(",4,", ",,"), encoding="utf-8")
    for name in ("reference", "columns"):
        found = report(qinjian, *asked, "--runner", name)
        assert [(one.rule, one.outcome) for one in found.findings] == [
            ("CQ28-companions", "undetermined")
        ]
        assert [one.rules for one in found.undetermined] == [1]
    nothing = (
        "data",
        "--select",
        "CQ28-companions",
        "--ignore",
        "CQ28-companions",
        "--undetermined",
    )
    assert report(qinjian, *nothing).undetermined == ()
    assert "they found none" in qinjian("check", *nothing).out


def test_a_rule_that_is_not_there_cannot_be_silenced(qinjian: Run) -> None:
    configure('[check]\nignore = [\n  "CQ28-*",\n  "CQ28-companion",\n]\n')
    result = qinjian("check", "data")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "qinjian.toml, line 4, column 3: there is no rule “CQ28-companion”. Like it are: CQ28-companions"
    )
    result = qinjian("check", "data", "--ignore", "CQ28-companion")
    assert result.code == 2
    assert result.err.startswith("there is no rule “CQ28-companion”.")


def test_options_of_the_exit_code_are_obeyed_and_told(qinjian: Run) -> None:
    Path("data/a.csv").write_text(HEADERS + ROW + ROW.replace(",10,", ",约十,"), encoding="utf-8")
    configure('[unit]\nregion = "重庆"\n[check]\nstrict = true\nfail_on = "never"\n')
    result = qinjian("check", "data")
    assert result.code == 2
    assert "    what could not be read ends with 2: yes (qinjian.toml)\n" in result.out
    assert "    ends with 1 from this level on: never (qinjian.toml)\n" in result.out
    result = qinjian("check", "data", "--no-strict")
    assert result.code == 0
    assert "what could not be read" not in result.out.partition("\n\n")[0]
    assert qinjian("check", "data", "--no-strict", "--fail-on", "doubt").code == 1


def test_each_format_tells_what_holds(qinjian: Run) -> None:
    configure(UNIT + '[check]\nundetermined = true\nfail_on = "breach"\nkind = "公务接待"\n')
    lines = [
        "What holds for this check:",
        f"    configuration qinjian.toml (SHA-256 {hashlib.sha256(Path('qinjian.toml').read_bytes()).hexdigest()})",
        "    unit: 渝岭区财政局 (qinjian.toml)",
        "    kind of the unit: government (qinjian.toml)",
        "    region: 重庆 (qinjian.toml)",
        "    kind of the records: reception (qinjian.toml)",
        "    what cannot be told is listed: yes (qinjian.toml)",
        "    ends with 1 from this level on: breach (qinjian.toml)",
    ]
    head = "\n".join(lines) + "\n"
    assert qinjian("check", "data").out.startswith(MEND + head + "\n")
    for format_ in ("csv", "jsonl"):
        assert qinjian("check", "data", "--format", format_).err.startswith(head)
    assert "What holds" not in qinjian("check", "data", "--format", "json").err
    qinjian("check", "data", "--output", "out.txt")
    assert Path("out.txt").read_text(encoding="utf-8").startswith(MEND + head)
    chinese = qinjian("check", "data", "--lang", "zh").out
    assert "\n\n本次检查的前提：\n    配置文件 qinjian.toml（SHA-256 " in chinese
    assert "    单位性质：行政机关（qinjian.toml）\n" in chinese


def test_a_mapping_stands_beside_its_configuration(qinjian: Run) -> None:
    Path("conf").mkdir()
    configure('[check]\nmap = "m.yaml"\n', "conf/c.toml")
    mapping = "tables:\n- kind: reception\n  columns:\n    陪餐人数: guest_count\n    接待人数: companion_count\n"
    Path("conf/m.yaml").write_text(mapping, encoding="utf-8")
    found = report(qinjian, "data", "--region", "重庆", "--config", "conf/c.toml")
    assert ("map", "conf/m.yaml", "conf/c.toml", None) in stated(found)
    [lead] = [one for one in found.findings if one.rule == "CQ28-companions"]
    assert lead.values["companion_count"] == 10


def test_trace_reads_it_too(qinjian: Run) -> None:
    assert "CQ28-companions  undetermined" in qinjian("trace", "data/a.csv").out
    configure(UNIT, "data/qinjian.toml")
    assert "data/qinjian.toml: this configuration stands" in qinjian("trace", "data/a.csv").err
    for arguments in (("--config", "data/qinjian.toml"), ("--trust-config",)):
        assert "CQ28-companions  violation" in qinjian("trace", "data/a.csv", *arguments).out


def test_the_output_is_not_written_over_the_configuration(qinjian: Run) -> None:
    configure(UNIT)
    result = qinjian("check", "data", "--output", "qinjian.toml")
    assert result.code == 2
    assert Path("qinjian.toml").read_text(encoding="utf-8") == UNIT


def test_a_fault_ends_with_two_before_anything_is_read(qinjian: Run) -> None:
    configure('[unit]\nkind = "schoool"\nregoin = "重庆"\n[check]\nrules = "mine"\n')
    result = qinjian("check", "data")
    assert (result.code, result.out) == (2, "")
    first, second, third = result.err.splitlines()
    assert first.startswith(
        "qinjian.toml, line 2, column 8: kind cannot be “schoool”. Possible are "
    )
    assert second.startswith(
        "qinjian.toml, line 3, column 1: there is no key “regoin”. Like it are: region"
    )
    assert third.startswith(
        "qinjian.toml, line 5, column 1: “rules” cannot stand in a configuration"
    )
    assert (
        "qinjian.toml，第 2 行，第 8 列：kind 不能是“schoool”。"
        in qinjian("check", "data", "--lang", "zh").err
    )


@pytest.mark.parametrize(
    ("option", "value", "nearest"),
    [
        ("--unit-kind", "goverment", "行政机关"),
        ("--unit-kind", "事业单伟", "事业单位"),
        ("--unit-level", "provnce", "省级"),
        ("--region", "重庆是", "重庆市"),
        ("--kind", "travl", "travel (差旅费)"),
        ("--kind", "外宾招待", "foreign_reception (外宾接待)"),
    ],
)
def test_an_unknown_word_names_the_known_ones_nearest_first(
    qinjian: Run, option: str, value: str, nearest: str
) -> None:
    result = qinjian("check", "data", option, value)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{option} cannot be “{value}”. Possible are {nearest}")
    assert result.err.count(", ") > 2


def test_init_writes_one_that_sets_nothing(qinjian: Run) -> None:
    before = report(qinjian, "data")
    result = qinjian("init")
    assert (result.code, result.out, result.err) == (0, "qinjian.toml\n", "")
    found = report(qinjian, "data")
    assert found.manifest.configs != ()
    without = found.model_copy(
        update={"manifest": found.manifest.model_copy(update={"configs": ()})}
    )
    assert without == before


def test_init_writes_where_it_is_asked_to(qinjian: Run) -> None:
    assert qinjian("init", "data").out == "data/qinjian.toml\n"
    assert qinjian("init", "data/mine.toml", "--lang", "zh").out == "data/mine.toml\n"
    assert Path("data/mine.toml").read_text(encoding="utf-8").startswith("# qinjian 的配置。")
    lost = qinjian("init", "no/such/q.toml")
    assert lost.code == 2
    assert lost.err.startswith("no/such/q.toml: cannot be written: No such file or directory.")


def test_init_writes_over_nothing_unless_it_is_forced(qinjian: Run) -> None:
    configure("mine")
    result = qinjian("init")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "qinjian.toml: this file exists and was not written over. Name another one, or give --force.\n"
    )
    assert Path("qinjian.toml").read_text(encoding="utf-8") == "mine"
    assert qinjian("init", "--force").code == 0
    assert "[unit]" in Path("qinjian.toml").read_text(encoding="utf-8")
    Path("link.toml").symlink_to("nowhere.toml")
    assert qinjian("init", "link.toml").code == 2
    assert sorted(path.name for path in Path().iterdir()) == ["data", "link.toml", "qinjian.toml"]
