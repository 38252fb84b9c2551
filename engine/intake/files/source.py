"""From paths to files: folders walked, endings checked, doubles left out."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qinjian.engine.problems import Position, Problem

STANDARD_INPUT = "-"

FORMATS = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".xlsx": "workbook",
    ".xls": "workbook",
    ".ods": "workbook",
    ".xlsm": "workbook",
    ".xlsb": "workbook",
    ".et": "workbook",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
_REFUSED = (".xlsm", ".xlsb")  # opened only to say why they are not read
ENDINGS = ", ".join(ending for ending in FORMATS if ending not in _REFUSED)


@dataclass(frozen=True)
class Source:
    """A file to read. ``name`` is what the user called it; no ``path`` is standard input."""

    name: str
    path: Path | None
    format: str | None


def find(paths: Sequence[str]) -> Iterator[Source | Problem]:
    """List the files that ``paths`` mean, in order, each once.

    A path is a file, a folder or ``-``. A problem stands where a path leads nowhere; a file
    that comes again gives the notice ``file_twice``.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _one_path(given):
            if isinstance(found, Source):
                identity = STANDARD_INPUT if found.path is None else os.path.realpath(found.path)
                if identity in seen:
                    yield Problem("file_twice", Position(file=found.name))
                    continue
                seen.add(identity)
            yield found


def _one_path(given: str) -> Iterator[Source | Problem]:
    if given == STANDARD_INPUT:
        yield Source(STANDARD_INPUT, None, None)
        return
    name = _shown(given)
    path = Path(given)
    where = Position(file=name)
    if not given or not path.exists():
        yield Problem("file_missing", where)
    elif path.is_dir():
        yield from _folder(path, name)
    elif path.suffix.casefold() not in FORMATS:
        yield Problem("file_ending", where, {"endings": ENDINGS})
    elif not path.is_file():
        yield Problem("file_unreadable", where, {"reason": "not a regular file"})
    else:
        yield Source(name, path, FORMATS[path.suffix.casefold()])


def _folder(folder: Path, name: str) -> Iterator[Source | Problem]:
    """List the readable files in a folder by the code points of their paths in it."""
    problems: list[Problem] = []

    def failed(error: OSError) -> None:
        where = Position(file=_shown(str(error.filename)))
        problems.append(Problem("file_unreadable", where, {"reason": error.strerror}))

    members: list[Path] = []
    skipped: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=failed):
        folders[:] = [inner for inner in folders if not inner.startswith(".")]
        members += [Path(root, file) for file in files if _is_readable(file)]
        skipped += [Path(root, file) for file in files if _is_strange(file)]
    yield from problems
    if not members and not problems:
        yield Problem("folder_empty", Position(file=name), {"endings": ENDINGS})
    for relative in sorted(member.relative_to(folder).as_posix() for member in members):
        path = folder / relative
        shown = f"{name.rstrip('/')}/{_shown(relative)}"
        yield Source(shown, path, FORMATS[path.suffix.casefold()])
    for relative in sorted(member.relative_to(folder).as_posix() for member in skipped):
        yield Problem("file_skipped", Position(file=f"{name.rstrip('/')}/{_shown(relative)}"))


def _is_strange(file: str) -> bool:
    return not file.startswith((".", "~$")) and not _is_readable(file)


def _is_readable(file: str) -> bool:
    return not file.startswith((".", "~$")) and Path(file).suffix.casefold() in FORMATS


def _shown(path: str) -> str:
    """Write a path with slashes; bytes of a name that are no text become question marks."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
