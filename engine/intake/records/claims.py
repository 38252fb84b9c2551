"""Claims (JSON, JSON Lines, YAML): objects with keys, taken apart into their lines.

Places in a claim are written as a path whose brackets count from 1: ``lines[2].meal_fee``,
``[3].lines[1].guests[1].name``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from qinjian.engine.intake.model import UnreadCell
from qinjian.engine.intake.records.beside import OTHER_TEXTS, read_beside
from qinjian.engine.intake.records.entry import Cell, Entry, Locate, Path, is_blank
from qinjian.engine.intake.tables.columns import Use
from qinjian.engine.intake.tables.headers import (
    HeaderTable,
    headers_of,
    is_ignored,
    is_kind,
    is_lines,
    is_period_in,
    meaning_in,
    normalised_header,
)
from qinjian.engine.intake.tables.recognition import Recognition, recognise
from qinjian.engine.intake.tables.subjects import special_kind
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.reading import shown
from qinjian.engine.intake.values.words import kind_of, known_kinds
from qinjian.engine.problems import Problem
from qinjian.schemas.kinds import Expense
from qinjian.schemas.record import Envelope, Record

Members = dict[str, tuple[object, Path]]


def written(path: Path) -> str:
    """Write a path for a reader; brackets count from 1."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


@dataclass(frozen=True)
class ClaimReader:
    """Takes claims apart. ``locate`` gives the place of a path in the file.

    ``told`` keeps the keys that no kind knows, each of which is told once.
    """

    locate: Locate
    kind: type[Record] | None = None
    told: set[str] = field(default_factory=set)

    def file(self, data: object) -> Iterator[Entry | Problem]:
        """Read one claim or a list of claims; rows count the lines of all of them."""
        claims = enumerate(data) if isinstance(data, list) else [(None, data)]
        row = 1
        for position, claim in claims:
            for entry in self.claim(claim, () if position is None else (position,), row):
                yield entry
                row += isinstance(entry, Entry)

    def claim(
        self, claim: object, path: Path, row: int, *, same_row: bool = False
    ) -> Iterator[Entry | Problem]:
        """Read the lines of one claim, or the claim itself if it has none.

        Rows count on from ``row`` unless all lines stand in the ``same_row`` of a file.
        """
        if not isinstance(claim, dict):
            yield Entry(row, None, problems=(Problem("not_a_claim", self.locate(path)),))
            return
        head, lines_at = _members(claim, path)
        if lines_at is None:
            yield from self._entry({}, head, _recognised(claim), path, row)
            return
        lines = claim[lines_at]
        if not isinstance(lines, list):
            problem = Problem("lines_not_list", self.locate((*path, lines_at)))
            yield Entry(row, None, self._amount_cells(head), (problem,))
            return
        if not lines:
            yield Problem("no_rows", self.locate((*path, lines_at)))
        kinds = _recognised(head, *(line for line in lines if isinstance(line, dict)))
        shared = head if len(lines) == 1 else _without_amount(head)
        yield from self._total(head, lines, path)
        for position, line in enumerate(lines):
            here = (*path, lines_at, position)
            number = row if same_row else row + position
            if isinstance(line, dict):
                yield from self._entry(shared, _members(line, here)[0], kinds, here, number)
            else:
                problem = Problem("not_a_claim", self.locate(here))
                yield Entry(number, None, problems=(problem,))

    def _total(self, head: Members, lines: list[object], path: Path) -> Iterator[Problem]:
        """Compare the amount of a claim with that of its lines, where all have one."""
        table = headers_of(Envelope)
        amounts = [
            _amount(_members(line, ())[0], table) for line in lines if isinstance(line, dict)
        ]
        total = _amount(head, table)
        known = [amount for amount in amounts if amount is not None]
        if total is not None and known and len(known) == len(lines) and sum(known) != total:
            values: dict[str, object] = {"total": f"{total:.2f}", "sum": f"{sum(known):.2f}"}
            yield Problem("claim_total", self.locate(path), values)

    def _entry(
        self, head: Members, line: Members, kinds: Recognition, path: Path, row: int
    ) -> Iterator[Entry | Problem]:
        found = self.kind or _kind(head, line) or kinds.kind
        members = _merged(head, line, headers_of(found or Envelope))
        if found is None:
            problem = self._no_kind(members, kinds, path)
            yield Entry(row, None, self._amount_cells(members), (problem,))
            return
        cells, left = self._cells(members, found)
        for key in left:
            yield from self._not_read(key, *members[key], found)
        yield Entry(row, found, cells, as_kind=lambda model: self._cells(members, model)[0])

    def _cells(self, members: Members, model: type[Record]) -> tuple[list[Cell], list[str]]:
        """Return what the members of a line are to a kind, and the keys that mean nothing to it."""
        cells: list[Cell] = []
        left: list[str] = []
        beside = frozenset(map(normalised_header, members))
        for key, (raw, place) in members.items():
            general = is_kind(key) and _named(raw) is Expense
            use = None if general else _use(key, model, beside)
            if use is not None:
                cells.append(Cell(use, raw, self.locate(place)))
                continue
            left.append(key)
            if isinstance(raw, str) and not is_kind(key) and not is_ignored(key):
                cells += self._beside(raw, place, model)
        return cells, left

    def _beside(self, raw: str, place: Path, model: type[Record]) -> list[Cell]:
        """Keep the words that stand under a key that no field is for."""
        fields = headers_of(model).by_name
        told = OTHER_TEXTS in fields and read_beside(raw).state == "given"
        return [Cell(Use((), fields[OTHER_TEXTS]), raw, self.locate(place))] if told else []

    def _no_kind(self, members: Members, kinds: Recognition, path: Path) -> Problem:
        """Say why a line has no kind: what stands for it names none, or its keys do not tell."""
        for key, (raw, place) in members.items():
            if is_kind(key) and not is_blank(raw):
                return Problem("kind_unknown", self.locate(place), _kind_values(raw))
        return Problem("kind_unclear", self.locate(path), {"candidates": kinds.words()})

    def _not_read(
        self, key: str, raw: object, place: Path, model: type[Record]
    ) -> Iterator[Problem]:
        """Tell of a key that means nothing once, and of a word that names no kind."""
        if is_kind(key):
            if self.kind is None and not is_blank(raw) and _named(raw) is None:
                yield UnreadCell("kind_unknown", self.locate(place), _kind_values(raw))
        elif not is_ignored(key) and key not in self.told:
            self.told.add(key)
            values = {"value": shown(key), "close": headers_of(model).close(key)}
            yield Problem("key_unmatched", self.locate(place), values)

    def _amount_cells(self, members: Members) -> list[Cell]:
        """Return the amount of what is rejected, for the control totals."""
        uses = ((_use(key, Expense, frozenset()), *found) for key, found in members.items())
        return [
            Cell(use, raw, self.locate(place))
            for use, raw, place in uses
            if use is not None and use.field is not None and use.field.name == "amount"
        ]


def _use(key: str, model: type[Record], beside: frozenset[str]) -> Use | None:
    """Tell what a key is to a kind, None if it means nothing."""
    meaning = meaning_in(model, key, beside - {normalised_header(key)})
    if meaning is not None:
        return Use((), meaning.field, meaning.rank, meaning.scale or 1, meaning.document)
    if is_period_in(model, key, beside) and {"start_date", "end_date"} <= set(model.model_fields):
        return Use((), period=True)
    return None


def _kind(head: Members, line: Members) -> type[Record] | None:
    """Tell the kind by the word of line or header."""
    words = (raw for key, (raw, _) in (*line.items(), *head.items()) if is_kind(key))
    return next(filter(None, map(_named, words)), None)


def _named(raw: object) -> type[Record] | None:
    """Return the kind that a word names: 公务接待费, 差旅费报销单."""
    if not isinstance(raw, str) or is_blank(raw):
        return None
    return kind_of(raw) or special_kind(raw)


def _kind_values(raw: object) -> dict[str, object]:
    return {"value": shown(raw), "known": known_kinds()}


def _members(claim: dict[str, object], path: Path) -> tuple[Members, str | None]:
    """Split a claim into its own fields, each with its place, and the key of its lines."""
    lines = next((key for key in claim if is_lines(key)), None)
    own = {key: (value, (*path, key)) for key, value in claim.items() if key != lines}
    return own, lines


def _recognised(*parts: dict[str, object] | Members) -> Recognition:
    return recognise([(key,) for key in dict.fromkeys(key for part in parts for key in part)])


def _meaning(key: str, table: HeaderTable) -> str:
    """Tell what a key means, for comparing the header of a claim with a line."""
    meant = table.field(key)
    if meant is not None:
        return meant.name
    return "kind" if is_kind(key) else normalised_header(key)


def _amount(members: Members, table: HeaderTable) -> Decimal | None:
    """Return the amount among the members of a claim or line if it can be read."""
    for key, (raw, _) in members.items():
        meaning = table.meaning(key)
        if meaning is not None and meaning.field is not None and meaning.field.name == "amount":
            value = read_value(meaning.field, raw, scale=meaning.scale or 1).value
            return value if isinstance(value, Decimal) else None
    return None


def _without_amount(head: Members) -> Members:
    """Leave out the amount of the whole claim, which is not that of any of several lines."""
    table = headers_of(Envelope)
    return {key: value for key, value in head.items() if _meaning(key, table) != "amount"}


def _merged(head: Members, line: Members, table: HeaderTable) -> Members:
    """Let a line inherit the header fields that it does not have itself."""
    own = {_meaning(key, table) for key in line}
    kept = {key: value for key, value in head.items() if _meaning(key, table) not in own}
    return {**kept, **line}
