"""Where the headers of a table stand, and what stands above them.

An export made for people begins with titles; its headers take one row, or two where a group
(住宿费) stands over its parts (天数, 金额).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.files.cells import CellText, nature
from qinjian.engine.intake.tables.headers import is_a_header, is_known, normalised_header
from qinjian.engine.intake.tables.mapping import mapping_for
from qinjian.engine.wording.regex import regex
from qinjian.schemas.mapping import Mapping, TableMapping

SEARCHED = 30
"""Rows that are not empty in which the headers are looked for."""

_FEWEST = 2
_HEADERS_OF_A_HEAD = 3
_LONGEST_HEADER = 20
_MOST_HEADER_ROWS = 3

Names = tuple[str, ...]
"""The names under which a column is looked up; the first that means something counts."""

NumberedRow = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Layout:
    """The head of a table. ``headers`` are shown, ``names`` are looked up, column by column."""

    titles: tuple[NumberedRow, ...]
    header_rows: tuple[NumberedRow, ...]
    headers: tuple[str, ...]
    names: tuple[Names, ...]
    mapped: TableMapping | None = None

    def title_words(self) -> list[str]:
        """Return the words above the headers."""
        return [cell for _, cells in self.titles for cell in cells if cell.strip()]


def find_layout(
    rows: Sequence[NumberedRow], sheet: str | None, mapping: Mapping | None, file: str = ""
) -> Layout | None:
    """Find the headers among the first rows of a table, None if no header is known.

    A row with all the columns of a mapping goes before any other. Else it is the first row, or
    pair of rows, of which most cells are known: another may be the head of a second table. If
    there is none, it is the one with most known headers.
    """
    layouts = list(_layouts(rows, _Place(file, sheet), mapping))
    if told := [layout for layout in layouts if _says_where(layout.mapped)]:
        return max(told, key=lambda layout: len(layout.mapped.columns if layout.mapped else ()))
    sure = next((layout for layout in layouts if _is_mostly_known(layout)), None)
    if sure is not None:
        same = [one for one in layouts if one.header_rows[0] == sure.header_rows[0]]
        return max(same, key=_known)
    best = max(layouts, key=_known, default=None)
    return best if best is not None and _known(best) else None


def _says_where(mapped: TableMapping | None) -> bool:
    """Tell whether a mapping says where the headers stand: by their words, or their rows."""
    return mapped is not None and bool(mapped.columns or mapped.header_rows)


def is_head(cells: Sequence[str]) -> bool:
    """Tell whether a row below the headers is the head of another table."""
    filled = [cell for cell in cells if cell.strip()]
    known = sum(len(cell) <= _LONGEST_HEADER and is_a_header(cell) for cell in filled)
    return known >= _HEADERS_OF_A_HEAD and 2 * known > len(filled)


def _is_mostly_known(layout: Layout) -> bool:
    known = _known(layout)
    return known >= _FEWEST and 2 * known > sum(map(bool, layout.headers))


def _known(layout: Layout) -> int:
    found = (next(filter(is_known, names), None) for names in layout.names)
    return len({normalised_header(name) for name in found if name})


def _most_known(layouts: Sequence[Layout]) -> int:
    return max(map(_known, layouts), default=0)


class _Place(NamedTuple):
    file: str
    sheet: str | None


def _layouts(
    rows: Sequence[NumberedRow], place: _Place, mapping: Mapping | None
) -> Iterator[Layout]:
    """List the layouts that are possible.

    Where a row of headers stands over parts, neither of the two rows is a header alone: the
    parts would be taken for what they mean without their group.
    """
    part = False
    within = 0
    for index, row in enumerate(rows):
        if index < within:
            continue
        lower = rows[index + 1] if index + 1 < len(rows) else None
        joined = _pair(row[1], lower[1]) if lower else None
        alone = _layout(rows, index, 1, [(_header(cell),) for cell in row[1]])
        choices = [] if part else [alone]
        part = False
        if joined is not None:
            pair = _layout(rows, index, 2, joined)
            part = _is_of_headers(row[1])
            worth = _known(pair) >= max(_known(alone), _known(_lower(rows, index + 1)))
            choices = [pair] if part else [pair, *choices] if worth else choices
        three = _three(rows, index)
        if three is not None and (_nests(three) or _known(three) > _most_known(choices)):
            choices, within = [three], index + _MOST_HEADER_ROWS
        yield from (_mapped(layout, place, mapping) for layout in choices)


def _three(rows: Sequence[NumberedRow], index: int) -> Layout | None:
    """Join three rows of headers: a group over groups over parts."""
    if index + _MOST_HEADER_ROWS > len(rows):
        return None
    top, middle, bottom = (row[1] for row in rows[index : index + _MOST_HEADER_ROWS])
    lower = _pair(middle, bottom)
    if lower is None or not (_is_of_headers(top) and _is_of_headers(middle)):
        return None
    width = max(len(top), len(lower))
    uppers = [*top, *[""] * (width - len(top))]
    lowers = [*lower, *[("", "")] * (width - len(lower))]
    groups = _groups(uppers, ["".join(pair) for pair in lowers])
    columns = [(group, *under) for group, under in zip(groups, lowers, strict=True)]
    return _layout(rows, index, _MOST_HEADER_ROWS, columns)


def _nests(layout: Layout) -> bool:
    """Tell whether each part in the last of three rows has its groups, and other headers none.

    A row of words under two rows of headers would fill the columns of these others too.
    """
    bottom = layout.header_rows[-1][1]
    own = {n for n, cell in enumerate(bottom) if cell.strip() and nature(cell) != "merged"}
    strokes = _MOST_HEADER_ROWS - 1
    deep = {n for n, header in enumerate(layout.headers) if header.count("/") == strokes}
    return own == deep and len(own) < sum(map(bool, layout.headers))


def _layout(
    rows: Sequence[NumberedRow], index: int, height: int, columns: Sequence[tuple[str, ...]]
) -> Layout:
    stacks = [tuple(filter(None, dict.fromkeys(column))) for column in columns]
    headers = tuple(map("/".join, stacks))
    names = _single([_names(stack) for stack in stacks])
    return Layout(tuple(rows[:index]), tuple(rows[index : index + height]), headers, names)


def _lower(rows: Sequence[NumberedRow], index: int) -> Layout:
    return _layout(rows, index, 1, [(_header(cell),) for cell in rows[index][1]])


def _mapped(layout: Layout, place: _Place, mapping: Mapping | None) -> Layout:
    """Add the part of a mapping that fits a layout, if one does."""
    found = mapping_for(mapping, place.file, place.sheet, layout.headers)
    numbers = tuple(number for number, _ in layout.header_rows)
    if found is None or (found.header_rows and found.header_rows != numbers):
        return layout
    return replace(layout, mapped=found)


def _is_of_headers(cells: Sequence[str]) -> bool:
    """Tell a row of headers from a title over several columns: 编制单位：…, 2015年."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and not any(re.search(r"[:：\d]", cell) for cell in filled)


def _header(cell: str) -> str:
    return " ".join(cell.split())


def _pair(top: Sequence[str], bottom: Sequence[str]) -> list[tuple[str, str]] | None:
    """Join two rows of headers column by column, None if they are no such rows.

    The lower row holds words without figures; some group stands over several of them; and
    some header stands beside the group, or another group.
    """
    width = max(len(top), len(bottom))
    uppers = [*top, *[""] * (width - len(top))]
    lowers = [_header(cell) for cell in bottom] + [""] * (width - len(bottom))
    if not any(lowers) or any(re.search(r"\d", lower) for lower in lowers):
        return None
    groups = _groups(uppers, lowers)
    columns = list(zip(groups, lowers, strict=True))
    parts = [group for group, lower in columns if group and lower and group != lower]
    beside = {group for group, lower in columns if group and lower in ("", group)}
    if not any(parts.count(group) > 1 for group in parts):
        return None
    return columns if beside or len(set(parts)) > 1 else None


def _groups(uppers: Sequence[str], lowers: Sequence[str]) -> list[str]:
    """Stretch the headers of the upper row over the columns that they stand over.

    A workbook says which cells are merged; in plain text an empty cell beside a group with a
    part under it belongs to the group.
    """
    says = any(isinstance(cell, CellText) and cell.nature == "covered" for cell in uppers)
    groups: list[str] = []
    for number, cell in enumerate(uppers):
        own = _header(cell)
        if isinstance(cell, CellText) and cell.nature == "covered":
            own = _header(cell.group)
        elif not own and number and lowers[number] and lowers[number - 1]:
            beside = uppers[number - 1]
            typed = not isinstance(beside, CellText) and beside.strip()
            own = groups[-1] if typed or not says else own
        groups.append(own)
    return groups


_UNIT = regex(r"[(（][^()（）]*[)）]$")
"""A unit behind the header of a group: 费用（元）."""


def _names(stack: Sequence[str]) -> Names:
    """List what a column may be called, of its headers from the highest group to the part.

    A part may mean something else than it does alone (接待对象 over 职务), so it is looked up
    alone only under groups of costs, days and the like. The groups above the nearest say of what
    they are (费用 over 城市间 over 车船费), and which bar it. A group of numbers of people or of
    costs may be said behind its part: 人数 over 陪同, 费用 over 住宿.
    """
    if len(stack) < 2:  # noqa: PLR2004 - a header without a group
        return ("".join(stack),)
    *groups, bottom = stack
    nearest = groups[-1]
    if normalised_header(bottom) in _words("group_amounts"):
        return (nearest + bottom, nearest)
    if normalised_header(bottom) in _words("parts_bound"):
        return (nearest + bottom,)
    above = [normalised_header(_UNIT.sub("", group)) for group in groups]
    if above[-1] in _words("groups_turned"):
        return (nearest + bottom, bottom + above[-1])
    unit = _UNIT.search(nearest)
    counted_in = unit[0] if unit and not _UNIT.search(bottom) else ""
    barred = any(word in group for group in above for word in _words("group_barriers"))
    if barred or not any(group.endswith(tuple(_words("group_endings"))) for group in above):
        return (nearest + bottom,)
    if above[-1] in _words("groups_of_costs") and not bottom.endswith("费"):
        return (nearest + bottom, f"{bottom}费{counted_in}", bottom + counted_in)
    return (nearest + bottom, bottom + counted_in)


def _single(columns: list[Names]) -> tuple[Names, ...]:
    """Leave out second names that several columns have: 天数 under two groups is neither's."""
    second = [names[1] for names in columns if len(names) > 1]
    return tuple(
        names[:1] if len(names) > 1 and second.count(names[1]) > 1 else names for names in columns
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(normalised_header, cast("list[str]", data_file("tables.yaml")[name])))
