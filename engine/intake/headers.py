"""Which field a column header or a key means, and which kind a set of them tells."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from qinjian.engine.strict_yaml import load
from qinjian.engine.text import did_you_mean, normalised
from qinjian.schemas.kinds import CHILD_KINDS, KINDS
from qinjian.schemas.kinds.person import OWN_FIELDS, Person
from qinjian.schemas.record import Envelope, Field, Record, fields_of

Sections = dict[str, dict[str, list[str]]]

_BRACKET = re.compile(r"(.+)\(([^()]+)\)")


@cache
def data_file(name: str) -> dict[str, object]:
    """Read one of the YAML files of ``schemas``."""
    text = (resources.files("qinjian.schemas") / name).read_text(encoding="utf-8")
    return cast("dict[str, object]", load(text, f"schemas/{name}").data)


@lru_cache(maxsize=4096)
def normalised_header(header: str) -> str:
    """Return the form in which headers are compared, with its unit in brackets."""
    return "".join(unicodedata.normalize("NFKC", header).replace("*", "").split()).casefold()


@dataclass(frozen=True)
class HeaderTable:
    """The headers of one kind: normalised header to field."""

    fields: dict[str, Field]
    labels: dict[str, str]
    own: frozenset[str]
    """Names of the fields that not every record of spending has."""

    def field(self, header: str) -> Field | None:
        """Return the field that ``header`` means, None if it means none.

        One unit in brackets may follow if the field is counted in it: 金额(元), not 金额(万元).
        """
        name = normalised_header(header)
        if name in self.fields:
            return self.fields[name]
        match = _BRACKET.fullmatch(name)
        field = self.fields.get(match[1]) if match else None
        if match is None or field is None:
            return None
        return field if match[2] in _brackets().get(field.unit, ()) else None

    def close(self, header: str) -> str:
        """Name the headers most like ``header``, else all of the kind in its language."""
        name = normalised_header(header)
        like = get_close_matches(name, sorted(self.fields), n=3, cutoff=0.6)
        if like:
            return ", ".join(like)
        return did_you_mean(name, self.labels if name.isascii() else self.labels.values())


@cache
def headers_of(model: type[Record]) -> HeaderTable:
    """Return the headers of a record kind, or of ``Envelope`` for what all kinds share.

    People in a list have only headers of their own: the rest comes from their record.
    """
    fields: dict[str, Field] = {}
    labels: dict[str, str] = {}
    for field in fields_of(model):
        if issubclass(model, Person) and field.name not in OWN_FIELDS:
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
    raise KeyError(field)


@cache
def _brackets() -> dict[str, frozenset[str]]:
    units = cast("dict[str, list[str]]", data_file("headers.yaml")["brackets"])
    return {unit: frozenset(map(normalised_header, words)) for unit, words in units.items()}


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


def is_total(cell: str) -> bool:
    """Tell whether a cell names a row of totals: 合计, 小计."""
    return normalised_header(cell).rstrip(":") in _special("totals")


def is_kind(header: str) -> bool:
    """Tell whether a column or key names the kind of its record."""
    return normalised_header(header) in _special("kind")


def is_lines(header: str) -> bool:
    """Tell whether a key holds the lines of a claim."""
    return normalised_header(header) in _special("lines")


@cache
def top_kinds() -> dict[str, type[Record]]:
    """Return the kinds that a row or claim can be: all but people in lists."""
    return {name: model for name, model in KINDS.items() if name not in CHILD_KINDS}


def recognise(headers: Iterable[str]) -> list[type[Record]]:
    """Return the kinds of whose own fields most are among ``headers``.

    One is an answer; several are a tie; none means that no header belongs to one kind.
    """
    names = list(headers)
    scores: dict[type[Record], int] = {}
    for model in top_kinds().values():
        table = headers_of(model)
        found = {field.name for name in names if (field := table.field(name))}
        scores[model] = len(found & table.own)
    best = max(scores.values())
    return [model for model, score in scores.items() if best and score == best]
