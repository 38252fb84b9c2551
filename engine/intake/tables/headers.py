"""Which field a column header or a key means: the way in to all that is known of headers."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.generic import (
    general_headers,
    is_measure_column,
    is_period,
    is_period_in,
    meaning_in,
)
from qinjian.engine.intake.tables.header_table import (
    HeaderTable,
    Meaning,
    headers_of,
    label,
    own_fields,
)
from qinjian.engine.intake.tables.header_text import (
    normalised_header,
    split_header,
    with_day_in_full,
)
from qinjian.engine.intake.tables.header_words import document_of, unit_scales, unit_words
from qinjian.engine.wording.text import normalised
from qinjian.schemas.kinds import TOP_KINDS

__all__ = [
    "HeaderTable",
    "Meaning",
    "count_known",
    "document_of",
    "headers_of",
    "is_a_header",
    "is_ignored",
    "is_kind",
    "is_known",
    "is_lines",
    "is_measure_column",
    "is_period",
    "is_period_in",
    "is_placeholder",
    "is_read_apart",
    "label",
    "meaning_in",
    "normalised_header",
    "own_fields",
    "split_header",
    "unit_scales",
    "unit_words",
]


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


def is_lines(header: str) -> bool:
    """Tell whether a key holds the lines of a claim."""
    return normalised_header(header) in _special("lines")


def is_read_apart(header: str) -> bool:
    """Tell whether a column is no field whatever the kind: kind, period, or not read."""
    return is_kind(header) or is_period(header) or is_ignored(header)


@lru_cache(maxsize=16384)
def is_known(header: str) -> bool:
    """Tell whether a header means anything for any kind, ignored columns included."""
    if not header.strip():
        return False
    name = normalised_header(header)
    general = name in general_headers() or split_header(name)[0] in general_headers()
    if general or is_read_apart(header):
        return True
    # A day, a figure, a number: most cells of a table, and dear to ask every kind about.
    if not any(map(str.isalpha, name)):
        return False
    return any(headers_of(model).meaning(header) for model in TOP_KINDS.values())


@cache
def _all_headers() -> frozenset[str]:
    """Return every header of every kind, of columns not read, of periods and of kinds."""
    fields = (name for model in TOP_KINDS.values() for name in headers_of(model).fields)
    return frozenset((*fields, *general_headers(), *_special("ignored"), *_special("kind")))


@lru_cache(maxsize=16384)
def is_a_header(cell: str) -> bool:
    """Tell quickly whether a cell holds a header; a unit behind it is seen past."""
    name = normalised_header(cell)
    short = split_header(name)[0]
    known = _all_headers()
    names = {name, short, with_day_in_full(name), short.partition("(")[0]}
    return not known.isdisjoint(names) or is_period(name)


def count_known(headers: Iterable[str]) -> int:
    """Count the different headers that mean anything for any kind."""
    return len({normalised_header(name) for name in headers if name and is_known(name)})
