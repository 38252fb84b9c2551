"""The whole of reading: paths in, records, rejects and control totals out."""

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO

from qinjian.engine.intake.derive import derived, employer
from qinjian.engine.intake.entry import Entry
from qinjian.engine.intake.formats import read_file
from qinjian.engine.intake.model import FileTally, Intake, Sourced
from qinjian.engine.intake.source import Source, find
from qinjian.engine.intake.validate import validated
from qinjian.engine.intake.words import kind_of, known_kinds, known_words, region_of
from qinjian.engine.problems import Problem, QinjianError
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds.person import OWN_FIELDS
from qinjian.schemas.record import Record

_NOTICES = frozenset({"file_twice", "file_skipped", "claim_total"})
"""Problems that lose nothing of what is read."""


def read(
    paths: Sequence[str],
    *,
    kind: str | None = None,
    region: str | None = None,
    stdin: BinaryIO | None = None,
) -> Intake:
    """Read records from files, folders and standard input (``-``).

    ``kind`` is the kind of all records, whatever the files say; ``region`` that of records
    which do not tell theirs. ``stdin`` stands in for the standard input of the process.

    Raises:
        QinjianError: ``kind`` or ``region`` is not known. What is wrong with a file is a
            reject instead, so that the other files are read.
    """
    model = _kind_argument(kind)
    place = _region_argument(region)
    records: list[Sourced] = []
    rejects: list[Problem] = []
    notices: list[Problem] = []
    files: list[FileTally] = []
    for found in find(paths):
        if isinstance(found, Problem):
            (notices if found.code in _NOTICES else rejects).append(found)
            continue
        reading = _FileReading(found, model, place)
        with _collector_at_rest():
            reading.run(stdin)
        records += reading.records
        rejects += [problem for problem in reading.rejects if problem.code not in _NOTICES]
        notices += [problem for problem in reading.rejects if problem.code in _NOTICES]
        files.append(reading.tally())
    return Intake(tuple(records), tuple(rejects), tuple(notices), tuple(files))


def _kind_argument(kind: str | None) -> type[Record] | None:
    model = kind_of(kind) if kind is not None else None
    if kind is not None and model is None:
        values = {"option": "--kind", "value": kind, "known": known_kinds()}
        raise QinjianError(Problem("option_wrong", values=values))
    return model


def _region_argument(region: str | None) -> str | None:
    place = region_of(region) if region is not None else None
    if region is not None and place is None:
        known = known_words("region")
        values = {"option": "--region", "value": region, "known": known}
        raise QinjianError(Problem("option_wrong", values=values))
    return place


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from going over all records again and again.

    They hold no cycles, so it would find nothing, in half of the time of a large file.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _FileReading:
    """One file on its way to records, and what was counted on the way."""

    source: Source
    kind: type[Record] | None
    region: str | None
    records: list[Sourced] = field(default_factory=list)
    rejects: list[Problem] = field(default_factory=list)
    sha256: str | None = None
    unmatched: list[str] = field(default_factory=list)
    checked: list[Decimal | None] = field(default_factory=list)
    rejected: list[Decimal | None] = field(default_factory=list)
    _told: set[tuple[object, ...]] = field(default_factory=set)

    def run(self, stdin: BinaryIO | None) -> None:
        try:
            data = self.source.read(stdin)
            self.sha256 = hashlib.sha256(data).hexdigest()
            for item in read_file(self.source, data, self.kind, self.unmatched):
                if isinstance(item, Problem):
                    self._reject(item)
                else:
                    self._take(item)
        except QinjianError as error:
            for problem in error.problems:
                self._reject(problem)

    def _reject(self, problem: Problem) -> None:
        """Report a problem once: lines of a claim inherit the same faulty header field."""
        key = (problem.code, problem.where, str(problem.values))
        if key not in self._told:
            self._told.add(key)
            self.rejects.append(problem)

    def _take(self, entry: Entry) -> None:
        record = validated(entry)
        if isinstance(record, tuple):
            self.rejected.append(entry.yuan())
            for problem in record:
                self._reject(problem)
            return
        self.checked.append(getattr(record, "amount", None))
        record, filled = derived(record, self.region)
        place = Place(
            file=self.source.name,
            sheet=entry.sheet,
            row=entry.row,
            claim_no=getattr(record, "claim_no", None),
            kind=record.kind,
        )
        self.records.append(Sourced(record, place, filled))
        self.records += _people(record, place, filled)

    def tally(self) -> FileTally:
        checked = sum((yuan for yuan in self.checked if yuan is not None), Decimal("0.00"))
        rejected = sum((yuan for yuan in self.rejected if yuan is not None), Decimal("0.00"))
        return FileTally(
            file=self.source.name,
            sha256=self.sha256,
            rows_read=len(self.checked) + len(self.rejected),
            rows_checked=len(self.checked),
            rows_rejected=len(self.rejected),
            yuan_read=checked + rejected,
            yuan_checked=checked,
            yuan_rejected=rejected,
            rows_without_amount=sum(yuan is None for yuan in (*self.checked, *self.rejected)),
            unmatched_headers=tuple(dict.fromkeys(self.unmatched)),
        )


def _people(record: Record, place: Place, filled: frozenset[str]) -> Iterator[Sourced]:
    """Make records of the people in the lists of a record, with what they take over."""
    for name in ("guests", "companions", "escorts"):
        for member, person in enumerate(getattr(record, name, None) or (), start=1):
            taken = set(type(person).model_fields) - OWN_FIELDS
            shared = {field: getattr(record, field) for field in record.model_fields_set & taken}
            found = employer(person, record)
            own = person.model_copy(update={**shared, **found})
            there = place.model_copy(update={"member": member, "kind": person.kind})
            yield Sourced(own, there, filled.intersection(shared).union(found))
