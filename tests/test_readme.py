"""The README and the manual: every command in them runs and prints what stands under it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from qinjian.engine.config.load import load_config
from tests.readme import CHINESE, ENGLISH, README, ROOT, commands, pages, printed, rewritten
from tests.texts.measure import measured, measured_third

PAGES = pages()
PAIRS = [path for path in PAGES if path.parent == ENGLISH and (CHINESE / path.name).exists()]
INSTALL = "$ python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/qinjian check samples/receptions.csv\n"
TRY = "$ python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest\n"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_the_commands_of_a_page_print_what_stands_under_them(path: Path) -> None:
    """Those of the README are started one by one, as a reader does it; the others are forked."""
    text = read(path)
    assert list(commands(rewritten(text, started=path == README))) == list(commands(text))


def test_what_a_command_printed_before_is_replaced_and_steps_by_hand_are_made() -> None:
    step = '<!-- run: echo b > "$FOLDER/made.txt" -->'
    page = f"```console\n$ echo a\nold\n```\n{step}\n```console\n$ cat made.txt\n$ python3 -m venv x\n```\n"
    assert rewritten(page) == page.replace("old", "a").replace("made.txt\n$", "made.txt\nb\n$")
    with pytest.raises(AssertionError):
        rewritten("<!-- run: false -->")


def test_every_page_of_the_manual_that_has_commands_is_looked_at() -> None:
    shown = {named(path) for path in PAGES}
    assert {"README.md", "docs/auditor.md", "docs/zh/auditor.md", "docs/ci.md"} <= shown
    assert len(shown) > 15


@pytest.mark.parametrize("path", PAIRS, ids=named)
def test_both_languages_show_the_same_commands(path: Path) -> None:
    english, chinese = (
        [_verb(command) for command, _ in commands(read(one))]
        for one in (path, CHINESE / path.name)
    )
    assert english == chinese


def _verb(command: str) -> list[str]:
    """Return what a command does, without the names and words that each language has of its own."""
    words = re.sub(r"--lang (?:en|zh)", "", command)
    return re.findall(r"(?<!\S)(?:[a-z]+|samples/\S+|--[a-z-]+)(?!\S)", words)[:2]


@pytest.mark.parametrize("name", ["README.md", "docs/index.md", "docs/zh/index.md"])
def test_the_line_that_installs_stands_where_one_begins(name: str) -> None:
    assert INSTALL in read(ROOT / name)


def test_the_readme_has_the_two_lines_and_can_be_read_in_a_sitting() -> None:
    text = read(README)
    assert INSTALL in text
    assert TRY in text
    assert len(text.splitlines()) <= 130


@pytest.mark.parametrize("folder", [ENGLISH, CHINESE], ids=named)
def test_the_configuration_loads(tmp_path: Path, folder: Path) -> None:
    [text] = re.findall(r"```toml\n(.*?)```", read(folder / "configuration.md"), re.DOTALL)
    (tmp_path / "q.toml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path / "q.toml", "q.toml")
    assert [one.unit for one in config.statements] == ["渝岭区财政局", "渝岭区第一小学"]
    assert set(config.choices) == {"fail_on", "ignore"}


@pytest.mark.parametrize(
    "path", [README, ENGLISH / "library.md", CHINESE / "library.md"], ids=named
)
def test_a_program_runs_and_finds_what_the_samples_hold(path: Path) -> None:
    [program] = re.findall(r"```python\n(.*?)```", read(path), re.DOTALL)
    start = f"import tests.conftest\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stderr == ""
    counts = re.findall(r"\d+(?:\.\d\d)?", done.stdout.splitlines()[-1])
    report = printed("qinjian check samples/receptions.csv --region 重庆 --lang en")
    assert [*counts] == [*re.findall(r"(\d+) leads .*?, (\S+) yuan at issue", report)[0]]


@pytest.mark.parametrize("folder", [ENGLISH, CHINESE], ids=named)
def test_the_figures_of_the_page_on_what_it_finds_are_those_that_were_measured(
    folder: Path,
) -> None:
    """All numbers of the paragraph but the day, whose figures the tests of cases hold in turn."""
    text = read(folder / "limits.md")
    [told] = re.findall(r"(?:How much it finds|能找出多少).*?(?=\n\n)", text, re.DOTALL)
    kept, third = measured()["all", "kept"], measured_third()["all", "kept"]
    for one in (kept, third):
        share = round(100 * one.recall)
        tens, ones = ("零一二三四五六七八九"[digit] for digit in divmod(share, 10))
        assert f" {share} in 100" in told or f"{tens}成{ones.strip('零')}" in told
    told = re.sub(r"\d{4}-\d\d-\d\d|\d{4} 年 \d+ 月 \d+ 日|\d+ in 100", "", told)
    figures = yaml.safe_load(read(ROOT / "tests/cases/figures.yaml"))
    published, planted, ordinary = (figures[name] for name in ("published", "planted", "ordinary"))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", told)]
    assert sorted(numbers) == sorted([
        published["found"], published["cases"], published["found_record"],
        published["cases_record"], planted["found"], planted["cases"], ordinary["leads"],
        ordinary["rows_checked"], kept.offending, kept.innocent, kept.wrong, third.offending, third.innocent, third.wrong,
    ])  # fmt: skip


def test_the_figures_of_the_readme_are_those_that_were_measured() -> None:
    [told] = re.findall(r"it found (.*?) lawful rows", read(README), re.DOTALL)
    figures = yaml.safe_load(read(ROOT / "tests/cases/figures.yaml"))
    published, planted, ordinary = (figures[name] for name in ("published", "planted", "ordinary"))
    assert [int(number) for number in re.findall(r"\d+", told)] == [
        published["found"], published["cases"], planted["found"], planted["cases"],
        ordinary["leads"], ordinary["rows_checked"],
    ]  # fmt: skip
