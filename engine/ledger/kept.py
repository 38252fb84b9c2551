"""What a new ledger takes over from an earlier one: every cell that people filled."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qinjian.engine.ledger.columns import LEADS, PROBLEMS, Column
from qinjian.engine.ledger.entries import Entry, Ledger
from qinjian.engine.ledger.sheets import Cell, Link, Row
from qinjian.engine.wording import Language

_THEIRS = {column.key for column in LEADS if column.people}
_OF_PROBLEMS = {column.key for column in PROBLEMS if column.people}
_FIXED = {"no", "fingerprint"}

_COPIES = {"verified": "verified_amount", "verdict": "concluded"}
"""Columns of people on the sheet of leads, and those that repeat them on that of problems."""

_PREFIX = ("问题台账：", "Problems: ")
"""Before the header of a column that people added to the problems, where both sheets are one."""


@dataclass(frozen=True)
class Kept:
    """Cells by fingerprint, rows and columns that people added, leads that are gone, other sheets.

    ``before`` and ``problems_before`` are all cells of the leads and problems as they stood;
    ``last`` is the highest number that a lead had.
    """

    leads: Mapping[str, Entry] = field(default_factory=dict)
    problems: Mapping[str, Entry] = field(default_factory=dict)
    before: Mapping[str, Entry] = field(default_factory=dict)
    problems_before: Mapping[str, Entry] = field(default_factory=dict)
    gone: Sequence[Entry] = ()
    own_leads: Sequence[Entry] = ()
    own_problems: Sequence[Entry] = ()
    extra_leads: Sequence[Column] = ()
    extra_problems: Sequence[Column] = ()
    extra_gone: Sequence[Column] = ()
    others: Mapping[str, Sequence[Sequence[Cell | None]]] = field(default_factory=dict)
    last: int = 0

    @property
    def merged(self) -> bool:
        """Whether there was an earlier ledger."""
        return bool(self.before or self.gone or self.own_leads)


def keep(old: Ledger, present: set[str]) -> Kept:
    """Sort out what becomes of the cells of a ledger, when these leads are ``present``."""
    parts = {mark: _parted(entry) for mark, entry in old.gone.rows.items()}
    leads = {mark: lead for mark, (lead, _) in parts.items()} | old.leads.rows
    problems = {mark: problem for mark, (_, problem) in parts.items() if problem}
    problems |= old.problems.rows
    extra_leads = dict(old.leads.extra)
    extra_problems = dict(old.problems.extra)
    for key, column in old.gone.extra.items():
        if (bare := _bare(column)) is not None:
            extra_problems.setdefault(bare.key, bare)
        else:
            extra_leads.setdefault(key, column)
    marked = [_prefixed(column) for column in extra_problems.values()]
    gone = [
        _together(problems.get(mark, {}), leads.get(mark, {}))
        for mark in dict.fromkeys([*leads, *problems])
        if mark not in present
    ]
    return Kept(
        leads={mark: _of(leads[mark], _THEIRS | {"no"}) for mark in leads if mark in present},
        problems={mark: _of(problems[mark], _OF_PROBLEMS) for mark in problems if mark in present},
        before={mark: leads[mark] for mark in leads if mark in present},
        problems_before={
            mark: old.problems.rows[mark] for mark in old.problems.rows if mark in present
        },
        gone=[*gone, *old.gone.own],
        own_leads=old.leads.own,
        own_problems=old.problems.own,
        extra_leads=list(extra_leads.values()),
        extra_problems=list(extra_problems.values()),
        extra_gone=[*extra_leads.values(), *marked],
        others=old.others,
        last=max((_number(entry) for entry in leads.values()), default=0),
    )


def changes(
    before: Mapping[str, Entry], rows: Iterable[Row], columns: Sequence[Column], language: Language
) -> Iterator[Row]:
    """Yield what stood in cells of the program that it now fills with something else."""
    ours = [one for one in columns if not one.people and one.key not in _FIXED]
    for row in rows:
        earlier = before.get(str(row["fingerprint"]), {})
        for column in ours:
            was = earlier.get(column.key)
            if was is not None and _shown(was) != _shown(row.get(column.key)):
                yield {
                    "no": row["no"],
                    "fingerprint": row["fingerprint"],
                    "column": column.header(language),
                    "before": was,
                    "now": row.get(column.key),
                }


def _of(entry: Entry, keys: set[str]) -> Entry:
    return {key: cell for key, cell in entry.items() if key in keys or key.startswith("+")}


def _parted(entry: Entry) -> tuple[Entry, Entry]:
    """Part the row of a lead that is gone into that of the lead and that of the problem."""
    lead: Entry = {}
    problem: Entry = {}
    for key, cell in entry.items():
        bare = _bare_key(key)
        if bare is not None:
            problem[bare] = cell
        elif key in _OF_PROBLEMS:
            problem[key] = cell
        else:
            lead[key] = cell
    return lead, problem


def _together(problem: Entry, lead: Entry) -> Entry:
    marked = {
        _prefixed_key(key) if key.startswith("+") else key: cell for key, cell in problem.items()
    }
    # Of a lead whose own row was taken out, the sheet of problems still has what was concluded.
    copies = {own: problem[copy] for own, copy in _COPIES.items() if copy in problem}
    return marked | copies | lead


def _prefixed_key(key: str) -> str:
    number, _, header = key.partition(" ")
    return f"{number} {_PREFIX[0]}{header}"


def _bare_key(key: str) -> str | None:
    number, _, header = key.partition(" ")
    prefix = next((one for one in _PREFIX if key.startswith("+") and header.startswith(one)), None)
    return None if prefix is None else f"{number} {header.removeprefix(prefix)}"


def _prefixed(column: Column) -> Column:
    chinese, english = _PREFIX
    return Column(
        _prefixed_key(column.key),
        chinese + column.zh,
        english + column.en,
        column.width,
        people=True,
        extra=True,
    )


def _bare(column: Column) -> Column | None:
    key = _bare_key(column.key)
    if key is None:
        return None
    header = key.partition(" ")[2]
    return Column(key, header, header, column.width, people=True, extra=True)


def _number(entry: Entry) -> int:
    cell = entry.get("no")
    try:
        return 0 if cell is None else int(str(cell.value))
    except ValueError:
        return 0


def _shown(value: object) -> str:
    """Write a value so that it compares with what a spreadsheet made of it."""
    match value:
        case Cell():
            return _shown(value.value)
        case None:
            return ""
        case Link():
            return value.text.strip()
        case bool():
            return str(value)
        case Decimal() | float() | int():
            return f"{Decimal(str(value)):.2f}"
        case dt.datetime():
            return value.date().isoformat()
        case _:
            return str(value).strip()
