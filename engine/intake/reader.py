"""The whole of reading: paths in, records, rejects and control totals out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import Source, find
from qinjian.engine.intake.formats import Request, read_file
from qinjian.engine.intake.given import Given, ReadyRecord, read_given
from qinjian.engine.intake.model import FileTally, Intake, Sourced
from qinjian.engine.intake.records.derive import derived, employer
from qinjian.engine.intake.records.entry import Entry
from qinjian.engine.intake.records.validate import validated
from qinjian.engine.intake.tables.mapping import load_mapping
from qinjian.engine.intake.values.words import kind_of, known_kinds, known_words, region_of
from qinjian.engine.problems import Position, Problem, QinjianError
from qinjian.schemas.finding import Place
from qinjian.schemas.kinds.person import taken_over
from qinjian.schemas.record import Record, fields_of

NOTICES = frozenset(
    {
        "amounts_scaled",
        "claim_total",
        "file_skipped",
        "header_unmatched",
        "map_unused",
        "numbers_for_text",
        "rows_single",
        "sheet_hidden",
        "sheet_ignored",
        "totals_differ",
        "totals_open",
    }
)
"""Problems that lose nothing of what is read."""

_FEW = 5

MOST_LISTED = 1_000
"""Rejects of one file that are listed one by one; the others are counted."""


@dataclass
class Reader:
    """Reads inputs one after another and records one after another.

    ``rejects``, ``notices`` and ``files`` are whole when the records are used up. What is kept
    of a record is up to the caller; the reader keeps nothing of it.
    """

    inputs: Iterable[Source | Given | Problem]
    request: Request = field(default_factory=Request)
    region: str | None = None
    stdin: BinaryIO | None = None
    rejects: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    files: list[FileTally] = field(default_factory=list)
    _digests: dict[str, str] = field(default_factory=dict)

    def records(self) -> Iterator[Sourced]:
        """Read everything."""
        for found in self.inputs:
            if isinstance(found, Problem):
                (self.notices if found.code in NOTICES else self.rejects).append(found)
                continue
            tally = FileTally(found.name)
            self.files.append(tally)
            reading = _FileReading(tally, self.region)
            yield from reading.records(self._items(found, tally))
            self.rejects += reading.rejects
            self.notices += reading.notices
        self.notices += self._unused()

    def _unused(self) -> Iterator[Problem]:
        """List the parts of the mapping that fitted no table."""
        for table in self.request.mapping.tables if self.request.mapping else ():
            if table not in self.request.used:
                columns = ", ".join(list(table.columns)[:_FEW])
                yield Problem("map_unused", values={"columns": columns})

    def _items(
        self, source: Source | Given, tally: FileTally
    ) -> Iterator[Entry | Problem | ReadyRecord]:
        """List what stands in an input; a fault that ends it comes last."""
        try:
            if isinstance(source, Given):
                yield from read_given(source, self.request, tally)
                return
            copy = snapshot(source, self.stdin)
            with copy.stream:
                tally.sha256 = copy.sha256
                if copy.size and copy.sha256 in self._digests:
                    other = {"other": self._digests[copy.sha256]}
                    yield Problem("file_same", Position(file=source.name), other)
                    return
                self._digests[copy.sha256] = source.name
                yield from read_file(copy.stream, source.format, self.request, tally)
        except QinjianError as error:
            yield from error.problems


def open_reader(
    inputs: Sequence[str] | Given,
    *,
    kind: str | None = None,
    region: str | None = None,
    mapping: Path | None = None,
    stdin: BinaryIO | None = None,
) -> Reader:
    """Make ready to read records: paths of files and folders, ``-``, or what is in memory.

    ``kind`` is the kind of all records, whatever the files say; ``region`` that of records
    which do not tell theirs; ``mapping`` a file that says how columns are read. ``stdin``
    stands in for the standard input of the process.

    Raises:
        QinjianError: ``kind`` or ``region`` is not known, or the mapping is wrong. What is wrong
            with a file is a reject instead, so that the other files are read.
    """
    sources = [inputs] if isinstance(inputs, Given) else find(inputs)
    return Reader(sources, request_of(kind, mapping), _region_argument(region), stdin)


def request_of(kind: str | None, mapping: Path | None) -> Request:
    """Make the request of what a user asks for.

    Raises:
        QinjianError: ``option_wrong``, or what is wrong with the mapping.
    """
    return Request(_kind_argument(kind), load_mapping(mapping) if mapping is not None else None)


def read(
    paths: Sequence[str],
    *,
    kind: str | None = None,
    region: str | None = None,
    mapping: Path | None = None,
    stdin: BinaryIO | None = None,
) -> Intake:
    """Read everything at once, as ``open_reader`` does record by record.

    Raises:
        QinjianError: as ``open_reader``.
    """
    reader = open_reader(paths, kind=kind, region=region, mapping=mapping, stdin=stdin)
    records = tuple(reader.records())
    return Intake(records, tuple(reader.rejects), tuple(reader.notices), tuple(reader.files))


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


@dataclass
class _FileReading:
    """One file on its way to records."""

    tally: FileTally
    region: str | None
    rejects: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    _told: set[tuple[object, ...]] = field(default_factory=set)
    _unlisted: Counter[str] = field(default_factory=Counter)

    def records(self, items: Iterator[Entry | Problem | ReadyRecord]) -> Iterator[Sourced]:
        for item in items:
            if isinstance(item, Problem):
                self._keep(item)
            elif isinstance(item, ReadyRecord):
                yield from self._sourced(item.record, {}, None, item.row)
            else:
                yield from self._taken(item)
        if self._unlisted:
            values: dict[str, object] = {"count": self._unlisted.total()}
            self.rejects.append(Problem("rejects_more", Position(file=self.tally.file), values))

    def _keep(self, problem: Problem) -> None:
        """Report a problem once: lines of a claim inherit the same faulty header field."""
        if problem.code in NOTICES:
            self.notices.append(problem)
        elif len(self.rejects) >= MOST_LISTED and problem.where.row is not None:
            self._unlisted[problem.code] += 1
        else:
            key = (problem.code, problem.where, str(problem.values))
            if key not in self._told:
                self._told.add(key)
                self.rejects.append(problem)

    def _taken(self, entry: Entry) -> Iterator[Sourced]:
        valid = validated(entry)
        if isinstance(valid, tuple):
            self.tally.tables[-1].count(entry.yuan, rejected=True)
            for problem in valid:
                self._keep(problem)
            return
        yield from self._sourced(valid.record, valid.groups, entry.sheet, entry.row)

    def _sourced(
        self, given: Record, groups: dict[str, int | None], sheet: str | None, row: int
    ) -> Iterator[Sourced]:
        self.tally.tables[-1].count(getattr(given, "amount", None), rejected=False)
        record, filled = derived(given, self.region, groups)
        claim_no = getattr(record, "claim_no", None)
        place = Place(
            file=self.tally.file, sheet=sheet, row=row, claim_no=claim_no, kind=record.kind
        )
        yield Sourced(record, place, filled)
        yield from _people(record, place, filled)


def _people(record: Record, place: Place, filled: frozenset[str]) -> Iterator[Sourced]:
    """Make records of the people in the lists of a record, with what they take over."""
    for column in fields_of(type(record)):
        if column.type != "children":
            continue
        for member, person in enumerate(getattr(record, column.name) or (), start=1):
            taken = taken_over(type(person))
            shared = {field: getattr(record, field) for field in record.model_fields_set & taken}
            found = employer(person, record)
            own = person.model_copy(update={**shared, **found})
            there = place.model_copy(update={"member": member, "kind": person.kind})
            yield Sourced(own, there, filled.intersection(shared).union(found))
