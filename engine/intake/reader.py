"""The whole of reading: paths in, batches of records, rejects and control totals out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from qinjian.engine.intake.batches import batches
from qinjian.engine.intake.file_read import Apart, items_of
from qinjian.engine.intake.files.snapshot import snapshot
from qinjian.engine.intake.files.source import Source, find
from qinjian.engine.intake.formats import Request
from qinjian.engine.intake.given import Given, read_given
from qinjian.engine.intake.model import FileTally, Intake, Sourced, UnreadCell
from qinjian.engine.intake.neighbours import YearsBeside
from qinjian.engine.intake.records.batch import Batch
from qinjian.engine.intake.records.stated import StatedUnits, Statement
from qinjian.engine.intake.tables.mapping import load_mapping
from qinjian.engine.intake.values.words import kind_of, nearest_kinds, nearest_words, region_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.schemas.record import Record

NOTICES = frozenset(
    {
        "amounts_scaled", "claim_amount_apart", "claim_total", "dbf_deleted", "file_is_other",
        "file_other_kind", "file_own", "file_skipped", "form_left", "form_read", "header_unmatched",
        "json_records_at", "key_unmatched", "map_unused", "numbers_for_text", "rows_hidden",
        "rows_not_spent", "rows_of_classes", "rows_short", "rows_single", "sheet_hidden",
        "sheet_ignored", "table_empty", "table_not_spending", "table_without_spending",
        "totals_differ", "totals_open", "unit_presumed", "year_beside",
    }
)  # fmt: skip
"""Problems that lose nothing of what is read."""

TABLE_FAULTS = frozenset({"kind_unclear", "unit_unknown", "header_missing"})
"""Rejects that stand at a row and keep a whole table from being read."""

_FEW = 5

Input = Source | Given | Apart | Problem
"""What there is to read, or what is wrong with it."""

MOST_LISTED = 1_000
"""Rejects of one file that are listed one by one; the others are counted."""


@dataclass
class Reader:
    """Reads inputs one after another, batch by batch.

    ``rejects``, ``unreadable``, ``notices`` and ``files`` are whole when the batches are used up.
    What is kept of a batch is up to the caller; the reader keeps nothing of it.
    """

    inputs: Iterable[Input]
    request: Request = field(default_factory=Request)
    stated: StatedUnits = field(default_factory=StatedUnits)
    stdin: BinaryIO | None = None
    rejects: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    files: list[FileTally] = field(default_factory=list)
    _digests: dict[str, str] = field(default_factory=dict)
    _years: YearsBeside = field(default_factory=YearsBeside)

    def batches(self) -> Iterator[Batch]:
        """Read everything."""
        for found in self.inputs:
            if isinstance(found, Problem):
                (self.notices if found.code in NOTICES else self.rejects).append(found)
                continue
            tally = FileTally(found.name)
            self.files.append(tally)
            kept = _Problems(tally.file)
            for item in self._items(found, tally):
                if isinstance(item, Problem):
                    kept.keep(item)
                else:
                    yield item
            kept.finish()
            self.rejects += kept.rejects
            self.unreadable += kept.unreadable
            self.notices += kept.notices
        self.notices += self._unused()

    def records(self) -> Iterator[Sourced]:
        """Read everything, record by record."""
        for batch in self.batches():
            yield from batch.records()

    def _unused(self) -> Iterator[Problem]:
        """List the parts of the mapping that fitted no table."""
        for table in self.request.mapping.tables if self.request.mapping else ():
            if table not in self.request.used:
                names = [*filter(None, (table.file, table.sheet)), *table.columns]
                columns = ", ".join(names[:_FEW])
                yield Problem("map_unused", values={"columns": columns})

    def _items(self, source: Source | Given | Apart, tally: FileTally) -> Iterator[Batch | Problem]:
        """List what stands in an input; a fault that ends it comes last."""
        if isinstance(source, Apart):
            yield from self._items_apart(source, tally)
            return
        whose = self.stated.of_file(source.name)
        try:
            if isinstance(source, Given):
                opened = read_given(source, self.request, tally)
                yield from batches(opened, self.request, tally, whose)
                return
            copy = snapshot(source, self.stdin)
            with copy.stream:
                tally.sha256 = copy.sha256
                if (same := self._same(source.name, copy.sha256, copy.size)) is not None:
                    yield same
                    return
                request = replace(self.request, year=partial(self._years.of, source))
                yield from items_of(copy, source, request, tally, whose)
        except QinjianError as error:
            yield from error.problems

    def _items_apart(self, source: Apart, tally: FileTally) -> Iterator[Batch | Problem]:
        """List what somebody else read."""
        read = source.read()
        tally.sha256 = read.tally.sha256
        if (same := self._same(source.name, tally.sha256, read.size)) is not None:
            yield same
            return
        self.files[-1] = read.tally
        self.request.used.extend(read.used)
        yield from read.items

    def _same(self, name: str, sha256: str | None, size: int) -> Problem | None:
        """Tell whether the bytes of a file were read before; if not, they are now."""
        if sha256 is None:
            return None
        if size and sha256 in self._digests:
            return Problem("file_same", Position(file=name), {"other": self._digests[sha256]})
        self._digests[sha256] = name
        return None


@dataclass
class _Problems:
    """What is to be told of one file, each thing once and not without end."""

    file: str
    rejects: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    _told: set[tuple[object, ...]] = field(default_factory=set)
    _unlisted: Counter[str] = field(default_factory=Counter)

    def keep(self, problem: Problem) -> None:
        """Report a problem once: lines of a claim inherit the same faulty header field."""
        if problem.code in NOTICES:
            self.notices.append(problem)
            return
        cell = isinstance(problem, UnreadCell)
        listed = self.unreadable if cell else self.rejects
        if len(listed) >= MOST_LISTED and problem.where.row is not None:
            self._unlisted["cells_more" if cell else "rejects_more"] += 1
            return
        key = (problem.code, problem.where, str(problem.values))
        if key not in self._told:
            self._told.add(key)
            listed.append(problem)

    def finish(self) -> None:
        """Say how many are not listed."""
        for code, count in self._unlisted.items():
            listed = self.unreadable if code == "cells_more" else self.rejects
            listed.append(Problem(code, Position(file=self.file), {"count": count}))


def is_fault(problem: Problem) -> bool:
    """Tell whether a reject is of a whole file or table; one of a row alone is told, no more."""
    return problem.where.row is None or problem.code in TABLE_FAULTS


def open_reader(
    inputs: Sequence[str] | Given,
    *,
    kind: str | None = None,
    stated: StatedUnits | None = None,
    region: str | None = None,
    mapping: Path | None = None,
    stdin: BinaryIO | None = None,
) -> Reader:
    """Make ready to read: paths of files and folders, ``-``, or what is in memory.

    ``kind`` is the kind of the tables that do not tell theirs; ``stated`` what is stated of the
    unit, ``region`` its region alone; ``mapping`` a file that says how columns are read. ``stdin``
    stands in for the standard input of the process.

    Raises:
        QinjianError: ``kind`` or ``region`` is not known, or the mapping is wrong. What is wrong
            with a file is a reject instead, so that the other files are read.
    """
    sources = [inputs] if isinstance(inputs, Given) else find(inputs)
    stated = stated or StatedUnits(Statement(region=_region_argument(region)))
    return Reader(sources, request_of(kind, mapping), stated, stdin)


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
    stated: StatedUnits | None = None,
    region: str | None = None,
    mapping: Path | None = None,
    stdin: BinaryIO | None = None,
) -> Intake:
    """Read everything at once, as ``open_reader`` does record by record.

    Raises:
        QinjianError: as ``open_reader``.
    """
    reader = open_reader(
        paths, kind=kind, stated=stated, region=region, mapping=mapping, stdin=stdin
    )
    records = tuple(reader.records())
    return Intake(
        records,
        tuple(reader.rejects),
        tuple(reader.unreadable),
        tuple(reader.notices),
        tuple(reader.files),
    )


def _kind_argument(kind: str | None) -> type[Record] | None:
    model = kind_of(kind) if kind is not None else None
    if kind is not None and model is None:
        values = {"option": "--kind", "value": kind, "known": nearest_kinds(kind)}
        raise QinjianError(Problem("option_wrong", values=values))
    return model


def _region_argument(region: str | None) -> str | None:
    place = region_of(region) if region is not None else None
    if region is not None and place is None:
        known = nearest_words("region", region)
        values = {"option": "--region", "value": region, "known": known}
        raise QinjianError(Problem("option_wrong", values=values))
    return place
