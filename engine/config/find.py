"""Where configurations stand: the user's own, and those in or above what is checked.

The file ``qinjian.toml`` of the working folder is the user's own choice. What stands in or above
the inputs comes from those who are checked: it is named, and obeyed only where it is trusted. So is
the file of a working folder that is itself an input or lies in one.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from qinjian.engine.console.choices import CONFIG
from qinjian.engine.intake.files.inputs import STANDARD_INPUT, shown_path


def own_config(inputs: Sequence[str]) -> Path | None:
    """Return the configuration of the working folder, None if there is none or it is an input's."""
    here = os.path.realpath(os.curdir)
    folders = [os.path.realpath(one) for one in _paths(inputs) if _is_folder(one)]
    if any(_lies_in(here, folder) for folder in folders):
        return None
    return Path(CONFIG) if _is_there(CONFIG) else None


def configs_of_inputs(inputs: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """List the configurations in or above the inputs, each once, with the name to show."""
    told: set[str] = set()
    for given in _paths(inputs):
        path, is_folder = Path(given), _is_folder(given)
        above = _above(path if is_folder else path.parent)
        for found in (*above, *(_within(path) if is_folder else ())):
            identity = os.path.realpath(found)
            if identity not in told:
                told.add(identity)
                shown = str(found) if path.is_absolute() else os.path.relpath(found)
                yield found, shown_path(shown)


def _paths(inputs: Sequence[str]) -> list[str]:
    return [one for one in inputs if one and one != STANDARD_INPUT and "\0" not in one]


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - never raises, whatever the path


def _is_there(path: str | Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - never raises, whatever the path


def _lies_in(inner: str, outer: str) -> bool:
    return Path(inner).is_relative_to(outer)


def _within(folder: Path) -> Iterator[Path]:
    """List those in a folder and below; hidden folders are passed over, as for records."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        if CONFIG in names:
            yield Path(root, CONFIG)


def _above(folder: Path) -> list[Path]:
    """List those above a folder, the topmost first.

    The way up ends with the home folder or one that has ``.git``, and before the root of the file
    system and a folder of another owner.
    """
    found: list[Path] = []
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() may raise
    here = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are written
    while here != here.parent and _is_own(here):
        if _is_there(here / CONFIG):
            found.append(here / CONFIG)
        if _is_there(here / ".git") or os.path.realpath(here) == home:
            break
        here = here.parent
    return found[::-1]


def _is_own(folder: Path) -> bool:
    """Tell whether a folder belongs to who runs the check, where the system knows of owners."""
    try:
        return not hasattr(os, "geteuid") or folder.stat().st_uid == os.geteuid()
    except OSError:
        return False
