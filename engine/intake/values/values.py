"""From what people write to what the models take: words, yes and no, lists, people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qinjian.engine.intake.files.cells import nature
from qinjian.engine.intake.records.entry import Cell, Locate, Path, is_blank, shown
from qinjian.engine.intake.tables.headers import HeaderTable, headers_of, is_placeholder, unit_words
from qinjian.engine.intake.values.amounts import figure_of, visible, yuan_of
from qinjian.engine.intake.values.days import day_of, is_serial
from qinjian.engine.intake.values.people import group_of
from qinjian.engine.intake.values.words import canonical, known_words, open_vocabulary, region_of
from qinjian.engine.problems import Problem
from qinjian.schemas.kinds.person import Person

_SEPARATOR = re.compile(r"[、，,；;/／\r\n]+(?![^(（]*[)）])")  # not within brackets
_FLAWS = {
    "digits_lost": "digits_lost",
    "formula": "formula_empty",
    "error": "cell_error",
}
_DITTO = frozenset({"同上", "〃", "″", "''"})
_FIGURES = frozenset({"money", "count", "quantity"})


@dataclass
class Values:
    """The values of one record on their way to its model."""

    data: dict[str, object] = field(default_factory=dict)
    sources: dict[Path, tuple[Cell, Path, object]] = field(default_factory=dict)
    """Where each value of the model comes from: its cell, the path in it, the raw value."""
    problems: list[Problem] = field(default_factory=list)
    groups: dict[str, int | None] = field(default_factory=dict)
    """Lists of people that speak of a group (张三等5人): how many it has, None if not said."""

    def add(self, cell: Cell) -> None:
        """Translate one cell; what cannot be translated becomes a problem."""
        name = cell.field.name
        self.sources[(name,)] = (cell, (), cell.raw)
        if flaw := self._flaw(cell):
            self.problems.append(cell.problem(flaw, value=shown(cell.raw)))
        elif is_blank(cell.raw) or is_placeholder(name, cell.raw) or _is_dash(cell):
            self.data[name] = None
        elif cell.field.type == "children":
            self.data[name] = list(self._people(cell)) or None
        elif cell.field.type == "list":
            self.data[name] = self._listed(cell)
        elif isinstance(cell.raw, list | dict):
            self.problems.append(cell.problem("not_a_value"))
        else:
            self.data[name] = self._single(cell)

    def _flaw(self, cell: Cell) -> str | None:
        """Name what is wrong with how a cell is stored, None if nothing is."""
        kept = nature(cell.raw)
        if isinstance(cell.raw, str) and cell.raw.strip() in _DITTO:
            return "ditto"
        if kept in ("merged", "merged_first") and cell.field.type in _FIGURES:
            return "merged_figure"
        if kept == "number_1904" and cell.field.type == "date" and is_serial(str(cell.raw)):
            return "serial_1904"
        return _FLAWS.get(kept)

    def _single(self, cell: Cell) -> object:
        raw = cell.raw.strip() if isinstance(cell.raw, str) else cell.raw
        if cell.field.type == "enum":
            return self._word(cell, raw, ())
        if not isinstance(raw, str):
            return raw
        match cell.field.type:
            case "money":
                value = yuan_of(raw, cell.scale)
                return raw if value is None else value
            case "count" | "quantity":
                return figure_of(raw, unit_words(cell.field.unit)) or raw
            case "date":
                return day_of(raw) or raw
            case "yes_no":
                return canonical("yes_no", raw) or raw
        if cell.field.name == "region":
            return region_of(raw) or self._unlisted(cell, raw, ())
        listed = open_vocabulary(cell.field.name)
        return (canonical(listed, raw) if listed else None) or visible(raw)

    def _word(self, cell: Cell, raw: object, path: Path) -> object:
        value = canonical(cell.field.name, raw) if isinstance(raw, str) else None
        return value or self._unlisted(cell, raw, path)

    def _unlisted(self, cell: Cell, raw: object, path: Path) -> str | None:
        known = known_words(cell.field.name)
        self.problems.append(cell.problem("not_listed", path, value=shown(raw), known=known))
        return None

    def _listed(self, cell: Cell) -> list[object]:
        """Translate a list of words; one that is there twice counts once."""
        words = [self._word(cell, word, path) for path, word in self._members(cell)]
        return list(dict.fromkeys(word for word in words if word is not None))

    def _members(self, cell: Cell) -> Iterator[tuple[Path, object]]:
        """List the members of a list, or the words of a text, each with its place."""
        if isinstance(cell.raw, str):
            yield from (((), word) for word in _split(cell.raw))
        elif isinstance(cell.raw, list):
            for number, member in enumerate(cell.raw):
                words = _split(member) if isinstance(member, str) else [member]
                yield from (((number,), word) for word in words)
        else:
            self.problems.append(cell.problem("not_a_list", value=shown(cell.raw)))

    def _people(self, cell: Cell) -> Iterator[dict[str, object]]:
        table = headers_of(cell.field.child or Person)
        for position, (path, member) in enumerate(self._named(cell)):
            inside: Path = (cell.field.name, position)
            if isinstance(member, dict):
                yield self._person(cell, table, path, inside, member)
            else:
                self.sources[(*inside, "name")] = (cell, path, member)
                yield {"name": member}

    def _named(self, cell: Cell) -> Iterator[tuple[Path, object]]:
        """List the people of a cell. Words for a group are no name: 张三、李四等5人 are two."""
        for path, member in self._members(cell):
            if not isinstance(member, str):
                if member is not None:
                    yield path, member
                continue
            if is_placeholder(cell.field.name, member):
                continue
            name, group = group_of(member)
            if group is not None or cell.field.name in self.groups:
                # a second group, or a name behind one, leaves the number open
                first = cell.field.name not in self.groups
                self.groups[cell.field.name] = (group or None) if first else None
            if name:
                yield path, name

    def _person(
        self, cell: Cell, table: HeaderTable, path: Path, inside: Path, member: dict[str, object]
    ) -> dict[str, object]:
        person: dict[str, object] = {}
        headers: dict[str, str] = {}
        for key, value in member.items():
            here = (*path, key)
            found = table.meaning(key)
            if found is None:
                close = table.close(key)
                self.problems.append(cell.problem("field_unknown", here, value=key, close=close))
            elif found.field.name in headers:
                other = headers[found.field.name]
                name = table.labels[found.field.name]
                self.problems.append(cell.problem("header_twice", here, other=other, field=name))
            elif isinstance(value, list | dict):
                self.problems.append(cell.problem("not_a_value", here))
            else:
                name = found.field.name
                headers[name] = key
                own = Cell(found.field, value, _within(cell, here), found.scale or 1)
                empty = is_blank(value) or is_placeholder(name, value)
                person[name] = None if empty else self._single(own)
                self.sources[(*inside, name)] = (cell, here, value)
        return person


def _is_dash(cell: Cell) -> bool:
    """Tell a dash in a column of figures: there is none."""
    if cell.field.type not in _FIGURES or not isinstance(cell.raw, str):
        return False
    return not cell.raw.strip().strip("-—–－/／")


def _within(cell: Cell, here: Path) -> Locate:
    return lambda path: cell.at((*here, *path))


def _split(text: str) -> list[str]:
    return [part for piece in _SEPARATOR.split(text) if (part := piece.strip())]
