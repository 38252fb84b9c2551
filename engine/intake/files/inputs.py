"""What a file to read is: its name, how its bytes are reached, and its format by its ending."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from qinjian.engine.console.choices import CONFIG

STANDARD_INPUT = "-"
ARCHIVE = "archive"

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
    ".dbf": "dbf",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".html": "page",
    ".htm": "page",
    ".mht": "page",
    ".mhtml": "page",
    ".zip": ARCHIVE,
}
_REFUSED = (".xlsm", ".xlsb")  # opened only to say why they are not read
ENDINGS = ", ".join(ending for ending in FORMATS if ending not in _REFUSED)

# A configuration is looked for elsewhere, and is no record.
_OF_NO_RECORDS = frozenset({"thumbs.db", "desktop.ini", CONFIG})


class Readable(Protocol):
    """Bytes that are read from first to last."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, none at the end."""


@dataclass(frozen=True)
class Source:
    """A file to read. ``name`` is what the user called it; no ``path`` is standard input.

    A member of an archive has no path either: ``member`` begins to unpack it. ``walked`` says that
    the folder of the file is read, too.
    """

    name: str
    path: Path | None
    format: str | None
    member: Callable[[], Readable] | None = field(default=None, compare=False)
    walked: bool = False


def ending_of(name: str) -> str:
    """Return the ending of a name, in small letters and with its dot; empty if it has none."""
    return Path(name).suffix.casefold()


def is_passed_over(name: str) -> bool:
    """Tell whether a file is hidden, a lock of an office program, of the system or our own."""
    return name.startswith((".", "~$")) or name.casefold() in _OF_NO_RECORDS


def shown_path(path: str) -> str:
    """Write a path with slashes; bytes of a name that are no text become question marks."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
