"""Finding compiled rules that were made of what is there now: beside the rules, or in the cache."""

from collections.abc import Sequence
from pathlib import Path

from qinjian.engine.compiled import cache
from qinjian.engine.compiled.sources import BUILT_IN, Sources, sources_of
from qinjian.engine.compiled.stored import Stored, UnfitError, written

PACKAGED = BUILT_IN / "compiled.rules"
"""The file that comes with the package; a checkout has none, or one that may be out of date."""

_MOST_OPEN = 4
_open: dict[str, Stored] = {}
_first: list[Stored | None] = []


def find(sources: Sources | None, *, own: bool = False) -> Stored | None:
    """Return what was compiled of sources, if it was; ``own`` are those with somebody's own rules.

    What comes with the package was checked when it was built, whatever versions are here.
    """
    if sources is None:
        return None
    found = _open.get(sources.name)
    if found is None:
        found = (None if own else _packaged(sources)) or _kept(sources)
        if found is not None:
            _open[sources.name] = found
            for name in list(_open)[:-_MOST_OPEN]:
                del _open[name]
    if not own and not _first:
        _first.append(found)
    return found


def keep(sources: Sources | None, folders: Sequence[Path], parts: dict[str, str]) -> None:
    """Keep what was compiled for the next run, unless its sources have changed meanwhile."""
    if sources is not None and sources_of(folders) == sources:
        cache.write(sources.name, written(sources, parts))


def built_in() -> Stored | None:
    """Return what was compiled of the built-in rules, for what is read once in a process."""
    if not _first:
        find(sources_of())
    return _first[0] if _first else None


def _packaged(sources: Sources) -> Stored | None:
    try:
        found = Stored(PACKAGED.read_bytes())
    except (OSError, UnfitError):
        return None
    return found if found.sources.files == sources.files else None


def _kept(sources: Sources) -> Stored | None:
    content = cache.read(sources.name)
    if content is None:
        return None
    try:
        found = Stored(content)
    except UnfitError:
        return None
    return found if found.sources == sources else None
