"""The command that does a run again."""

import json
import shlex
from pathlib import Path

import pytest

from qinjian.engine.console.replay import replay
from tests.command import runner

HEAD = "单位,日期,经办人,摘要,金额\n"
LINE = "重庆市江洲区水务局,2015-06-10,宁可,购软中华香烟2条,1300\n"


def test_what_was_not_given_is_left_out() -> None:
    given = {"--kind": None, "--strict": False, "--mask": True, "--select": ["28", "CQ29-*"]}
    assert replay("check", ["a b.csv"], given) == (
        "qinjian check 'a b.csv' --no-strict --mask --select 28 --select 'CQ29-*'"
    )


def test_the_command_of_a_report_gives_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run = runner(tmp_path, monkeypatch, capfd)
    Path("a b.csv").write_text(HEAD + LINE, encoding="utf-8")
    first = run(
        "check", "a b.csv", "--format", "json", "--select", "28", "--mask", "--sort", "level",
        "--unit-kind", "行政机关", "--lang", "zh",
    )  # fmt: skip
    command = json.loads(first.out)["manifest"]["command"]
    assert shlex.split(command)[:3] == ["qinjian", "check", "a b.csv"]
    again = run(*shlex.split(command)[1:])
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err)
