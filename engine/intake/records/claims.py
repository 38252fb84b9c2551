"""Claims (JSON, JSON Lines, YAML): objects with keys, taken apart into their lines.

Places in a claim are written as a path whose brackets count from 1: ``lines[2].meal_fee``,
``[3].lines[1].guests[1].name``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from qinjian.engine.intake.model import UnreadCell
from qinjian.engine.intake.records.beside import OTHER_TEXTS, read_beside
from qinjian.engine.intake.records.entry import Cell, Entry, Locate, Path, View, is_blank
from qinjian.engine.intake.records.people_of_json import unknown_keys
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
from qinjian.engine.intake.tables.use import Use
from qinjian.engine.intake.values.cell_reading import read_value
from qinjian.engine.intake.values.reading import shown
from qinjian.engine.intake.values.subjects import special_kind
from qinjian.engine.intake.values.words import kind_of, known_kinds
from qinjian.engine.messages.problems import Problem
from qinjian.schemas.kinds import Expense
from qinjian.schemas.record import Envelope, Field, Record

_OF_THE_WHOLE = frozenset({"amount", "amount_in_words"})
"""What a claim says of itself: lines without amounts are told as such."""

Members = dict[str, tuple[object, Path]]

Recognise = Callable[[], Recognition]
"""Tells the kind by the keys, once it is asked for: most claims name theirs."""


def written(path: Path) -> str:
    """Write a path for a reader; brackets count from 1."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


@dataclass(frozen=True)
class ClaimReader:
    """Takes claims apart. ``locate`` gives the place of a path in the file."""

    locate: Locate
    kind: type[Record] | None = None

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
        shared = frozenset(head) if len(lines) > 1 else frozenset()
        yield from self._totals(head, lines, kinds)
        for position, line in enumerate(lines):
            here = (*path, lines_at, position)
            number = row if same_row else row + position
            if isinstance(line, dict):
                own = _members(line, here)[0]
                yield from self._entry(head, own, kinds, here, number, shared)
            else:
                problem = Problem("not_a_claim", self.locate(here))
                yield Entry(number, None, problems=(problem,))

    def _totals(self, head: Members, lines: list[object], kinds: Recognise) -> Iterator[Problem]:
        """Compare the amounts of a claim with those of its lines, where all have them.

        They are those of no line: what no line says is told.
        """
        model = self.kind or _kind(head, {}) or kinds().kind or Expense
        parts = [_members(line, ())[0] if isinstance(line, dict) else {} for line in lines]
        said = [_sums(part, model) for part in parts]
        for name, (key, total, place) in _sums(head, model).items() if len(lines) > 1 else ():
            known = [sums[name].yuan for sums in said if name in sums]
            if len(known) < len(lines):
                if name not in _OF_THE_WHOLE:
                    values: dict[str, object] = {"key": key, "total": f"{total:.2f}"}
                    yield Problem("claim_amount_apart", self.locate(place), values)
            elif sum(known) != total:
                values = {"total": f"{total:.2f}", "sum": f"{sum(known):.2f}"}
                yield Problem("claim_total", self.locate(place), values)

    def _entry(
        self, head: Members, line: Members, kinds: Recognise, path: Path, row: int,
        shared: frozenset[str] = frozenset(),
    ) -> Iterator[Entry | Problem]:  # fmt: skip
        """Read a line; the amounts under the keys that several lines have in common are not its."""
        found = self.kind or _kind(head, line) or kinds().kind
        members = _merged(head, line, headers_of(found or Envelope))
        shared -= line.keys()
        if found is None:
            own = {key: value for key, value in members.items() if key not in shared}
            problem = self._no_kind(members, kinds, path)
            yield Entry(row, None, self._amount_cells(own), (problem,))
            return
        for key, (raw, place) in members.items():
            if is_kind(key) and self.kind is None and not is_blank(raw) and _named(raw) is None:
                yield UnreadCell("kind_unknown", self.locate(place), _kind_values(raw))
        own_view = self._view(members, found, shared)
        yield Entry(
            row, found, own_view.cells, left=own_view.left,
            as_kind=lambda model: self._view(members, model, shared),
        )  # fmt: skip

    def _view(self, members: Members, model: type[Record], shared: frozenset[str]) -> View:
        """Return what the members of a line are to a kind, and the keys that mean nothing to it."""
        cells: list[Cell] = []
        left: dict[Path, Problem] = {}
        beside = frozenset(map(normalised_header, members))
        for key, (raw, place) in members.items():
            general = is_kind(key) and _named(raw) is Expense
            use = None if general else _use(key, model, beside)
            if use is not None and not (key in shared and _is_sum(use.field)):
                cells.append(Cell(use, raw, self.locate(place)))
                left |= self._left_of_people(use, raw, place)
            elif use is None and not is_kind(key) and not is_ignored(key):
                left[(key,)] = self._unmatched(key, place, model)
                cells += self._beside(raw, place, model)
        return View(cells, left)

    def _left_of_people(self, use: Use, raw: object, place: Path) -> dict[Path, Problem]:
        """Return the keys of people in a list that mean nothing."""
        child = use.field.child if use.field is not None else None
        if child is None:
            return {}
        left: dict[Path, Problem] = {}
        for number, key in unknown_keys(child, raw):
            left.setdefault(
                (child.__name__, key), self._unmatched(key, (*place, number, key), child)
            )
        return left

    def _unmatched(self, key: str, place: Path, model: type[Record]) -> Problem:
        values = {"value": shown(key), "close": _close(key, model)}
        return Problem("key_unmatched", self.locate(place), values)

    def _beside(self, raw: object, place: Path, model: type[Record]) -> list[Cell]:
        """Keep the words that stand under a key that no field is for."""
        fields = headers_of(model).by_name
        told = OTHER_TEXTS in fields and isinstance(raw, str) and read_beside(raw).state == "given"
        return [Cell(Use((), fields[OTHER_TEXTS]), raw, self.locate(place))] if told else []

    def _no_kind(self, members: Members, kinds: Recognise, path: Path) -> Problem:
        """Say why a line has no kind: what stands for it names none, or its keys do not tell."""
        for key, (raw, place) in members.items():
            if is_kind(key) and not is_blank(raw):
                return Problem("kind_unknown", self.locate(place), _kind_values(raw))
        return Problem("kind_unclear", self.locate(path), {"candidates": kinds().words()})

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


def _recognised(*parts: dict[str, object] | Members) -> Recognise:
    keys = dict.fromkeys(key for part in parts for key in part)
    return cache(lambda: recognise([(key,) for key in keys]))


def _meaning(key: str, table: HeaderTable) -> str:
    """Tell what a key means, for comparing the header of a claim with a line."""
    meant = table.field(key)
    if meant is not None:
        return meant.name
    return "kind" if is_kind(key) else normalised_header(key)


@lru_cache(maxsize=4096)
def _close(key: str, model: type[Record]) -> str:
    """Name the headers most like a key; the lines of a file have the same keys again and again."""
    return headers_of(model).close(key)


class _Sum(NamedTuple):
    """An amount of a claim or line, with its key and its place."""

    key: str
    yuan: Decimal
    place: Path


def _sums(members: Members, model: type[Record]) -> dict[str, _Sum]:
    """Return the amounts among the members of a claim or line that can be read, by their fields."""
    found: dict[str, _Sum] = {}
    beside = frozenset(map(normalised_header, members))
    for key, (raw, place) in members.items():
        use = _use(key, model, beside)
        if use is not None and use.field is not None and _is_sum(use.field):
            value = read_value(use.field, raw, scale=use.scale).value
            if isinstance(value, Decimal):
                found.setdefault(use.field.name, _Sum(key, value, place))
    return found


def _is_sum(field: Field | None) -> bool:
    """Tell an amount that adds up over the lines of a claim; a rate or a price holds for each."""
    return field is not None and field.type == "money" and field.unit == "yuan"


def _merged(head: Members, line: Members, table: HeaderTable) -> Members:
    """Let a line inherit the header fields that it does not have itself."""
    own = {_meaning(key, table) for key in line}
    kept = {key: value for key, value in head.items() if _meaning(key, table) not in own}
    return {**kept, **line}
