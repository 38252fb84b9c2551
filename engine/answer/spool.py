"""Findings that wait in a file, so that memory holds what is asked of them, and not all of each.

The file holds nothing but what this process wrote, and goes with it.
"""

import os
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import eq
from pathlib import Path
from typing import BinaryIO, cast, overload

from qinjian.engine.scratch import temporary_files, temporary_folder
from qinjian.schemas.finding import Finding

IN_MEMORY = 2_000
"""Findings that wait in memory: a small run needs no file."""

_Folder = tempfile.TemporaryDirectory[str]


class Spool:
    """Keeps findings, and gives them back by the numbers in which they came."""

    def __init__(self) -> None:
        self._most = IN_MEMORY
        self._kept: list[Finding] = []
        self._starts = array("q", [0])
        self._stream: BinaryIO | None = None
        self._release: weakref.finalize[[BinaryIO, _Folder], Spool] | None = None

    def __len__(self) -> int:
        """Count the findings."""
        return len(self._kept) + len(self._starts) - 1

    def put(self, finding: Finding) -> int:
        """Keep a finding and return its number.

        Raises:
            QinjianError: ``temporary_full``.
        """
        number = len(self)
        if number < self._most:
            self._kept.append(finding)
            return number
        text = finding.model_dump_json().encode()
        with temporary_files():
            self._file().write(text)
        self._starts.append(self._starts[-1] + len(text))
        return number

    def get(self, number: int) -> Finding:
        """Return the finding of a number.

        Raises:
            QinjianError: ``temporary_full``: the file takes no more.
        """
        if number < len(self._kept):
            return self._kept[number]
        start, end = self._starts[number - self._most : number - self._most + 2]
        with temporary_files():
            stream = self._file()
            stream.flush()
            text = os.pread(stream.fileno(), end - start, start)
        return Finding.model_validate_json(text)

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept.clear()
        del self._starts[1:]
        if self._release is not None:
            self._release()
        self._stream = self._release = None

    def _file(self) -> BinaryIO:
        if self._stream is None:
            folder = temporary_folder()
            self._stream = cast("BinaryIO", (Path(folder.name) / "findings").open("w+b"))
            # Whoever lets go of the answer need not say so.
            self._release = weakref.finalize(self, _release, self._stream, folder)
        return self._stream


class Findings(Sequence[Finding]):
    """Findings of a spool in an order; ``fingerprints`` replace those of some, by their numbers."""

    def __init__(
        self, spool: Spool, numbers: Sequence[int], fingerprints: Mapping[int, str] | None = None
    ) -> None:
        self._spool = spool
        self._numbers = numbers
        self._fingerprints = fingerprints or {}

    def __len__(self) -> int:
        """Count the findings."""
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> "Findings": ...
    def __getitem__(self, place: int | slice) -> "Finding | Findings":
        """Read the finding at a place, or name those at some places."""
        if isinstance(place, slice):
            return self.picked(range(len(self))[place])
        number = self._numbers[place]
        finding = self._spool.get(number)
        if number in self._fingerprints:
            update = {"fingerprint": self._fingerprints[number]}
            return finding.model_copy(update=update)
        return finding

    def __iter__(self) -> Iterator[Finding]:
        """Read them all, one by one, which can be done again."""
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Compare them with any sequence of findings."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as of any sequence that is read from a file

    def picked(self, places: Iterable[int]) -> "Findings":
        """Return the findings at some places, in the order in which these are named."""
        return Findings(self._spool, [self._numbers[one] for one in places], self._fingerprints)


def picked(findings: Sequence[Finding], places: Iterable[int]) -> Sequence[Finding]:
    """Return the findings at some places of any sequence, in the order of the places."""
    if isinstance(findings, Findings):
        return findings.picked(places)
    return tuple(findings[place] for place in places)


def spooled(findings: Iterable[Finding]) -> Findings:
    """Let findings wait in a spool of their own."""
    spool = Spool()
    return Findings(spool, [spool.put(one) for one in findings])


class Aside:
    """Keeps what could not be judged, one by one: there may be millions of it."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._records, self._rules = array("q"), array("l")

    def put(self, number: int, rule: int, finding: Finding) -> None:
        """Keep what a rule, by its place in the rulebook, says of the record of a number."""
        self._spool.put(finding)
        self._records.append(number)
        self._rules.append(rule)

    def __iter__(self) -> Iterator[Finding]:
        """Read them all, ordered by record and rule."""
        records, rules = self._records, self._rules
        order = sorted(range(len(records)), key=lambda one: (records[one], rules[one]))
        return iter(Findings(self._spool, order))

    def close(self) -> None:
        """Let go of what was kept."""
        self._spool.close()
        del self._records[:], self._rules[:]


def _release(stream: BinaryIO, folder: _Folder) -> None:
    stream.close()
    folder.cleanup()
