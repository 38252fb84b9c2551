"""A ZIP archive of tables: its members as files, unpacked one at a time and never by their names.

Nothing that the archive says of itself is believed. Members may not overlap, and what comes out is
counted over the whole archive while it is read, so that a small file cannot become a large one.
"""

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO, cast

from qinjian.engine.intake.files.inputs import (
    ARCHIVE,
    FORMATS,
    Readable,
    Source,
    ending_of,
    is_passed_over,
)
from qinjian.engine.intake.files.others import FEW, Others
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.messages.problems import Position, Problem, QinjianError

MAX_MEMBERS = 10_000
MAX_BYTES = 1_000_000_000
"""The bytes of all members of an archive together, when unpacked."""
MAX_RATIO = 200
"""How many times its packed size a member may unpack to; tables of text come to 50."""
SMALL = 50_000_000
"""Bytes of all members together up to which no ratio is asked for."""
MAX_DIRECTORY = 4_000_000
"""The bytes of the list of members."""
MAX_NAME = 200

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _UTF_8 = 1, 0x800
_LOCAL_HEADER = 30
_ALL = 1 << 62
_WIDE = "\u0800"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, OverflowError,
)  # fmt: skip


def members(source: Source, others: Others) -> Iterator[Source | Problem]:
    """List an archive itself, for its tally, and the files in it in the order of their names.

    Members that are no tables are added to ``others``, archives in the archive among them. A member
    can be read until the next one is asked for.
    """
    try:
        whole = snapshot(source, None)
    except QinjianError as error:
        yield from error.problems
        return
    with whole.stream:
        yield replace(source, member=partial(_again, whole.stream))
        try:
            archive = _Archive.of(whole.stream, source.name)
        except QinjianError as error:
            yield from error.problems
            return
        yield from archive.files(others)


def _again(stream: BinaryIO) -> BinaryIO:
    stream.seek(0)
    return stream


@dataclass
class _Archive:
    """The members of an archive by the names that are shown."""

    name: str
    archive: zipfile.ZipFile
    listed: dict[str, zipfile.ZipInfo]
    unpacked: int = 0
    _locked: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, stream: BinaryIO, name: str) -> "_Archive":
        """Read the list of members.

        Raises:
            QinjianError: ``archive_broken``, ``archive_large``.
        """
        where = Position(file=name)
        with _damage(where):
            archive = zipfile.ZipFile(cast("BinaryIO", _Bounded(stream, where)))
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_MEMBERS:
                raise _large(where)
            _refuse_overlaps(infos, archive.start_dir, where)
        return cls(name, archive, _named(infos))

    def files(self, others: Others) -> Iterator[Source | Problem]:
        """List the members that are tables; tell of those that a password locks."""
        told = False
        for inner, info in sorted(self.listed.items()):
            name = f"{self.name}/{inner}"
            format_ = FORMATS.get(ending_of(inner))
            told = True
            if format_ in (None, ARCHIVE):
                others.add(name)
            elif info.flag_bits & _ENCRYPTED:
                self._locked.append(inner)
            else:
                yield Source(name, None, format_, partial(self._opened, info, name))
        where = Position(file=self.name)
        if self._locked:
            values: dict[str, object] = {
                "count": len(self._locked),
                "names": ", ".join(self._locked[:FEW]) + (" …" if self._locked[FEW:] else ""),
            }
            yield Problem("members_locked", where, values)
        if not told:
            yield Problem("archive_empty", where)

    def _opened(self, info: zipfile.ZipInfo, name: str) -> Readable:
        return _Member(self, info, Position(file=name))


class _Member:
    """A member as it is unpacked.

    Raises:
        QinjianError: ``archive_broken``, ``archive_large``.
    """

    def __init__(self, archive: _Archive, info: zipfile.ZipInfo, where: Position) -> None:
        self._archive, self._info, self._where = archive, info, where
        self._size = 0
        # The size that the directory states is not believed; the checksum is held against all.
        all_of_it = copy(info)
        all_of_it.file_size = _ALL
        if info.compress_type not in _METHODS:  # these could unpack without any bound
            raise QinjianError(Problem("archive_broken", where))
        with _damage(where):
            self._part = archive.archive.open(all_of_it)

    def read(self, size: int, /) -> bytes:
        """Unpack some more."""
        with _damage(self._where):
            chunk = self._part.read(size)
        self._size += len(chunk)
        self._archive.unpacked += len(chunk)
        packed = max(self._info.compress_size, 1)
        beyond = self._archive.unpacked > SMALL and self._size > MAX_RATIO * packed
        if beyond or self._archive.unpacked > MAX_BYTES:
            raise _large(self._where)
        if not chunk and self._size != self._info.file_size:
            raise QinjianError(Problem("archive_broken", self._where))
        return chunk


class _Bounded:
    """The bytes of an archive, of which no more than a list of members is read at once."""

    def __init__(self, stream: BinaryIO, where: Position) -> None:
        self._stream, self._where = stream, where
        self.tell, self.seekable = stream.tell, stream.seekable

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._stream.seek(offset, whence)
        except ValueError as error:  # bytes in memory say so, and the library looks for the other
            raise OSError(str(error)) from None

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise _large(self._where)
        return self._stream.read(size)


def _large(where: Position) -> QinjianError:
    return QinjianError(Problem("archive_large", where))


@contextmanager
def _damage(where: Position) -> Iterator[None]:
    """Turn what damaged archives raise into a problem."""
    try:
        yield
    except _DAMAGED:
        raise QinjianError(Problem("archive_broken", where)) from None


def _refuse_overlaps(infos: list[zipfile.ZipInfo], end: int, where: Position) -> None:
    """Refuse members that share bytes: so a few kilobytes are made to unpack without end.

    Raises:
        QinjianError: ``archive_broken``.
    """
    ordered = sorted(infos, key=lambda info: info.header_offset)
    following = [*(info.header_offset for info in ordered), end][1:]
    for info, after in zip(ordered, following, strict=True):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > after:
            raise QinjianError(Problem("archive_broken", where))


def _named(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Give each member a name to show, each another one."""
    named: dict[str, zipfile.ZipInfo] = {}
    times: Counter[str] = Counter()
    for info in infos:
        parts = _parts(info)
        if not parts or "__MACOSX" in parts or any(map(is_passed_over, parts)):
            continue
        name = whole = "/".join(parts)[-MAX_NAME:]
        while name in named:
            times[whole] += 1
            stem, dot, ending = whole.rpartition(".")
            name = f"{stem} ({times[whole] + 1}){dot}{ending}"
        named[name] = info
    return named


def _parts(info: zipfile.ZipInfo) -> list[str]:
    """Return the folders and the name of a member, without ways up and characters of no print."""
    name = _decoded(info).replace("\\", "/")
    shown = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return [part for part in shown.split("/") if part.strip() not in ("", ".", "..")]


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return the name of a member.

    Most programs of Chinese Windows write it in GBK and say nothing of it, others in UTF-8 and say
    nothing either; the library takes both for the characters of DOS.
    """
    if info.flag_bits & _UTF_8:
        return info.filename
    data = info.filename.encode("cp437", "replace")
    try:
        name = data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
    narrow = name.isascii() or any(character >= _WIDE for character in name)
    return name if narrow else data.decode("gb18030", "replace")
