"""What a command imports: its start is most of a small check."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LIGHT = {
    "qinjian", "qinjian.cli", "qinjian.engine", "qinjian.engine.console", "qinjian.engine.console.replay", "qinjian.engine.console.advice_commands", "qinjian.engine.console.check_command", "qinjian.engine.console.stream_command",
    "qinjian.engine.console.choices", "qinjian.engine.console.emit",
    "qinjian.engine.console.ending", "qinjian.engine.console.exit_codes", "qinjian.engine.console.ledger_commands",
    "qinjian.engine.messages", "qinjian.engine.console.options", "qinjian.engine.messages.problems", "qinjian.engine.console.rule_commands",
    "qinjian.engine.console.terminal", "qinjian.engine.version", "qinjian.engine.wording",
    "qinjian.schemas", "qinjian.schemas.roles",
}  # fmt: skip
"""The command line itself: no engine, and no models."""

SCRIPT = """
import json, sys
if importlib.util.find_spec("qinjian") is None:
    import tests.conftest
from qinjian.cli import run
code = run(sys.argv[1:])
sys.stdout.flush()
print("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def imported(*arguments: str) -> tuple[int, set[str]]:
    """Run a command in a process of its own, and return its exit code and what it imported."""
    command = [sys.executable, "-c", "import importlib.util" + SCRIPT, *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    found = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    code, modules = json.loads(found.stdout.decode().splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("check", "--help"), ("rules", "--help"), ()]
)
def test_what_only_tells_of_itself_imports_no_engine(arguments: tuple[str, ...]) -> None:
    _, modules = imported(*arguments)
    ours = {name for name in modules if name.partition(".")[0] == "qinjian"}
    assert {name for name in ours if not name.startswith("qinjian.engine.messages.")} <= LIGHT


def test_the_version_needs_no_models() -> None:
    code, modules = imported("--version")
    assert code == 0
    assert "pydantic" not in modules


def test_a_claim_is_checked_without_what_it_does_not_need() -> None:
    imported("check", "samples/claim.json")  # after which the rules are compiled
    code, modules = imported("check", "samples/claim.json")
    assert code == 1
    heavy = {
        "sqlglot", "duckdb", "pandas", "polars", "pyarrow", "yaml", "python_calamine", "xlsxwriter",
        "jinja2", "docxtpl", "docx", "lxml", "olefile", "cn2an", "openpyxl", "chinese_calendar", "qinjian.engine.answer.population",
        "numpy", "rich", "tomllib", "wcwidth", "qinjian.engine.config.load", "qinjian.engine.intake.sheets",
        "qinjian.engine.intake.records.forms", "qinjian.engine.intake.records.tabular",
        "qinjian.engine.intake.tables.columns", "qinjian.engine.intake.tables.forms",
        "qinjian.engine.intake.tables.layout", "qinjian.engine.intake.tables.rows",
        "qinjian.engine.intake.tables.table", "qinjian.engine.condition.check", "qinjian.engine.condition.parse",
        "qinjian.engine.condition.sql", "qinjian.engine.intake.files.dbf",
        "qinjian.engine.intake.files.parquet", "qinjian.engine.intake.files.scan",
        "qinjian.engine.intake.files.web", "qinjian.engine.mutation",
        "qinjian.engine.report.mapping", "qinjian.engine.rulebook.from_sources",
        "qinjian.engine.rulebook.lint", "qinjian.engine.run.columns", "qinjian.engine.yaml.strict",
        "concurrent.futures", "qinjian.engine.workers.pool",
    }  # fmt: skip
    assert not heavy & modules
