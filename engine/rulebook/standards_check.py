"""What makes a table of figures unfit: units, keys, seasons, two rows or editions for one thing."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from qinjian.engine.condition.types import dimension
from qinjian.engine.problems import Problem, RuleFileError
from qinjian.engine.rulebook.standards import Table
from qinjian.engine.strict_yaml import Document
from qinjian.engine.text import normalised
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
    return Table(standard)


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
        words = [word for option, ways in key.options.items() for word in (option, *ways)]
        for word, count in Counter(map(normalised, words)).items():
            if count > 1:
                yield document.problem("standard_spelling", ("keys", index, "options"), word=word)


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
        if wanted := _wrong_cell(key, cell, row):
            values = {"key": key.name, "value": str(cell), "expected": wanted}
            problems.append(document.problem("standard_key_value", path, **values))
    counts = [key for key in standard.keys if key.type == "count"]
    if isinstance(row.value, Share) and len(counts) != 1:
        problems.append(document.problem("standard_share", path))
    return problems


def _wrong_cell(key: Key, cell: KeyCell, row: Row) -> str:
    """Say what the cell of a key must be, nothing if it is good."""
    if isinstance(cell, Others):
        plain = [
            name for name, other in row.keys.items() if name != key.name and isinstance(other, str)
        ]
        good = key.type == "enum" and cell.other in plain
        return "" if good else " / ".join(f"{{other: {name}}}" for name in plain)
    if key.type == "enum":
        return "" if isinstance(cell, str) and cell in key.options else ", ".join(key.options)
    good = isinstance(cell, Range) or cell.isdigit()
    return "" if good else "3, {from: 1, to: 10}"


def _overlaps(
    document: Document, standard: Standard, edition: Edition, path: tuple[str | int, ...]
) -> list[Problem]:
    names = [key.name for key in standard.keys]
    return [
        document.problem("standard_overlap", (*path, second), other=first + 1)
        for (first, one), (second, other) in combinations(enumerate(edition.rows), 2)
        if all(_share_a_key(one.keys[name], other.keys[name]) for name in names)
        and _share_a_day(one.season, other.season)
    ]


def _share_a_key(one: KeyCell, other: KeyCell) -> bool:
    """Tell whether two cells of one key can be the same; those for all others exclude the named."""
    if isinstance(one, Others) or isinstance(other, Others):
        return isinstance(one, Others) and isinstance(other, Others)
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    first, second = (
        cell if isinstance(cell, Range) else Range(first=int(cell), last=int(cell))
        for cell in (one, other)
    )
    above = first.last is None or second.first is None or second.first <= first.last
    return above and (second.last is None or first.first is None or first.first <= second.last)


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
