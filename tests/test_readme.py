"""The READMEs: every command in them runs and prints what stands under it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from qinjian.engine.config.load import load_config
from tests.readme import FILES, ROOT, commands, printed
from tests.texts.measure import measured, measured_third

COMMANDS = [
    (path, command, output)
    for path in FILES
    for command, output in commands(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(
    ("command", "output"),
    [item[1:] for item in COMMANDS if item[1].startswith("qinjian ")],
)
def test_a_command_prints_what_stands_under_it(command: str, output: str) -> None:
    assert printed(command) == output


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_configuration_loads(tmp_path: Path, path: Path) -> None:
    [text] = re.findall(r"```toml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "q.toml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path / "q.toml", "q.toml")
    assert [one.unit for one in config.statements] == ["渝岭区财政局", "渝岭区第一小学"]
    assert set(config.choices) == {"fail_on", "ignore"}


def test_both_readmes_have_the_same_commands() -> None:
    english, chinese = (
        [command.split(" --lang")[0] for where, command, _ in COMMANDS if where == path]
        for path in FILES
    )
    assert english == chinese
    assert len(english) > 8


def test_the_two_lines_stand_in_both() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert (
            "$ python3 -m venv .venv && .venv/bin/pip install . && "
            ".venv/bin/qinjian check samples/receptions.csv\n"
        ) in text
        assert (
            "$ python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && "
            ".venv/bin/python -m pytest\n"
        ) in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_program_runs_and_finds_what_the_samples_hold(path: Path) -> None:
    [program] = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    start = f"import tests.conftest\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stderr == ""
    counts = re.findall(r"\d+(?:\.\d\d)?", done.stdout.splitlines()[-1])
    report = printed("qinjian check samples/receptions.csv --region 重庆 --lang en")
    assert [*counts] == [*re.findall(r"(\d+) leads .*?, (\S+) yuan at issue", report)[0]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_figures_at_the_head_are_those_that_were_measured(path: Path) -> None:
    """All numbers of the paragraph but the day, whose figures the tests of cases hold in turn."""
    text = path.read_text(encoding="utf-8")
    [told] = re.findall(r"(?:How much that finds|能找出多少).*?(?=\n\n)", text, re.DOTALL)
    kept, third = measured()["all", "kept"], measured_third()["all", "kept"]
    for one in (kept, third):
        share = round(100 * one.recall)
        tens, ones = ("零一二三四五六七八九"[digit] for digit in divmod(share, 10))
        assert f" {share} in 100" in told or f"{tens}成{ones.strip('零')}" in told
    told = re.sub(r"\d{4}-\d\d-\d\d|\d{4} 年 \d+ 月 \d+ 日|\d+ in 100", "", told)
    figures = yaml.safe_load((ROOT / "tests/cases/figures.yaml").read_text(encoding="utf-8"))
    published, planted, ordinary = (figures[name] for name in ("published", "planted", "ordinary"))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", told)]
    assert sorted(numbers) == sorted([
        published["found"], published["cases"], published["found_record"],
        published["cases_record"], planted["found"], planted["cases"], ordinary["leads"],
        ordinary["rows_checked"], kept.offending, kept.innocent, kept.wrong, third.offending, third.innocent, third.wrong,
    ])  # fmt: skip
