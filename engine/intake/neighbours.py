"""The year of days that name none, from the tables that stand beside: of the file, of its folder.

A register of one year leaves the year out (3月6日) where another table of the same workbook or
folder has it. Only files that are read anyhow are looked at.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from qinjian.engine.intake.files.inputs import ARCHIVE, FORMATS, Source, ending_of, is_passed_over
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.formats import TABLE_FORMATS, OpenTable, tables
from qinjian.engine.intake.model import FileTally
from qinjian.engine.intake.tables.years import agreed, years_of_days
from qinjian.engine.messages.problems import Problem, QinjianError

_ROWS = 100
"""So many rows of each table are looked at."""
_MOST_FILES = 200
"""In a folder of more files no year is looked for."""


@dataclass
class YearsBeside:
    """Tells the year that files and folders agree on; each is looked at once, where it is asked."""

    _files: dict[Path, Counter[int]] = field(default_factory=dict)
    _folders: dict[Path, int | None] = field(default_factory=dict)

    def of(self, source: Source) -> int | None:
        """Return the year of the other tables of a file, else of the other files of its folder."""
        if source.path is None:
            return None
        own = agreed(self._of_file(source.path))
        return own if own is not None or not source.walked else self._of_folder(source.path.parent)

    def _of_folder(self, folder: Path) -> int | None:
        if folder not in self._folders:
            files = [path for path in sorted(folder.iterdir()) if not is_passed_over(path.name)]
            counts = [self._of_file(path) for path in files] if len(files) <= _MOST_FILES else []
            self._folders[folder] = agreed(sum(counts, Counter()))
        return self._folders[folder]

    def _of_file(self, path: Path) -> Counter[int]:
        if path not in self._files:
            self._files[path] = years_of_days(_first_rows(path))
        return self._files[path]


def _first_rows(path: Path) -> Iterator[list[str]]:
    """List the first rows of each table of a file, nothing more of one that cannot be read."""
    format_ = FORMATS.get(ending_of(path.name))
    if format_ not in TABLE_FORMATS - {ARCHIVE} or not path.is_file():
        return
    try:
        copy = snapshot(Source(path.name, path, format_), None)
        with copy.stream:
            for found in tables(copy.stream, str(format_), FileTally(path.name)):
                rows = islice(found.rows, _ROWS) if isinstance(found, OpenTable) else ()
                yield from (list(row[1]) for row in rows if not isinstance(row[1], Problem))
    except QinjianError:
        return
