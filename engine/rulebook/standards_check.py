"""What makes a table of figures unfit: units, keys, seasons, two rows or editions for one thing."""

from collections.abc import Iterator
from itertools import combinations

from qinjian.engine.condition.types import dimension
from qinjian.engine.messages.problems import Problem, RuleFileError
from qinjian.engine.rulebook.flat import Bounds, counts_or_options
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.wording.text import normalised
from qinjian.engine.yaml.document import Document
from qinjian.schemas.regulation import UncertainDay
from qinjian.schemas.standard import (
    Edition,
    Key,
    KeyCell,
    Others,
    Range,
    Row,
    Season,
    Share,
    Standard,
)


def check_table(document: Document, standard: Standard) -> Table:
    """Make a table after a look at its units, keys and rows.

    Raises:
        RuleFileError: an unknown unit, a row whose keys do not fit, two rows for the same
            keys, or two editions in force on the same day.
    """
    problems = [*_unit_problems(document, standard), *_spelling_problems(document, standard)]
    for number, edition in enumerate(standard.editions):
        path = ("editions", number, "rows")
        for index, row in enumerate(edition.rows):
            problems += _row_problems(document, standard, row, (*path, index))
        if not problems:
            problems += _overlaps(document, standard, edition, path)
    problems += _period_problems(document, standard)
    if problems:
        raise RuleFileError(problems)
    return Table.of(standard)


def _unit_problems(document: Document, standard: Standard) -> list[Problem]:
    units = [(("unit",), standard.unit)]
    units += [(("keys", i, "unit"), key.unit) for i, key in enumerate(standard.keys)]  # type: ignore[misc]
    problems = []
    for path, unit in units:
        try:
            dimension(unit)
        except ValueError:
            problems.append(document.problem("unit_wrong", path, unit=unit))
    return problems


def _spelling_problems(document: Document, standard: Standard) -> Iterator[Problem]:
    """Refuse a way of writing that stands for two options, or twice for one."""
    for index, key in enumerate(standard.keys):
        taken = set()
        for option, ways in key.options.items():
            for word in (option, *ways):
                if normalised(word) in taken:
                    path = ("keys", index, "options", option)
                    yield document.problem("standard_spelling", path, word=word)
                taken.add(normalised(word))


def _row_problems(
    document: Document, standard: Standard, row: Row, path: tuple[str | int, ...]
) -> list[Problem]:
    expected = [key.name for key in standard.keys]
    if sorted(row.keys) != sorted(expected):
        values = {"expected": ", ".join(expected), "found": ", ".join(row.keys)}
        return [document.problem("standard_keys", path, **values)]
    problems = []
    for key in standard.keys:
        cell = row.keys[key.name]
        if wanted := _wrong_cell(standard, key, row):
            values = {"key": key.name, "value": _shown(cell), "expected": wanted}
            problems.append(document.problem("standard_key_value", path, **values))
    counts = [key for key in standard.keys if key.type == "count"]
    if isinstance(row.value, Share):
        if len(counts) != 1:
            problems.append(document.problem("standard_share", path))
    elif standard.type == "count" and row.value % 1:
        problems.append(document.problem("not_count", (*path, "value"), value=row.value))
    return problems


def _wrong_cell(standard: Standard, key: Key, row: Row) -> str:
    """Say what the cell of a key must be, nothing if it is good."""
    cell = row.keys[key.name]
    if key.type == "count":
        good = isinstance(cell, Range) or (isinstance(cell, str) and cell.isdecimal())
        return "" if good else "3, {from: 1, to: 10}"
    parents = [
        one.name
        for one in standard.keys
        if one is not key and one.type == "enum" and isinstance(row.keys[one.name], str)
    ]
    good = cell.other in parents if isinstance(cell, Others) else cell in key.options
    if isinstance(cell, Others) and parents:
        return "" if good else " / ".join(f"{{other: {name}}}" for name in parents)
    return "" if good else ", ".join(key.options)


def _shown(cell: KeyCell) -> str:
    """Return a cell as it is written in a file."""
    if isinstance(cell, Others):
        return f"{{other: {cell.other}}}"
    if isinstance(cell, Range):
        ends = {"from": cell.first, "to": cell.last}
        return f"{{{', '.join(f'{name}: {end}' for name, end in ends.items() if end is not None)}}}"
    return cell


def _overlaps(
    document: Document, standard: Standard, edition: Edition, path: tuple[str | int, ...]
) -> list[Problem]:
    rows = [
        (index, row.season, [counts_or_options(key, row, edition) for key in standard.keys])
        for index, row in enumerate(edition.rows)
    ]
    return [
        document.problem("standard_overlap", (*path, second), other=first + 1)
        for (first, season, cells), (second, other_season, other_cells) in combinations(rows, 2)
        if all(map(_meet, cells, other_cells)) and _share_a_day(season, other_season)
    ]


def _meet(one: Bounds | list[str], other: Bounds | list[str]) -> bool:
    """Tell whether two cells of one key have an option or a count in common."""
    if isinstance(one, list) or isinstance(other, list):
        return not set(one).isdisjoint(other)
    (low, high), (other_low, other_high) = one, other
    above = high is None or other_low is None or other_low <= high
    return above and (other_high is None or low is None or low <= other_high)


def _share_a_day(one: Season | None, other: Season | None) -> bool:
    if one is None or other is None:
        return True
    return any(_is_in(one, end) for end in (other.first, other.last)) or _is_in(other, one.first)


def _is_in(season: Season, day: int) -> bool:
    if season.first <= season.last:
        return season.first <= day <= season.last
    return day >= season.first or day <= season.last


def _period_problems(document: Document, standard: Standard) -> list[Problem]:
    dated = [
        (index, edition, edition.start)
        for index, edition in enumerate(standard.editions)
        if isinstance(edition.start, UncertainDay)
    ]
    problems = []
    for (_, one, one_start), (index, other, other_start) in combinations(dated, 2):
        after_one = one.end is not None and other_start.earliest > one.end
        after_other = other.end is not None and one_start.earliest > other.end
        if not after_one and not after_other:
            path = ("editions", index)
            problems.append(document.problem("standard_periods", path, other=one.document))
    return problems
