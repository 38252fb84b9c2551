"""Claims (JSON, JSON Lines, YAML): objects with keys, taken apart into their lines.

Places in a claim are written as a path whose brackets count from 1: ``lines[2].meal_fee``,
``[3].lines[1].guests[1].name``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qinjian.engine.intake.records.entry import (
    Cell,
    Entry,
    Locate,
    Path,
    is_blank,
    period_cells,
    readable_yuan,
    shown,
)
from qinjian.engine.intake.tables.headers import (
    HeaderTable,
    headers_of,
    is_ignored,
    is_kind,
    is_lines,
    is_period,
    normalised_header,
)
from qinjian.engine.intake.tables.recognition import Recognition, recognise
from qinjian.engine.intake.values.words import kind_of, known_kinds
from qinjian.engine.problems import Problem
from qinjian.schemas.record import Envelope, Record

Members = dict[str, tuple[object, Path]]


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
            yield Entry(None, row, None, problems=(Problem("not_a_claim", self.locate(path)),))
            return
        head, lines_at = _members(claim, path)
        if lines_at is None:
            yield self._entry({}, head, _recognised(claim), path, row)
            return
        lines = claim[lines_at]
        if not isinstance(lines, list):
            problem = Problem("lines_not_list", self.locate((*path, lines_at)))
            yield Entry(None, row, None, self._cells(head, Envelope)[0], (problem,))
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
                yield self._entry(shared, _members(line, here)[0], kinds, here, number)
            else:
                problem = Problem("not_a_claim", self.locate(here))
                yield Entry(None, number, None, problems=(problem,))

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
    ) -> Entry:
        found = self._kind(head, line, kinds, path)
        if isinstance(found, Problem):
            members = _merged(head, line, headers_of(Envelope))
            return Entry(None, row, None, self._cells(members, Envelope)[0], (found,))
        cells, problems = self._cells(_merged(head, line, headers_of(found)), found)
        return Entry(None, row, found, cells, problems)

    def _kind(
        self, head: Members, line: Members, kinds: Recognition, path: Path
    ) -> type[Record] | Problem:
        """Tell the kind by the argument, by the word of line or header, else by the keys."""
        if self.kind is not None:
            return self.kind
        for key, (raw, place) in (*line.items(), *head.items()):
            if is_kind(key) and not is_blank(raw):
                named = kind_of(raw) if isinstance(raw, str) else None
                values: dict[str, object] = {"value": shown(raw), "known": known_kinds()}
                return named or Problem("kind_unknown", self.locate(place), values)
        return kinds.kind or Problem(
            "kind_unclear", self.locate(path), {"candidates": kinds.words()}
        )

    def _cells(
        self, members: Members, model: type[Record]
    ) -> tuple[tuple[Cell, ...], tuple[Problem, ...]]:
        table = headers_of(model)
        cells: dict[str, Cell] = {}
        keys: dict[str, str] = {}
        problems = []
        for key, (raw, place) in members.items():
            found = self._cell(key, raw, place, model)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            for cell in found:
                name = cell.field.name
                if name in cells:
                    values = {"other": keys[name], "field": table.labels[name]}
                    problems.append(Problem("header_twice", self.locate(place), values))
                else:
                    cells[name], keys[name] = cell, key
        return tuple(cells.values()), tuple(problems)

    def _cell(
        self, key: str, raw: object, place: Path, model: type[Record]
    ) -> tuple[Cell, ...] | Problem:
        """Make the cell of a key, two of one that holds a period, none of one read past."""
        table = headers_of(model)
        meaning = table.meaning(key)
        if meaning is not None:
            return (Cell(meaning.field, raw, self._inside(place), meaning.scale or 1),)
        if is_period(key) and {"start_date", "end_date"} <= set(model.model_fields):
            return period_cells(raw, self._inside(place), model)
        if is_kind(key) or is_ignored(key):
            return ()
        values = {"value": shown(key), "close": table.close(key)}
        return Problem("field_unknown", self.locate(place), values)

    def _inside(self, place: Path) -> Locate:
        return lambda path: self.locate((*place, *path))


def _members(claim: dict[str, object], path: Path) -> tuple[Members, str | None]:
    """Split a claim into its own fields, each with its place, and the key of its lines."""
    lines = next((key for key in claim if is_lines(key)), None)
    own = {key: (value, (*path, key)) for key, value in claim.items() if key != lines}
    return own, lines


def _recognised(*parts: dict[str, object] | Members) -> Recognition:
    return recognise([(key,) for key in dict.fromkeys(key for part in parts for key in part)])


def _meaning(key: str, table: HeaderTable) -> str:
    """Tell what a key means, for comparing the header of a claim with a line."""
    field = table.field(key)
    if field is not None:
        return field.name
    return "kind" if is_kind(key) else normalised_header(key)


def _amount(members: Members, table: HeaderTable) -> Decimal | None:
    """Return the amount among the members of a claim or line if it can be read."""
    for key, (raw, _) in members.items():
        meaning = table.meaning(key)
        if meaning is not None and meaning.field.name == "amount":
            return readable_yuan(raw, meaning.scale or 1)
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
