"""Which field a column header or a key means, and which kind a set of them tells."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.amounts import visible
from qinjian.engine.text import did_you_mean, normalised
from qinjian.schemas.kinds import KINDS, TOP_KINDS
from qinjian.schemas.kinds.person import Person, taken_over
from qinjian.schemas.record import Envelope, Field, Record, fields_of

Sections = dict[str, dict[str, list[str]]]

_BRACKET = re.compile(r"(.+)\(([^()]+)\)")


@lru_cache(maxsize=4096)
def normalised_header(header: str) -> str:
    """Return the form in which headers are compared, with its unit in brackets."""
    words = unicodedata.normalize("NFKC", header).replace("*", "").casefold()
    return "".join(visible(words).split())


@dataclass(frozen=True)
class Meaning:
    """What a header means: a field, and the yuan in one unit of its amounts.

    ``scale`` is None if the header names no unit.
    """

    field: Field
    scale: int | None = None


@dataclass(frozen=True)
class HeaderTable:
    """The headers of one kind: normalised header to field."""

    fields: dict[str, Field]
    labels: dict[str, str]
    own: frozenset[str]
    """Names of the fields that not every record of spending has."""

    def field(self, header: str) -> Field | None:
        """Return the field that ``header`` means, None if it means none."""
        found = self.meaning(header)
        return found.field if found else None

    def meaning(self, header: str) -> Meaning | None:
        """Return what ``header`` means, None if it means nothing.

        One unit in brackets may follow if the field is counted in it: 金额(元), 金额(万元).
        """
        name = normalised_header(header)
        if name in self.fields:
            return Meaning(self.fields[name])
        match = _BRACKET.fullmatch(name)
        field = self.fields.get(match[1]) if match else None
        if match is None or field is None:
            return None
        unit = match[2].removeprefix("单位:")
        if field.unit.startswith("yuan") and unit in unit_scales():
            return Meaning(field, unit_scales()[unit])
        return Meaning(field, 1) if unit in _brackets().get(field.unit, ()) else None

    def alike(self, header: str) -> list[str]:
        """List the headers most like ``header``, none if there are none like it."""
        return get_close_matches(normalised_header(header), sorted(self.fields), n=3, cutoff=0.6)

    def close(self, header: str) -> str:
        """Name the headers most like ``header``, else all of the kind in its language."""
        name = normalised_header(header)
        if like := self.alike(header):
            return ", ".join(like)
        return did_you_mean(name, self.labels if name.isascii() else self.labels.values())


@cache
def headers_of(model: type[Record]) -> HeaderTable:
    """Return the headers of a record kind, or of ``Envelope`` for what all kinds share.

    People in a list have only headers of their own: the rest comes from their record.
    """
    fields: dict[str, Field] = {}
    labels: dict[str, str] = {}
    taken = taken_over(model) if issubclass(model, Person) else frozenset()
    for field in fields_of(model):
        if field.name in taken:
            continue
        words = _words(model, field.name)
        labels[field.name] = words[0]
        for word in (field.name, *words):
            fields.setdefault(normalised_header(word), field)
    own = frozenset(labels) - frozenset(Envelope.model_fields)
    return HeaderTable(fields, labels, own)


def label(kind: str, field: str) -> str:
    """Return the official Chinese label of a field of a kind.

    Raises:
        KeyError: the kind has no such field.
    """
    return _words(KINDS[kind], field)[0]


def _words(model: type[Record], field: str) -> list[str]:
    """Return the headers of a field from the section of the class that declares it."""
    sections = cast("Sections", data_file("headers.yaml"))
    for base in model.__mro__:
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", base.__name__).lower()
        if field in sections.get(name, {}):
            return sections[name][field]
    # what a person takes over is called as in the record, and what a budget line shares as there
    others = [KINDS[kind] for kind in model.lists] if issubclass(model, Person) else [Envelope]
    for other in others:
        if other is not model and field in other.model_fields:
            return _words(other, field)
    raise KeyError(field)


@cache
def _brackets() -> dict[str, frozenset[str]]:
    units = cast("dict[str, list[str]]", data_file("headers.yaml")["brackets"])
    return {unit: frozenset(map(normalised_header, words)) for unit, words in units.items()}


def unit_words(unit: str) -> frozenset[str]:
    """Return the words for what a field counts: 人, 名 and 位 for persons."""
    return _brackets().get(unit, frozenset())


@cache
def unit_scales() -> dict[str, int]:
    """Return the yuan in one of each known unit of money (schemas/tables.yaml)."""
    units = cast("dict[str, list[str]]", data_file("tables.yaml")["units"])
    return {normalised_header(word): int(scale) for scale, ws in units.items() for word in ws}


@cache
def _special(name: str) -> frozenset[str]:
    words = cast("list[str]", data_file("headers.yaml")[name])
    return frozenset(map(normalised_header, words))


def is_ignored(header: str) -> bool:
    """Tell whether a column is read past."""
    return normalised_header(header) in _special("ignored")


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(map(normalised, cast("list[str]", data_file("headers.yaml")["placeholders"])))


def is_placeholder(field: str, raw: object) -> bool:
    """Tell whether a value only stands for an empty cell of this field: 无, / or 待补."""
    if not isinstance(raw, str) or field not in cast(
        "list[str]", data_file("headers.yaml")["placeholder_fields"]
    ):
        return False
    return normalised(raw) in _placeholders()


def is_kind(header: str) -> bool:
    """Tell whether a column or key names the kind of its record."""
    return normalised_header(header) in _special("kind")


def is_period(header: str) -> bool:
    """Tell whether a column holds the first and the last day: 起止日期."""
    return normalised_header(header) in _special("period")


def is_lines(header: str) -> bool:
    """Tell whether a key holds the lines of a claim."""
    return normalised_header(header) in _special("lines")


def is_read_apart(header: str) -> bool:
    """Tell whether a column is no field whatever the kind: kind, period, or not read."""
    return is_kind(header) or is_period(header) or is_ignored(header)


@lru_cache(maxsize=4096)
def is_known(header: str) -> bool:
    """Tell whether a header means anything for any kind, ignored columns included."""
    found = (headers_of(model).meaning(header) for model in TOP_KINDS.values())
    return is_read_apart(header) or any(found)


@cache
def _all_headers() -> frozenset[str]:
    """Return every header of every kind, of columns not read, of periods and of kinds."""
    fields = (name for model in TOP_KINDS.values() for name in headers_of(model).fields)
    return frozenset((*fields, *_special("ignored"), *_special("period"), *_special("kind")))


def is_a_header(cell: str) -> bool:
    """Tell quickly whether a cell holds a header; a unit in brackets behind it is seen past."""
    return normalised_header(cell).partition("(")[0] in _all_headers()


def count_known(headers: Iterable[str]) -> int:
    """Count the different headers that mean anything for any kind."""
    return len({normalised_header(name) for name in headers if name and is_known(name)})
