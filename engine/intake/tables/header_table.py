"""Which field a header means in one kind of record, whatever stands beside it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from itertools import product
from typing import NamedTuple, cast

from qinjian.engine.compiled.find import built_in
from qinjian.engine.compiled.stored import packed
from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.tables.header_text import (
    normalised_header,
    split_header,
    with_day_in_full,
)
from qinjian.engine.intake.tables.header_words import (
    document_of,
    rank_of,
    scale_in,
    unit_words,
    words_of,
)
from qinjian.engine.wording.regex import regex
from qinjian.engine.wording.text import did_you_mean
from qinjian.schemas.kinds import KINDS
from qinjian.schemas.kinds.person import Person, taken_over
from qinjian.schemas.record import Document, Envelope, Field, Record, fields_of

Sections = dict[str, dict[str, list[str]]]

_CHOICE = regex(r"<([^<>]*)>")
_JOINTS = regex(r"[/、;,]|及其|以及|及|和|与|或")
_BRACKET = regex(r"(.+?)\(([^()]+)\)(.*)")
_INCLUDED = regex(r"^其中:?")
_MOST_NAMES = 4
_LONGEST = 60
_TEXTS = frozenset({"text", "enum", "list", "children"})


@dataclass(frozen=True)
class Meaning:
    """What a header means: a field, and the yuan in one unit of its amounts.

    ``scale`` is None if the header names no unit. Of several columns for one field the one of
    lowest ``rank`` says it best. ``document`` is the document whose name heads the column: its
    cells say whether it is there.
    """

    field: Field
    scale: int | None = None
    rank: int = 0
    document: Document | None = None


def expanded(word: str) -> Iterator[str]:
    """List what a pattern of headers stands for: <接待|用餐><日期|时间> are four."""
    parts = _CHOICE.split(word)
    choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
    return ("".join(found) for found in product(*choices))


@dataclass(frozen=True)
class HeaderTable:
    """The headers of one kind: normalised header to field."""

    fields: dict[str, Field]
    labels: dict[str, str]
    by_name: dict[str, Field]
    order: dict[str, int]
    """How far down a header stands among those of its field."""

    def field(self, header: str) -> Field | None:
        """Return the field that ``header`` means, None if it means none or heads a document."""
        found = self.meaning(header)
        return found.field if found and found.document is None else None

    def meaning(self, header: str) -> Meaning | None:
        """Return what ``header`` means, None if it means nothing.

        One unit may follow if the field is counted in it: 金额(元), 金额/万元, 加油量升. The name
        of a document heads a column of its own. Of two names for one column (使用部门/使用人) the
        first that means something counts if it is a text; a figure (天数/次数) only if all do.
        """
        name = normalised_header(header)
        if len(name) > _LONGEST:
            return None
        for one in dict.fromkeys((name, _INCLUDED.sub("", name))):
            found = self._alone(one) or self._with_unit(one) or self._document(one)
            found = found or self._unbracketed(one) or self._of_two(one)
            if found:
                return found
        return None

    def named(self, header: str, field: str) -> Meaning | None:
        """Return what ``header`` means if it is one of ``field``, which it may name with a unit."""
        known = self.by_name.get(field)
        if known is None:
            return None
        unit = split_header(header)[1]
        scale = scale_in(unit, known) if unit else None
        return None if unit and scale == 0 else Meaning(known, scale, rank_of(header, field, 0))

    def _alone(self, name: str) -> Meaning | None:
        field = self.fields.get(name)
        if field is None:
            name = with_day_in_full(name)
            field = self.fields.get(name)
        if field is None:
            return None
        return Meaning(field, rank=rank_of(name, field.name, self.order.get(name, 0)))

    def _with_unit(self, name: str) -> Meaning | None:
        short, unit = split_header(name)
        if not unit:
            short, unit = self._counted(name)
        found = self._alone(short) if unit else None
        if found is None:
            return None
        scale = scale_in(unit, found.field)
        return None if scale == 0 else Meaning(found.field, scale, found.rank)

    def _counted(self, name: str) -> tuple[str, str]:
        """Split a counted unit from the end of a header: 加油量升, 本次里程km."""
        for size in (1, 2):
            field = self.fields.get(name[:-size])
            if field and field.unit and name[-size:] in unit_words(field.unit):
                return name[:-size], name[-size:]
        return name, ""

    def _document(self, name: str) -> Meaning | None:
        field = self.by_name.get("shown_documents")
        document = document_of(name) if field else None
        return Meaning(field, document=document) if field and document else None

    def _unbracketed(self, name: str) -> Meaning | None:
        """See past what brackets add to the name of a text, or to one of an amount: (含税)."""
        match = _BRACKET.fullmatch(name)
        if match is None or split_header(name)[1]:
            return None
        found = self._alone(match[1] + match[3])
        if found is None:
            return None
        harmless = match[2] in words_of("harmless")
        plain = found.field.type in {*_TEXTS, "yes_no"}
        return found if harmless or plain else None

    def _of_two(self, name: str) -> Meaning | None:
        parts = [part for part in _JOINTS.split(name) if part]
        if not 1 < len(parts) <= _MOST_NAMES:
            return None
        found = [
            self._alone(part) or self._document(part) or self._headed(part, parts[-1])
            for part in parts
        ]
        known = [meaning for meaning in found if meaning]
        if not known:
            return None
        same = all(meaning.field is known[0].field for meaning in known) and len(known) == len(
            parts
        )
        text = known[0].field.type in _TEXTS
        return known[0] if text or same else None

    def _headed(self, part: str, last: str) -> Meaning | None:
        """Read a part that leaves its noun to the last one: 用餐/住宿地点."""
        noun = next((word for word in words_of("nouns") if last.endswith(word)), None)
        return self._alone(part + noun) if noun and part != last else None

    @cached_property
    def known(self) -> list[str]:
        """Every header of the kind, sorted."""
        return sorted(self.fields)

    def alike(self, header: str) -> list[str]:
        """List the headers most like ``header``, none if there are none like it."""
        return get_close_matches(normalised_header(header), self.known, n=3, cutoff=0.6)

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
    stored, part = built_in(), _part(model)
    is_stored = stored is not None and part in stored
    told = Headers(**stored.data(part)) if stored is not None and is_stored else _headers(model)
    by_name = {field.name: field for field in fields_of(model)}
    fields = {header: by_name[name] for header, name in told.fields.items()}
    order = dict(zip(fields, told.order, strict=True))
    return HeaderTable(fields, told.labels, by_name, order)


class Headers(NamedTuple):
    """The headers of one kind as they are kept: to the name of a field, and the order of each."""

    fields: dict[str, str]
    labels: dict[str, str]
    order: list[int]


def headers_in_parts() -> dict[str, str]:
    """Write the headers of all kinds as parts of the compiled rules."""
    kinds: tuple[type[Record], ...] = (Envelope, *KINDS.values())
    return {_part(model): packed(_headers(model)._asdict()) for model in kinds}


def _part(model: type[Record]) -> str:
    return f"headers/{model.__module__}.{model.__name__}"


def _headers(model: type[Record]) -> Headers:
    fields: dict[str, str] = {}
    labels: dict[str, str] = {}
    order: list[int] = []
    taken = _taken(model)
    own_first = sorted(model.model_fields, key=lambda name: not _is_in_own_section(model, name))
    for name in own_first:
        if name in taken:
            continue
        words = words_for(model, name)
        labels[name] = words[0]
        for number, word in enumerate((name, *words)):
            header = normalised_header(word)
            if header not in fields:
                fields[header] = name
                order.append(max(number - 1, 0))
    return Headers(fields, labels, order)


@cache
def own_fields(model: type[Record]) -> frozenset[str]:
    """Return the names of the fields of a kind that not every record of spending has."""
    return frozenset(model.model_fields) - _taken(model) - frozenset(Envelope.model_fields)


def _taken(model: type[Record]) -> frozenset[str]:
    """Return the names of the fields that people in a list have from their record."""
    return taken_over(model) if issubclass(model, Person) else frozenset()


def _section(model: type[Record]) -> dict[str, list[str]]:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    return cast("Sections", data_file("headers.yaml")).get(name, {})


def _is_in_own_section(model: type[Record], field: str) -> bool:
    """Tell whether a kind has headers of its own for a field: they go before those of its base."""
    section = _section(model)
    return not section.keys().isdisjoint((field, f"{field}+", f"+{field}"))


def label(kind: str, field: str) -> str:
    """Return the official Chinese label of a field of a kind.

    Raises:
        KeyError: the kind has no such field.
    """
    return words_for(KINDS[kind], field)[0]


def words_for(model: type[Record], field: str) -> list[str]:
    """Return the headers of a field from the section of the class that declares it.

    What a section lists under "field+" comes behind those of its base, under "+field" before them.
    """
    before: list[str] = []
    behind: list[str] = []
    for base in model.__mro__:
        section = _section(base)
        if field in section:
            return _each([*before, *section[field], *behind])
        before += section.get(f"+{field}", [])
        behind += section.get(f"{field}+", [])
    # what a person takes over is called as in the record, and what a budget line shares as there
    others = [KINDS[kind] for kind in model.lists] if issubclass(model, Person) else [Envelope]
    for other in others:
        if other is not model and field in other.model_fields:
            return _each([*before, *words_for(other, field), *behind])
    raise KeyError(field)


def _each(patterns: Iterable[str]) -> list[str]:
    """List every header that patterns stand for, once."""
    return list(dict.fromkeys(word for pattern in patterns for word in expanded(pattern)))
