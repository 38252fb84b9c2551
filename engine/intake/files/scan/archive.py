"""The ZIP archive that an XLSX or ODS workbook is."""

import zipfile
from collections.abc import Iterator
from copy import copy
from typing import BinaryIO

from qinjian.engine.intake.files.scan.limits import MAX_BYTES, RefusedError, broken, large

MAX_MEMBERS = 10_000
_CHUNK = 1 << 18
_ALL = 1 << 62
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The members of an archive, inflated piece by piece and counted on the way.

    Names are compared as the reader does, without regard to case and the kind of slash.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(stream)
        members = self._archive.infolist()
        if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_BYTES:
            raise large()
        self._members = {_plain(member.filename): member for member in members}
        if len(self._members) < len(members):
            raise broken()
        self._inflated = 0

    def names(self) -> Iterator[str]:
        """List the names of the members, in small letters."""
        return iter(self._members)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def chunks(self, name: str) -> Iterator[bytes]:
        """Inflate a member.

        The sizes in the directory are not believed: what comes out is counted.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``, ``workbook_password``.
        """
        stated = self._members.get(_plain(name))
        if stated is None or stated.compress_type not in _METHODS:
            raise broken()
        if stated.flag_bits & _ENCRYPTED:
            raise RefusedError("workbook_password")
        member = copy(stated)
        member.file_size = _ALL
        size = 0
        with self._archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                self._inflated += len(chunk)
                if self._inflated > MAX_BYTES:
                    raise large()
                yield chunk
        if size != stated.file_size:
            raise broken()


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()
