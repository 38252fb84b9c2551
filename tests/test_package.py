"""What is in the package, and that the house has its floors."""

import ast
import subprocess
import tomllib
from pathlib import Path

from tests.each import try_each

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted([*ROOT.glob("engine/**/*.py"), *ROOT.glob("schemas/**/*.py"), ROOT / "cli.py"])


def test_every_package_is_named() -> None:
    """A sub-package that is not listed is missing once installed."""
    folders = {
        "qinjian." + path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for part in ("engine", "schemas", "rules")
        for path in (ROOT / part).rglob("__init__.py")
    }
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == folders | {"qinjian"}


def test_the_top_level_is_what_was_agreed() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    names = {path.split("/")[0] for path in tracked if path} or {
        path.name for path in ROOT.iterdir()
    }
    assert {"rules", "engine", "schemas", "samples", "cli.py", "tests"} <= names
    if any(tracked):
        assert names == {
            "rules", "engine", "schemas", "samples", "cli.py", "tests", "docs", ".ci",
            ".gitignore", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md",
            "CONTRIBUTING.md",
        }  # fmt: skip


FLOORS = {
    "qinjian.schemas": 1,
    "qinjian.engine.wording": 1.1, "qinjian.engine.messages": 1.1, "qinjian.engine.wording.text": 1.1,
    "qinjian.engine.messages.problems": 1.2, "qinjian.engine.console.exit_codes": 1.2, "qinjian.engine.console.choices": 1.25, "qinjian.engine.yaml.document": 1.25, "qinjian.engine.yaml.strict": 1.3,
    "qinjian.engine.version": 1.1, "qinjian.engine.console.emit": 1.35, "qinjian.engine.console.ending": 1.36,
    "qinjian.engine.texts.beginnings": 1.1, "qinjian.engine.compiled": 1.3,
    "qinjian.engine.console.terminal": 1.3, "qinjian.engine.console.options": 1.3, "qinjian.engine.scratch": 1.3,
    "qinjian.engine.answer.judgements": 1.3, "qinjian.engine.yaml.file": 1.4, "qinjian.engine.answer.spool": 1.4,
    "qinjian.engine.texts": 1.5,
    "qinjian.engine.condition": 2,
    "qinjian.engine.intake.data_files": 1.6, "qinjian.engine.intake.pause": 1.6,
    "qinjian.engine.intake.files": 1.7,
    "qinjian.engine.intake.values": 1.8, "qinjian.engine.intake.units": 1.9,  # names that conditions compare
    "qinjian.engine.intake.tables": 2.4, "qinjian.engine.intake.model": 2.4,
    "qinjian.engine.intake.records": 2.5, "qinjian.engine.intake.formats": 2.6,
    "qinjian.engine.intake.sheets": 2.65, "qinjian.engine.intake.batches": 2.7, "qinjian.engine.intake.neighbours": 2.7, "qinjian.engine.intake.given": 2.7,
    "qinjian.engine.intake.file_read": 2.75, "qinjian.engine.intake.reader": 2.8, "qinjian.engine.intake.survey": 2.85,
    "qinjian.engine.intake": 2.9,  # its door
    "qinjian.engine.wording.labels": 2.95, "qinjian.engine.answer.subjects": 2.95,
    "qinjian.engine.once": 2.95,
    "qinjian.engine.rulebook": 3, "qinjian.engine.answer.things": 3.5,
    "qinjian.engine.run": 4,
    "qinjian.engine.mutation": 4.5, "qinjian.engine.report": 4.5,
    "qinjian.engine.answer.at_issue": 1.1, "qinjian.engine.page": 4.5,
    "qinjian.engine.answer.summary": 4.6, "qinjian.engine.answer.lacking": 4.6,
    "qinjian.engine.config": 4.65, "qinjian.engine.answer.leads": 4.65, "qinjian.engine.answer.kept_records": 4.7, "qinjian.engine.answer.collect": 4.7, "qinjian.engine.answer.in_columns": 4.75, "qinjian.engine.answer.selection": 4.75, "qinjian.engine.answer.settings": 4.8,
    "qinjian.engine.answer.population": 4.85, "qinjian.engine.ledger": 4.9, "qinjian.engine.papers": 4.95, "qinjian.engine.profile": 4.9, "qinjian.engine.sampling": 4.9,
    "qinjian.engine.workers": 4.9, "qinjian.engine.checking": 5, "qinjian.engine.console.rule_commands": 5, "qinjian.engine.console.advice_commands": 5,
    "qinjian.engine.console.ledger_commands": 5, "qinjian.engine.console.check_command": 5, "qinjian.engine.console.outputs": 4.95, "qinjian.engine.console.coloured": 4.9, "qinjian.engine.console": 1,
    "qinjian.engine.live": 5.5, "qinjian.engine.console.stream_command": 5.8,
    "qinjian.engine.library": 6, "qinjian.cli": 6,
}  # fmt: skip


def floor(module: str) -> float:
    found = [name for name in FLOORS if module == name or module.startswith(name + ".")]
    assert found, f"{module} has no floor"
    return FLOORS[max(found, key=len)]


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qinjian"):
            module = str(node.module)
            inner = [f"{module}.{alias.name}" for alias in node.names]
            known = {name for name in inner if (ROOT / _file(name)).exists()}
            names |= known or {module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith("qinjian")}
    return names - {"qinjian.rules", "qinjian.engine"}


def _file(module: str) -> str:
    return module.removeprefix("qinjian.").replace(".", "/") + ".py"


def _imports_from_below(path: Path) -> None:
    own = "qinjian." + path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    own = own.removesuffix(".__init__")
    if own == "qinjian.engine":
        return
    for module in imports(path):
        assert floor(module) <= floor(own), f"{own} imports {module}"


def test_data_goes_one_way() -> None:
    """No module imports from a floor above its own."""
    assert try_each(_imports_from_below, ((path,) for path in MODULES)) > 440


def _can_be_read_in_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_a_module_can_be_read_in_a_sitting() -> None:
    assert try_each(_can_be_read_in_a_sitting, ((path,) for path in MODULES)) > 440
