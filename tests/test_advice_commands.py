"""The commands beside ``check`` as they are used: their answers, their files, their exit codes."""

import csv
import json
import shlex
from pathlib import Path

import jsonschema
import pytest

from tests.command import Run, runner
from tests.readme import ROOT

ROWS = """\
单位,单据号,日期,经办人,摘要,金额
某县财政局,A1,2015-10-01,宁可,购办公用品,1300
某县财政局,A2,2015-10-10,宁可,购打印纸,200.50
某县财政局,A3,2003-10-10,宁可,购硒鼓,-7
"""


@pytest.fixture
def qinjian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    return runner(tmp_path, monkeypatch, capfd)


def test_a_profile_gives_advice_and_no_leads(qinjian: Run) -> None:
    result = qinjian("profile", "a.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Profile of the data: advice, no leads.\n")
    assert "amount          1493.50  -7.00  1300.00  200.50  1         0\n" in result.out
    assert (
        "public holidays 1 (33.3%), weekends worked instead 1 (33.3%), years of unknown"
        in result.out
    )


def test_both_languages_say_the_same_numbers(qinjian: Run) -> None:
    chinese = qinjian("profile", "a.csv", "--lang", "zh").out
    assert chinese.startswith("数据概况：仅供了解数据，不是疑点。\n")
    assert "节假日放假 1（33.3%）、调休上班的周末 1（33.3%）、日历不详的年份 1（33.3%）" in chinese
    for method in ("random", "systematic", "mus"):
        options = ("sample", "a.csv", "-n", "1", "--method", method, "--seed", "7")
        zh, en = (
            json.loads(qinjian(*options, "--format", "json", "--lang", lang).out)
            for lang in ("zh", "en")
        )
        assert zh | {"language": "en"} == en
        assert "抽中不等于有问题" in qinjian(*options, "--lang", "zh").out


def test_a_file_that_cannot_be_read_ends_with_2_and_the_rest_is_told(qinjian: Run) -> None:
    for command in (
        ("profile",), ("sample", "-n", "1", "--method", "random", "--seed", "7"),
    ):  # fmt: skip
        result = qinjian(*command, "a.csv", "no.csv", "--format", "json")
        assert result.code == 2
        assert "no.csv: there is no such file" in result.err
        assert json.loads(result.out)["totals"]["rows_checked"] == 3


@pytest.mark.parametrize("name", ["profile", "sample"])
def test_the_json_is_what_the_schema_says(qinjian: Run, name: str) -> None:
    options = [] if name == "profile" else ["-n", "2", "--method", "mus", "--seed", "7"]
    contract = json.loads(qinjian("schema", name).out)
    for source in ("a.csv", str(ROOT / "samples" / "receptions.csv")):
        document = json.loads(qinjian(name, source, *options, "--format", "json").out)
        jsonschema.validate(document, contract)


def test_several_files_are_written_each_by_its_suffix(qinjian: Run) -> None:
    options = ("-n", "2", "--method", "mus", "--seed", "7")
    result = qinjian("sample", "a.csv", *options, "-o", "s.csv", "-o", "s.json", "-o", "s.txt")
    assert (result.code, result.out) == (0, "")
    assert "To draw it again: qinjian sample a.csv -n 2 --method mus --seed 7" in result.err
    sample = json.loads(Path("s.json").read_text(encoding="utf-8"))
    table = list(csv.DictReader(Path("s.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["claim_no"] for row in table] == ["A1", "A2", "A3"]
    assert [row["amount"] for row in table] == ["1300.00", "200.50", "-7.00"]
    assert table[2]["excluded"] == "below zero"
    assert sample["strata"][0]["all"] is True
    assert "there are 2 rows, no more than the 2 asked for: all were taken." in result.err


def test_the_command_that_a_sample_names_draws_it_again(qinjian: Run) -> None:
    seed = "it's 2015"
    first = qinjian(
        "sample", "a.csv", "-n", "1", "--method", "random", "--seed", seed, "--format", "json"
    )
    command = shlex.split(json.loads(first.out)["command"])
    assert command[0] == "qinjian"
    assert qinjian(*command[1:], "--format", "json").out == first.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-n", "0", "--method", "random", "--seed", "7"], "-n cannot be “0”. Possible are 1, 2, 3"),
        (["-n", "1", "--method", "best", "--seed", "7"], "'random', 'systematic', 'mus'"),
        (["-n", "1", "--method", "random"], "--seed"),
        (["-n", "1", "--method", "random", "--seed", "7", "-o", "x.jsonl"], "Known are .txt, .json, .csv"),
        (["-n", "1", "--method", "random", "--seed", "7", "-o", "a.csv"], "is being read"),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(qinjian: Run, arguments: list[str], said: str) -> None:
    result = qinjian("sample", "a.csv", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert Path("a.csv").read_text(encoding="utf-8") == ROWS
