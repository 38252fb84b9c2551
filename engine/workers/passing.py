"""How what came of a task goes from one process of a run to the other: by a file in its folder.

Nothing is read back but what a process of the run wrote there. Rules are named by their ids: each
process has its own, of the same rulebook.
"""

import os
import pickle
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from qinjian.engine.intake.pause import collection_paused
from qinjian.engine.once.held import Pickler
from qinjian.engine.rulebook.book import Rulebook
from qinjian.engine.rulebook.parts import CompiledRule
from qinjian.engine.scratch import temporary_files


class _Pickler(Pickler):
    def persistent_id(self, one: Any) -> str | None:
        """Name a rule in place of writing it."""
        return one.rule.id if isinstance(one, CompiledRule) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, stream: BinaryIO, rules: Mapping[str, CompiledRule]) -> None:
        super().__init__(stream)
        self._rules = rules

    def persistent_load(self, name: str) -> CompiledRule:
        """Return the rule of an id."""
        return self._rules[name]


def write_answer(answer: object, folder: Path) -> Path:
    """Write what came of a task to a new file in a folder, and return that.

    Raises:
        QinjianError: ``temporary_full``.
    """
    with temporary_files():
        descriptor, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(descriptor, "wb") as stream:
            _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(answer)
    return Path(name)


def read_answer(file: Path, book: Rulebook) -> Any:
    """Read what came of a task, and let go of its file.

    Raises:
        QinjianError: ``temporary_full``.
    """
    rules = {one.rule.id: one for one in book.rules}
    with temporary_files(), file.open("rb") as stream, collection_paused():
        answer = _Unpickler(stream, rules).load()
    file.unlink()
    return answer
