"""The transcripts of the READMEs: run the commands and compare, or write them anew.

``python -m tests.readme`` runs every command that stands behind ``$ qinjian`` in a block of
kind ``console`` and puts what it prints under it. Review the difference before you commit it.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = (ROOT / "README.md", ROOT / "docs" / "README.zh-CN.md")

_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
MAIN = """
import importlib.util, sys, types
if importlib.util.find_spec("qinjian") is None:
    root = types.ModuleType("qinjian")
    root.__path__ = [sys.argv[1]]
    sys.modules["qinjian"] = root
del sys.argv[1]
from qinjian.cli import main
main()
"""


def shell(script: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script of bash in the root of the repository, with ``qinjian`` as a command."""
    environment = {
        **os.environ, "MAIN": MAIN, "PYTHON": sys.executable, "ROOT": str(ROOT),
        "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1",
    }  # fmt: skip
    script = 'qinjian() { "$PYTHON" -c "$MAIN" "$ROOT" "$@"; }\n' + script
    return subprocess.run(
        ["bash", "-c", script], input=stdin, capture_output=True, text=True, check=False,
        env=environment, cwd=ROOT,
    )  # fmt: skip


def commands(text: str) -> Iterator[tuple[str, str]]:
    """List the commands of a README and what stands under each."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def printed(command: str) -> str:
    """Return what a command prints, standard output before standard error."""
    result = shell(command)
    text = result.stdout + result.stderr
    return text if text.endswith("\n") or not text else text + "\n"


def rewritten(text: str) -> str:
    """Return a README with the output of its commands as it is now."""

    def block(match: re.Match[str]) -> str:
        parts = re.split(r"^\$ ", match[0], flags=re.MULTILINE)
        for index, part in enumerate(parts[1:], start=1):
            command = part.partition("\n")[0]
            if command.startswith("qinjian "):
                parts[index] = f"{command}\n{printed(command)}"
        return "$ ".join(parts)

    return _BLOCK.sub(block, text)


if __name__ == "__main__":
    for path in FILES:
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
