"""The folder in which compiled rules wait for the next run.

It is ours alone: what others may write to is neither read nor written. Nothing here is ever told:
without the folder all works as well, only slower.
"""

import contextlib
import os
import stat
import sys
from pathlib import Path

MOST_FILES = 8
"""Files that are kept; those that were not used for the longest time go."""

_ENDING = ".rules"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_UNFOLLOWED = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def folder() -> Path | None:
    """Return where the folder is, whether it is there or not; None where nobody has a home."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117 - a path that is not absolute is to be passed over
        try:
            base = str(Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache"))
        except RuntimeError:
            return None
    return Path(base) / "qinjian"


def read(name: str) -> bytes | None:
    """Return the content of a file; None if there is none, or one that is not ours alone."""
    where = folder()
    if where is None or not _is_ours(where):
        return None
    path = where / f"{name}{_ENDING}"
    try:
        descriptor = os.open(path, os.O_RDONLY | _UNFOLLOWED)
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode) or not _only_ours(status):
                return None
            content = stream.read()
        os.utime(path)  # it was used
    except OSError:
        return None
    return content


def write(name: str, content: bytes) -> None:
    """Keep a file, whole or not at all."""
    where = folder()
    if where is None:
        return
    with contextlib.suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(where):
            _write_whole(where / f"{name}{_ENDING}", content)
            _let_go(where)


def _write_whole(path: Path, content: bytes) -> None:
    # Its name is known before it is there: a signal that comes while it is made finds it too.
    part = path.with_name(f"{os.urandom(8).hex()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _UNFOLLOWED, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _let_go(where: Path) -> None:
    """Remove what was not used for the longest time, and what a run that was killed left."""
    files = sorted(where.iterdir(), key=lambda path: path.lstat().st_mtime, reverse=True)
    kept = [path for path in files if path.suffix == _ENDING]
    parts = [path for path in files if path.suffix == ".part"]
    for path in (*kept[MOST_FILES:], *parts[MOST_FILES:]):
        path.unlink(missing_ok=True)


def _is_ours(where: Path) -> bool:
    try:
        status = where.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _only_ours(status)


def _only_ours(status: os.stat_result) -> bool:
    """Tell whether something is ours, and nobody else may touch it."""
    if not hasattr(os, "geteuid"):  # Windows keeps the folder of a user from others by itself
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS
