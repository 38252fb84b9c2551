"""The transcripts of the README and the manual: run the commands and compare, or write them anew.

``python -m tests.readme`` runs the commands of every block of kind ``console``, and puts what they
print under them; with names of files it does so for these alone. Review the difference before you
commit it. The commands of a page run one after another in a folder of their own, in which
``samples`` is a copy, so that one may read what another wrote. A comment ``<!-- run: … -->`` is a
step between them that a reader does by hand, such as entering a verdict into a ledger.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.warm import CLIENT, server

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ENGLISH = ROOT / "docs"
CHINESE = ENGLISH / "zh"

_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)|<!-- run: (.*?) -->", re.DOTALL)
_NOT_RUN = "python3 -m venv "
"""How the lines begin that install: ``.ci/run`` runs those."""

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


STARTED = 'qinjian() { "$PYTHON" -c "$MAIN" "$ROOT" "$@"; }'
FORKED = 'qinjian() { "$PYTHON" -I -S "$CLIENT" "$SERVER" "$ROOT" "$@"; }'
"""What ``qinjian`` is in a script: a process that is started, or one that is forked from a warm one."""


def code(first: str = "") -> str:
    """Return the code of the command; ``first`` is done in its process beforehand."""
    return MAIN.removesuffix("main()\n") + first + "\nmain()\n"


def pages() -> list[Path]:
    """List the README and the pages of the manual that show commands."""
    found = [README, *sorted(ENGLISH.glob("*.md")), *sorted(CHINESE.glob("*.md"))]
    return [path for path in found if "```console\n" in path.read_text(encoding="utf-8")]


def shell(
    script: str, stdin: str = "", folder: Path = ROOT, *, started: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a script of bash in a folder, with ``qinjian`` as a command."""
    environment = {
        **os.environ, "MAIN": MAIN, "PYTHON": sys.executable, "ROOT": str(ROOT),
        "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1",
    }  # fmt: skip
    if not started:
        environment |= {"CLIENT": str(CLIENT), "SERVER": server()}
    script = f"{STARTED if started else FORKED}\n{script}"
    return subprocess.run(
        ["bash", "-c", script], input=stdin, capture_output=True, text=True, check=False,
        env=environment, cwd=folder,
    )  # fmt: skip


def commands(text: str) -> Iterator[tuple[str, str]]:
    """List the commands of a page and what stands under each."""
    for block, _ in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def printed(command: str, folder: Path = ROOT, *, started: bool = False) -> str:
    """Return what a command prints, standard output before standard error."""
    result = shell(command, folder=folder, started=started)
    text = result.stdout + result.stderr
    return text if text.endswith("\n") or not text else text + "\n"


def rewritten(text: str, *, started: bool = False) -> str:
    """Return a page with the output of its commands as it is now.

    They are forked from a warm process unless each shall be ``started``.
    """
    with TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(ROOT / "samples", folder / "samples")

        def block(match: re.Match[str]) -> str:
            if match[2] is not None:
                step = shell(f'(cd "$ROOT" && FOLDER="{folder}" && {match[2]})')
                assert step.returncode == 0, step.stderr
                return match[0]
            parts = re.split(r"^\$ ", match[0], flags=re.MULTILINE)
            for index, part in enumerate(parts[1:], start=1):
                command = part.partition("\n")[0]
                if not command.startswith(_NOT_RUN):
                    parts[index] = f"{command}\n{printed(command, folder, started=started)}"
            return "$ ".join(parts)

        return _BLOCK.sub(block, text)


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else pages():
        text = rewritten(path.read_text(encoding="utf-8"), started=path == README)
        path.write_text(text, encoding="utf-8")
