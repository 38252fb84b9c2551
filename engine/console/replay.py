"""The command that does a run again, as a shell takes it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence


def replay(command: str, paths: Sequence[str], given: Mapping[str, object]) -> str:
    """Write a command of ``qinjian`` with what was given of it.

    ``given`` are values by their options: nothing for None, the option alone for True, its
    opposite for False, the option again for each of several.
    """
    words = [word for option, value in given.items() for word in _words(option, value)]
    return shlex.join(["qinjian", command, *paths, *words])


def _words(option: str, value: object) -> Iterator[str]:
    match value:
        case None:
            return
        case True:
            yield option
        case False:
            yield f"--no-{option.removeprefix('--')}"
        case list() | tuple():
            for one in value:
                yield from (option, str(one))
        case _:
            yield from (option, str(value))
