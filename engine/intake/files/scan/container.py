"""The OLE container that an XLS workbook is, and that a password makes of any other."""

from dataclasses import dataclass
from typing import BinaryIO

import olefile

from qinjian.engine.intake.files.scan.limits import RefusedError, broken

_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_ENTRY = 128
"""The size of an entry in the directory; the reader fails on one that is cut."""
_SUMMARY = "\x05SummaryInformation"
_MACROS = {"_vba_project_cur", "_vba_project"}


def is_container(stream: BinaryIO) -> bool:
    """Say whether a file begins like an OLE container."""
    stream.seek(0)
    start = stream.read(len(_MAGIC))
    stream.seek(0)
    return start == _MAGIC


def protected(stream: BinaryIO) -> bool:
    """Say whether a container holds a workbook that a password protects."""
    with olefile.OleFileIO(stream) as container:
        return bool(container.exists("EncryptedPackage"))


@dataclass(frozen=True)
class Workbook:
    """The stream of records of an XLS workbook, its name, and whether its author is described."""

    stream: bytes
    name: str
    described: bool


def workbook(stream: BinaryIO) -> Workbook:
    """Find an XLS workbook in its container.

    Raises:
        RefusedError: ``workbook_broken``, ``workbook_macros``, ``workbook_password``.
    """
    with olefile.OleFileIO(stream) as container:
        if container.exists("EncryptedPackage"):
            raise RefusedError("workbook_password")
        if len(container.directory_fp.getvalue()) % _ENTRY:
            raise broken()
        # By name only, as the reader looks: it takes the first of a name, in whatever storage.
        entries: dict[str, olefile.olefile.OleDirectoryEntry] = {}
        for entry in container.direntries:
            if entry is not None:
                entries.setdefault(entry.name, entry)
        if any(name.lower() in _MACROS for name in entries):
            raise RefusedError("workbook_macros")
        chosen = entries.get("Workbook") or entries.get("Book")
        if chosen is None or chosen is not container.root.kids_dict.get(chosen.name.lower()):
            raise broken()
        records = container.openstream(chosen.name).getvalue()
        return Workbook(records, chosen.name, _SUMMARY in entries)


def replace(stream: BinaryIO, name: str, records: bytes) -> None:
    """Put other records of the same length into a container."""
    with olefile.OleFileIO(stream, write_mode=True) as container:
        container.write_stream(name, records)
