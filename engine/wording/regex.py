"""Regular expressions that are compiled when they are first used.

There are some four hundred in the package, and a run of few records uses some dozens.
"""

import re
from typing import Any, AnyStr, cast

_ANSWERS = (
    "match", "fullmatch", "search", "split", "findall", "finditer", "sub", "subn",
    "pattern", "flags", "groups", "groupindex",
)  # fmt: skip


class _Late:
    """Stands for a regular expression; once it was asked anything, it answers as that does."""

    def __init__(self, written: str | bytes, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the expression, and keep all that can be asked of it.

        Raises:
            re.error: it is none.
        """
        compiled = re.compile(self._written, self._flags)
        self.__dict__.update((answer, getattr(compiled, answer)) for answer in _ANSWERS)
        return getattr(compiled, name)


def regex(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression to be kept in a module, as ``re.compile`` does.

    What is wrong with it is told when it is first used. It is asked by its own methods; the
    functions of ``re`` do not take it.
    """
    return cast("re.Pattern[AnyStr]", _Late(written, flags))
