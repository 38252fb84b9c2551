"""From what people write to what the models take: words, yes and no, lists, people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qinjian.engine.intake.entry import Cell, Path, is_blank, shown
from qinjian.engine.intake.headers import HeaderTable, headers_of, is_placeholder
from qinjian.engine.intake.words import canonical, known_words, region_of
from qinjian.engine.problems import Problem
from qinjian.schemas.kinds.person import Person

_SEPARATOR = re.compile(r"[、，,；;/／\r\n]+")


@dataclass
class Values:
    """The values of one record on their way to its model."""

    data: dict[str, object] = field(default_factory=dict)
    sources: dict[Path, tuple[Cell, Path, object]] = field(default_factory=dict)
    """Where each value of the model comes from: its cell, the path in it, the raw value."""
    problems: list[Problem] = field(default_factory=list)

    def add(self, cell: Cell) -> None:
        """Translate one cell; what cannot be translated becomes a problem."""
        name = cell.field.name
        self.sources[(name,)] = (cell, (), cell.raw)
        if is_blank(cell.raw) or is_placeholder(name, cell.raw):
            self.data[name] = None
        elif cell.field.type == "children":
            self.data[name] = list(self._people(cell)) or None
        elif cell.field.type == "list":
            self.data[name] = self._listed(cell)
        elif isinstance(cell.raw, list | dict):
            self.problems.append(cell.problem("not_a_value"))
        else:
            self.data[name] = self._single(cell)

    def _single(self, cell: Cell) -> object:
        raw = cell.raw.strip() if isinstance(cell.raw, str) else cell.raw
        if cell.field.type == "enum":
            return self._word(cell, raw, ())
        if not isinstance(raw, str):
            return raw
        if cell.field.type == "yes_no":
            return canonical("yes_no", raw) or raw
        if cell.field.name == "region":
            return region_of(raw) or self._unlisted(cell, raw, ())
        return raw

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
        members = self._members(cell)
        for position, (path, member) in enumerate((p, m) for p, m in members if m is not None):
            inside: Path = (cell.field.name, position)
            if isinstance(member, dict):
                yield self._person(cell, table, path, inside, member)
            else:
                self.sources[(*inside, "name")] = (cell, path, member)
                yield {"name": member}

    def _person(
        self, cell: Cell, table: HeaderTable, path: Path, inside: Path, member: dict[str, object]
    ) -> dict[str, object]:
        person: dict[str, object] = {}
        headers: dict[str, str] = {}
        for key, value in member.items():
            here = (*path, key)
            found = table.field(key)
            if found is None:
                close = table.close(key)
                self.problems.append(cell.problem("field_unknown", here, value=key, close=close))
            elif found.name in headers:
                other = headers[found.name]
                name = table.labels[found.name]
                self.problems.append(cell.problem("header_twice", here, other=other, field=name))
            elif isinstance(value, list | dict):
                self.problems.append(cell.problem("not_a_value", here))
            else:
                headers[found.name] = key
                empty = is_blank(value) or is_placeholder(found.name, value)
                person[found.name] = None if empty else value
                self.sources[(*inside, found.name)] = (cell, here, value)
        return person


def _split(text: str) -> list[str]:
    return [part for piece in _SEPARATOR.split(text) if (part := piece.strip())]
