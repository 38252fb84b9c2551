"""From paths to files: folders walked, archives opened, endings checked, doubles left out."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from qinjian.engine.intake.files.inputs import (
    ARCHIVE,
    ENDINGS,
    FORMATS,
    STANDARD_INPUT,
    Source,
    ending_of,
    is_passed_over,
    shown_path,
)
from qinjian.engine.intake.files.others import Others, other_kind
from qinjian.engine.intake.files.zipped import members
from qinjian.engine.messages.problems import Position, Problem

__all__ = ["ENDINGS", "FORMATS", "STANDARD_INPUT", "Source", "find"]


def find(paths: Sequence[str]) -> Iterator[Source | Problem]:
    """List the files that ``paths`` mean, in order, each once.

    A path is a file, a folder or ``-``. A problem stands where a path leads nowhere; a file
    that comes again gives the notice ``file_twice``. An archive is followed by the files in it,
    which have to be read before the next one is asked for. Files that are no tables are told
    last, a line for each kind.
    """
    seen: set[str] = set()
    others = Others()
    for given in paths:
        for found in _one_path(given, others):
            if not isinstance(found, Source):
                yield found
                continue
            identity = STANDARD_INPUT if found.path is None else os.path.realpath(found.path)
            if identity in seen:
                yield Problem("file_twice", Position(file=found.name))
                continue
            seen.add(identity)
            yield from members(found, others) if found.format == ARCHIVE else (found,)
    yield from others.problems()


def _one_path(given: str, others: Others) -> Iterator[Source | Problem]:
    if given == STANDARD_INPUT:
        yield Source(STANDARD_INPUT, None, None)
        return
    name = shown_path(given)
    path = Path(given)
    where = Position(file=name)
    format_ = FORMATS.get(ending_of(given))
    # pathlib raises where a name is longer than any file's can be
    if not given or not os.path.exists(given):  # noqa: PTH110
        yield Problem("file_missing", where)
    elif path.is_dir():
        yield from _folder(path, name, others)
    elif format_ is None and other_kind(given) is None:
        yield Problem("file_ending", where, {"endings": ENDINGS})
    elif not path.is_file():
        yield Problem("file_unreadable", where, {"reason": "not a regular file"})
    elif format_ is None:
        others.add(name)
    else:
        yield Source(name, path, format_)


def _folder(folder: Path, name: str, others: Others) -> Iterator[Source | Problem]:
    """List the readable files in a folder by the code points of their paths in it."""
    problems: list[Problem] = []

    def failed(error: OSError) -> None:
        where = Position(file=shown_path(str(error.filename)))
        problems.append(Problem("file_unreadable", where, {"reason": error.strerror}))

    files: list[str] = []
    for root, folders, names in os.walk(folder, onerror=failed):
        folders[:] = [inner for inner in folders if not inner.startswith(".")]
        inside = (Path(root, file) for file in names if not is_passed_over(file))
        files += [path.relative_to(folder).as_posix() for path in inside]
    yield from problems
    told = any(ending_of(file) in FORMATS or other_kind(file) for file in files)
    if not told and not problems:
        yield Problem("folder_empty", Position(file=name), {"endings": ENDINGS})
    for relative in sorted(files):
        shown = f"{name.rstrip('/')}/{shown_path(relative)}"
        format_ = FORMATS.get(ending_of(relative))
        if format_ is None:
            others.add(shown)
        else:
            yield Source(shown, folder / relative, format_, walked=True)
